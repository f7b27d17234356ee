"""Numbers as people type them and as pages say them."""

LONGEST = 9


def whole(text: str) -> int | None:
    """A small whole number, or None: `int` alone falls over `²` and over 5,000 digits."""
    return int(text) if len(text) <= LONGEST and text.isdecimal() else None


MOST = 10_000


def counted(number: int) -> str:
    """A number that is not known better than by two digits; the end of the scale is more than that.

    "About 6,061" of what may be 128 or ten thousand would say more than anybody knows.
    """
    if number >= MOST:
        return f"more than {MOST:,}"
    unknown = 10 ** max(len(str(number)) - 2, 0)
    return f"{round(number / unknown) * unknown:,}"


def in_100(share: float) -> str:
    """Of a hundred; never all and never none while either can be."""
    if 0 < share < 0.005:
        return "fewer than 1"
    if 0.995 <= share < 1:
        return "more than 99"
    return f"{share * 100:.0f}"
