"""What somebody who books wants: a chair, somebody for the other one, an hour of some kind."""

from dataclasses import dataclass
from datetime import timedelta

from afterword.interviews.enums import ChairKind, Seniority
from afterword.people.models import Person, Program
from afterword.questions.enums import Kind

FAR = timedelta(days=366)
"""How far ahead an interview can be: a guest's link lives until after it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`other` None means a guest with a link. `chair` is the one that the booker takes."""

    chair: ChairKind
    kind: Kind = Kind.CODING
    seniority: Seniority = Seniority.INTERN
    minutes: int = 40
    program: Program | None = None
    other: Person | None = None
    guest_name: str = ""
    focus: str = ""
