"""The room's own props: an interview due now, with a question whose hints must not leak."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from afterword.interviews.models import Chair, Interview
from afterword.interviews.room import group_commit, together
from afterword.questions.models import Question, QuestionVersion

CONTENT = {
    "title": "Parcel lockers",
    "minutes": 40,
    "parts": [
        {"title": "The everyday case", "text": "Put **every** parcel into a canary-part-one."},
        {"title": "Returns", "text": "Now they canary-part-two."},
    ],
    "clarifications": ["canary-clarification"],
    "hints": [
        {"when": "when they canary-when", "text": "Try canary-hint-one."},
        {"when": "later", "text": "Try canary-hint-two."},
    ],
    "follow_ups": [{"title": "Bigger", "text": "A good answer has canary-follow-up."}],
    "signals": [{"dimension": "Coding", "signs": ["canary-sign"]}],
    "time_plan": [{"minutes": 40, "text": "canary-plan"}],
}


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a room does now and then to save work, it does at once here."""
    monkeypatch.setattr(group_commit, "GATHER_SECONDS", 0.02)
    monkeypatch.setattr(together, "ACK_SECONDS", 0.02)


@pytest.fixture
def due(interview: Interview) -> Interview:
    """Ada interviews Ben, now, about parcel lockers."""
    question = Question.objects.create(
        slug="parcel-lockers", kind="coding", title="Parcel lockers", difficulty=2
    )
    interview.question_version = QuestionVersion.objects.create(
        question=question, number=1, source="", digest="", content=CONTENT
    )
    interview.starts_at = timezone.now() + timedelta(minutes=1)
    interview.save()
    return interview


@pytest.fixture
def ada_in(cast, signed_in: Callable[..., Client]) -> Client:
    return signed_in(cast.ada)


@pytest.fixture
def ben_in(cast, signed_in: Callable[..., Client]) -> Client:
    return signed_in(cast.ben)


@pytest.fixture
def chair_of_ada(due: Interview) -> Chair:
    return due.chairs.get(kind="interviewer")
