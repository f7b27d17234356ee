"""What two people still have ahead of them when one wants no more of it: parts above say so.

    blocking.register(hours_between, called_off=hours_called_off)

The first gets whoever blocks and whom, and says in a few words what could be called off, or
nothing. The part itself follows the journal, and does it where that was asked. The second gets a
block that is lifted, and says in whole sentences what stays called off and where it can be had
again, or nothing.
"""

from collections.abc import Callable

from afterword.kit.words import listed
from afterword.people.models import Block, Person

_said_by: list[Callable[[Person, Person], str]] = []
_stays_by: list[Callable[[Block], str]] = []


def register(
    said_by: Callable[[Person, Person], str], *, called_off: Callable[[Block], str]
) -> None:
    """Ask these functions too."""
    _said_by.append(said_by)
    _stays_by.append(called_off)


def what_is_ahead(one: Person, other: Person) -> str:
    """What the two still have ahead of them, or nothing."""
    return listed([words for said_by in _said_by if (words := said_by(one, other))])


def what_stays_called_off(block: Block) -> str:
    """What lifting a block does not bring back, and where to have it again; or nothing."""
    return " ".join(words for said_by in _stays_by if (words := said_by(block)))
