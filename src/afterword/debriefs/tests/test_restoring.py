"""Debriefs that were taken along come back whole, upon what is here, or a sentence says why not."""

import json
from datetime import UTC, datetime, timedelta
from resource import RUSAGE_SELF, getrusage

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from afterword.cycle import exporting as cycle_exporting
from afterword.cycle.access import own_cycles, own_papers, own_wishes
from afterword.cycle.actions.restoring import restore as restore_search
from afterword.cycle.document import Document as SearchDocument
from afterword.cycle.models import CompanyInterview, Cycle, Wish
from afterword.cycle.tests.making import NOW, applied
from afterword.debriefs import exporting
from afterword.debriefs.actions.taking_out import take_out
from afterword.debriefs.document import (
    CommitmentPart,
    Document,
    RetellingPart,
)
from afterword.debriefs.errors import NotPlaced
from afterword.debriefs.models import (
    CycleDebrief,
    DebriefImport,
    InterviewDebrief,
    ShareLink,
    Tie,
)
from afterword.debriefs.tests.brought_back import EMPTY, brought, exported, taken_away
from afterword.kit.documents import NotThatDocument, document_in
from afterword.people.models import Commitment
from afterword.people.viewer import Viewer
from afterword.questions.models import Retelling

pytestmark = pytest.mark.django_db


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
    restore_search(cast.eve, SearchDocument.model_validate_json(search))
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


def test_a_file_of_before_has_one_application_for_a_point_and_comes_tied_to_it(looked_back, cast):
    told = exported(cast.ben).model_dump(mode="json")
    (point,) = told["cycles"][0]["points"]
    of = point.pop("ties")[0]["application"]
    point.update(application=of, notes=None)
    taken_away(cast.ben)
    brought(cast.ben, Document.model_validate(told))
    assert Tie.objects.get().application.company == "Acme"


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


def test_what_was_begun_in_one_moment_comes_back_in_the_order_in_which_it_was(cast):
    """Six of each: names that are drawn anew would keep their order once in 720 times."""
    for number in range(6):
        one = applied(cast.ben, f"Acme {number}")
        held = CompanyInterview.objects.create(application=one)
        InterviewDebrief.objects.create(
            person=cast.ben, application=one, interview=held, begun_at=NOW, asked=f"{number}"
        )
        days = {"started_on": NOW.date(), "ended_on": NOW.date()}
        search = Cycle.objects.create(person=cast.ben, name=f"Search {number}", **days)
        CycleDebrief.objects.create(cycle=search, begun_at=NOW)
    shared = CycleDebrief.objects.latest("created_at")
    for number in range(6):
        ends = NOW + timedelta(days=number)
        ShareLink.objects.create(
            debrief=shared, digest=f"{number}", sections=["well"], expires_at=ends, revoked_at=NOW
        )
    ShareLink.objects.update(created_at=NOW)
    before = exporting.as_json(exporting.whole(Viewer(person=cast.ben)))
    taken_away(cast.ben)
    brought(cast.ben, Document.model_validate_json(before))
    assert exporting.as_json(exporting.whole(Viewer(person=cast.ben))) == before
