"""The desk's words: who, and in one sentence what to do."""

from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair, Interview

RUNNING = "The interview is running."
YOUR_HALF = "How did it go, from your chair? Ten minutes, before you read what they saw."
YOUR_NOTES = "Ten to fifteen minutes while it is fresh. They wait for your words."
RETURNED = "The reviewer has commented on a line. Change what you like, and send them again."
NEXT_ROUND = "Would you want a next round with them? Your why stays with you."
LETTER = "Your hiring notes are here. The recommendation opens when you are ready."
LETTER_OPENED = "You can thank, ask one question, and say what you will do."
ONE_QUESTION = "One question about your notes. One answer is enough."
CHANGE = "A month has gone by. Tell them what the hour changed, if you like."
REVIEW = "About ten minutes. They are released at this time, reviewed or not."
STAND_IN = "The interviewer has not written. You can, from the record."
REPORT = "Somebody in your program asks an organizer to look at something."


def who_sits_where(mine: Chair, other: Chair) -> str:
    """One line that says who interviews whom."""
    if mine.kind == ChairKind.CANDIDATE:
        return f"{other.name} interviews you"
    return f"You interview {other.name}"


def booked(interview: Interview, mine: Chair) -> str:
    """What to expect, without naming the question."""
    kind = interview.get_kind_display()
    if mine.kind == ChairKind.INTERVIEWER and interview.question_version is None:
        return f"{kind}, {interview.minutes} minutes. Choose a question and read its guide before."
    return f"{kind}, {interview.minutes} minutes. The room is open; come early and try the editor."


def proposed(times: int, other: Chair, *, mine: bool) -> str:
    """Whose turn it is to choose."""
    choice = "One time is proposed" if times == 1 else f"{times} times are proposed"
    if mine:
        return f"{choice}. Take one, or propose others."
    return f"{choice}. It waits for {other.name}."


def wrote_to_you(other: Chair) -> str:
    return f"{other.name} wrote to you"


def your_half(other: Chair) -> str:
    return f"Your own view of the interview with {other.name}"


def your_notes(other: Chair) -> str:
    return f"Hiring notes on {other.name}"


def notes_returned(other: Chair) -> str:
    return f"Your notes on {other.name} came back"


def next_round(other: Chair) -> str:
    return f"A next round with {other.name}?"


def asks_you(other: Chair) -> str:
    return f"{other.name} asks you something"


def what_changed(other: Chair) -> str:
    return f"What did the hour with {other.name} change?"
