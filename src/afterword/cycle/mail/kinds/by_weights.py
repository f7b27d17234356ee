"""What a message reads like as a whole: each of its traits weighs for some kinds, against others.

The weights were learnt from the labelled corpus (tests/learning.py) and lie beside this file, a
trait a line, for people to read. They are summed, so they tell which sentence weighed most: that is
the reason.
"""

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from afterword.cycle.mail.kinds.traits import of_words, words_in

KINDS = ("applied", "challenge", "phone", "onsite", "offer", "rejected", "withdrawn")
NOTHING = ""
NEW = 6.0  # how telling a word is that was never seen
SHORTEST = 18.0  # what is less than that, some ten words, says little however it is weighed

NO_VOTES: Mapping[str, float] = MappingProxyType({})


class Weight(NamedTuple):
    """How telling a trait is, and what it weighs for each kind against a message of no kind."""

    telling: float
    of_kinds: tuple[float, ...]


def shares_of(traits: Set[str], votes: Mapping[str, float] = NO_VOTES) -> dict[str, float]:
    """How likely each kind is, and nothing; they add up to one. `votes` are added to their sums."""
    table = weights()
    there = table.keys() & traits
    known = [table[one] for one in there]
    length = length_of([one.telling for one in known], new_words(traits - there))
    said = _summed([one.of_kinds for one in known if one.telling])
    head = _summed([one.of_kinds for one in known if not one.telling])
    sums = {NOTHING: 0.0} | {
        kind: by_words / length + by_head
        for kind, by_words, by_head in zip(KINDS, said, head, strict=True)
    }
    powers = {kind: math.exp(min(one + votes.get(kind, 0.0), 50.0)) for kind, one in sums.items()}
    whole = sum(powers.values())
    return {kind: one / whole for kind, one in powers.items()}


def new_words(traits: Iterable[str]) -> int:
    """How many of these are words alone: what a message says that nobody has said before."""
    return sum(" " not in one for one in traits)


def length_of(telling: Iterable[float], new: int) -> float:
    """How much a message says, by which its sums are divided: long ones are no surer for that."""
    return max(math.sqrt(sum(one * one for one in telling) + new * NEW**2), SHORTEST)


def _summed(some: Sequence[Sequence[float]]) -> list[float]:
    return [sum(column) for column in zip(*some, strict=True)] if some else [0.0] * len(KINDS)


def most_telling(kind: str, spaced: Sequence[str]) -> int:
    """The place of the sentence that weighs most for a kind."""
    table, place = weights(), KINDS.index(kind)
    sums = [
        sum(table[one].of_kinds[place] for one in of_words(words_in(sentence)) if one in table)
        for sentence in spaced
    ]
    return sums.index(max(sums))


@lru_cache(maxsize=1)
def weights() -> dict[str, Weight]:
    """All weights, by trait."""
    text = Path(__file__).with_name("weights.txt").read_text("utf-8")
    return read(text)


def read(text: str) -> dict[str, Weight]:
    """The weights of a text as `learning` writes it, in hundredths; first how telling it is."""
    found = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            trait, *numbers = line.split("\t")
            telling, *of_kinds = (int(one) / 100 for one in numbers)
            found[trait] = Weight(telling, tuple(of_kinds))
    return found
