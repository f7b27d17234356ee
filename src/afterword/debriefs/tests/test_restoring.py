"""Debriefs that were taken along come back as they were, whole, and can go again."""

import json
from datetime import UTC, date, datetime, timedelta
from resource import RUSAGE_SELF, getrusage

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterword.cycle import exporting as cycle_exporting
from afterword.cycle.access import own_cycles, own_papers, own_wishes
from afterword.cycle.actions.restoring import restore as restore_search
from afterword.cycle.document import Document as SearchDocument
from afterword.cycle.models import Application, CompanyInterview, Cycle, Wish
from afterword.cycle.tests.making import NOW, applied
from afterword.debriefs import exporting
from afterword.debriefs.actions import cycles as actions
from afterword.debriefs.actions.points import add_point, rest_on
from afterword.debriefs.actions.restoring import restore
from afterword.debriefs.actions.taking_out import take_out
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
from afterword.debriefs.errors import NotPlaced, UndoneAlready
from afterword.debriefs.models import CycleDebrief, DebriefImport, InterviewDebrief, Point, Tie
from afterword.debriefs.tests.test_exporting import looked_back
from afterword.debriefs.tests.test_interviews import ben, debrief, interview
from afterword.debriefs.ties import Seen
from afterword.kit.documents import NotThatDocument, document_in
from afterword.people.actions import keep_commitment
from afterword.people.enums import CommitmentState
from afterword.people.models import Commitment
from afterword.people.viewer import Viewer
from afterword.questions.enums import Kind
from afterword.questions.models import Retelling

pytestmark = pytest.mark.django_db
__all__ = ["ben", "debrief", "interview", "looked_back"]


def exported(person) -> Document:
    document = exporting.whole(Viewer(person=person))
    return Document.model_validate_json(exporting.as_json(document))


def taken_away(person):
    """Nothing of what this person looked back on is here; the search itself is."""
    InterviewDebrief.objects.filter(person=person).delete()
    CycleDebrief.objects.filter(cycle__person=person).delete()
    for rows in (person.commitments, person.retellings, person.wishes):
        rows.all().delete()


def brought(person, document, *, leave_out=False):
    return restore(person, document, leave_out=leave_out, now=timezone.now())


# --- Whatever a document can hold

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
rounds = st.integers(0, 2).map(
    lambda at: InterviewPart(place=at, kind="coding", starts_at=NOW if at else None)
)
ties = (
    st.builds(TiePart, application=seen_in)
    | st.builds(TiePart, application=st.integers(0, 3).map(application_at), interview=rounds)
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


def test_everything_that_was_looked_back_on_comes_back_on_the_same_server(looked_back, cast):
    looked_back.share_links.update(revoked_at=NOW)
    before = exported(cast.ben)
    offers = list(Retelling.objects.filter(person=cast.ben))
    InterviewDebrief.objects.all().delete()
    CycleDebrief.objects.all().delete()
    Commitment.objects.all().delete()
    Wish.objects.all().delete()
    done = brought(cast.ben, before)
    assert (done.source.count, exported(cast.ben)) == (2, before)
    assert list(Retelling.objects.filter(person=cast.ben)) == offers


def test_somewhere_else_it_comes_back_upon_the_search_that_came_before(looked_back, cast):
    viewer = Viewer(person=cast.ben)
    mine = own_cycles(viewer), own_papers(viewer), own_wishes(viewer)
    search = cycle_exporting.as_json(cycle_exporting.whole(*mine, angry=False))
    restore_search(cast.eve, SearchDocument.model_validate_json(search), now=NOW)
    document = exported(cast.ben)
    brought(cast.eve, document)
    came = exported(cast.eve)
    assert came.interviews == document.interviews
    assert came.cycles[0].answers == document.cycles[0].answers
    assert [(one.text, one.interview, one.cycle) for one in came.commitments] == [
        (one.text, one.interview, one.cycle) for one in document.commitments
    ]
    # Nobody is asked anew, and nobody has the key of a link.
    assert [one.state for one in came.retellings] == ["withdrawn"]
    assert all(one.revoked_at for one in came.cycles[0].share_links)


def file(body: bytes):
    return {"file": SimpleUploadedFile("debriefs.json", body)}


def body_of(person) -> bytes:
    return exporting.as_json(exporting.whole(Viewer(person=person)))


def test_what_has_no_place_here_is_named_and_nothing_comes(looked_back, cast, signed_in):
    page = signed_in(cast.eve).post(reverse("debriefs:import"), file(body_of(cast.ben)))
    text = page.content.decode()
    assert page.status_code == 422
    assert "An application to Acme is not here." in text
    assert "A search called" in text
    assert not DebriefImport.objects.exists()
    assert not InterviewDebrief.objects.filter(person=cast.eve).exists()


def test_the_rest_comes_where_that_is_left_out(looked_back, cast, signed_in):
    body = body_of(cast.ben)
    taken_away(cast.ben)
    CompanyInterview.objects.all().delete()
    answer = signed_in(cast.ben).post(
        reverse("debriefs:import"), {**file(body), "leave-out": "yes"}, follow=True
    )
    assert "1 debrief is here again. 1 was left out." in answer.content.decode()
    assert CycleDebrief.objects.get().answers == {"well": "I asked early."}


EMPTY = Document(interviews=[], cycles=[], commitments=[], wishes=[], retellings=[])
NOTHING = EMPTY.model_dump_json().encode()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"\xff\xfe", b'{"format": "afterword-search"}',
        b'{"format": "afterword-debriefs", "version": 2}',
        NOTHING[:-1] + b', "x": 1}', NOTHING.replace(b"[]", b"[{}]", 1),
    ],
)  # fmt: skip
def test_a_file_that_holds_no_debriefs_changes_nothing(cast, signed_in, body):
    answer = signed_in(cast.ben).post(reverse("debriefs:import"), file(body))
    assert answer.status_code == 422
    assert not DebriefImport.objects.exists()


@pytest.mark.parametrize(
    "body",
    [b'{"interviews":[' + b"0," * 900_000 + b"0]}", b"{" + b'"a":0,' * 500_000 + b'"b":0}',
     b"[" * 3_000_000, b'{"interviews":[' + b"{}," * 900_000 + b"{}]}"],
    ids=["numbers", "names", "depth", "parts"],
)  # fmt: skip
def test_a_file_in_which_everything_is_wrong_is_refused_in_a_sentence_and_fills_no_server(body):
    before = getrusage(RUSAGE_SELF).ru_maxrss
    with pytest.raises(NotThatDocument, match=r"^Nothing was brought in: .{5,300}\.$"):
        document_in(
            SimpleUploadedFile("x", body), Document, name="debriefs.json", part="debriefs", most=30
        )
    assert getrusage(RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes


def test_a_large_file_of_words_is_read():
    meant = CommitmentPart(
        text="é" * 1000, state="open", created_at=NOW, interview=None, cycle=None
    )  # fmt: skip
    body = EMPTY.model_copy(update={"commitments": [meant] * 3000}).model_dump_json().encode()
    file = SimpleUploadedFile("x", body)
    document = document_in(file, Document, name="debriefs.json", part="debriefs", most=30)
    assert document.commitments == [meant] * 3000


@pytest.mark.parametrize(
    "moment", ["2020-01-01T00:00:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"]
)
def test_a_moment_that_no_calendar_has_is_named(looked_back, cast, signed_in, moment):
    document = json.loads(body_of(cast.ben))
    document["cycles"][0]["share_links"][0]["expires_at"] = moment
    taken_away(cast.ben)
    body = json.dumps(document).encode()
    answer = signed_in(cast.ben).post(reverse("debriefs:import"), file(body))
    assert answer.status_code == 422
    assert "at cycles › 0 › share_links › 0 › expires_at, input should" in answer.content.decode()


def test_words_that_are_here_stay_as_they_are(looked_back, cast):
    document = exported(cast.ben)
    InterviewDebrief.objects.update(went_well="Written since.")
    Wish.objects.update(text="Another wish")
    assert brought(cast.ben, document).known == 2
    assert InterviewDebrief.objects.get().went_well == "Written since."
    assert Wish.objects.get().text == "Another wish"


def test_what_came_goes_whole(looked_back, cast, signed_in):
    document = exported(cast.ben)
    taken_away(cast.ben)
    source = brought(cast.ben, document).source
    signed_in(cast.ben).post(reverse("debriefs:import-undo", args=[source.pk]))
    left = exported(cast.ben)
    assert left == EMPTY
    with pytest.raises(UndoneAlready):
        take_out(source, by=cast.ben, now=NOW)


def test_what_was_written_in_since_stays(looked_back, cast):
    document = exported(cast.ben)
    taken_away(cast.ben)
    source = brought(cast.ben, document).source
    debrief = CycleDebrief.objects.get()
    actions.save(debrief, step=Step.WELL, words="More.", revision=0, now=NOW)
    assert take_out(source, by=cast.ben, now=NOW + timedelta(days=1)) == 1
    left = exported(cast.ben)
    assert ([one.answers for one in left.cycles], left.interviews) == ([{"well": "More."}], [])
    assert [one.text for one in left.commitments] == ["Two mocks a week."]


def test_what_was_gathered_or_answered_since_stays(looked_back, cast):
    document = exported(cast.ben)
    taken_away(cast.ben)
    source = brought(cast.ben, document).source
    add_point(CycleDebrief.objects.get(), kind=PointKind.REPEAT, text="Ask early.")
    assert take_out(source, by=cast.ben, now=timezone.now()) == 1
    assert "Ask early." in [one.text for one in exported(cast.ben).cycles[0].points]


def test_a_point_that_was_tied_to_more_since_stays(looked_back, cast):
    document = exported(cast.ben)
    taken_away(cast.ben)
    source = brought(cast.ben, document).source
    point = Point.objects.select_related("debrief__cycle__person").get()
    rest_on(point, text=point.text, over=point.text, untie=[], seen=[Seen(on=NOW.date())])
    assert take_out(source, by=cast.ben, now=timezone.now()) == 1


def test_a_file_of_before_has_one_application_for_a_point_and_comes_tied_to_it(looked_back, cast):
    told = exported(cast.ben).model_dump(mode="json")
    (point,) = told["cycles"][0]["points"]
    of = point.pop("ties")[0]["application"]
    point.update(application=of, notes=None)
    taken_away(cast.ben)
    brought(cast.ben, Document.model_validate(told))
    assert Tie.objects.get().application.company == "Acme"


def test_a_commitment_that_was_answered_since_and_a_wish_that_was_written_anew_stay(
    looked_back, cast
):
    document = exported(cast.ben)
    taken_away(cast.ben)
    source = brought(cast.ben, document).source
    held = Commitment.objects.filter(state="open").first()
    keep_commitment(held, by=cast.ben)
    Wish.objects.update(text="Another wish", saved_at=timezone.now())
    take_out(source, by=cast.ben, now=timezone.now())
    left = exported(cast.ben)
    assert [one.state for one in left.commitments] == ["kept"]
    assert [one.text for one in left.wishes] == ["Another wish"]


def test_thousands_come_and_go_in_few_words_to_the_database(
    looked_back, cast, django_assert_max_num_queries
):
    taken_away(cast.ben)
    moments = [datetime.fromtimestamp(second, tz=UTC) for second in range(2000)]
    meant = [
        CommitmentPart(text="x", state="open", created_at=one, interview=None, cycle=None)
        for one in moments
    ]
    offered = [
        RetellingPart(program=None, kind="coding", title="x", text="x", state="withdrawn",
                      created_at=one, answered_at=None)
        for one in moments
    ]  # fmt: skip
    document = EMPTY.model_copy(update={"commitments": meant, "retellings": offered})
    with django_assert_max_num_queries(200):
        source = brought(cast.ben, document).source
        assert exported(cast.ben) == document
        take_out(source, by=cast.ben, now=timezone.now())
    assert exported(cast.ben) == EMPTY


def test_nothing_of_it_is_kept_where_one_part_cannot_be(looked_back, cast):
    document = exported(cast.ben)
    taken_away(cast.ben)
    document.cycles[0].cycle.name = "Another"
    with pytest.raises(NotPlaced):
        brought(cast.ben, document)
    assert not InterviewDebrief.objects.exists()
