"""What stands out between what went on and what did not, honest about small numbers.

The seam to the sums. Each share is compared with the share among all the others; the intervals of
all comparisons on a page hold at once, so the more is looked at, the more it takes to stand out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from afterword.kit.charts import Chart, IntervalRow, Intervals, axis
from afterword.numerics.comparing import Difference, difference, times_to_tell, together_at

FEWEST = 5
MOST_ROWS = 20


@dataclass(frozen=True)
class Case:
    """One of what is compared: whether it went on, and its traits: `{"kind": "coding"}`.

    The value of a trait speaks for itself; its name says which values stand against each other.
    """

    went_on: bool
    traits: Mapping[str, str]


@dataclass(frozen=True)
class Tally:
    """How many with one value of a trait there were, and how many of them went on."""

    trait: str
    value: str
    part: int
    whole: int


@dataclass(frozen=True)
class Found:
    """One value of a trait against the rest that have another; `times` as in `times_to_tell`."""

    mine: Tally
    others_part: int
    others_whole: int
    gap: Difference
    times: int | None

    @property
    def name(self) -> str:
        return self.mine.value

    @property
    def stands_out(self) -> bool:
        """More than luck does, however much was looked at."""
        return self.gap.is_told_apart

    @property
    def words(self) -> str:
        """What can be said of it, and otherwise what is missing."""
        if self.stands_out:
            return "beyond luck"
        if self.times is None:
            return "within luck, and as good as alike"
        many = "twice" if self.times == 2 else f"{self.times} times"
        return f"within luck; {many} as many going the same way would tell"


@dataclass(frozen=True)
class Compared:
    """What was compared, what stands out first; `thin` is what there is too little of."""

    found: list[Found]
    thin: list[Tally]

    @property
    def standing_out(self) -> list[Found]:
        return [one for one in self.found if one.stands_out]


def tallied(cases: Iterable[Case]) -> list[Tally]:
    """Cases counted by the values of their traits."""
    there: Counter[tuple[str, str]] = Counter()
    went: Counter[tuple[str, str]] = Counter()
    for one in cases:
        there.update(one.traits.items())
        went.update(one.traits.items() if one.went_on else ())
    return [Tally(*key, went[key], count) for key, count in sorted(there.items())]


def compared(*populations: Sequence[Tally]) -> list[Compared]:
    """Each population's traits, all of them on one page: the intervals allow for their number."""
    pairs = [list(_pairs(one)) for one in populations]
    enough = [[pair for pair in one if _is_enough(*pair)] for one in pairs]
    level = together_at(sum(map(len, enough)))
    return [
        Compared(
            sorted((_found(*pair, level=level) for pair in chosen), key=_order),
            [mine for mine, rest in all_of_them if not _is_enough(mine, rest)],
        )
        for all_of_them, chosen in zip(pairs, enough, strict=True)
    ]


def _pairs(tallies: Iterable[Tally]) -> Iterator[tuple[Tally, Tally]]:
    """Each value beside the rest of its trait; of two values only the rarer, as both say the same.

    A trait that has one value everywhere has nothing to be compared with.
    """
    traits: dict[str, list[Tally]] = defaultdict(list)
    for one in tallies:
        traits[one.trait].append(one)
    for trait, values in traits.items():
        values.sort(key=lambda one: (one.whole, one.value))
        for mine in values if len(values) > 2 else values[:-1]:
            rest = [one for one in values if one is not mine]
            part, whole = sum(one.part for one in rest), sum(one.whole for one in rest)
            yield mine, Tally(trait, "", part, whole)


def _is_enough(mine: Tally, rest: Tally) -> bool:
    return min(mine.whole, rest.whole) >= FEWEST


def _found(mine: Tally, rest: Tally, *, level: float) -> Found:
    counts = (mine.part, mine.whole, rest.part, rest.whole)
    gap, times = difference(*counts, level=level), times_to_tell(*counts, level=level)
    return Found(mine, rest.part, rest.whole, gap, times)


def _order(one: Found) -> tuple[bool, float, str]:
    return not one.stands_out, -abs(one.gap.estimate), one.name


def chart(it: Compared, *, name: str, sentence: str) -> Chart:
    """The differences with their intervals; whatever crosses the middle is within luck."""
    shown = it.found[:MOST_ROWS]
    ends = [abs(end) for one in shown for end in (one.gap.low, one.gap.high)]
    reach = min(1.0, ceil(max(ends) * 10) / 10)
    spec: Intervals = {
        "kind": "intervals",
        "x": axis("difference to the others, in points", measure="points", start=-reach, end=reach),
        "rows": [_interval(one) for one in shown],
        "names": {"value": "difference to the others", "beside": ""},
    }
    columns = ("what", "went on", "of the others", "difference, in points", "what it says")
    return Chart(name, sentence, columns, [_cells(one) for one in shown], spec)


def _interval(one: Found) -> IntervalRow:
    return {
        "label": one.name,
        "note": f"{one.mine.part:,} of {one.mine.whole:,}; others {one.others_part:,} of "
        f"{one.others_whole:,}",
        "value": round(one.gap.estimate, 4),
        "low": round(one.gap.low, 4),
        "high": round(one.gap.high, 4),
    }


def _cells(one: Found) -> tuple[str, ...]:
    return (
        one.name,
        _share(one.mine.part, one.mine.whole),
        _share(one.others_part, one.others_whole),
        f"{_points(one.gap.estimate)} ({_points(one.gap.low)} to {_points(one.gap.high)})",
        one.words,
    )


def _share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({part / whole:.0%})"


def _points(share: float) -> str:
    return f"{100 * share:+.0f}".replace("-", "\N{MINUS SIGN}")
