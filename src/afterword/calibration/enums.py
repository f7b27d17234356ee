"""The words for what is measured."""

from django.db import models


class FitState(models.TextChoices):
    """What became of the last look at a program's ratings."""

    KEPT = "kept", "kept"
    TOO_LITTLE = "too_little", "too little to say anything"
    NOTHING_TOLD = "nothing_told", "the ratings tell nothing apart"


class Facet(models.TextChoices):
    """Who or what an estimate is of."""

    CANDIDATE = "candidate"
    INTERVIEWER = "interviewer"
    QUESTION = "question"


class Ungrown(models.TextChoices):
    """Why nothing is said of growth."""

    FEW = (
        "few",
        "It takes 4 candidates with 3 hours each: what they have in common tells growth from "
        "chance.",
    )
    MANY = (
        "many",
        "The sums hold every interviewer and question at once, and this program has more than the "
        "1,000 that they can.",
    )
    UNTOLD = (
        "untold",
        "These ratings tell no candidate from another, and so no hour of one from the next.",
    )


RECOMMENDATION = "recommendation"
"""Stands among the dimensions: one more rating, with thresholds of its own."""

RECOMMENDED_LEVELS = {
    "strong_no_hire": 1,
    "lean_no_hire": 2,
    "lean_hire": 3,
    "strong_hire": 4,
}
"""A recommendation as a level; no decision is none. From the third on it is to hire."""

HIRE_LINE = 3
"""The lowest recommendation on the side of hiring, as a level."""
