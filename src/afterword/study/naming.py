"""What must be said of a fit, with the names that a file or a rubric has for its dimensions and
levels: the sums know them by number only."""

import re
from collections.abc import Sequence

DIMENSIONS = re.compile(r"\b[Dd]imensions? ((?:\d+(?:, )?)+)")
LEVEL = re.compile(r"\b([Ll])evel (\d+)")


def named(
    sentence: str, *, dimensions: Sequence[str] = (), levels: Sequence[str] = ()
) -> str:  # fmt: skip
    """The sentence with names in place of numbers, where there are names."""
    if dimensions:
        sentence = DIMENSIONS.sub(lambda found: _listed(found[1], dimensions), sentence)
    if levels:
        sentence = LEVEL.sub(
            lambda found: f"{found[1]}evel {levels[int(found[2]) - 1]}", sentence
        )  # fmt: skip
    return sentence


def _listed(numbers: str, names: Sequence[str]) -> str:
    return ", ".join(names[int(one) - 1] for one in numbers.split(", "))
