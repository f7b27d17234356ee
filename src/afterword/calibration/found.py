"""What a fit says, as frozen values that travel as JSON from the child that made them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
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
    information: float | None = None


@dataclass(frozen=True)
class Hour:
    """One interview: its levels adjusted, and the chance of the other side of the hire line."""

    key: str
    levels: Mapping[str, Sure]
    other_side: float | None


@dataclass(frozen=True)
class Whole:
    """What concerns everybody: kept as the fit's JSON and read back by `from_json`.

    `dependable`: after 1, 2, … interviews; `needed`: how many reach `goal`, None for more than
    are looked at. `settles`: for a facet, how many interviews each needs until its 95 % interval
    is a quarter of a level to either side. `agreement` is α of what was read twice; `spread` is the
    σ of candidates.
    """

    shares: Mapping[str, Sure]
    dependable: Mapping[str, Sure]
    needed: int | None
    goal: float
    settles: Mapping[str, int | None]
    agreement: Sure | None
    read_twice: int
    conditions: Sequence[str]
    spread: float

    # Any: JSON, as as_json() wrote it.
    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """The opposite of as_json(); what only an older version kept is left out."""
        return cls(
            **{
                **{one.name: said[one.name] for one in fields(cls)},
                "shares": _sure(said["shares"]),
                "dependable": _sure(said["dependable"]),
                "agreement": said["agreement"] and Sure(*said["agreement"]),
            }
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Found:
    """Everything one fit says."""

    whole: Whole
    candidates: Sequence[Member]
    interviewers: Sequence[Member]
    questions: Sequence[Member]
    hours: Sequence[Hour]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """The opposite of as_json()."""
        return cls(
            whole=Whole.from_json(said["whole"]),
            hours=[
                Hour(one["key"], _sure(one["levels"]), one["other_side"]) for one in said["hours"]
            ],
            **{name: [_member(one) for one in said[name]]
               for name in ("candidates", "interviewers", "questions")},
        )  # fmt: skip


def _sure(said: Mapping[str, Any]) -> dict[str, Sure]:
    return {name: Sure(*one) for name, one in said.items()}


def _member(said: Mapping[str, Any]) -> Member:
    return Member(
        said["key"], said["sd"], Sure(*said["scale"]), Sure(*said["levels"]), said["information"]
    )
