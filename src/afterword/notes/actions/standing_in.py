"""Notes that do not come are written from the record, so that nobody is left without a word."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.models import Interview
from afterword.interviews.queries import candidate_left, chair
from afterword.journal import actions as journal
from afterword.journal.actions import SYSTEM, Actor
from afterword.notes import emails
from afterword.notes.actions.writing import note_question_read
from afterword.notes.enums import NotesState
from afterword.notes.errors import AlreadySent
from afterword.notes.models import HiringNotes
from afterword.notes.reviewing import possible_reviewers
from afterword.people import post
from afterword.people.models import Person

HOURS = 24
A_DAY_MORE = timedelta(hours=24)
BETWEEN_ASKING = timedelta(days=3)


def ask_stand_ins(*, now: datetime) -> int:
    """For interviews whose notes are late: tell the interviewer, and ask a reviewer to write."""
    late = (interview for interview in _without_notes(now) if _is_late(interview, now))
    return sum(_ask(interview, now=now) for interview in late)


def _without_notes(now: datetime) -> QuerySet[Interview]:
    sent = HiringNotes.objects.filter(interview=OuterRef("pk"), sent_at__isnull=False)
    told = HiringNotes.objects.filter(interview=OuterRef("pk"), late_told_at__isnull=False)
    return (
        Interview.objects.filter(state=InterviewState.ENDED, example=False, ended_at__lte=now)
        .filter(~Exists(sent), ~Exists(told), ~candidate_left())
        .select_related("program")
    )


def _is_late(interview: Interview, now: datetime) -> bool:
    hours = interview.program.notes_hours if interview.program is not None else HOURS
    return interview.ended_at is not None and now >= interview.ended_at + timedelta(hours=hours)


def _ask(interview: Interview, *, now: datetime) -> bool:
    with transaction.atomic():
        if not _tell_interviewer(interview, now=now):
            return False
        _hand_to(_stand_in_for(interview, asked=()), interview)
    return True


def _tell_interviewer(interview: Interview, *, now: datetime) -> bool:
    interviewer = chair(interview, ChairKind.INTERVIEWER)
    notes, _ = HiringNotes.objects.get_or_create(
        interview=interview, from_record=False, defaults={"author": interviewer}
    )
    if not HiringNotes.objects.filter(pk=notes.pk, late_told_at=None).update(late_told_at=now):
        return False
    journal.record(SYSTEM, "notes.late", notes)
    emails.tell(interviewer, emails.notes_are_late(interviewer))
    return True


def tell_candidates(*, now: datetime) -> int:
    """Where a day more has brought no notes, by anybody, the candidate hears it plainly. Once."""
    waited = HiringNotes.objects.filter(
        from_record=False, late_told_at__lte=now - A_DAY_MORE, candidate_told_at=None
    )
    return sum(_tell_candidate(notes, now=now) for notes in waited.exclude(_have_come()))


def _have_come() -> Exists:
    sent = HiringNotes.objects.filter(interview=OuterRef("interview"), sent_at__isnull=False)
    return Exists(sent)


def _tell_candidate(notes: HiringNotes, *, now: datetime) -> bool:
    with transaction.atomic():
        untold = HiringNotes.objects.filter(pk=notes.pk, candidate_told_at=None)
        if not untold.update(candidate_told_at=now):
            return False
        journal.record(SYSTEM, "notes.none_came", notes)
        candidate = chair(notes.interview, ChairKind.CANDIDATE)
        emails.tell(candidate, emails.none_came(candidate))
    return True


def ask_again(interview: Interview, *, by: Actor, now: datetime) -> bool:
    """The candidate asks once more: whoever was to write hears it. False within three days."""
    waited = HiringNotes.objects.filter(
        Q(asked_again_at=None) | Q(asked_again_at__lte=now - BETWEEN_ASKING),
        interview=interview, from_record=False, candidate_told_at__isnull=False,
    )  # fmt: skip
    with transaction.atomic():
        if not waited.exclude(_have_come()).update(asked_again_at=now):
            return False
        journal.record(by, "notes.asked_again", interview)
        interviewer = chair(interview, ChairKind.INTERVIEWER)
        emails.tell(interviewer, emails.still_waited_for(interviewer))
        for notes in HiringNotes.objects.filter(interview=interview, from_record=True):
            if notes.written_by is not None:
                post.write_to(notes.written_by, emails.asked_to_stand_in(notes))
    return True


def _stand_in_for(interview: Interview, *, asked: tuple[str, ...]) -> Person | None:
    """Whoever has written the fewest notes from the record; the first asked among equals."""
    free = [one for one in possible_reviewers(interview) if str(one.pk) not in asked]
    drafts = HiringNotes.objects.filter(from_record=True, written_by__in=free)
    count = {one.pk: sum(1 for notes in drafts if notes.written_by_id == one.pk) for one in free}
    return min(free, key=lambda one: (count[one.pk], str(one.pk)), default=None)


def _hand_to(person: Person | None, interview: Interview) -> HiringNotes | None:
    if person is None:
        return None
    try:
        with transaction.atomic():
            notes = HiringNotes.objects.create(
                interview=interview,
                author=chair(interview, ChairKind.INTERVIEWER),
                from_record=True,
                written_by=person,
            )
    except IntegrityError:
        return None
    journal.record(SYSTEM, "notes.stand_in_asked", notes)
    post.write_to(person, emails.asked_to_stand_in(notes))
    return notes


def pass_on_stand_in(notes: HiringNotes, *, by: Person) -> HiringNotes | None:
    """Give the writing back; somebody else is asked. What was typed goes with the one who typed.

    Raises AlreadySent where the notes of the interview have been sent.
    """
    with transaction.atomic():
        mine = HiringNotes.objects.filter(
            pk=notes.pk, from_record=True, written_by=by, state=NotesState.DRAFT
        )
        if not mine.exists():
            raise AlreadySent
        journal.record(by, "notes.stand_in_passed_on", notes)
        note_question_read(notes)
        mine.delete()
        next_one = _stand_in_for(notes.interview, asked=(str(by.pk),))
        return _hand_to(next_one, notes.interview)


def let_stand_in_go(notes: HiringNotes) -> None:
    """Whoever was to read these has left for good: nobody writes them. The caller's transaction."""
    journal.record(SYSTEM, "notes.stand_in_lapsed", notes)
    if notes.revision:
        note_question_read(notes)
    notes.delete()
