"""Where an interview stands, in the words of whoever looks at it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Chair, Interview, ProposedTime

OPENS = timedelta(minutes=15)


@dataclass(frozen=True)
class Words:
    """`badge` is the look of the mark (see the design page), `words` what it says."""

    badge: str
    words: str
    name: str = ""

    @property
    def short(self) -> str:
        """The same beside a page that says the name already."""
        return self.words.replace(self.name, "them") if self.name else self.words


def standing_words(
    interview: Interview, *, mine: Chair, other: Chair, times: list[ProposedTime]
) -> Words:
    """What a list says beside an interview: whose turn it is, or what became of it."""
    if interview.state == InterviewState.PROPOSED:
        if times and times[0].proposed_by_id == mine.pk:
            return Words("waiting", f"waits for {other.name}", name=other.name)
        return Words("mine", "waits for you")
    return {
        InterviewState.BOOKED: Words("waiting", "booked"),
        InterviewState.RUNNING: Words("live", "running"),
        InterviewState.ENDED: Words("done", "held"),
        InterviewState.CANCELLED: Words("over", "cancelled"),
        InterviewState.MISSED: Words("over", "you did not meet"),
    }[InterviewState(interview.state)]


def room_is_next(interview: Interview, *, now: datetime) -> bool:
    """Whether going to the room is the thing to do now."""
    if interview.state == InterviewState.RUNNING:
        return True
    booked = interview.state == InterviewState.BOOKED and interview.starts_at is not None
    return booked and interview.starts_at - now <= OPENS  # type: ignore[operator]  # just asked
