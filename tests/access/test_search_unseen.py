"""Nobody can tell whether somebody else searches: not the host, no organizer, no mate."""

import pytest
from django.utils import timezone

from afterword.cycle.models import Cycle
from afterword.journal.models import Entry
from afterword.people.models import Person
from tests.access import twins, world
from tests.access.matrix import Row

pytestmark = pytest.mark.django_db(databases=["default", "record"])

PAGES = ("home:desk", "people:programs", "people:letters", "cycle:board", "cycle:table",
         "cycle:calendar", "cycle:cycles", "cycle:sharing", "cycle:export", "cycle:export-json",
         "cycle:mail", "cycle:proposals",
         "host:overview")  # fmt: skip


@pytest.fixture
def place(monkeypatch) -> world.World:
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    return world.build()


def no_search(place: world.World) -> None:
    """The candidate has never opened a search."""
    person = place.people["candidate"]
    Cycle.objects.filter(person=person).delete()
    for rows in (person.papers, person.wishes, person.feeds, person.sharings, person.mailboxes):
        rows.all().delete()


@pytest.mark.parametrize("subject", ["host", "organizer", "member", "interviewer", "guest"])
def test_the_others_are_shown_the_same_with_and_without_it(place, subject):
    here = {"pk": place.program.pk}
    asked = [(Row(name), "get") for name in PAGES]
    asked += [(Row("people:program", here), "get"), (Row("people:members", here), "get")]
    asked += [(Row("cycle:application", {"pk": place.rows["search:application"].pk}), "get")]
    entries = Entry.objects.count()
    searching = twins.told(place, asked, subject)
    with twins.undone():
        no_search(place)
        assert twins.differences(searching, twins.told(place, asked, subject)) == []
    assert Entry.objects.count() == entries
    assert Person.objects.filter(pk=place.people["candidate"].pk).exists()


def test_the_candidate_would_be_seen_to_differ(place):
    asked = [(Row("cycle:board"), "get")]
    searching = twins.told(place, asked, "candidate")
    with twins.undone():
        no_search(place)
        assert twins.differences(searching, twins.told(place, asked, "candidate")) != []
