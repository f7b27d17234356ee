"""The classic variance components of a complete table, with whole words for their letters."""

from afterword.numerics.variance import Component

LETTERS = {"c": "candidate", "i": "interviewer", "q": "question"}


def named(component: Component) -> str:
    """i:q is the interviewer within a question, cq the candidate with a question."""
    own, _, within = component.name.partition(":")
    words = " × ".join(LETTERS[one] for one in own)
    return f"{words} within {LETTERS[within]}" if within else words
