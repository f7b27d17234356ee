"""What is kept of a message that tells something, and what else is known of it on the way."""

from dataclasses import dataclass
from datetime import date

from afterword.cycle.mail.which_interview import Hour


@dataclass(slots=True)
class Found:
    """One message that tells something, and what of it is kept: no more than this."""

    key: str  # of the message, wherever its copies lie
    kind: str
    company: str
    role: str
    on: date | None
    subject: str
    sender: str
    says: str  # the sentence that tells it, as it stands in the message
    sure: bool


@dataclass(slots=True)
class Candidate:
    """A message on its way to be one of those; the rest of this stays in the child."""

    found: Found
    weak: bool
    domain: str
    names: frozenset[str]  # of the message and of those it answers
    text: str
    by: str  # the address that sent it
    to: list[str] | None  # of one that was handed on: whom it was for
    hour: Hour  # of the interview it tells of, where it does
