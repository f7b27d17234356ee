"""Estimates of members as tables: found by place or by name, ready for any data frame."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, overload

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.model import Effects, Floats
from afterword.study.notebook import SHOWN, of_table
from afterword.study.terminal import plain
from afterword.study.words import bounds

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]  # brings no types of its own
    import polars as pl

MOST_COMPARED = 10_000  # names, with one that is not there


class NoSuchName(KeyError):
    """Nobody in this table has that name; the message says who has one."""

    def __init__(self, name: str, names: Sequence[str]) -> None:
        near = difflib.get_close_matches(name, names[:MOST_COMPARED], n=3)
        others = near or names[:3]
        super().__init__(
            f"There is no {name!r} among these {len(names):,}"
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
    """Estimates in the order of their codes; found by place or by name.

    The columns are arrays, (count,) each, and an estimate is made when it is asked for: one of a
    million is read as soon as one of ten.
    """

    names: Sequence[str]
    estimate: Floats
    sd: Floats
    low: Floats
    high: Floats
    rated: NDArray[np.intp]
    part: NDArray[np.intp]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    @overload
    def __getitem__(self, key: int | str) -> Estimate: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[Estimate]: ...
    def __getitem__(self, key: int | str | slice) -> Estimate | Sequence[Estimate]:
        if isinstance(key, slice):
            return tuple(self[place] for place in range(*key.indices(len(self))))
        if isinstance(key, str):
            if key not in self._places:
                raise NoSuchName(key, self.names)
            key = self._places[key]
        return Estimate(
            name=self.names[key], estimate=float(self.estimate[key]), sd=float(self.sd[key]),
            low=float(self.low[key]), high=float(self.high[key]), rated=int(self.rated[key]),
            part=int(self.part[key]),
        )  # fmt: skip

    def __contains__(self, key: object) -> bool:
        """Whether this name, or this estimate, is among them."""
        return key in self._places if isinstance(key, str) else any(one == key for one in self)

    def __repr__(self) -> str:
        """The first few, a line each."""
        lines = [
            f"{one.name}: {one.estimate:+z.2f} ({bounds(one.low, one.high)}), {one.rated:,}"
            for one in self[:SHOWN]
        ]
        more = [f"… and {len(self) - SHOWN:,} more"] if len(self) > SHOWN else []
        return plain("\n".join(("name: estimate (95 % interval), ratings", *lines, *more)))

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[Estimate]:
        return (Estimate(*row) for row in zip(*self.columns().values(), strict=True))

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
        numbers = ("estimate", "sd", "low", "high", "rated", "part")
        return {"name": list(self.names)} | {one: getattr(self, one).tolist() for one in numbers}


def table_of(effects: Effects, names: Sequence[str], *, parts: NDArray[np.intp] | None) -> Table:
    """A row for each member of a component; ``parts`` says which part of the data each is in."""
    low, high = effects.interval()
    part = np.zeros(len(names), np.intp) if parts is None else parts
    return Table(names, effects.mode, effects.sd, low, high, effects.rated, part)


def profile_of(effects: Effects, code: int, names: Sequence[str]) -> Table:
    """One candidate's deviations, a row for each dimension."""
    low, high = effects.interval()
    whole = (effects.mode, effects.sd, low, high, effects.rated)
    mode, sd, lowest, highest, rated = (one[code] for one in whole)
    return Table(names, mode, sd, lowest, highest, rated, np.zeros(len(names), np.intp))
