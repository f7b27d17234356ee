"""Whatever a document of debriefs can hold comes back as it was."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterword.cycle.models import Application, CompanyInterview, Cycle
from afterword.cycle.tests.making import NOW, applied
from afterword.debriefs.document import (
    ApplicationPart,
    CommitmentPart,
    CycleDebriefPart,
    Document,
    InterviewDebriefPart,
    InterviewPart,
    PointPart,
    RetellingPart,
    RubricPart,
    SearchPart,
    ShareLinkPart,
    TiePart,
)
from afterword.debriefs.enums import Length, PointKind, Step
from afterword.debriefs.tests.brought_back import brought, exported, taken_away
from afterword.people.enums import CommitmentState
from afterword.questions.enums import Kind

pytestmark = pytest.mark.django_db


moments = st.integers(0, 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, tz=UTC))
maybe = st.none() | moments
texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=12)
titles = st.text("abc é", max_size=5)
levels = st.dictionaries(st.sampled_from(["coding", "x"]), st.none() | st.integers(1, 4))
APPLICATIONS = [("Acme", "Engineer"), ("Acme", "Engineer"), ("Acme", ""), ("Brot", "")]
rubrics = st.builds(
    RubricPart, kind=st.sampled_from(Kind), title=titles,
    dimensions=st.just([{"key": "x", "name": "X", "question": "?", "anchors": {"1": "no"}}]),
)  # fmt: skip


@pytest.fixture
def search(cast):
    """Two of one name, one that was taken away, interviews of a kind, and a search of before."""
    before = Cycle.objects.create(
        person=cast.ben, name="Before", started_on=date(2025, 1, 1), ended_on=date(2025, 5, 1)
    )
    for company, role in APPLICATIONS:
        one = applied(cast.ben, company, role=role)
        CompanyInterview.objects.create(application=one, kind="coding")
        CompanyInterview.objects.create(application=one, kind="coding", starts_at=NOW)
        CompanyInterview.objects.create(application=one, kind="coding", starts_at=NOW)
    gone = applied(cast.ben, "Gone", role="Gone")
    Application.objects.filter(pk=gone.pk).update(taken_back_at=NOW)
    Cycle.objects.exclude(pk=before.pk).update(name="Here", started_on=date(2026, 1, 1))


def application_at(place: int) -> ApplicationPart:
    company, role = APPLICATIONS[place]
    return ApplicationPart(search=1, place=place, company=company, role=role)


SEARCHES = [
    SearchPart(place=0, name="Before", started_on=date(2025, 1, 1)),
    SearchPart(place=1, name="Here", started_on=date(2026, 1, 1)),
]
GONE = ApplicationPart(search=None, place=None, company="Gone", role="Gone")
seen_in = st.just(GONE) | st.integers(0, 3).map(application_at)
interviews_held = st.integers(0, 2).map(
    lambda at: InterviewPart(place=at, kind="coding", starts_at=NOW if at else None)
)
ties = (
    st.builds(TiePart, application=seen_in)
    | st.builds(
        TiePart, application=st.integers(0, 3).map(application_at), interview=interviews_held
    )
    | st.builds(TiePart, on=moments.map(datetime.date), words=texts)
)
points = st.builds(
    PointPart, kind=st.sampled_from(PointKind), text=texts, created_at=moments,
    ties=st.lists(ties, max_size=3),
)  # fmt: skip
links = st.builds(
    ShareLinkPart, sections=st.lists(st.sampled_from([*Step, "offers"]), max_size=3),
    created_at=moments, expires_at=moments, revoked_at=maybe,
)  # fmt: skip
retellings = st.builds(
    RetellingPart, program=st.none(), kind=st.sampled_from(Kind), title=titles, text=texts,
    state=st.sampled_from(["declined", "withdrawn"]), created_at=moments, answered_at=maybe,
)  # fmt: skip


def by_age(rows, name="created_at"):
    return sorted(rows, key=lambda one: getattr(one, name))


@st.composite
def interviews(draw, offered: int) -> list[InterviewDebriefPart]:
    """Debriefs of some of the interviews there are, each of another moment."""
    places = draw(
        st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=3, unique=True)
    )
    found = [
        InterviewDebriefPart(
            application=application_at(at),
            interview=InterviewPart(place=it, kind="coding", starts_at=NOW if it else None),
            rubric=draw(st.none() | rubrics), ratings=draw(levels),
            **{name: draw(texts) for name in ("asked", "went_well", "could_better", "next_time",
                                              "interviewer_was", "to_learn")},
            wants=draw(st.none() | st.booleans()), ended_at=draw(maybe), saved_at=draw(maybe),
            retelling=draw(st.none() | st.integers(0, offered - 1)) if offered else None,
            begun_at=draw(moments),
        )
        for at, it in places
    ]  # fmt: skip
    return by_age({one.begun_at: one for one in found}.values(), "begun_at")


@st.composite
def cycles(draw) -> list[CycleDebriefPart]:
    found = [
        CycleDebriefPart(
            cycle=draw(st.sampled_from(SEARCHES)), length=draw(st.sampled_from(Length)),
            at=draw(st.sampled_from(Step)),
            answers=draw(st.dictionaries(st.sampled_from(Step), texts, max_size=3)),
            begun_at=moment, ended_at=draw(maybe), saved_at=draw(maybe),
            points=by_age(draw(st.lists(points, max_size=3))),
            share_links=by_age(draw(
                st.lists(links, max_size=2, unique_by=lambda one: one.created_at))),
        )
        for moment in draw(st.lists(moments, max_size=2, unique=True))
    ]  # fmt: skip
    return by_age(found, "begun_at")


@st.composite
def documents(draw) -> Document:
    unique = {"unique_by": lambda one: one.created_at}
    offered = by_age(draw(st.lists(retellings, max_size=2, **unique)))
    talks, searches = draw(interviews(len(offered))), draw(cycles())
    grown = [("interview", at) for at in range(len(talks))]
    grown += [("cycle", at) for at in range(len(searches))]
    meant = [
        CommitmentPart(
            **{"interview": None, "cycle": None, **dict([draw(st.sampled_from(grown))])},
            text=draw(texts), state=draw(st.sampled_from(CommitmentState)), created_at=moment,
        )
        for moment in draw(st.lists(moments, max_size=3, unique=True))
    ] if grown else []  # fmt: skip
    return Document(interviews=talks, cycles=searches, commitments=by_age(meant), wishes=[],
                    retellings=offered)  # fmt: skip


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(document=documents())
def test_export_then_import_is_the_identity(cast, search, document):
    """Both ways: what a document holds comes back, and brought in twice it changes nothing."""
    taken_away(cast.ben)
    brought(cast.ben, document)
    assert exported(cast.ben) == document
    again = brought(cast.ben, document)
    assert (again.source.count, exported(cast.ben)) == (0, document)
