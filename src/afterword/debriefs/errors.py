"""Facts that stop a deed. Doors turn them into a sentence."""

from afterword.kit.errors import Fact


class ThreeAreEnough(Fact):
    def __init__(self) -> None:
        super().__init__("Three commitments are enough for one search. Let one of them go first.")


class NothingSaid(Fact):
    def __init__(self, what: str = "Write a few words first.") -> None:
        super().__init__(what)


class NothingToShare(Fact):
    def __init__(self) -> None:
        super().__init__("Choose at least one section to share.")


class OfferedAlready(Fact):
    def __init__(self) -> None:
        super().__init__("This question is offered already. Take that offer back first.")
