"""What comes after an interview: parts above say so for a chair, when they start.

    next_steps.register(next_step_in_notes)

A function gets the viewer's chair (with its interview) and gives a step, or None if it has none.
"""

from collections.abc import Callable
from dataclasses import dataclass

from afterword.interviews.models import Chair


@dataclass(frozen=True)
class Step:
    """A sentence that says where things stand, and the button that leads on."""

    sentence: str
    label: str
    url: str


_found_by: list[Callable[[Chair], Step | None]] = []


def register(found_by: Callable[[Chair], Step | None]) -> None:
    """Ask this function too."""
    _found_by.append(found_by)


def after(chair: Chair) -> Step | None:
    """The first step that somebody knows of."""
    return next((step for found_by in _found_by if (step := found_by(chair))), None)
