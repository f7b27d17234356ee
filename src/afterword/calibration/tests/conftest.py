"""A fit that is kept, and a released letter, for whoever looks at their pages."""

import pytest
from django.utils import timezone

from afterword.calibration.models import Fit
from afterword.calibration.tests.making import asked, letter


@pytest.fixture
def fit(cast) -> Fit:
    """Kept, with nothing in it yet, and with thresholds, as earlier versions kept them."""
    whole = {
        "shares": {"candidate": [0.4, 0.2, 0.6], "interviewer": [0.2, 0.1, 0.4],
                   "residual": [0.4, 0.3, 0.5]},
        "thresholds": {}, "dependable": {"1": [0.4, 0.2, 0.6]}, "needed": 6, "goal": 0.8,
        "settles": {"interviewer": 9, "question": None},
        "conditions": [], "spread": 0.8,
    }  # fmt: skip
    return Fit.objects.create(
        program=cast.program, kind="coding", state="kept", model="probit 1", digest="d",
        made_at=timezone.now(), hours=20, candidates=6, interviewers=5, questions=4, ratings=110,
        found=whole,
    )  # fmt: skip


@pytest.fixture
def notes(cast, rubric):
    return letter(
        cast.program, rubric, candidate=cast.ben, interviewer=cast.ada,
        question=asked("lanterns"), levels={"problem_solving": 2, "verification": None},
        choice="lean_no_hire",
    )  # fmt: skip
