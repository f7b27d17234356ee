"""What stands in the way of an interview, as facts with a sentence for whoever pressed."""

from typing import ClassVar

from afterword.kit.errors import Fact


class Refused(Fact):
    """Something was not done. `sentence` says why, and what can be done instead."""

    sentence: ClassVar[str] = "That could not be done just now."

    def __str__(self) -> str:
        return self.sentence


class AlreadyBooked(Refused):
    sentence = "One of you has an interview at that time by now. Please choose another time."


class YouAreBooked(AlreadyBooked):
    sentence = "You already have an interview at that time. Please choose another time."


class NotOpenForTimes(Refused):
    sentence = "Somebody was quicker: this interview no longer waits for a time."


class TimesChanged(Refused):
    sentence = "Somebody was quicker: the proposed times have just changed. Here are the new ones."


class YourOwnTime(Refused):
    sentence = "You proposed that time yourself. The other side chooses; you may change it."


class TimeIsFar(Refused):
    sentence = "Please choose a day within the coming year."


class TimeIsPast(Refused):
    sentence = "That time has gone by. Please choose one that is still to come."


class WrongNumberOfTimes(Refused):
    sentence = "Propose one, two or three different times."


class NotAvailable(Refused):
    sentence = "They are not taking interviews at the moment. You can ask somebody else."


class NotInProgram(Refused):
    sentence = "You are not taking interviews in that program at the moment."


class WithYourself(Refused):
    sentence = "An interview takes two. Please choose somebody else for the other chair."


class TooManyOpen(Refused):
    sentence = (
        "You have twenty interviews waiting for an answer. "
        "Cancel one that you no longer need, and then propose this one."
    )


class TooManyAsks(Refused):
    sentence = "You have set up thirty interviews within this hour. Please wait for the next one."


class TooManyTurns(Refused):
    sentence = "The times have changed a dozen times in this hour. Write to each other, or wait."


class NotCancellable(Refused):
    sentence = "Somebody was quicker: this interview can no longer be cancelled."


class NotReschedulable(Refused):
    sentence = "Only an interview that is booked and has not begun can be moved."


class NotUndoable(Refused):
    sentence = "This can no longer be undone. You can book the interview anew."


class NotMissed(Refused):
    sentence = "You can say so from ten minutes after the time, as long as it has not begun."


class NotBooked(Refused):
    sentence = "This interview has begun already, or is not booked."


class NotAgreed(Refused):
    sentence = "Both sides agree to the record before an interview starts."


class NotRunning(Refused):
    sentence = "This interview is not running."


class NotSwappable(Refused):
    sentence = "The chairs can be swapped once, when the first half runs or has ended."


class AlreadyStarted(Refused):
    sentence = "The interview has begun; its question stays as it is."


class NoSuchQuestion(Refused):
    sentence = "That question is not one that you can ask in this interview."


class QuestionSeen(Refused):
    sentence = "They have seen that question before. Please choose another one."


class NothingUnseen(Refused):
    sentence = "They have seen every question of this kind. Choose one yourself, or add one."


class NotesAreClosed(Refused):
    sentence = "Private notes are taken while the interview runs, and for two days after it."


class TooManyLines(Refused):
    sentence = "There are a thousand private lines. Take one away before you add another."


class ChairIsTaken(Refused):
    sentence = (
        "The chair is taken, and whoever took it has a link of their own. "
        "To ask somebody else, cancel this interview and ask again."
    )


class NotOpenForGuests(Refused):
    sentence = "This interview was called off, or has been held. Nothing is asked of you any more."


class LinkIsClosed(Refused):
    sentence = "This link does not open anything any more."


class RecordMoved(Refused):
    sentence = "The record was written anew meanwhile. Try it once more."
