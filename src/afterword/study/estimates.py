"""Estimates of members as tables: found by place or by name, ready for any data frame."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, overload

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.model import Effects
from afterword.study.notebook import SHOWN, of_table
from afterword.study.terminal import plain

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]  # brings no types of its own
    import polars as pl

MOST_COMPARED = 10_000  # names, with one that is not there


class NoSuchName(KeyError):
    """Nobody in this table has that name; the message says who has one."""

    def __init__(self, name: str, rows: "Sequence[Estimate]") -> None:
        near = difflib.get_close_matches(name, [one.name for one in rows[:MOST_COMPARED]], n=3)
        others = near or [one.name for one in rows[:3]]
        super().__init__(
            f"There is no {name!r} among these {len(rows):,}"
            + (f"; there are {', '.join(map(repr, others))}." if others else ".")
        )

    def __str__(self) -> str:
        return str(self.args[0])  # a KeyError would show it in quotes


@dataclass(frozen=True)
class Estimate:
    """One member's estimate on the latent scale, with its sd, 95 % interval and ratings.

    ``part`` is the part of the data it belongs to (0 the largest): estimates of different parts
    are not to be compared.
    """

    name: str
    estimate: float
    sd: float
    low: float
    high: float
    rated: int
    part: int = 0


@dataclass(frozen=True, eq=False, repr=False)
class Table(Sequence[Estimate]):
    """Estimates in the order of their codes; found by place or by name."""

    rows: tuple[Estimate, ...]
    by_name: Mapping[str, Estimate] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {row.name: row for row in self.rows})

    @overload
    def __getitem__(self, key: int | str) -> Estimate: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[Estimate]: ...
    def __getitem__(self, key: int | str | slice) -> Estimate | Sequence[Estimate]:
        if not isinstance(key, str):
            return self.rows[key]
        if key not in self.by_name:
            raise NoSuchName(key, self.rows)
        return self.by_name[key]

    def __contains__(self, key: object) -> bool:
        """Whether this name, or this estimate, is among them."""
        return key in self.by_name if isinstance(key, str) else key in self.rows

    def __repr__(self) -> str:
        """The first few, a line each."""
        lines = [
            f"{one.name}: {one.estimate:+.2f} ({one.low:+.2f} to {one.high:+.2f}), {one.rated:,}"
            for one in self.rows[:SHOWN]
        ]
        more = [f"… and {len(self) - SHOWN:,} more"] if len(self) > SHOWN else []
        return plain("\n".join(("name: estimate (95 % interval), ratings", *lines, *more)))

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Estimate]:
        return iter(self.rows)

    def _repr_html_(self) -> str:
        return of_table(self)

    def to_pandas(self) -> "pd.DataFrame":
        """A data frame of pandas, if that is installed: a row each, found by its name."""
        import pandas as pd  # not ours: whoever asks for its frames has it

        return pd.DataFrame(self.columns()).set_index("name")

    def to_polars(self) -> "pl.DataFrame":
        """A data frame of polars: a row each, with its name."""
        import polars as pl  # slow to import, and most tables are read without it

        return pl.DataFrame(self.columns(), schema_overrides={"name": pl.String})

    def columns(self) -> dict[str, list[object]]:
        """Columns for any data frame: name, estimate, sd, low, high, rated, part."""
        names = ("name", "estimate", "sd", "low", "high", "rated", "part")
        return {name: [getattr(row, name) for row in self.rows] for name in names}


def table_of(effects: Effects, names: Sequence[str], *, parts: NDArray[np.intp] | None) -> Table:
    """A row for each member of a component; ``parts`` says which part of the data each is in."""
    places = [(code,) for code in range(len(names))]
    named = ((one, 0 if parts is None else int(parts[code])) for code, one in enumerate(names))
    return Table(tuple(_rows(effects, places, named)))


def profile_of(effects: Effects, code: int, names: Sequence[str]) -> Table:
    """One candidate's deviations, a row for each dimension."""
    places = [(code, dimension) for dimension in range(len(names))]
    return Table(tuple(_rows(effects, places, ((name, 0) for name in names))))


def _rows(
    effects: Effects, places: Iterable[tuple[int, ...]], named: Iterable[tuple[str, int]]
) -> Iterator[Estimate]:
    """Effects at these places, each with its name and its part of the data."""
    low, high = effects.interval()
    for at, (name, part) in zip(places, named, strict=True):
        yield Estimate(
            name=name, estimate=float(effects.mode[at]), sd=float(effects.sd[at]),
            low=float(low[at]), high=float(high[at]), rated=int(effects.rated[at]), part=part,
        )  # fmt: skip
