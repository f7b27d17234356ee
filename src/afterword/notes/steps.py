"""What other parts may say about notes: the step after an interview, and what can be reported."""

from uuid import UUID

from django.urls import reverse

from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.models import Chair
from afterword.interviews.next_steps import Step
from afterword.notes.access import letters_to, notes_by, reported_to
from afterword.notes.models import HiringNotes, SelfAssessment
from afterword.people.reportable import Subject
from afterword.people.viewer import Viewer


def next_step(chair: Chair) -> Step | None:
    """Where this chair's half stands, once the hour is over. Says nothing of the other's."""
    if chair.interview.state != InterviewState.ENDED:
        return None
    return _candidates(chair) if chair.kind == ChairKind.CANDIDATE else _interviewers(chair)


def _candidates(chair: Chair) -> Step:
    pk = chair.interview_id
    letter = HiringNotes.objects.filter(interview=pk, released_at__isnull=False)
    if letter.exists():
        sentence = "Your hiring notes are here."
        return Step(sentence, "Read them", reverse("notes:letter", args=[pk]))
    if SelfAssessment.objects.filter(interview=pk, sent_at__isnull=False).exists():
        sentence = "Your half is sent. The notes are being written."
        return Step(sentence, "See your half", reverse("notes:self-assessment", args=[pk]))
    sentence = "How was the hour for you? Five minutes, while it is fresh."
    return Step(sentence, "Write your half", reverse("notes:self-assessment", args=[pk]))


def _interviewers(chair: Chair) -> Step:
    pk = chair.interview_id
    sent = HiringNotes.objects.filter(author=chair, from_record=False, sent_at__isnull=False)
    if sent.exists():
        sentence = "Your notes are sent."
        return Step(sentence, "Where they stand", reverse("notes:written", args=[pk]))
    sentence = "The hiring notes are yours to finish: ten to fifteen minutes."
    return Step(sentence, "Write the notes", reverse("notes:write", args=[pk]))


def reported(viewer: Viewer, name: UUID) -> Subject | None:
    """Released notes: reported by the two whose they are, looked at by an organizer."""
    notes = letters_to(viewer).filter(pk=name).first() or notes_by(viewer).filter(pk=name).first()
    if notes is not None and notes.released_at is not None:
        return _subject(notes, address="")
    notes = reported_to(viewer).filter(pk=name).first()
    if notes is None:
        return None
    return _subject(notes, address=reverse("notes:reported", args=[notes.pk]))


def _subject(notes: HiringNotes, *, address: str) -> Subject:
    program, writer = notes.interview.program, notes.written_by or notes.author.person
    return Subject("the hiring notes of an interview", program, writer, address)
