"""The candidate's half, and what neither side sees of the other before both are in."""

import pytest
from django.utils import timezone

from afterword.interviews.models import Interview
from afterword.notes import actions
from afterword.notes.enums import NotesState
from afterword.notes.models import HiringNotes, NextRound, SelfAssessment
from afterword.notes.tests.making import approved, assessed, begun, drafted, released, sent
from afterword.notes.tests.pages import Browse, text_of, url
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])


@pytest.mark.parametrize("page", ["letter", "self-assessment"])
def test_the_candidates_pages_are_the_same_whether_a_draft_exists_or_not(
    ended: Interview, cast: Cast, signed_in: Browse, page: str
) -> None:
    ben = signed_in(cast.ben)
    before = text_of(ben.get(url(page, ended.pk)))
    drafted(ended)
    with_draft = text_of(ben.get(url(page, ended.pk)))
    notes = HiringNotes.objects.get()
    actions.send(notes, by=cast.ada, now=timezone.now())
    approved(notes)
    waiting = text_of(ben.get(url(page, ended.pk)))
    assert before == with_draft == waiting


def test_it_takes_as_many_queries_whether_a_draft_exists_or_not(
    ended: Interview, cast: Cast, signed_in: Browse, django_assert_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ben = signed_in(cast.ben)
    with CaptureQueriesContext(connection) as without:
        ben.get(url("letter", ended.pk))
    drafted(ended)
    with django_assert_num_queries(len(without)):
        ben.get(url("letter", ended.pk))


def test_the_candidates_half_is_kept_and_sent(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    ben = signed_in(cast.ben)
    words = {"revision": 0, "went_well": "Talking.", "level-coding": "3", "wants": "yes",
             "to_learn": "Testing.", "why": "Only for me."}  # fmt: skip
    assert ben.post(url("self-assessment-save", ended.pk), words).json()["revision"] == 1
    ben.post(url("self-assessment", ended.pk), {**words, "revision": 1, "then": "send"})
    mine = SelfAssessment.objects.get()
    assert (mine.ratings["coding"], mine.sent_at is not None) == (3, True)
    assert NextRound.objects.get().why == "Only for me."


def test_the_interviewer_sees_the_other_half_only_when_the_seal_is_open(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    begun(ended)
    assessed(ended)
    ada = signed_in(cast.ada)
    assert "I kept talking." not in text_of(ada.get(url("written", ended.pk)))
    sent(ended)
    page = text_of(ada.get(url("written", ended.pk)))
    assert "I kept talking." in page
    assert "They were patient." not in page


def test_the_why_reaches_nobody_else(ended: Interview, cast: Cast, signed_in: Browse) -> None:
    notes = released(ended)
    for person in (cast.ada, cast.cleo, cast.dov, cast.eve):
        client = signed_in(person)
        for name in ("letter", "written", "write", "next-round", "self-assessment", "json"):
            assert "They were patient." not in text_of(client.get(url(name, ended.pk)))
    assert "They were patient." in text_of(
        signed_in(cast.ben).get(url("self-assessment", ended.pk))
    )
    assert notes.state == NotesState.RELEASED
