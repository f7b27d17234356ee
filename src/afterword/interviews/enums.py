"""The words for interviews, and which moves are allowed."""

from django.db import models


class InterviewState(models.TextChoices):
    PROPOSED = "proposed"
    BOOKED = "booked"
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"
    MISSED = "missed", "somebody did not come"


INTERVIEW_MOVES: dict[str, frozenset[str]] = {
    InterviewState.PROPOSED: frozenset({InterviewState.BOOKED, InterviewState.CANCELLED}),
    InterviewState.BOOKED: frozenset(
        {
            InterviewState.PROPOSED,
            InterviewState.RUNNING,
            InterviewState.ENDED,
            InterviewState.CANCELLED,
            InterviewState.MISSED,
        }
    ),
    InterviewState.RUNNING: frozenset({InterviewState.ENDED}),
    InterviewState.ENDED: frozenset(),
    InterviewState.CANCELLED: frozenset({InterviewState.PROPOSED, InterviewState.BOOKED}),
    InterviewState.MISSED: frozenset({InterviewState.PROPOSED, InterviewState.BOOKED}),
}


class ChairKind(models.TextChoices):
    CANDIDATE = "candidate"
    INTERVIEWER = "interviewer"

    @property
    def other(self) -> "ChairKind":
        return ChairKind.INTERVIEWER if self is ChairKind.CANDIDATE else ChairKind.CANDIDATE


class Seniority(models.TextChoices):
    INTERN = "intern", "Intern"
    NEW_GRAD = "new_grad", "New grad"
    MID = "mid", "Mid-level"
    SENIOR = "senior", "Senior"


class Phase(models.TextChoices):
    INTRODUCTIONS = "introductions", "Introductions"
    PROBLEM = "problem", "The problem"
    CODING = "coding", "Coding"
    THEIR_QUESTIONS = "their_questions", "Their questions"
