"""Released once, never while sealed; late reviews keep nobody waiting; unkind notes can go."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from afterword.interviews.models import Interview
from afterword.journal.models import Entry
from afterword.journal.tests.reading import entries_about
from afterword.notes import actions, document
from afterword.notes.access import letters_to, reported_to
from afterword.notes.content import Content
from afterword.notes.enums import NotesState
from afterword.notes.errors import NothingSaid, NotReleased, NotReviewed, StillSealed
from afterword.notes.following import follow_interviews
from afterword.notes.models import HiringNotes
from afterword.notes.tests.making import (
    FULL,
    assessed,
    begun,
    drafted,
    looks,
    released,
    review_of,
    sent,
    with_guest,
    without_review,
)
from afterword.people.models import Letter, Report
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])

NOW = timezone.now()
GRIM = ("reject", "unfortunately", "regret", "decision", "outcome", "result", "hire", "pass")


def test_release_before_review_is_refused(ended: Interview, cast: Cast) -> None:
    assessed(ended)
    notes = sent(ended)
    with pytest.raises(NotReviewed):
        actions.release(notes, by=cast.ada, now=NOW)
    assert not notes.versions.exists()


def test_release_of_a_draft_is_refused(ended: Interview, cast: Cast) -> None:
    notes = drafted(ended)
    with pytest.raises(NotReviewed):
        actions.release(notes, by=cast.ada, now=NOW + timedelta(days=9))


def test_release_while_sealed_is_refused(ended: Interview, cast: Cast) -> None:
    notes = sent(without_review(ended))
    with pytest.raises(StillSealed):
        actions.release(notes, by=cast.ada, now=NOW)


def test_notes_are_released_once(ended: Interview, cast: Cast) -> None:
    notes = released(ended)
    with pytest.raises(NotReviewed):
        actions.release(notes, by=cast.ada, now=NOW)
    assert notes.versions.count() == 1
    assert [one.verb for one in entries_about(notes)].count("notes.released") == 1


def test_the_candidate_sees_nothing_before_the_release(ended: Interview, cast: Cast) -> None:
    assessed(ended)
    notes = sent(ended)
    assert not letters_to(looks(cast.ben)).exists()
    actions.approve(review_of(notes), by=cast.cleo, now=NOW)
    assert letters_to(looks(cast.ben)).get() == notes
    for person in (cast.ada, cast.cleo, cast.dov, cast.eve):
        assert not letters_to(looks(person)).exists()


def test_the_letter_says_nothing_of_the_outcome(ended: Interview, cast: Cast) -> None:
    released(ended)
    letter = Letter.objects.filter(person=cast.ben).first()
    assert letter is not None
    assert not [word for word in GRIM if word in letter.subject.lower()]
    assert FULL.because not in letter.body


def test_the_version_holds_a_digest_that_the_journal_keeps(ended: Interview) -> None:
    notes = released(ended)
    version = notes.versions.get()
    entry = Entry.objects.get(verb="notes.released")
    assert version.digest == document.digest(version.content) == entry.payload["digest"]


def test_a_late_review_releases_the_notes_marked_unreviewed(ended: Interview) -> None:
    assessed(ended)
    notes = sent(ended, now=NOW)
    assert actions.release_overdue(now=NOW + timedelta(hours=23)) == 0
    assert actions.release_overdue(now=NOW + timedelta(hours=24)) == 1
    assert actions.release_overdue(now=NOW + timedelta(hours=24)) == 0
    notes.refresh_from_db()
    assert (notes.state, notes.unreviewed) == (NotesState.RELEASED, True)
    assert notes.versions.get().content["reviewed"] is False


def test_a_late_review_does_not_break_the_seal(ended: Interview) -> None:
    sent(ended, now=NOW)
    assert actions.release_overdue(now=ended.ended_at + timedelta(hours=47)) == 0
    assert actions.release_overdue(now=ended.ended_at + timedelta(hours=48)) == 1


def test_the_time_limit_releases_approved_notes(ended: Interview) -> None:
    notes = sent(without_review(ended))
    assert actions.release_overdue(now=ended.ended_at + timedelta(hours=48)) == 1
    notes.refresh_from_db()
    assert (notes.state, notes.unreviewed) == (NotesState.RELEASED, False)


def test_returned_notes_are_released_as_they_were_sent(ended: Interview) -> None:
    assessed(ended)
    notes = sent(ended, now=NOW)
    review = review_of(notes)
    actions.save_review(
        review, by=review.reviewer, words="Look again.", comments={}, checklist=[],
        revision=0, now=NOW,
    )  # fmt: skip
    actions.return_to_writer(review, by=review.reviewer, now=NOW)
    notes.refresh_from_db()
    half = replace(Content.of(notes), because="half a sent")
    actions.save(notes, half, by=notes.author, revision=notes.revision, now=NOW)
    assert actions.release_overdue(now=NOW + timedelta(hours=24)) == 1
    notes.refresh_from_db()
    assert notes.versions.get().content["recommendation"]["because"] == FULL.because
    assert Content.of(notes).because == "half a sent"


def test_a_correction_is_a_new_version_with_its_reason(ended: Interview, cast: Cast) -> None:
    notes = released(ended)
    mended = replace(Content.of(notes), because="It was the second slip.")
    actions.save(notes, mended, by=cast.ada, revision=notes.revision, now=NOW)
    assert notes.versions.count() == 1
    with pytest.raises(NothingSaid):
        actions.correct(notes, why=" ", by=cast.ada)
    actions.correct(notes, why="I had mixed up two moments.", by=cast.ada)
    first, second = notes.versions.all()
    assert first.content["recommendation"]["because"] == FULL.because
    assert second.content["recommendation"]["because"] == "It was the second slip."
    assert second.why == "I had mixed up two moments."


def test_a_correction_before_the_release_is_refused(ended: Interview, cast: Cast) -> None:
    notes = sent(ended)
    with pytest.raises(NotReleased):
        actions.correct(notes, why="Because.", by=cast.ada)


def test_both_are_told_of_a_withdrawal(ended: Interview, cast: Cast) -> None:
    notes = released(ended)
    Letter.objects.all().delete()
    actions.withdraw(notes, because="It was unkind.", by=cast.ada, now=NOW)
    assert {letter.person for letter in Letter.objects.all()} == {cast.ada, cast.ben}
    assert notes.state == NotesState.WITHDRAWN


def test_notes_that_are_not_released_cannot_be_withdrawn(ended: Interview, cast: Cast) -> None:
    notes = sent(ended)
    with pytest.raises(NotReleased):
        actions.withdraw(notes, because="It was unkind.", by=cast.ada, now=NOW)


def test_an_organizer_reads_only_what_is_reported(ended: Interview, cast: Cast) -> None:
    notes = released(ended)
    assert not reported_to(looks(cast.dov)).exists()
    report = Report.objects.create(
        program=cast.program, reporter=cast.ben, about=f"hiringnotes:{notes.pk}", text="Unkind."
    )
    assert reported_to(looks(cast.dov)).get() == notes
    assert not reported_to(looks(cast.cleo)).exists()
    Report.objects.filter(pk=report.pk).update(state="closed")
    assert not reported_to(looks(cast.dov)).exists()


def test_a_report_does_not_open_notes_that_are_not_released(ended: Interview, cast: Cast) -> None:
    notes = sent(ended)
    Report.objects.create(
        program=cast.program, reporter=cast.ben, about=f"hiringnotes:{notes.pk}", text="Unkind."
    )
    assert not reported_to(looks(cast.dov)).exists()


def test_opening_is_kept_the_first_time_only(ended: Interview, cast: Cast) -> None:
    notes = released(ended)
    actions.mark_opened(notes, by=cast.ben, now=NOW)
    actions.mark_opened(notes, by=cast.ben, now=NOW + timedelta(days=1))
    assert HiringNotes.objects.get(pk=notes.pk).opened_at == NOW


def test_both_are_asked_for_their_half_when_the_hour_is_over(ended: Interview, cast: Cast) -> None:
    entry = Entry(verb="interview.ended", subject=f"interview:{ended.pk}")
    follow_interviews(entry)
    assert {letter.person for letter in Letter.objects.all()} == {cast.ada, cast.ben}


def test_a_guest_without_an_address_gets_no_letter(ended: Interview) -> None:
    with_guest(ended)
    follow_interviews(Entry(verb="interview.ended", subject=f"interview:{ended.pk}"))
    assert Letter.objects.count() == 1


def test_other_entries_are_left_alone(ended: Interview) -> None:
    begun(ended)
    follow_interviews(Entry(verb="interview.booked", subject=f"interview:{ended.pk}"))
    assert not Letter.objects.exists()
