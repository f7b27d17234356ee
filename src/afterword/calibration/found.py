"""What a fit says, as frozen values that travel as JSON from the child that made them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, NamedTuple, Self


class Sure(NamedTuple):
    """A number with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Member:
    """One candidate, interviewer or question against the mean of all, in both units."""

    key: str
    sd: float
    scale: Sure
    levels: Sure
    information: Sure | None = None
    grown: "Grown | None" = None
    habits: "Habits | None" = None
    profile: "Sequence[InDimension]" = ()


@dataclass(frozen=True)
class Habits:
    """How one interviewer's ratings hang together.

    ``surprise`` is infit, between what chance gives; ``middle`` how much of the others' spread is
    left unused, ``halo`` how alike the surprises of one hour are, both with their intervals and
    None where too little was rated.
    """

    surprise: Sure
    middle: Sure | None
    halo: Sure | None
    ratings: int
    hours: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    # Any: JSON, as as_json() wrote it.
    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """The opposite of as_json()."""
        return cls(
            surprise=Sure(*said["surprise"]), middle=_maybe(said["middle"]),
            halo=_maybe(said["halo"]), ratings=said["ratings"], hours=said["hours"],
        )  # fmt: skip


class InDimension(NamedTuple):
    """A candidate in one dimension against their own average, in levels; from how many ratings."""

    key: str
    moved: Sure
    ratings: int


class Given(NamedTuple):
    """How easily a dimension's levels are given: the share that reaches each of them ("2", …)."""

    reaches: Mapping[str, Sure]
    ratings: int


@dataclass(frozen=True)
class Grown:
    """How one candidate moved over their hours, in levels.

    ``change`` from the first to the last; ``hours`` are (key, what an average interviewer with an
    average question would have given, where the line through all hours runs). After ``shows`` hours
    in all a change of a whole level would show; None for more than are looked at.
    """

    change: Sure
    hours: Sequence[tuple[str, Sure, float]]
    shows: int | None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    # Any: JSON, as as_json() wrote it.
    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """The opposite of as_json()."""
        hours = [(key, Sure(*level), line) for key, level, line in said["hours"]]
        return cls(Sure(*said["change"]), hours, said["shows"])


@dataclass(frozen=True)
class Hour:
    """One interview: its levels adjusted, and the chance of the other side of the hire line."""

    key: str
    levels: Mapping[str, Sure]
    other_side: Sure | None


@dataclass(frozen=True)
class Agreed:
    """Two readings of one dimension: how many hours, how often the same level or one apart.

    `alpha` is agreement beyond chance, `alike` the intraclass correlation; None where every
    reading is the same level, so that neither can be told.
    """

    readings: int
    same: int
    next_to: int
    alpha: Sure | None
    alike: Sure | None

    @property
    def further(self) -> int:
        return self.readings - self.same - self.next_to


@dataclass(frozen=True)
class Whole:
    """What concerns everybody: kept as the fit's JSON and read back by `from_json`.

    `dependable`: after 1, 2, … interviews; `needed`: how many reach `goal`, None for more than
    are looked at, and `reached` the fewest and most that fit. `settles`: for a facet, how many
    interviews each needs until its 95 % interval is a quarter of a level to either side, and `held`
    how many the one in the middle has had. `twice`: agreement in what was read twice, by dimension;
    `spread` is the σ of candidates; `grows` by how many levels they move an hour, on average, and
    `ungrown` a word for why that is not said (enums.Ungrown). `given` says by dimension how easily
    each level is given; `sums` names the page that derives the estimates.
    """

    shares: Mapping[str, Sure]
    dependable: Mapping[str, Sure]
    needed: int | None
    goal: float
    settles: Mapping[str, int | None]
    conditions: Sequence[str]
    spread: float
    twice: Mapping[str, Agreed] = field(default_factory=dict)
    grows: Sure | None = None
    ungrown: str = ""
    reached: Sequence[int | None] = ()
    held: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, Given] = field(default_factory=dict)
    sums: str = "laplace"

    # Any: JSON, as as_json() wrote it.
    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """The opposite of as_json(); what an earlier version kept beside it is left out."""
        known = {one.name for one in fields(cls)}
        return cls(
            **{
                **{name: value for name, value in said.items() if name in known},
                "shares": _sure(said["shares"]),
                "dependable": _sure(said["dependable"]),
                "twice": {key: _agreed(one) for key, one in said.get("twice", {}).items()},
                "grows": _maybe(said.get("grows")),
                "given": {key: _given(*one) for key, one in said.get("given", {}).items()},
            }
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


# Any: JSON.
@dataclass(frozen=True)
class Found:
    """Everything one fit says; ``ended`` is where the next may begin (study/starting.py).

    ``from_start`` says whether this one began where it was told to.
    """

    whole: Whole
    candidates: Sequence[Member]
    interviewers: Sequence[Member]
    questions: Sequence[Member]
    hours: Sequence[Hour]
    ended: Mapping[str, Any] | None = None
    from_start: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """The opposite of as_json()."""
        return cls(
            whole=Whole.from_json(said["whole"]),
            ended=said["ended"],
            from_start=said["from_start"],
            hours=[
                Hour(one["key"], _sure(one["levels"]), _maybe(one["other_side"]))
                for one in said["hours"]
            ],
            **{name: [_member(one) for one in said[name]]
               for name in ("candidates", "interviewers", "questions")},
        )  # fmt: skip


def _sure(said: Mapping[str, Any]) -> dict[str, Sure]:
    return {name: Sure(*one) for name, one in said.items()}


def _maybe(said: Sequence[float] | None) -> Sure | None:
    return None if said is None else Sure(*said)


def _given(reaches: Mapping[str, Any], ratings: int) -> Given:
    return Given(_sure(reaches), ratings)


def _in_dimension(key: str, moved: Sequence[float], ratings: int) -> InDimension:
    return InDimension(key, Sure(*moved), ratings)


def _agreed(said: Mapping[str, Any]) -> Agreed:
    sure = {name: said[name] and Sure(*said[name]) for name in ("alpha", "alike")}
    return Agreed(**{**said, **sure})


def _member(said: Mapping[str, Any]) -> Member:
    grown, habits = said["grown"], said["habits"]
    return Member(
        said["key"], said["sd"], Sure(*said["scale"]), Sure(*said["levels"]),
        _maybe(said["information"]), grown and Grown.from_json(grown),
        habits and Habits.from_json(habits), profile_from(said["profile"]),
    )  # fmt: skip


def profile_from(said: Sequence[Any]) -> list[InDimension]:
    """A profile, as JSON holds it."""
    return [_in_dimension(*one) for one in said]
