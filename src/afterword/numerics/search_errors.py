"""Why a sum about a search was refused, as facts that a person can read."""

from afterword.numerics.errors import Refused


class NoWaits(Refused):
    def __init__(self) -> None:
        super().__init__("No application has waited yet.")


class OddWaits(Refused):
    def __init__(self) -> None:
        super().__init__(
            "A wait is a whole number of days, at least 0, and ends in silence, with interest or "
            "with a rejection."
        )


class OddCounts(Refused):
    def __init__(self, *, advanced: float, reached: float) -> None:
        super().__init__(f"{advanced:g} cannot have gone on of {reached:g} that were there.")


class TooFewPeople(Refused):
    def __init__(self, people: int) -> None:
        super().__init__(f"It takes two people to see how much people differ; there are {people}.")


class NotInTheFuture(Refused):
    def __init__(self) -> None:
        super().__init__("Silence lasts at least 0 days, and a look ahead at least 1.")
