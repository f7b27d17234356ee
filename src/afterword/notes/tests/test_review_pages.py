"""The reviewer's page: blind where the program says so, and nobody else's."""

from datetime import timedelta

import pytest

from afterword.interviews.models import Chair, Interview
from afterword.notes import actions
from afterword.notes.enums import NotesState
from afterword.notes.models import Evidence, HiringNotes, Review
from afterword.notes.tests.making import FULL, drafted, noted, review_of, sent
from afterword.notes.tests.pages import Browse, text_of, typed, url
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])


def test_a_blind_reviewer_learns_nobody(ended: Interview, cast: Cast, signed_in: Browse) -> None:
    notes = sent(ended)
    review = review_of(notes)
    client = signed_in(review.reviewer)
    for page in (url("review", review.pk), url("reviews")):
        shown = text_of(client.get(page))
        for person in (cast.ada, cast.ben):
            for hint in (person.name, person.email, str(person.pk)):
                assert hint not in shown.replace(review.reviewer.name, "")
        for chair in ended.chairs.all():
            assert str(chair.pk) not in shown
        assert str(ended.pk) not in shown
        assert str(notes.pk) not in shown


def test_whoever_turns_out_to_have_sat_there_does_not_review(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    Chair.objects.filter(interview=ended, kind="candidate").update(person=None, guest_name="B")
    review = review_of(sent(ended))
    client = signed_in(review.reviewer)
    assert client.get(url("review", review.pk)).status_code == 200
    Chair.objects.filter(interview=ended, kind="candidate").update(person=review.reviewer)
    assert client.get(url("review", review.pk)).status_code == 404
    assert client.post(url("review-save", review.pk), {"revision": 0}).status_code == 404
    assert str(review.pk) not in text_of(client.get(url("reviews")))
    assert str(review.pk) not in text_of(client.get("/"))


def test_where_the_program_says_so_the_reviewer_reads_names(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    cast.program.blind_review = False
    cast.program.save()
    review = review_of(sent(ended))
    assert "Ada with Ben" in text_of(signed_in(review.reviewer).get(url("review", review.pk)))


def test_sixty_pieces_of_evidence_are_kept_and_more_is_said_beside_the_field(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    ada = signed_in(cast.ada)
    sixty = "\n".join(f"Said {number}." for number in range(60))

    kept = ada.post(url("write-save", ended.pk), {"revision": 0, "evidence-coding": sixty})
    more = f"{sixty}\nOne more."
    refused = ada.post(url("write-save", ended.pk), {"revision": 1, "evidence-coding": more})
    shown = ada.post(url("write", ended.pk), {"revision": 1, "evidence-coding": more})

    assert (kept.status_code, refused.status_code) == (200, 422)
    assert "more than 60 lines" in text_of(shown)
    assert "One more." in text_of(shown)  # what was typed stays
    assert Evidence.objects.count() == 60


def test_only_points_of_the_checklist_are_ticked(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    points = ["specific", "specific", "made up", *("x" * 900 for _ in range(900))]
    signed_in(cast.ada).post(url("write", ended.pk), {"revision": 0, "checklist": points})
    assert HiringNotes.objects.get().checklist == ["specific"]


def test_comments_come_back_beside_their_line(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    notes = sent(ended)
    review = review_of(notes)
    client = signed_in(review.reviewer)
    words = {"revision": 0, "on-because": "Which slips?", "checklist": ["specific"]}
    assert client.post(url("review-save", review.pk), words).json()["revision"] == 1
    assert "Which slips?" not in text_of(signed_in(cast.ada).get(url("write", ended.pk)))
    client.post(url("review", review.pk), {**words, "revision": 1, "then": "return"})
    assert "Which slips?" in text_of(signed_in(cast.ada).get(url("write", ended.pk)))
    assert "Which slips?" not in text_of(signed_in(cast.ben).get(url("letter", ended.pk)))


def test_somebody_elses_review_is_not_found(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    review = review_of(sent(ended))
    other = cast.dov if review.reviewer == cast.cleo else cast.cleo
    for person in (other, cast.ada, cast.ben, cast.eve):
        assert signed_in(person).get(url("review", review.pk)).status_code == 404
    answer = signed_in(other).post(url("review-take", review.pk))
    mine = Review.objects.get(reviewer=other)
    assert answer.headers["Location"] == url("review", mine.pk)


def test_whoever_stands_in_reads_the_record_and_no_names(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    noted(ended, "a canary in a note")
    drafted(ended)
    actions.ask_stand_ins(now=ended.ended_at + timedelta(hours=24))
    notes = HiringNotes.objects.get(from_record=True)
    page = text_of(signed_in(notes.written_by).get(url("stand-in", notes.pk)))
    people = [hint for one in (cast.ada, cast.ben) for hint in (one.name, one.email, str(one.pk))]
    for hint in ("a canary in a note", FULL.because, str(ended.pk), *people):
        assert hint not in page


def test_the_late_interviewer_finds_her_words_when_somebody_else_was_sent(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    drafted(ended)
    late = ended.ended_at + timedelta(hours=24)
    actions.ask_stand_ins(now=late)
    notes = HiringNotes.objects.get(from_record=True)
    actions.save(notes, FULL, by=notes.written_by, revision=0, now=late)
    actions.send(notes, by=notes.written_by, now=late)
    ada = signed_in(cast.ada)
    assert FULL.because in text_of(ada.get(url("write", ended.pk)))
    answer = ada.post(url("write", ended.pk), {**typed(1), "then": "send"})
    assert answer.status_code == 409
    assert HiringNotes.objects.get(from_record=False).state == NotesState.DRAFT
