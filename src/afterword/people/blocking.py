"""What two people still have ahead of them when one wants no more of it: parts above say so.

    blocking.register(hours_between)

A function gets whoever blocks and whom, and says in a few words what could be called off, or
nothing. The part itself follows the journal, and does it where that was asked.
"""

from collections.abc import Callable

from afterword.kit.words import listed
from afterword.people.models import Person

_said_by: list[Callable[[Person, Person], str]] = []


def register(said_by: Callable[[Person, Person], str]) -> None:
    """Ask this function too."""
    _said_by.append(said_by)


def what_is_ahead(one: Person, other: Person) -> str:
    """What the two still have ahead of them, or nothing."""
    return listed([words for said_by in _said_by if (words := said_by(one, other))])
