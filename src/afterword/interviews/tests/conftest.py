"""This part's own props: an hour due now whose hints must not leak, and an hour with a guest."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair, Interview
from afterword.interviews.room import group_commit, together
from afterword.interviews.tests.booked import proposed, seat
from afterword.questions.models import Question, QuestionVersion

if TYPE_CHECKING:
    from conftest import Cast

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


@pytest.fixture
def asked(cast: "Cast") -> Interview:
    """Ben has asked a guest to interview him, at one of two times."""
    cache.clear()
    now = timezone.now()
    times = [now + timedelta(days=1), now + timedelta(days=2)]
    return proposed(cast.ben, None, program=cast.program, times=times, now=now)


@pytest.fixture
def guest(asked: Interview) -> Chair:
    return seat(asked, ChairKind.INTERVIEWER)


@pytest.fixture
def asked_ada(cast: "Cast") -> Interview:
    """Ben asks Ada."""
    now = timezone.now()
    times = [now + timedelta(days=1), now + timedelta(days=2)]
    return proposed(cast.ben, cast.ada, program=cast.program, times=times, now=now)
