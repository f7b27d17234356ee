"""A blind reviewer never learns from us whose hour it was.

Everything that whoever reviews, stands in or reads a second time is told stays the same to the byte
when two other people sit at the table, at another time of day, with other addresses and clocks.
"""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from afterword.interviews.models import Chair, Interview
from afterword.people.models import Person
from tests.access import twins, world
from tests.access.matrix import Row
from tests.access.world import World

pytestmark = pytest.mark.django_db(databases=["default", "record"])

HOURS = ("in_review", "late:reviewer", "read_again")
NAMED = (("Zebulon Quixby", "Antarctica/Troll"), ("Ottoline Farnaby", "Pacific/Chatham"))


def put_there(place: World, pair: tuple[str, str]) -> None:
    """Two people take the chairs of the hours that are read blind."""
    for kind, name in zip(("candidate", "interviewer"), pair, strict=True):
        chairs = Chair.objects.filter(interview__in=[place.interviews[one] for one in HOURS])
        chairs.filter(kind=kind).update(person=place.people[name])


def put_a_guest_there(place: World, name: str, zone: str) -> None:
    hours = [place.interviews[one] for one in HOURS]
    Chair.objects.filter(interview__in=hours, kind="interviewer").update(
        person=None, guest_name=name, guest_email=f"{name[:3]}@example.net", guest_time_zone=zone
    )


def hold_it_earlier(place: World) -> None:
    hours = Interview.objects.filter(pk__in=[place.interviews[one].pk for one in HOURS])
    hours.update(starts_at=F("starts_at") - timedelta(hours=5), booked_by=place.people["member"])


def asked_by_the_reviewer(place: World) -> list[tuple[Row, str]]:
    """Every page and answer on which a review or a stand-in shows, and what is refused."""
    review = {"pk": place.reviews["in_review:reviewer"].pk}
    late = {"pk": place.notes["late:reviewer"].pk}
    again = {"pk": place.rows["reading:read_again"].pk}
    words = {"revision": 0, "on-because": "Which slips?", "words": "Kind."}
    named = {"revision": 0, "because": "Zebulon and Ottoline, or Candidate and Interviewer."}
    hours = [{"interview_id": place.interviews[one].pk} for one in HOURS]
    refused = ("letter", "write", "written", "self-assessment", "next-round", "scorecard")
    return [
        *((Row(name), "get") for name in ("home:desk", "notes:reviews", "notes:overview")),
        *((Row(name), "get") for name in ("people:letters", "interviews:list")),
        (Row("notes:review", review), "get"),
        (Row("notes:review", review, body=words), "post"),
        (Row("notes:review", review, body={"revision": "x", "then": "approve"}), "post"),
        (Row("notes:review-save", review, body=words), "post"),
        (Row("notes:review-save", review, body={**words, "revision": 5}), "post"),
        (Row("notes:review-take", review), "post"),
        (Row("notes:second-reading", again), "get"),
        (Row("notes:second-reading", again, body={"revision": 0, "then": "save"}), "post"),
        (Row("notes:second-reading-save", again, body={"revision": 5}), "post"),
        (Row("notes:stand-in", late), "get"),
        (Row("notes:stand-in", late, body={**named, "then": "send"}), "post"),
        (Row("notes:stand-in", late, body={**named, "pick": "coding 0"}), "post"),
        (Row("notes:stand-in-save", late, body=named), "post"),
        *((Row(f"notes:{name}", at), "get") for name in refused for at in hours),
        *((Row("interviews:interview", at), "get") for at in hours),
        *((Row("interviews:room", at), "get") for at in hours),
        *((Row("people:report", query=f"?about=interview:{at['interview_id']}"), "get")
          for at in hours),
        (Row("api:notes-letters", api=True), "get"),
        (Row("api:notes-written", api=True), "get"),
        (Row("api:notes-second-readings", api=True), "get"),
    ]  # fmt: skip


def marks_of(place: World) -> set[bytes]:
    """What would tell who sat there, or lead there."""
    rows = Chair.objects.filter(interview__in=[place.interviews[one] for one in HOURS])
    people = Person.objects.filter(chairs__in=rows)
    words = {str(one) for one in rows.values_list("pk", flat=True)}
    for person in people:
        words |= {person.name, person.email, str(person.pk), person.time_zone}
    return {word.encode() for word in words} | {str(place.notes["in_review"].pk).encode()}


@pytest.fixture
def place(monkeypatch) -> World:
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    place = world.build()
    for (name, zone), who in zip(NAMED, ("candidate", "interviewer"), strict=True):
        address = f"{name.split()[0].lower()}@example.org"
        Person.objects.filter(pk=place.people[who].pk).update(
            name=name, time_zone=zone, email=address
        )
    return place


def test_a_blind_reviewer_cannot_tell_one_pair_from_another(place, capsys):
    asked = asked_by_the_reviewer(place)
    alone = twins.told(place, asked, "reviewer")
    found: list[str] = []
    with twins.undone():
        put_there(place, ("invited", "left"))
        hold_it_earlier(place)
        found += twins.differences(alone, twins.told(place, asked, "reviewer"))
    with capsys.disabled():
        print(f"\nblind: {len(asked)} answers held against another pair's")
    assert found == []


def test_a_blind_reviewer_cannot_tell_one_guest_from_another(place):
    asked = asked_by_the_reviewer(place)
    with twins.undone():
        put_a_guest_there(place, "Grace Guest", "Europe/Berlin")
        one = twins.told(place, asked, "reviewer")
    with twins.undone():
        put_a_guest_there(place, "Ute Unknown", "Asia/Kathmandu")
        assert twins.differences(one, twins.told(place, asked, "reviewer")) == []


def test_no_blind_page_holds_a_name_an_address_a_clock_or_a_way_there(place):
    marks = marks_of(place)
    assert len(marks) >= 12
    found = [
        f"{asked}: {mark!r}"
        for asked, answer in twins.told(place, asked_by_the_reviewer(place), "reviewer").items()
        for mark in marks
        if mark in answer.body + answer.headers
    ]
    assert found == []


def test_the_search_sees_names_where_a_program_shows_them(place):
    place.program.blind_review = False
    place.program.save()
    answers = twins.told(place, asked_by_the_reviewer(place), "reviewer").values()
    assert any(b"Zebulon Quixby" in answer.body for answer in answers)
