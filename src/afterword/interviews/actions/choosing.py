"""Which question is asked. Its version stays with the interview, whatever becomes of it."""

from random import Random

from django.db import transaction
from django.db.models import Q

from afterword.interviews.enums import InterviewState
from afterword.interviews.errors import (
    AlreadyStarted,
    NoSuchQuestion,
    NothingUnseen,
    QuestionSeen,
)
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import unseen_questions, usable_questions
from afterword.journal import actions as journal
from afterword.questions.models import Question

BEFORE_START = (InterviewState.PROPOSED, InterviewState.BOOKED)


@transaction.atomic
def choose_question(interview: Interview, *, question: Question, by: Chair) -> None:
    """Take a question that the candidate has not seen.

    Raises QuestionSeen, or what `take_question` raises.
    """
    usable = usable_questions(interview).filter(pk=question.pk).exists()
    if usable and not unseen_questions(interview).filter(pk=question.pk).exists():
        raise QuestionSeen
    take_question(interview, question=question, by=by)


@transaction.atomic
def take_question(interview: Interview, *, question: Question, by: Chair) -> None:
    """Take a question for this interview, in its current version, whoever has seen it.

    An hour that began without one may still take one. Raises NoSuchQuestion or AlreadyStarted.
    """
    if not usable_questions(interview).filter(pk=question.pk).exists():
        raise NoSuchQuestion
    waiting = Q(state__in=BEFORE_START) | Q(state=InterviewState.RUNNING, question_version=None)
    row = Interview.objects.filter(waiting, pk=interview.pk)
    if not row.update(question_version=question.current_id):
        raise AlreadyStarted
    interview.refresh_from_db()
    # Which one it is stays out of the journal: candidates read their own entries in an export.
    journal.record(by, "interview.question_chosen", interview)


def suggest_question(
    interview: Interview, *, difficulty: int | None, by: Chair, rng: Random
) -> None:
    """Let Afterword pick one that the candidate has not seen. Raises NothingUnseen."""
    unseen = unseen_questions(interview)
    if difficulty is not None:
        unseen = unseen.filter(difficulty=difficulty)
    waiting = list(unseen)
    if not waiting:
        raise NothingUnseen
    choose_question(interview, question=rng.choice(waiting), by=by)
