"""Facts that stop an action. Doors turn them into a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that notes still need. `line` names its place: `strengths`, `rating:coding`, …"""

    line: str
    sentence: str


class NotesFact(Exception):
    """Why something could not be done; `str()` is a sentence for the person who tried."""


class Incomplete(NotesFact):
    """Something that notes need is not there yet."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__("Something is still missing; it is said beside its place.")
        self.missing = tuple(missing)


class Overtaken(NotesFact):
    """Newer words were saved from another tab."""

    def __init__(self) -> None:
        super().__init__("These words were also changed in another tab or on another device.")


class NotEditable(NotesFact):
    def __init__(self) -> None:
        super().__init__("These words have been sent and can no longer be changed here.")


class AlreadySent(NotesFact):
    def __init__(self) -> None:
        super().__init__("Somebody was quicker: this has already been sent.")


class NotReviewed(NotesFact):
    def __init__(self) -> None:
        super().__init__("These notes are not approved, so they cannot be released.")


class StillSealed(NotesFact):
    def __init__(self) -> None:
        super().__init__("The other half has not been written yet, and there is still time for it.")


class AlreadyDecided(NotesFact):
    def __init__(self) -> None:
        super().__init__("Somebody was quicker: this review has been decided.")


class NothingSaid(NotesFact):
    def __init__(self, sentence: str = "There are no words in it yet.") -> None:
        super().__init__(sentence)


class NotReleased(NotesFact):
    def __init__(self) -> None:
        super().__init__("These notes are not with the candidate, so this cannot be done.")
