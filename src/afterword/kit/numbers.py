"""Numbers that somebody typed, or made up."""

LONGEST = 9


def whole(text: str) -> int | None:
    """A small whole number, or None: `int` alone falls over `²` and over 5,000 digits."""
    return int(text) if len(text) <= LONGEST and text.isdecimal() else None
