"""The seal: each side writes its half before it sees the other's."""

from datetime import datetime, timedelta

from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Interview
from afterword.notes.models import HiringNotes, NextRound, SelfAssessment

HOURS = 48


def seal_opens_at(interview: Interview) -> datetime | None:
    """When the seal opens by itself; None while the interview has not ended."""
    if interview.ended_at is None:
        return None
    hours = interview.program.seal_hours if interview.program is not None else HOURS
    return interview.ended_at + timedelta(hours=hours)


def seal_is_open(interview: Interview, *, now: datetime) -> bool:
    """Whether the two sides may see each other's half: both are sent, or the time is over."""
    opens_at = seal_opens_at(interview)
    if opens_at is None:
        return False
    return now >= opens_at or (candidate_has_sent(interview) and notes_are_sent(interview))


def candidate_has_sent(interview: Interview) -> bool:
    return SelfAssessment.objects.filter(interview=interview, sent_at__isnull=False).exists()


def notes_are_sent(interview: Interview) -> bool:
    """Whether hiring notes were sent: by the interviewer, or from the record in her place."""
    return HiringNotes.objects.filter(interview=interview, sent_at__isnull=False).exists()


def answer_seen_by(reader: ChairKind, interview: Interview, *, now: datetime) -> NextRound | None:
    """The other side's answer about a next round, once the reader may see it; never its why.

    Whoever has not answered yet sees it only when the time is over.
    """
    if not seal_is_open(interview, now=now):
        return None
    sent = NextRound.objects.filter(interview=interview, sent_at__isnull=False).defer("why")
    opens_at = seal_opens_at(interview)
    if not sent.filter(author__kind=reader).exists() and opens_at is not None and now < opens_at:
        return None
    return sent.filter(author__kind=reader.other).first()
