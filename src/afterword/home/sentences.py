"""The desk's words: who, and in one sentence what to do."""

from datetime import date

from afterword.debriefs.paused import PausedCycle, PausedInterview
from afterword.home.hours import Seat
from afterword.interviews.enums import ChairKind
from afterword.kit.words import first_few, listed

RUNNING = "The interview is running."
YOUR_HALF = "How did it go, from your chair? Five minutes, before you read what they saw."
YOUR_NOTES = "Ten to fifteen minutes while it is fresh. They wait for your words."
RETURNED = "The reviewer has commented on a line. Change what you like, and send them again."
NEXT_ROUND = "Would you want a next round with them? Your why stays with you."
LETTER = "Your hiring notes are here. The recommendation opens when you are ready."
LETTER_OPENED = "You can thank, ask one question, and say what you will do."
ONE_QUESTION = "One question about your notes. One answer is enough."
CHANGE = "A month has gone by. Tell them what the hour changed, if you like."
REVIEW = "About ten minutes. They are released at this time, reviewed or not."
STAND_IN = "The interviewer has not written. You can, from the record."
SECOND_READING = "Ten minutes, if you like. Nobody waits for it, and one button passes it on."
FOLLOW_UP = "You meant to follow up today. Once you have written, say so on its page."
COMPANY_INTERVIEW = "A company interview of your own search. Only you see it here."
WHILE_FRESH = "Two minutes while it is fresh, or leave it for another day. Only you see it here."
LONG_AGO = "How does it look now?"
HINDSIGHT = "Some endings of your search are long ago. A few lines, or none; you can stop it there."
BLANK = "You began, and nothing is written yet. Two minutes, or leave it for later there."
ALL_SAID = "You began, and all of it has words by now. It can be closed there."
LINK = "Your link waits for somebody"
REPORT = "Somebody in your program asks an organizer to look at something."


def who_sits_where(mine: Seat, other: Seat) -> str:
    """One line that says who interviews whom."""
    if mine.kind == ChairKind.CANDIDATE:
        return f"{other.name} interviews you"
    return f"You interview {other.name_within}"


def booked(mine: Seat) -> str:
    """What to expect, without naming the question."""
    hour = f"{mine.kind_of_interview}, {mine.minutes} minutes."
    if mine.kind == ChairKind.INTERVIEWER and mine.question_version is None:
        return f"{hour} Choose a question and read its guide before."
    return f"{hour} The room is open; come early and try the editor."


def proposed(times: int, other: Seat, *, mine: bool) -> str:
    """Whose turn it is to choose."""
    if mine and times == 1:
        return "One time is proposed. Take it, or propose others."
    if mine:
        return f"{times} times are proposed. Take one, or propose others."
    choice = "The time you proposed waits" if times == 1 else "The times you proposed wait"
    return f"{choice} for {other.name_within}."


def wrote_to_you(other: Seat) -> str:
    return f"{other.name} wrote to you"


def your_half(other: Seat) -> str:
    return f"Your own view of the interview with {other.name_within}"


def your_notes(other: Seat) -> str:
    return f"Hiring notes on {other.name_within}"


def notes_returned(other: Seat) -> str:
    return f"Your notes on {other.name_within} came back"


def next_round(other: Seat) -> str:
    return f"A next round with {other.name_within}?"


def asks_you(other: Seat) -> str:
    return f"{other.name} asks you something"


def what_changed(other: Seat) -> str:
    return f"What did the hour with {other.name_within} change?"


def how_was_it(company: str) -> str:
    return f"{company}: how was it?"


def company_interview(company: str) -> str:
    return f"Company interview at {company}"


def nobody_came(program: str) -> str:
    return f"Nobody else is in {program} yet. Here is the link to send, once or again."


def answer_offer(company: str) -> str:
    return f"An offer to answer: {company}"


def answer_by(day: date | None) -> str:
    return f"They want an answer by {day:%A}, {day.day} {day:%B}." if day else ""


def write_to(company: str) -> str:
    return f"Write to {company}"


def go_on(about: str) -> str:
    return f"Go on looking back on {about}"


def still_empty(one: PausedInterview) -> str:
    """What of the two minutes has no words yet."""
    if one.is_blank:
        return BLANK
    return f"You began. Still empty: {listed(one.empty)}." if one.empty else ALL_SAID


def unanswered(one: PausedCycle) -> str:
    """Which questions of a search's debrief have no words, and gathered nothing."""
    if not one.empty:
        return ALL_SAID
    questions = first_few([f"“{step.label}”" for step in one.empty])
    return f"You began. Still empty: {questions}."
