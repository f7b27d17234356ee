"""What a sum cannot do, as facts."""


class SumError(Exception):
    """A sum that has no honest answer; the message is a sentence for a person."""


class TooLittle(SumError):
    """There is too little in the numbers to carry this statement."""


class NotConverged(SumError):
    """The iterations ended before the answer stood still."""


class NotBalanced(SumError):
    """The design has gaps, and this sum needs one without."""
