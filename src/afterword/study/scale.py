"""The levels of a scale: found in what was written, or asked for, and always in order."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from afterword.study.errors import CannotRead

NOT_ASSESSED = frozenset({
    "", "na", "n/a", "n.a.", "#n/a", "nan", "null", "none", "-", "--", "–", "—", ".", "..", "...",
    "…", "?", "not assessed", "not rated", "not applicable", "missing",
})  # fmt: skip
# Scales in words whose order is known. Others are asked for.
KNOWN = (
    ("not yet", "mixed", "good", "excellent"),
    ("strong no hire", "lean no hire", "lean hire", "strong hire"),
    ("strong no hire", "no hire", "hire", "strong hire"),
    ("strong no", "no", "yes", "strong yes"),
    ("very poor", "poor", "fair", "good", "very good"),
    ("poor", "fair", "good", "excellent"),
    ("strongly disagree", "disagree", "neutral", "agree", "strongly agree"),
    ("never", "rarely", "sometimes", "often", "always"),
    ("low", "medium", "high"),
    ("no", "yes"),
    ("false", "true"),
)
MOST_LEVELS = 127
STEPS = (1, 0.5, 0.25)
MOST_GUESSED = 13
HIGHEST_START = 2
DATE = re.compile(r"^\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b")
DECIMAL = re.compile(r"^-?\d{1,6}[.,]\d+$")
RANGE = re.compile(r"^\s*(-?\d+)\s*(?:\.\.|–|to)\s*(-?\d+)\s*$")


class NoNumber(CannotRead):
    """A word among numbers; who knows the row says where."""

    def __init__(self, written: str) -> None:
        self.written = written
        super().__init__(f"{written!r} is no number, and others are.")


class Measured(CannotRead):
    """Numbers that are no levels; ``written`` is one that shows it, where one does. ``scale`` is
    what `--scale` would have to say if they were."""

    def __init__(
        self, column: str, low: float, high: float, *, scale: str, written: str = "", row: int = 0
    ) -> None:
        self.column, self.low, self.high, self.scale = column, low, high, scale
        self.written = written
        among = f" ({written!r} in row {row})" if row else ""
        otherwise = (
            f"If these are levels, say which: --scale {scale}."
            if scale
            else f"Group them into levels first, {MOST_LEVELS} at most."
        )
        super().__init__(
            f"Column {column!r} holds numbers from {low:g} to {high:g}{among}, which look like "
            "measurements and not like levels of a scale. Calibration is for levels. If one of "
            f"them is a slip, correct it or empty its cell. {otherwise}"
        )

    def at(self, row: int) -> "Measured":
        """The same, with the row that shows it."""
        return Measured(
            self.column, self.low, self.high, scale=self.scale, written=self.written, row=row
        )


@dataclass(frozen=True)
class Scale:
    """Levels from lowest to highest, by the names they are written with."""

    names: tuple[str, ...]
    asked: bool = False

    def place(self, written: str) -> int | None:
        """0 for the lowest level, -1 for not assessed, None for what is no level here."""
        word = _plain(written)
        if word in NOT_ASSESSED and word not in self._places:
            return -1
        return self._places.get(word)

    @property
    def _places(self) -> dict[str, int]:
        return {_plain(name): place for place, name in enumerate(self.names)}

    def __str__(self) -> str:
        if len(self.names) > 2 and all(re.fullmatch(r"-?\d+", name) for name in self.names):
            return f"{self.names[0]} to {self.names[-1]}"
        return ", ".join(self.names)


def asked_scale(words: str) -> Scale:
    """The scale of `--scale`: `1..5`, `0..7`, or names from lowest to highest, with commas."""
    span = RANGE.match(words)
    if span:
        low, high = int(span[1]), int(span[2])
        names = tuple(str(level) for level in range(low, high + 1))
    else:
        names = tuple(name.strip() for name in words.split(",") if name.strip())
    if not 2 <= len(names) <= MOST_LEVELS:
        raise CannotRead(
            f"--scale {words!r} names {len(names) or 'no'} level{'s' * (len(names) != 1)}; a scale "
            f"has 2 to {MOST_LEVELS}. Write it from lowest to highest, like 1..5, or like "
            "'not yet,mixed,good,excellent'."
        )
    return Scale(names, asked=True)


def guessed_scale(written: Iterable[str], *, column: str) -> Scale:
    """The scale that these different entries come from. Raises CannotRead with what to do."""
    words = sorted({one for one in written if _plain(one) not in NOT_ASSESSED})
    if not words:
        raise CannotRead(f"Column {column!r} holds no level at all, only empty cells.")
    numbers = [value for value in map(number, words) if value is not None]
    if len(numbers) == len(words):
        return _of_numbers(words, numbers, column)
    return _of_words(words, column, mixed=bool(numbers))


def looks_like_levels(written: Sequence[str]) -> bool:
    """Whether a column with these different entries could be levels of a scale, seen alone."""
    words = [one for one in written if _plain(one) not in NOT_ASSESSED]
    numbers = [value for value in map(number, words) if value is not None]
    if len(numbers) < len(words):
        return any({_plain(word) for word in words} <= set(known) for known in KNOWN)
    whole = all(value == int(value) for value in numbers)
    return bool(words) and whole and max(numbers) - min(numbers) < MOST_GUESSED > min(numbers)


def _of_numbers(words: list[str], numbers: list[float], column: str) -> Scale:
    low, high = min(numbers), max(numbers)
    if low == high:
        raise CannotRead(
            f"Every rating in column {column!r} is {low:g}. Nothing can be told apart, "
            "so there is nothing to calibrate."
        )
    broken = next((word for word in words if _is_broken(word)), "")
    if broken or high - low >= MOST_GUESSED or low > HIGHEST_START:
        farthest = words[numbers.index(high)]
        as_levels = _if_levels(numbers, low=low, high=high)
        raise Measured(column, low, high, scale=as_levels, written=broken or farthest)
    return Scale(tuple(str(level) for level in range(int(low), int(high) + 1)))


def _if_levels(numbers: Sequence[float], *, low: float, high: float) -> str:
    """The scale that these would be of, as `--scale` takes it; nothing if it had too many."""
    step = next((one for one in STEPS if all(value % one == 0 for value in numbers)), None)
    if step is None or (high - low) / step >= MOST_LEVELS:
        return ""
    if step == 1:
        return f"{low:g}..{high:g}"
    return ",".join(f"{low + place * step:g}" for place in range(round((high - low) / step) + 1))


def _is_broken(word: str) -> bool:
    value = number(word)
    return value is not None and value != int(value)


def _of_words(words: list[str], column: str, *, mixed: bool) -> Scale:
    plain = {_plain(word) for word in words}
    for known in KNOWN:
        if plain <= set(known):
            return Scale(known)
    shown = ", ".join(repr(word) for word in words[:6]) + (", …" if len(words) > 6 else "")
    if mixed:
        strange = next(word for word in words if number(word) is None)
        raise NoNumber(strange)
    if all(DATE.match(word) for word in words):
        raise CannotRead(
            f"Column {column!r} holds dates ({shown}), and a date is no level. Say which column "
            "holds the levels: --level COLUMN."
        )
    raise CannotRead(
        f"Column {column!r} holds words whose order is not known here: {shown}. "
        "Say it from lowest to highest: --scale 'lowest,middle,highest'."
    )


def _plain(word: str) -> str:
    """Without case and outer spaces; numbers as short as they go (3.0 is 3, 3,50 is 3.5)."""
    plain = " ".join(word.split()).casefold()
    return f"{float(plain.replace(',', '.')):g}" if DECIMAL.match(plain) else plain


def number(written: str) -> float | None:
    """A number as people write it, with a decimal point or comma; None for anything else."""
    try:
        value = float(written.strip().replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None
