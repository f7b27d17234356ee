"""Estimates of members as tables: found by place or by name, ready for any data frame."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

import numpy as np
from numpy.typing import NDArray

from afterword.numerics.model import Effects


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


@dataclass(frozen=True, eq=False)
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
        return self.by_name[key] if isinstance(key, str) else self.rows[key]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Estimate]:
        return iter(self.rows)

    def columns(self) -> dict[str, list[object]]:
        """Columns for any data frame: name, estimate, sd, low, high, rated, part."""
        names = ("name", "estimate", "sd", "low", "high", "rated", "part")
        return {name: [getattr(row, name) for row in self.rows] for name in names}


def table_of(effects: Effects, names: Sequence[str], *, parts: NDArray[np.intp] | None) -> Table:
    """A row for each member of a component; ``parts`` says which part of the data each is in."""
    low, high = effects.interval()
    return Table(
        tuple(
            Estimate(
                name=name,
                estimate=float(effects.mode[i]),
                sd=float(effects.sd[i]),
                low=float(low[i]),
                high=float(high[i]),
                rated=int(effects.rated[i]),
                part=0 if parts is None else int(parts[i]),
            )
            for i, name in enumerate(names)
        )
    )


def profile_of(effects: Effects, code: int, names: Sequence[str]) -> Table:
    """One candidate's deviations, a row for each dimension."""
    low, high = effects.interval()
    return Table(
        tuple(
            Estimate(
                name=name,
                estimate=float(effects.mode[code, d]),
                sd=float(effects.sd[code, d]),
                low=float(low[code, d]),
                high=float(high[code, d]),
                rated=int(effects.rated[code, d]),
            )
            for d, name in enumerate(names)
        )
    )
