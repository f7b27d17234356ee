"""Why a sum was refused, as facts that a person can read."""


class Refused(ValueError):
    """These numbers cannot be worked with as they are; the message says which and why."""


class NoRatings(Refused):
    def __init__(self) -> None:
        super().__init__("There is no rating here with a level.")


class LengthsDiffer(Refused):
    def __init__(self, name: str, *, length: int, levels: int) -> None:
        super().__init__(f"{name} has {length} entries for {levels} levels.")


class LevelOutside(Refused):
    def __init__(self, *, row: int, level: float, n_levels: int) -> None:
        super().__init__(f"Row {row} has level {level:g}; levels here are 0 to {n_levels - 1}.")
        self.row = row


class CodeOutside(Refused):
    def __init__(self, name: str, *, row: int, code: float, count: int) -> None:
        super().__init__(f"Row {row} has {name} {code:g}; there are {count}, counted from 0.")
        self.row = row


class OddLevels(Refused):
    def __init__(self, n_levels: int) -> None:
        super().__init__(f"A scale has 2 to 127 levels, not {n_levels}.")


class InterviewOfTwo(Refused):
    def __init__(self, interview: int) -> None:
        super().__init__(f"Interview {interview} has ratings of two candidates; it is of one.")
        self.interview = interview


class AllEqual(Refused):
    def __init__(self) -> None:
        super().__init__("In each dimension all ratings are equal: nothing can be told apart.")


class NothingToSeparate(Refused):
    def __init__(self) -> None:
        super().__init__(
            "No candidate, interviewer, question or interview differs from its peers here: "
            "there is nothing to estimate but the thresholds."
        )


class WithoutEnd(Refused):
    def __init__(self) -> None:
        super().__init__(
            "These ratings follow one order of candidates without an exception: how far candidates "
            "differ has no finite estimate in this model. The probit model, which is the one "
            "without --model, has one."
        )


class NotCrossed(Refused):
    def __init__(self, line: int) -> None:
        super().__init__(
            f"No rating here lies on the other side of the line at level {line + 1}: how likely "
            "one is cannot be told."
        )
        self.line = line


class TooLargeForExact(Refused):
    def __init__(self, what: str) -> None:
        super().__init__(f"Too large for the exact estimator: {what}. Use the large one.")


class NotConverged(RuntimeError):
    """The search for the maximum did not arrive; no number of it may be shown."""

    def __init__(self, *, iterations: int, gradient: float) -> None:
        super().__init__(
            f"The fit did not arrive after {iterations} iterations (gradient {gradient:.2g})."
        )


class TooLittle(Refused):
    """There is too little here to carry this statement; the message is a whole sentence."""


class NotBalanced(Refused):
    """The design has gaps or doubles, and this sum needs one without."""
