"""The levels of a scale: found in what was written, or asked for, and always in order."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from afterword.study.errors import CannotRead
from afterword.study.level_words import in_order, places
from afterword.study.words import listed

NOT_ASSESSED = frozenset({
    "", "na", "n/a", "n.a.", "#n/a", "nan", "null", "none", "-", "--", "–", "—", ".", "..", "...",
    "…", "?", "not assessed", "not rated", "not applicable", "not observed", "missing",
    "no decision", "no rating", "no signal", "abstain", "unable to assess",
    "not enough information",
})  # fmt: skip
MOST_LEVELS = 127
HALF = 0.5
STEPS = (1, HALF, 0.25)
MOST_GUESSED = 13
HIGHEST_START = 2
MINUS = "−"  # as typesetters and some spreadsheets write it
DATE = re.compile(r"^\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b")
NUMBER = re.compile(r"^[+-]?\d{1,6}(?:[.,]\d+)?(?=\s?%?$)")
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
        self,
        columns: Sequence[str],
        low: float,
        high: float,
        *,
        scale: str,
        written: str = "",
        row: int = 0,
    ) -> None:
        self.columns, self.low, self.high, self.scale = columns, low, high, scale
        self.written = written
        among = f" ({written!r} in row {row})" if row else ""
        otherwise = (
            f"If these are levels, say which: --scale {scale}."
            if scale
            else f"Group them into levels first, {MOST_LEVELS} at most."
        )
        super().__init__(
            f"{_holding(columns)} numbers from {low:g} to {high:g}{among}, which look like "
            "measurements and not like levels of a scale. Calibration is for levels. If one of "
            f"them is a slip, correct it or empty its cell. {otherwise}"
        )

    def at(self, row: int) -> "Measured":
        """The same, with the row that shows it."""
        return Measured(
            self.columns, self.low, self.high, scale=self.scale, written=self.written, row=row
        )


@dataclass(frozen=True)
class Scale:
    """Levels from lowest to highest, by the names they are written with; ``spelled`` holds other
    spellings of some. ``ordered`` is a sentence of how they were put in order, where a reader
    should know."""

    names: tuple[str, ...]
    asked: bool = False
    spelled: Mapping[str, int] = field(default_factory=dict)
    ordered: str = ""

    def place(self, written: str) -> int | None:
        """0 for the lowest level, -1 for not assessed, None for what is no level here."""
        word = _plain(written)
        if word in NOT_ASSESSED and word not in self._places:
            return -1
        return self._places.get(word)

    @property
    def _places(self) -> dict[str, int]:
        return {_plain(name): place for place, name in enumerate(self.names)} | dict(self.spelled)

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


def guessed_scale(written: Iterable[str], *, columns: Sequence[str]) -> Scale:
    """The scale that these different entries come from; ``columns`` are what holds them.
    Raises CannotRead with what to do."""
    words = sorted({one for one in written if _plain(one) not in NOT_ASSESSED})
    if not words:
        raise CannotRead(f"{_holding(columns)} no level at all, only empty cells.")
    numbers = [value for value in map(number, words) if value is not None]
    if len(numbers) == len(words):
        return _of_numbers(words, numbers, columns)
    return _of_words(words, columns, mixed=bool(numbers))


def _holding(columns: Sequence[str]) -> str:
    called = _called(columns)
    return f"{called[0].upper()}{called[1:]} {'holds' if len(columns) == 1 else 'hold'}"


def _called(columns: Sequence[str]) -> str:
    shown = [repr(name) for name in columns[:2]]
    if len(columns) > 2:
        shown.append(f"{len(columns) - 2} more")
    return f"column {shown[0]}" if len(columns) == 1 else f"columns {listed(shown)}"


def looks_like_levels(written: Sequence[str]) -> bool:
    """Whether a column with these different entries could be levels of a scale, seen alone."""
    words = [one for one in written if _plain(one) not in NOT_ASSESSED]
    numbers = [value for value in map(number, words) if value is not None]
    if len(numbers) == len(words):
        return bool(words) and _step(numbers) is not None
    plain = {_plain(word) for word in words}
    return len(plain) <= MOST_GUESSED and bool(in_order(plain) or places(plain))


def _step(numbers: Sequence[float]) -> float | None:
    """How far apart levels are of which these may be some; None where they look measured."""
    low, high = min(numbers), max(numbers)
    # One half among whole numbers is a slip; several are how levels are given.
    broken = {value for value in numbers if value != int(value)}
    step = HALF if len(broken) > 1 else 1
    if any(value % step for value in numbers) or high - low >= MOST_GUESSED:
        return None
    return step if low <= HIGHEST_START or high < MOST_GUESSED else None


def _of_numbers(words: list[str], numbers: list[float], columns: Sequence[str]) -> Scale:
    low, high = min(numbers), max(numbers)
    if low == high:
        raise CannotRead(
            f"Every rating in {_called(columns)} is {low:g}. Nothing can be told apart, "
            "so there is nothing to calibrate."
        )
    step = _step(numbers)
    if step is None:
        broken = next((word for word in words if _is_broken(word)), "")
        farthest = words[numbers.index(high)]
        as_levels = _if_levels(numbers, low=low, high=high)
        raise Measured(columns, low, high, scale=as_levels, written=broken or farthest)
    return Scale(_from_to(low, high, step=step))


def _from_to(low: float, high: float, *, step: float) -> tuple[str, ...]:
    return tuple(f"{low + place * step:g}" for place in range(round((high - low) / step) + 1))


def _if_levels(numbers: Sequence[float], *, low: float, high: float) -> str:
    """The scale that these would be of, as `--scale` takes it; nothing if it had too many."""
    step = next((one for one in STEPS if all(value % one == 0 for value in numbers)), None)
    if step is None and len(set(numbers)) <= MOST_GUESSED:
        return ",".join(f"{value:g}" for value in sorted(set(numbers)))
    if step is None or (high - low) / step >= MOST_LEVELS:
        return ""
    if step == 1:
        return f"{low:g}..{high:g}"
    return ",".join(_from_to(low, high, step=step))


def _is_broken(word: str) -> bool:
    value = number(word)
    return value is not None and value != int(value)


def _of_words(words: list[str], columns: Sequence[str], *, mixed: bool) -> Scale:
    plain = {_plain(word) for word in words}
    known, placed = in_order(plain), places(sorted(plain))
    if known:
        return Scale(known)
    if len(set(placed.values())) > 1:
        return _of_places({word: placed[_plain(word)] for word in words})
    shown = ", ".join(repr(word) for word in words[:6]) + (", …" if len(words) > 6 else "")
    if mixed:
        strange = next(word for word in words if number(word) is None)
        raise NoNumber(strange)
    if all(DATE.match(word) for word in words):
        raise CannotRead(
            f"{_holding(columns)} dates ({shown}), and a date is no level. Say which column "
            "holds the levels: --level COLUMN."
        )
    raise CannotRead(
        f"{_holding(columns)} words whose order is not known here: {shown}. "
        "Say it from lowest to highest: --scale 'lowest,middle,highest'. Kinds that have no order "
        "cannot be calibrated."
    )


def _of_places(placed: Mapping[str, int]) -> Scale:
    """Words that begin or end with their place: 4 - strong."""
    low, high = min(placed.values()), max(placed.values())
    named = {place: word for word, place in sorted(placed.items(), reverse=True)}
    names = tuple(named.get(place, str(place)) for place in range(low, high + 1))
    in_words = any(letter.isalpha() for word in placed for letter in word)
    return Scale(
        names,
        spelled={_plain(word): place - low for word, place in placed.items()},
        ordered=f"Levels stand in the order of their numbers, from “{names[0]}” to “{names[-1]}”. "
        "If these number kinds that have no order, they cannot be calibrated."
        if in_words
        else "",
    )


def _plain(word: str) -> str:
    """Without case and outer spaces; numbers as short as they go (+3.0 is 3, 3,50 is 3.5)."""
    plain = " ".join(word.split()).casefold().replace(MINUS, "-")
    found = NUMBER.match(plain)
    return f"{float(found[0].replace(',', '.')) + 0:g}" if found else plain  # -0 is 0


def number(written: str) -> float | None:
    """A number as people write it, with a decimal point or comma; None for anything else."""
    try:
        value = float(written.strip().removesuffix("%").replace(",", ".").replace(MINUS, "-"))
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None
