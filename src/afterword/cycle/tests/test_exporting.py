"""What is taken along, and that bringing it back gives the same."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterword.cycle import access, actions, exporting
from afterword.cycle.actions.restoring import restore
from afterword.cycle.document import ApplicationPart, CyclePart, Document, EventPart, PaperPart
from afterword.cycle.enums import Stage
from afterword.cycle.models import Application, Cycle
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
    restore(person, read, now=NOW)
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
    from afterword.cycle.standing import Happening

    return Happening(date(2026, 11, day), 0, "applied")


moments = st.integers(0, 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, tz=UTC))
texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)
events = st.builds(
    EventPart,
    stage=st.sampled_from(list(Stage)), words=texts, on=st.none() | st.dates(),
    place=st.integers(-5, 5), noted_at=moments, taken_back_at=st.none() | moments,
    replaces=st.none(),
)  # fmt: skip
applications = st.builds(
    ApplicationPart,
    company=texts, role=texts, links=texts, where=texts, pay=texts, source_words=texts,
    referrer=texts, notes=texts, put_away=st.booleans(), added_at=moments,
    events=st.lists(events, max_size=4), interviews=st.just([]), contacts=st.just([]),
    reasons=st.just([]), hindsights=st.just([]), papers=st.just([]),
    angry_lines=st.lists(texts, max_size=1),
)  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(some=st.lists(applications, max_size=4))
def test_whatever_is_in_it_comes_back(cast, some):
    ordered = sorted(some, key=lambda one: one.added_at)
    ordered = [
        one.model_copy(
            update={
                "added_at": one.added_at + timedelta(microseconds=place),
                "events": [
                    e.model_copy(update={"noted_at": NOW + timedelta(microseconds=at)})
                    for at, e in enumerate(one.events)
                ],
            }
        )
        for place, one in enumerate(ordered)
    ]
    cycle = CyclePart(name="A search", started_on=date(2026, 1, 1), applications=ordered)
    document = Document(cycles=[cycle])
    Cycle.objects.filter(person=cast.eve).delete()
    assert again(document, cast.eve) == document


def test_angry_lines_stay_unless_asked_for(cast, signed_in):
    everything(cast.ben)
    browser, url = signed_in(cast.ben), reverse("cycle:export-json")
    assert b"Grr" not in browser.get(url).content
    assert b"Grr" in browser.get(url, {"angry": "yes"}).content


def test_what_was_brought_back_can_be_taken_out_whole(cast):
    everything(cast.ben)
    (source,) = restore(cast.eve, exported(cast.ben), now=NOW)
    actions.take_out(source, by=cast.eve, now=NOW)
    assert access.own_applications(Viewer(person=cast.eve)).count() == 0


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"\xff\xfe", b'{"format": "another"}',
        b'{"format": "afterword-search", "version": 2}',
        b'{"format": "afterword-search", "cycles": [{"name": "x"}]}',
        b'{"format": "afterword-search", "cycles": [{"name": "x", "started_on": "20024-01-01"}]}',
        b'{"format": "afterword-search", "surprise": 1}',
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
