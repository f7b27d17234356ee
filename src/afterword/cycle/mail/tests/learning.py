"""Learns the weights of by_weights from the labelled corpus, all of it but what is kept unseen.

`python -m afterword.cycle.mail.tests.learning` writes weights.txt anew. A multinomial logistic
regression (each kind against all others at once) over which traits a message has, the rare ones
counting for more (inverse document frequency), with a penalty on the squares of the weights.
"""

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from afterword.cycle.mail.kinds import by_weights, traits
from afterword.cycle.mail.kinds.recognising import traits_of, understood
from afterword.cycle.mail.messages.heads import parted, read_head
from afterword.cycle.mail.tests.corpora import brief, corpus, paraphrases, turns

WHOLE = ("tuned", "same_hand", "other_hand", "wider", "wider_held", "wider_last")
LEAST = 2  # messages that have a trait
SCALE = 5.0  # of all that a message says against all that its head shows
HEAD = 0.5
PENALTY = 5e-5
KINDS = (*by_weights.KINDS, "none")

Matrix = NDArray[np.float64]


class Example(NamedTuple):
    """A labelled message, as what is weighed of it."""

    kind: str
    traits: frozenset[str]
    names: frozenset[str]  # words of made-up names, from which nothing is to be learnt


def examples(parts: Iterable[str] = WHOLE, *, lines: bool = True) -> list[Example]:
    """Whole messages, and lines, which have no head to learn from."""
    found = [
        Example(one.kind, frozenset(_traits(one.message)), _names(one.company))
        for part in parts
        for one in corpus(part)
    ]
    if lines:
        some = [*paraphrases(), *brief(), *turns("tuned"), *turns("held")]
        found += [
            Example(kind, frozenset(one for one in _traits(b"\n\n" + words.encode())
                                    if not one.startswith("@by ")), frozenset())
            for kind, words in some
        ]  # fmt: skip
    return found


def _traits(message: bytes) -> set[str]:
    top, body = parted(message)
    return traits_of(understood(read_head(top), body))


def _names(company: str) -> frozenset[str]:
    return frozenset(one[: traits.LETTERS] for one in re.findall(r"[\w']+", company.casefold()))


def learnt(some: Sequence[Example]) -> str:
    """The weights, as weights.txt has them."""
    counts = Counter(trait for one in some for trait in one.traits)
    plain = {trait for one in some if not one.names for trait in one.traits}
    names = {word for one in some for word in one.names} - plain | {"ben", "okafo"}
    learnable = sorted(
        trait for trait, count in counts.items()
        if count >= LEAST and (trait[0] == "@" or names.isdisjoint(trait.split()))
    )  # fmt: skip
    telling = np.array(
        [0.0 if one[0] == "@" else np.log1p(len(some) / counts[one]) for one in learnable]
    )
    found = _fitted(_rows(some, learnable, telling), [KINDS.index(one.kind) for one in some])
    own = found * np.where(telling > 0, SCALE * telling, HEAD)[:, None]
    relative = np.rint(100 * (own - own[:, -1:])[:, :-1]).astype(int)
    lines = [
        "\t".join([trait, str(round(100 * how)), *map(str, row)])
        for trait, how, row in zip(learnable, telling, relative, strict=True)
    ]
    return "\n".join([*_headline(some), *lines]) + "\n"


def _headline(some: Sequence[Example]) -> list[str]:
    return [
        "# Learnt from the labelled messages by tests/learning.py, which writes this file anew.",
        f"# {len(some)} messages, {fingerprint(some)}",
        "# trait, how telling it is, then its weight in hundredths for: "
        + ", ".join(by_weights.KINDS),
    ]


def fingerprint(some: Sequence[Example]) -> str:
    """The same for the same messages, read in the same way."""
    text = "\n".join(f"{one.kind} {sorted(one.traits)}" for one in some)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _rows(some: Sequence[Example], learnable: Sequence[str], telling: Matrix) -> Matrix:
    """A row a message: what it says as a vector of one length, and its head."""
    place = {trait: at for at, trait in enumerate(learnable)}
    rows = np.zeros((len(some), len(learnable)))
    for row, one in zip(rows, some, strict=True):
        there = np.array([place[trait] for trait in one.traits if trait in place])
        new = by_weights.new_words(one.traits - place.keys())
        row[there] = SCALE * telling[there] / by_weights.length_of(telling[there], new)
        row[[at for at in there if telling[at] == 0]] = HEAD
    return rows


def _fitted(rows: Matrix, kinds: Sequence[int]) -> Matrix:
    """The weights that make the labels likeliest, less their penalty."""
    aims, shape = np.eye(len(KINDS))[list(kinds)], (rows.shape[1], len(KINDS))

    def lost(flat: Matrix) -> tuple[float, Matrix]:
        found = flat.reshape(shape)
        sums = rows @ found
        sums -= sums.max(axis=1, keepdims=True)
        logs = sums - np.log(np.exp(sums).sum(axis=1, keepdims=True))
        slope = rows.T @ (np.exp(logs) - aims) / len(rows) + PENALTY * found
        loss = -(logs * aims).sum() / len(rows) + PENALTY * (found**2).sum() / 2
        return float(loss), slope.ravel()

    start = np.zeros(shape[0] * shape[1])
    found = minimize(lost, start, jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return np.asarray(found.x).reshape(shape)


@contextmanager
def without(part: str) -> Iterator[None]:
    """As if one part had never been learnt from: the same code, other weights."""
    shipped = by_weights.weights
    others = by_weights.read(learnt(examples(one for one in WHOLE if one != part)))
    by_weights.weights = lru_cache(maxsize=1)(lambda: others)
    try:
        yield
    finally:
        by_weights.weights = shipped


def main() -> None:
    where = Path(by_weights.__file__).with_name("weights.txt")
    where.write_text(learnt(examples()), "utf-8")
    sys.stdout.write(f"{where.name}: {where.stat().st_size // 1024} KB\n")


if __name__ == "__main__":
    main()
