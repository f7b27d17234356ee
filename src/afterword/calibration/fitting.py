"""The seam to the sums: columns of ratings in, what they say out.

The fit itself is the one of `afterword calibrate` and of notebooks, so that the app can never say
another number than the command does. Imported in the limited child alone (confining.py): numpy and
scipy stay out of the server.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from afterword.calibration.agreeing import Pair, agreed
from afterword.calibration.dimensions import levels_given, profiles_of
from afterword.calibration.enums import HIRE_LINE, RECOMMENDATION
from afterword.calibration.found import Found, Hour, Member, Sure, Whole
from afterword.calibration.growing import with_growth
from afterword.calibration.habits import habits_of
from afterword.numerics.alone import on_one_thread
from afterword.numerics.dependability import Dependability
from afterword.numerics.errors import NotCrossed
from afterword.numerics.levels import (
    Asked,
    Levels,
    adjusted,
    adjusted_apart,
    informations,
    interviews_needed,
    levels_moved,
)
from afterword.numerics.model import Interval, Z
from afterword.numerics.second_opinion import Odds
from afterword.study.against import Judged, against_mean
from afterword.study.calibrated import Calibrated
from afterword.study.calibration import Calibration
from afterword.study.naming import named
from afterword.study.odds import MOST_TOGETHER
from afterword.study.starting import Start

LEVELS = 4
SETTLED = 0.25  # levels to either side
SHOWN_AFTER = (1, 2, 3, 4, 6, 8, 12)
# What every young program shows and nobody needs to weigh.
UNTOLD = frozenset({"level_never_used", "dimension_unrated"})
# Any: a column is keys or numbers.
Columns = Mapping[str, Sequence[Any]]
JUDGED: tuple[Judged, ...] = ("interviewer", "question")


@on_one_thread
def fitted(
    columns: Columns, twice: Iterable[Pair] = (), start: Mapping[str, Any] | None = None
) -> Found:
    """Fit one kind of interview. Raises Refused where the ratings tell nothing apart.

    `twice`: what was read twice. It tells how far readings agree and moves no estimate.
    `start`: where an earlier fit ended. It saves time and moves no estimate either.
    """
    facets = {
        "candidate": columns["candidate"], "interviewer": columns["interviewer"],
        "question": columns["question"], "interview": columns["hour"],
        "dimension": columns["dimension"], "level": columns["level"],
    }  # fmt: skip
    calibrated = Calibration().fit(
        {name: np.asarray(one) for name, one in facets.items()}, n_levels=LEVELS,
        start=None if start is None else Start.from_json(start),
    )  # fmt: skip
    found = with_growth(_Read(calibrated).found(), calibrated, columns)
    return replace(found, whole=replace(found.whole, twice=agreed(twice)))


class _Read:
    """A fit, read for the pages."""

    def __init__(self, calibrated: Calibrated) -> None:
        self.calibrated = calibrated
        self.fit = calibrated.estimates
        self.components = calibrated.components
        self.ratings = calibrated.ratings
        self.labels = {name: list(one) for name, one in calibrated.labels.items()}
        self.rows = [
            place for place, key in enumerate(self.labels["dimension"]) if key != RECOMMENDATION
        ]

    def found(self) -> Found:
        return Found(
            whole=self._whole(),
            candidates=self._with_profiles(self._members("candidate")),
            interviewers=self._with_habits(self._members("interviewer")),
            questions=self._members("question"),
            hours=self._hours(),
            ended=self._ended(),
            from_start=self.calibrated.exact is not None and self.calibrated.exact.from_start,
        )

    def _ended(self) -> dict[str, Any] | None:
        end = Start.after(self.calibrated)
        return None if end is None else end.as_json()

    def _whole(self) -> Whole:
        known = self._dependable()
        return Whole(
            shares={k: _sure(one) for k, one in self.calibrated.variance_shares.items()},
            dependable={} if known is None else _after(known),
            needed=None if known is None else known.needed,
            reached=() if known is None else known.reached,
            goal=0.8 if known is None else known.goal,
            settles={one: self._settles(one) for one in JUDGED},
            held={one: self._held(one)[1] for one in JUDGED if one in self.fit.effects},
            given=levels_given(self.calibrated),
            sums="laplace" if self.calibrated.large is None else "large",
            conditions=[
                self._named(one.sentence)
                for one in self.calibrated.conditions
                if one.name not in UNTOLD
            ],
            spread=_number(self.components.sigma("candidate")),
        )

    def _named(self, sentence: str) -> str:
        """The sentence with the dimension's name in place of its number."""
        names = [one.replace("_", " ") for one in self.labels["dimension"]]
        return named(sentence, dimensions=names)

    def _dependable(self) -> Dependability | None:
        return self.calibrated.dependability() if "candidate" in self.fit.effects else None

    def _members(self, facet: Judged) -> list[Member]:
        """Each against the mean of all; nobody where the model holds none of them."""
        if facet not in self.fit.effects:
            return []
        found = against_mean(self.calibrated, facet)
        each = np.column_stack([found.estimate, found.low, found.high]).tolist()
        members = [
            self._member(facet, key, (value, low, high), sd)
            for key, (value, low, high), sd in zip(
                self.labels[facet], each, found.sd.tolist(), strict=True
            )
        ]
        return self._with_information(members, each) if facet == "question" else members

    def _member(
        self, facet: Judged, key: str, bounds: tuple[float, float, float], sd: float
    ) -> Member:
        moved = [levels_moved(self.components, one, of=facet, rows=self.rows) for one in bounds]
        return Member(
            key=key,
            sd=_number(sd),
            scale=Sure(*map(_number, bounds)),
            levels=Sure(*map(_number, moved)),
        )

    def _with_information(
        self, questions: list[Member], difficulties: Sequence[tuple[float, float, float]]
    ) -> list[Member]:
        """What an hour with each question tells, and the least and most of what else fits."""
        found = informations(self.components, difficulties, rows=self.rows)
        return [
            replace(one, information=_sure(told))
            for one, told in zip(questions, found, strict=True)
        ]

    def _with_habits(self, interviewers: list[Member]) -> list[Member]:
        """How their ratings hang together; nobody where the model holds none of them."""
        if not interviewers:
            return []
        found = habits_of(self.calibrated)
        return [replace(one, habits=own) for one, own in zip(interviewers, found, strict=True)]

    def _with_profiles(self, candidates: list[Member]) -> list[Member]:
        """What each is better and less good at, where the model holds that."""
        found = profiles_of(self.calibrated)
        if not (candidates and found):
            return candidates
        return [replace(one, profile=own) for one, own in zip(candidates, found, strict=True)]

    def _settles(self, facet: Judged) -> int | None:
        """About how many interviews bring a usual member's interval to a quarter of a level."""
        if facet not in self.fit.effects:
            return None
        sigma = self.components.sigma(facet)
        member, held = self._held(facet)
        sd = float(against_mean(self.calibrated, facet).sd[member])
        each = levels_moved(self.components, 0.1, of=facet, rows=self.rows) / 0.1
        return interviews_needed(sd, sigma=sigma, held=held, wanted=SETTLED / Z / each)

    def _held(self, facet: Judged) -> tuple[int, int]:
        """Who is in the middle by interviews, and in how many they were."""
        held = Counter(dict.fromkeys(range(len(self.labels[facet])), 0))
        for member, _ in set(zip(self._codes(facet), self._codes("interview"), strict=True)):
            held[int(member)] += 1
        member = sorted(held, key=lambda one: held[one])[len(held) // 2]
        return member, held[member]

    # Any: codes of whatever width.
    def _codes(self, facet: str) -> NDArray[Any]:
        return self.ratings.facets[facet]  # type: ignore[index]  # a facet's name

    def _hours(self) -> list[Hour]:
        """Each interview with its dimensions as they were rated, adjusted."""
        levels, odds = self._levels(), self._other_sides()
        return [
            Hour(key, levels.get(hour, {}), odds.get(hour))
            for hour, key in enumerate(self.labels["interview"])
        ]

    def _levels(self) -> dict[int, dict[str, Sure]]:
        """For each interview its rated dimensions, adjusted, counted from 1."""
        rated = np.isin(self._codes("dimension"), self.rows)
        hour, dimension = self._codes("interview")[rated], self._codes("dimension")[rated]
        found = self._adjusted(Asked(self._codes("candidate")[rated], hour, dimension))
        sure = np.column_stack([found.estimate, found.low, found.high]) + 1
        levels: dict[int, dict[str, Sure]] = {}
        for place, (one, key) in enumerate(zip(hour, dimension, strict=True)):
            levels.setdefault(int(one), {})[self.labels["dimension"][key]] = Sure(
                *map(_number, sure[place])
            )
        return levels

    def _adjusted(self, asked: Asked) -> Levels:
        exact = self.calibrated.exact
        if exact is None or self.ratings.n > MOST_TOGETHER:
            return adjusted_apart(self.fit, asked)
        return adjusted(exact.posterior, asked)

    def _other_sides(self) -> dict[int, Sure]:
        """For each recommendation the chance that another interviewer with another question
        crosses the hire line; nothing where none of them does."""
        names = self.labels["dimension"]
        if RECOMMENDATION not in names or "candidate" not in self.fit.effects:
            return {}
        place = names.index(RECOMMENDATION)
        here = np.flatnonzero(self._codes("dimension") == place)
        met = [self._codes(name)[here] for name in ("candidate", "interviewer", "question")]
        hours = list(zip(*(map(int, one) for one in met), strict=True))
        try:
            odds = self.calibrated.second_opinions(hours, line=HIRE_LINE, dimension=place)
        except NotCrossed:
            return {}
        return {
            int(self._codes("interview")[at]): _side(one, int(self.ratings.level[at]))
            for at, one in zip(here, odds, strict=True)
        }


def _after(known: Dependability) -> dict[str, Sure]:
    return {str(one): _sure(known.by_interviews[one]) for one in SHOWN_AFTER}


def _side(odds: Odds, level: int) -> Sure:
    chances = (odds.other_side(level), *odds.other_side_between(level))
    return Sure(*map(_number, chances))


def _sure(one: Interval) -> Sure:
    return Sure(_number(one.estimate), _number(one.low), _number(one.high))


def _number(value: float) -> float:
    """As it is kept: finite, and to the sixth decimal."""
    return round(float(np.clip(value, -1e6, 1e6)), 6)
