"""What goes when somebody leaves a program, or is removed: parts above say so, when they start.

    departing.register(hours_that_go)

A function gets the place and says in one sentence what ends with it, or nothing. It is read before
the button is pressed; the part itself follows the journal and does it afterwards.
"""

from collections.abc import Callable

from afterword.people.models import Membership

_said_by: list[Callable[[Membership], str]] = []


def register(said_by: Callable[[Membership], str]) -> None:
    """Ask this function too."""
    _said_by.append(said_by)


def what_goes(place: Membership) -> list[str]:
    """What ends with a place, a sentence each."""
    return [sentence for said_by in _said_by if (sentence := said_by(place))]
