"""What must be said of a fit, with the names that a file or a rubric has for its dimensions and
levels: the sums know them by number only."""

import re
from collections.abc import Sequence

NUMBERS = r"((?:\d+(?:, )?)+)"
DIMENSIONS = re.compile(rf"\b[Dd]imensions? {NUMBERS}")
LEVELS = re.compile(rf"\b([Ll]evels?) {NUMBERS}")
LISTED = 6


def named(sentence: str, *, dimensions: Sequence[str] = (), levels: Sequence[str] = ()) -> str:
    """The sentence with names in place of numbers, where there are names."""
    if dimensions:
        sentence = DIMENSIONS.sub(lambda found: _listed(found[1], dimensions), sentence)
    if levels:
        sentence = LEVELS.sub(lambda found: f"{found[1]} {_listed(found[2], levels)}", sentence)
    return sentence


def _listed(numbers: str, names: Sequence[str]) -> str:
    """By name and one after the other; of many only the first."""
    found = [names[int(one) - 1] for one in numbers.split(", ")]
    more = len(found) - LISTED
    return ", ".join(found) if more < 2 else f"{', '.join(found[:LISTED])} and {more:,} more"
