"""What a terminal is shown: words out of a file may hold what it would take for an order."""

import re

ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Control characters but for tabs and ends of lines, and what turns the direction of a text."""


def plain(words: str) -> str:
    """The words with each such character as JSON writes it: `\\u001b` for the one that begins an
    escape sequence. JSON stays the same JSON."""
    return ORDERS.sub(lambda one: f"\\u{ord(one[0]):04x}", words)
