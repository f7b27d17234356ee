"""A query that is written once gives everybody the rows that its rule gives, and nobody else's."""

import importlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models import DateField, DateTimeField, F, UUIDField
from django.utils import timezone

from afterword.kit.prepared import MomentKept, MoreThanARow, Prepared
from afterword.people.access import own_letters, own_memberships
from afterword.people.models import Letter, Membership
from afterword.people.prepared import ForViewer
from afterword.people.viewer import Viewer
from tests.access import world

pytestmark = pytest.mark.django_db(databases=["default", "record"])

SOURCE = Path(__file__).parents[2] / "src"
_places = ForViewer(
    lambda viewer: own_memberships(viewer).order_by("pk").values_list("pk", "state")
)


def everywhere() -> Iterator[ForViewer]:
    """Every such query of the house, by the names that modules give to one or to a few."""
    for file in SOURCE.rglob("*.py"):
        if "ForViewer(" not in file.read_text():
            continue
        module = importlib.import_module(".".join(file.relative_to(SOURCE).with_suffix("").parts))
        for named in vars(module).values():
            several = named.values() if isinstance(named, dict) else [named]
            yield from (one for one in several if isinstance(one, ForViewer))


def values_for(query: ForViewer) -> dict[str, object]:
    """Something for each gap: a month ago, today, or a program there is."""
    now, place = timezone.now(), Membership.objects.values_list("program", flat=True).first()
    made = {DateTimeField: now - timedelta(days=30), DateField: now.date(), UUIDField: place}
    return {name: made[type(kind)] for name, kind in query.gaps.items()}


def test_every_prepared_query_of_the_house_gives_what_its_rule_gives():
    place = world.build()
    queries, found = list(everywhere()), 0
    assert len(queries) >= 7
    for query in queries:
        values = values_for(query)
        for person in place.people.values():
            viewer = Viewer(person=person)
            by_rule = list(query.rows(viewer, **values))
            found += len(by_rule)
            assert sorted(map(str, query(viewer, **values))) == sorted(map(str, by_rule))
            assert query(viewer, **values).count() == len(by_rule)
    assert found > 50


def test_everybody_gets_their_own_rows(cast):
    letters = ForViewer(lambda viewer: own_letters(viewer).values_list("subject"))
    for person in (cast.ada, cast.ben):
        Letter.objects.create(person=person, subject=f"For {person.name}")
    assert [list(letters(Viewer(one))) for one in (cast.ada, cast.ben, cast.eve)] == [
        [("For Ada",)], [("For Ben",)], [],
    ]  # fmt: skip


def test_it_is_written_once_and_cut_into_pages(cast, django_assert_num_queries):
    members = Prepared(
        lambda program: (
            Membership.objects.filter(program=program)
            .order_by("person__name")
            .values_list("person__name")
        ),
        program=UUIDField(),
    )
    some = members(program=cast.program.pk)
    assert members.written() is members.written()
    with django_assert_num_queries(2):
        assert (some.count(), some[1:3]) == (4, [("Ben",), ("Cleo",)])


def test_a_browser_with_guests_links_is_asked_about_those_as_well(cast):
    guest = Viewer(person=cast.ada, chairs=frozenset({cast.ben.pk}))
    assert list(_places(guest)) == list(own_memberships(guest).values_list("pk", "state"))


def test_a_rule_that_looks_at_the_clock_while_it_is_written_is_refused(cast):
    frozen = Prepared(
        lambda program: Membership.objects.filter(program=program, joined_at__lte=timezone.now())
        .values_list("pk"),
        program=UUIDField(),
    )  # fmt: skip
    with pytest.raises(MomentKept):
        list(frozen(program=cast.program.pk))


@pytest.mark.parametrize("more", [
    lambda rows: rows.select_related("person"),
    lambda rows: rows.prefetch_related("person"),
    lambda rows: rows.annotate(called=F("person__name")),
])  # fmt: skip
def test_models_with_more_than_their_row_are_refused(cast, more):
    beside = Prepared(lambda program: more(Membership.objects.filter(program=program)),
                      program=UUIDField())  # fmt: skip
    with pytest.raises(MoreThanARow):
        list(beside(program=cast.program.pk))


def test_a_rule_that_looks_further_at_who_is_looking_is_refused(cast):
    by_email = ForViewer(
        lambda viewer: Letter.objects.filter(to_email=viewer.person.email).values_list("pk")
    )
    with pytest.raises(AttributeError):
        list(by_email(Viewer(cast.ada)))
