"""Facts that stop an action. Doors turn them into a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from afterword.kit.errors import Fact


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that notes still need. `line` names its place: `strengths`, `rating:coding`, …"""

    line: str
    sentence: str


class Incomplete(Fact):
    """Something that notes need is not there yet."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__("Something is still missing; it is said beside its place.")
        self.missing = tuple(missing)


class AlreadySent(Fact):
    def __init__(self) -> None:
        super().__init__("Somebody was quicker: this has already been sent.")


class NotReviewed(Fact):
    def __init__(self) -> None:
        super().__init__("These notes are not approved, so they cannot be released.")


class StillSealed(Fact):
    def __init__(self) -> None:
        super().__init__("The other half has not been written yet, and there is still time for it.")


class AlreadyDecided(Fact):
    def __init__(self) -> None:
        super().__init__("Somebody was quicker: this review has been decided.")


class AlreadyRead(Fact):
    def __init__(self) -> None:
        super().__init__("Somebody was quicker: these notes are being read by another member.")


class TakenUpEnough(Fact):
    def __init__(self) -> None:
        super().__init__(
            "You took up three this week that were not written. Next week you can take up another."
        )


class NotReadAgain(Fact):
    def __init__(self) -> None:
        super().__init__("These notes are not read a second time any more. Nothing waits for you.")


class NothingSaid(Fact):
    def __init__(self, sentence: str = "There are no words in it yet.") -> None:
        super().__init__(sentence)


class NotReleased(Fact):
    def __init__(self) -> None:
        super().__init__("These notes are not with the candidate, so this cannot be done.")


class LetterChanged(Exception):
    """A letter does not say what was released; the message says which."""
