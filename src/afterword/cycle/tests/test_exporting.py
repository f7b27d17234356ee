"""What is taken along, and that bringing it back gives the same."""

import csv
import io
import re
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterword.cycle import access, actions, exporting
from afterword.cycle.actions.restoring import restore
from afterword.cycle.document import (
    ApplicationPart,
    ContactPartOf,
    CyclePart,
    Document,
    EventPart,
    FilePart,
    HindsightAnswerPart,
    HindsightPart,
    InterviewPart,
    OfferPart,
    PaperPart,
    ReasonPart,
    WishPart,
)
from afterword.cycle.drafts import Draft
from afterword.cycle.enums import (
    PROGRESS,
    ContactPart,
    Control,
    InterviewKind,
    Known,
    Later,
    Outcome,
    PaperKind,
    ReasonKind,
    Source,
    Stage,
    Sureness,
    WishKind,
)
from afterword.cycle.models import (
    Application,
    CompanyInterview,
    Contact,
    Cycle,
    Event,
    Hindsight,
    HindsightAnswer,
    Import,
    Offer,
    Paper,
    Reason,
    Wish,
)
from afterword.cycle.standing import Happening
from afterword.cycle.tests.making import NOW, applied
from afterword.cycle.tests.test_pages import everything
from afterword.people.models import Person
from afterword.people.viewer import Viewer

pytestmark = pytest.mark.django_db


def exported(person: Person, *, angry: bool = True) -> Document:
    viewer = Viewer(person=person)
    return exporting.whole(
        access.own_cycles(viewer), access.own_papers(viewer), access.own_wishes(viewer), angry=angry
    )


def again(document: Document, person: Person) -> Document:
    """Through bytes and into the rows of somebody who has nothing, and out again."""
    read = Document.model_validate_json(exporting.as_json(document))
    restore(person, read)
    return Document.model_validate_json(exporting.as_json(exported(person)))


def test_export_then_import_is_the_identity(cast):
    one = everything(cast.ben)
    event = one.events.order_by("created_at").first()
    actions.correct(event, event_on(3), by=cast.ben, now=NOW)
    applied(cast.ben, "Ended", ("applied", 1), ("rejected", 3))
    actions.put_away(one.cycle, [one], away=True, by=cast.ben)
    actions.wish(cast.ben, texts={"work": "Bread"}, now=NOW)
    before = Document.model_validate_json(exporting.as_json(exported(cast.ben)))
    assert again(before, cast.eve) == before
    columns = ("company_key", "stage", "outcome", "applied_on", "answered_on", "last_on")
    rows = Application.objects.order_by("created_at").values_list(*columns)
    assert list(rows.filter(cycle__person=cast.eve)) == list(rows.filter(cycle__person=cast.ben))


def event_on(day: int):
    return Happening(date(2026, 11, day), 0, "applied")


moments = st.integers(0, 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, tz=UTC))
days = st.dates(date(1900, 1, 1))
texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)
plain_json = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)


def some(part: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.lists(part, max_size=most)


def by(name: str):
    return lambda rows: sorted(rows, key=lambda row: getattr(row, name))


def place_in(rows: list) -> st.SearchStrategy:
    return st.none() | st.integers(0, len(rows) - 1) if rows else st.none()


events = st.builds(
    EventPart,
    stage=st.sampled_from(Stage), words=texts, on=st.none() | days, place=st.integers(-5, 5),
    noted_at=moments, taken_back_at=st.none() | moments, replaces=st.none(), file=st.none(),
)  # fmt: skip
reasons = st.builds(
    ReasonPart,
    kind=st.sampled_from(ReasonKind), control=st.sampled_from(Control),
    known=st.sampled_from(Known), sureness=st.sampled_from(Sureness), words=texts,
    noted_at=moments, taken_back_at=st.none() | moments,
)  # fmt: skip
contacts = st.builds(
    ContactPartOf, part=st.sampled_from(ContactPart), name=texts, address=texts, notes=texts
)
offers = st.builds(
    OfferPart,
    answer_by=st.none() | days, work=texts, people=texts, mentoring=texts, place=texts, pay=texts,
    to_ask=texts, because=texts, gave_up=texts, next_time=texts,
)  # fmt: skip
asked = st.builds(
    HindsightPart, later=st.sampled_from(Later), asked_at=moments, settled_at=st.none() | moments
)
answers = st.builds(
    HindsightAnswerPart,
    later=st.sampled_from(Later), words=texts, glad=st.none() | st.booleans(),
    control=st.sampled_from(["", *Control]), noted_at=moments, taken_back_at=st.none() | moments,
)  # fmt: skip
papers = st.builds(
    PaperPart, kind=st.sampled_from(PaperKind), name=texts, body=st.binary(max_size=9)
)
wishes = st.builds(WishPart, kind=st.sampled_from(WishKind), text=texts, saved_at=moments)
files = st.builds(
    FilePart,
    name=texts, brought_at=moments, added=st.integers(0, 99), joined=st.integers(0, 99),
    mapping=st.dictionaries(texts, plain_json, max_size=2), unread=some(plain_json, 2),
    undone_at=st.none() | moments,
)  # fmt: skip


@st.composite
def interviews(draw, told: list[EventPart]) -> InterviewPart:
    return InterviewPart(
        kind=draw(st.sampled_from(InterviewKind)), event=draw(place_in(told)),
        starts_at=draw(st.none() | moments), minutes=draw(st.integers(0, 999)),
        people=draw(texts), where=draw(texts), notes=draw(texts),
        follow_up_on=draw(st.none() | days), follow_up=draw(texts), followed_up=draw(st.booleans()),
    )  # fmt: skip


@st.composite
def applications(draw, kept: list[PaperPart], brought: list[FilePart]) -> ApplicationPart:
    told = by("noted_at")(draw(some(events)))
    for at, event in enumerate(told):
        event.replaces, event.file = draw(place_in(told[:at])), draw(place_in(brought))
    return ApplicationPart(
        company=draw(texts), role=draw(texts), links=draw(texts), where=draw(texts),
        pay=draw(texts), source=draw(st.sampled_from(Source)), source_words=draw(texts),
        referrer=draw(texts), notes=draw(texts), put_away=draw(st.booleans()),
        added_at=draw(moments), file=draw(place_in(brought)), events=told,
        interviews=draw(some(interviews(told), 2)), contacts=draw(some(contacts, 2)),
        reasons=by("noted_at")(draw(some(reasons))), offer=draw(st.none() | offers),
        hindsights=sorted(
            draw(st.lists(asked, max_size=2, unique_by=lambda h: h.later)),
            key=lambda h: (h.asked_at, h.later),  # as they are written where both are of a moment
        ),
        hindsight_answers=by("noted_at")(draw(some(answers, 2))),
        ids_in_files=draw(some(texts, 2)), angry_lines=draw(some(texts, 2)),
        papers=draw(some(st.integers(0, len(kept) - 1), 2)) if kept else [],
    )  # fmt: skip


@st.composite
def searches(draw, kept: list[PaperPart]) -> CyclePart:
    brought = by("brought_at")(draw(some(files, 2)))
    return CyclePart(
        name=draw(texts), started_on=draw(days), ended_on=draw(days),
        asks_hindsight=draw(st.booleans()), files=brought,
        applications=by("added_at")(draw(some(applications(kept, brought)))),
    )  # fmt: skip


@st.composite
def documents(draw) -> Document:
    kept = draw(st.lists(papers, max_size=2, unique_by=lambda one: (one.kind, one.body)))
    cycles = by("started_on")(draw(some(searches(kept), 2)))
    if cycles and draw(st.booleans()):
        cycles[-1].ended_on = None
    wished = draw(st.lists(wishes, max_size=5, unique_by=lambda one: one.kind))
    return Document(cycles=cycles, papers=kept, wishes=by("kind")(wished))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(document=documents())
def test_whatever_is_in_it_comes_back(cast, document):
    """Files that came in, the whole history, offers, hindsight, papers, wishes: all of it."""
    for rows in (cast.eve.cycles, cast.eve.papers, cast.eve.wishes):
        rows.all().delete()
    assert again(document, cast.eve) == document
    stands = Application.objects.filter(cycle__person=cast.eve).order_by(
        "cycle", "created_at", "pk"
    )
    assert all(one.outcome in Outcome and one.stage in PROGRESS for one in stands)


def test_the_document_of_the_whole_model_leaves_no_column_out():
    """A column that somebody adds is exported, or named here with the reason."""
    parts = {
        Application: ApplicationPart, Event: EventPart, CompanyInterview: InterviewPart,
        Contact: ContactPartOf, Reason: ReasonPart, Offer: OfferPart, Hindsight: HindsightPart,
        HindsightAnswer: HindsightAnswerPart, Paper: PaperPart, Wish: WishPart, Cycle: CyclePart,
        Import: FilePart,
    }  # fmt: skip
    elsewhere = {
        "id", "created_at", "application", "cycle", "person",  # where it stands in the document
        "added_in", "taken_back_in", "edit", "revision", "saved_at",  # what can be undone
        "taken_back_at",  # what is not exported at all, where it has no history
        "imported", "file_name",  # `file`, `name`
        "company_key", "stage", "outcome", "applied_on", "answered_on", "answer", "last_on",
        "ended_on", "interested", "digest", "size",  # follows from the rest
    }  # fmt: skip
    for model, part in parts.items():
        columns = {one.name for one in model._meta.concrete_fields}
        assert columns - set(part.model_fields) - elsewhere == set(), model.__name__


def test_angry_lines_stay_unless_asked_for(cast, signed_in):
    everything(cast.ben)
    browser, url = signed_in(cast.ben), reverse("cycle:export-json")
    assert b"Grr" not in browser.get(url).content
    assert b"Grr" in browser.get(url, {"angry": "yes"}).content


def test_what_was_brought_back_can_be_taken_out_whole(cast):
    everything(cast.ben)
    (source,) = restore(cast.eve, exported(cast.ben))
    actions.take_out(source, by=cast.eve, now=NOW)
    assert access.own_applications(Viewer(person=cast.eve)).count() == 0


def test_a_search_brought_back_to_where_it_came_from_is_there_once(cast, signed_in):
    one = everything(cast.ben)
    gone = applied(cast.ben, "Birch", ("applied", 2))
    before = exported(cast.ben)
    actions.change(one, fields={"role": "Said anew since"}, by=cast.ben)
    actions.take_away(gone.cycle, [gone], by=cast.ben, now=NOW)
    file = SimpleUploadedFile("search.json", exporting.as_json(before))
    page = signed_in(cast.ben).post(reverse("cycle:export"), {"file": file}, follow=True)
    said = "1 application is here again; 1 was here already, and stays as it is."
    assert said in page.content.decode()
    mine = access.own_applications(Viewer(person=cast.ben)).order_by("company")
    assert [(row.company, row.role) for row in mine] == [
        ("Birch", gone.role), (one.company, "Said anew since"),
    ]  # fmt: skip
    assert restore(cast.ben, exported(cast.ben)) == []
    assert Cycle.objects.filter(person=cast.ben).count() == 1


def test_what_is_missing_of_a_search_that_is_over_comes_back_into_it(cast):
    one, other = (applied(cast.ben, name, ("applied", 2)) for name in ("Acme", "Birch"))
    actions.end_cycle(one.cycle, on=date(2026, 11, 30), by=cast.ben)
    before = exported(cast.ben)
    actions.take_away(other.cycle, [other], by=cast.ben, now=NOW)
    restore(cast.ben, before)
    assert Cycle.objects.get(person=cast.ben) == one.cycle
    assert access.own_applications(Viewer(person=cast.ben)).count() == 2


WITH = (
    b'{"format": "afterword-search", "cycles": [{"name": "x", "started_on": "2026-01-01",'
    b' "applications": [{"company": "x", "added_at": "2026-01-01T10:00:00Z", %s}]}]}'
)
OF_A_FILE = (
    b'{"format": "afterword-search", "cycles": [{"name": "x", "started_on": "2026-01-01",'
    b' "files": [{"name": "x", "brought_at": "2026-01-01T10:00:00Z", %s}]}]}'
)
ASKED = b'{"later": "year", "asked_at": "2026-01-01T10:00:00Z"}'


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"\xff\xfe", b'{"format": "another"}',
        b'{"format": "afterword-search", "version": 2}',
        b'{"format": "afterword-search", "cycles": [{"name": "x"}]}',
        b'{"format": "afterword-search", "cycles": [{"name": "x", "started_on": "20024-01-01"}]}',
        b'{"format": "afterword-search", "surprise": 1}',
        WITH % b'"hindsights": [%s, %s]' % (ASKED, ASKED),
        OF_A_FILE % b'"unread": [NaN]',
        OF_A_FILE % rb'"unread": [{"cells": {"a": "b\u0000"}}]',
        OF_A_FILE % rb'"mapping": {"a\u0000": 1}',
    ],
)  # fmt: skip
def test_a_file_that_is_no_search_changes_nothing(cast, signed_in, body):
    file = SimpleUploadedFile("search.json", body)
    answer = signed_in(cast.ben).post(reverse("cycle:export"), {"file": file})
    assert answer.status_code == 422
    assert Cycle.objects.count() == 0


@pytest.mark.parametrize("company", ["=1+1", "  =cmd()", "+x", "-x", "@x", "\u00a0=x", '"=x'])
def test_no_cell_is_a_formula(cast, signed_in, company):
    applied(cast.ben, company)
    answer = signed_in(cast.ben).get(reverse("cycle:export-csv"))
    row = list(csv.reader(io.StringIO(answer.getvalue().decode())))[1]
    assert row[0] == f"'{company}"


def test_what_flows_into_a_stage_flows_out_of_it(cast):
    applied(cast.ben, "A", ("applied", 1), ("phone", 3), ("rejected", 5))
    applied(cast.ben, "B", ("applied", 1), ("phone", 3), ("onsite", 5))
    applied(cast.ben, "C", ("applied", 1))
    applied(cast.ben, "D", ("accepted", 9))
    told = exporting.as_sankey(Application.objects.all())
    assert told.splitlines() == [
        "Applied [2] Phone screen",
        "Applied [1] Offer",
        "Applied [1] No answer yet",
        "Phone screen [1] On-site rounds",
        "Phone screen [1] Rejected",
        "On-site rounds [1] Still going on",
        "Offer [1] Accepted",
    ]


def test_what_was_accepted_is_a_work_entry(cast, signed_in):
    applied(cast.ben, "Acme", ("offer", 3), ("accepted", 5), role="Engineer", where="Oslo")
    applied(cast.ben, "Other")
    resume = signed_in(cast.ben).get(reverse("cycle:export-resume")).json()
    assert resume["work"] == [{"name": "Acme", "position": "Engineer", "location": "Oslo"}]


def test_a_paper_comes_back_byte_for_byte(cast):
    papers = [PaperPart.model_construct(kind="cv", name="cv.pdf", body=b"%PDF-\x00\xff")]
    document = Document.model_construct(cycles=[], papers=papers, wishes=[])
    assert again(document, cast.eve).papers[0].body == b"%PDF-\x00\xff"


histories = st.lists(
    st.builds(
        Happening,
        on=st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 9)), place=st.just(0),
        stage=st.sampled_from(Stage.values), words=st.just(""),
    ),
    max_size=5,
)  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(told=st.lists(histories, min_size=1, max_size=6))
def test_whatever_happened_the_streams_add_up(cast, told):
    Cycle.objects.filter(person=cast.eve).delete()
    drafts = [Draft("Acme", happenings=tuple(one)) for one in told]
    cycle = actions.cycle_of(cast.eve, now=NOW)
    actions.add_many(cycle, drafts, source=None, by=cast.eve, now=NOW)
    enters, leaves = Counter(), Counter()
    for line in exporting.as_sankey(Application.objects.filter(cycle=cycle)).splitlines():
        start, count, end = re.fullmatch(r"(.+) \[(\d+)\] (.+)", line).groups()
        leaves[start] += int(count)
        enters[end] += int(count)
    ends = {node: enters[node] for node in enters if not leaves[node]}
    begun = {node: leaves[node] - enters[node] for node in leaves if leaves[node] != enters[node]}
    assert set(begun) <= {"Applied", "Noted"}
    assert sum(ends.values()) == sum(begun.values()) == len(told)
