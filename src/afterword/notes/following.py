"""What notes' part does when something happened below it."""

from uuid import UUID

from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.models import Interview
from afterword.interviews.queries import chair
from afterword.journal.models import Entry
from afterword.notes import emails

ENDED = "interview.ended"


def follow_interviews(entry: Entry) -> None:
    """When an hour is over, each side is asked for its half."""
    if entry.verb != ENDED:
        return
    pk = UUID(entry.subject.removeprefix("interview:"))
    interview = Interview.objects.filter(pk=pk, state=InterviewState.ENDED).first()
    if interview is not None:
        _ask_both(interview)


def _ask_both(interview: Interview) -> None:
    candidate = chair(interview, ChairKind.CANDIDATE)
    interviewer = chair(interview, ChairKind.INTERVIEWER)
    emails.tell(candidate, emails.your_half(candidate))
    emails.tell(interviewer, emails.your_notes(interviewer))
