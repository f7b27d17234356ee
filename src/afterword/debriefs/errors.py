"""Facts that stop a deed. Doors turn them into a sentence."""

from collections.abc import Sequence

from afterword.kit.errors import Fact


class ThreeAreEnough(Fact):
    def __init__(self) -> None:
        super().__init__("Three commitments are enough for one search. Let one of them go first.")


class NothingSaid(Fact):
    def __init__(self, what: str = "Write a few words first.") -> None:
        super().__init__(what)


class SaidAnew(Fact):
    """A point says something else by now than when somebody began to say it anew."""

    def __init__(self, newest: str) -> None:
        self.newest = newest
        super().__init__(
            f"By now it says “{newest}”, changed in another tab or on another device. Keep it so "
            "once more, and it says what stands here."
        )


class NothingToShare(Fact):
    def __init__(self) -> None:
        super().__init__("Choose at least one section to share.")


class OfferedAlready(Fact):
    def __init__(self) -> None:
        super().__init__("This question is offered already. Take that offer back first.")


class NotPlaced(Fact):
    """What was written about something that is not here, one sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = problems
        super().__init__("Nothing was brought in: some of it is about what is not here.")


class UndoneAlready(Fact):
    def __init__(self) -> None:
        super().__init__("This was undone already, perhaps in another tab.")
