"""The writer's page: every word is kept, and what is missing is said."""

import pytest

from afterword.interviews.models import Interview
from afterword.notes.content import Content
from afterword.notes.enums import NotesState
from afterword.notes.models import HiringNotes
from afterword.notes.tests.making import FULL, noted, review_of, sent
from afterword.notes.tests.pages import Browse, text_of, typed, url
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])


def test_what_is_typed_is_kept_and_what_is_missing_said(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    ada = signed_in(cast.ada)
    words = typed(next_step="")
    answer = ada.post(url("write-save", ended.pk), words)
    assert answer.status_code == 200
    assert answer.json()["revision"] == 1
    assert answer.json()["missing"] == {"next_step": "Leave them one next step."}
    assert Content.of(HiringNotes.objects.get()).because == FULL.because


def test_a_second_tab_gets_both_texts(ended: Interview, cast: Cast, signed_in: Browse) -> None:
    ada = signed_in(cast.ada)
    ada.post(url("write-save", ended.pk), typed())
    answer = ada.post(url("write-save", ended.pk), typed(because="From another tab."))
    assert answer.status_code == 409
    assert answer.json()["revision"] == 1
    assert answer.json()["fields"]["because"] == FULL.because
    later = ada.post(url("write-save", ended.pk), typed(1, because="From another tab."))
    assert later.json()["revision"] == 2


def test_without_a_script_the_whole_form_sends(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    ada = signed_in(cast.ada)
    answer = ada.post(url("write", ended.pk), {**typed(), "then": "send"})
    assert answer.headers["Location"] == url("next-round", ended.pk)
    assert HiringNotes.objects.get().state == NotesState.IN_REVIEW


def test_incomplete_notes_come_back_with_every_word(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    ada = signed_in(cast.ada)
    answer = ada.post(url("write", ended.pk), {**typed(next_step=""), "then": "send"})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Leave them one next step." in page
    assert FULL.because in page


def test_a_button_puts_a_note_where_it_belongs(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    noted(ended, "drew the row first")
    ada = signed_in(cast.ada)
    assert "drew the row first" in text_of(ada.get(url("write", ended.pk)))
    ada.post(url("write", ended.pk), {"revision": 0, "pick": "coding 0"})
    line = Content.of(HiringNotes.objects.get()).rating("coding").evidence[0]
    assert (line.text, line.moment) == ("drew the row first", 65_000_000)


def test_private_notes_are_the_interviewers_alone(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    noted(ended, "a canary in a note")
    notes = sent(ended)
    review = review_of(notes)
    page = signed_in(review.reviewer).get(url("review", review.pk))
    assert FULL.because in text_of(page)
    assert "a canary in a note" not in text_of(page)
    assert signed_in(cast.dov).get(url("write", ended.pk)).status_code == 404


def test_levels_that_do_not_exist_are_not_understood(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    ada = signed_in(cast.ada)
    answer = ada.post(url("write-save", ended.pk), {"revision": 0, "level-coding": "9"})
    assert answer.status_code == 422
    assert not HiringNotes.objects.exists()


def test_a_name_typed_where_the_review_is_blind_is_said_kindly(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    words = typed(because="Ben asked first.")
    answer = signed_in(cast.ada).post(url("write-save", ended.pk), words)
    assert answer.status_code == 200
    assert "“Ben”" in answer.json()["names"]["because"]


@pytest.mark.parametrize("made_up", ["coding ²", f"coding {'9' * 5000}", "coding -1", "² ²"])
def test_a_made_up_pick_is_no_error_of_ours(
    ended: Interview, cast: Cast, signed_in: Browse, made_up: str
) -> None:
    answer = signed_in(cast.ada).post(url("write", ended.pk), {**typed(), "pick": made_up})
    assert answer.status_code == 302
