"""Data sets that people know, fitted by us and set beside what known.json says of them.

python known.py FOLDER prints the tables of docs/sums/known.md: FOLDER is the one of known.R, which
wrote the ratings there as long rows.
"""

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from afterword.numerics.exact import fit_exact
from afterword.numerics.model import SIGNS
from afterword.numerics.quadrature import fixed
from afterword.numerics.rating_scale import fit_rating_scale
from afterword.numerics.ratings import Ratings, ratings_of

Told = Mapping[str, Any]  # Any: JSON, as known.R wrote it
KNOWN = Path(__file__).parent / "known.json"


def rows(folder: Path, name: str) -> Ratings:
    """The ratings of a set, members in the order of the numbers that R gave them."""
    frame = pl.read_csv(folder / "long" / f"{name}.csv", infer_schema_length=None)
    codes = {one: np.unique(frame[one], return_inverse=True)[1] for one in frame.columns}
    level = codes.pop("level")
    return ratings_of(level, n_levels=int(level.max()) + 1, **codes)


def probit(name: str, told: Told, folder: Path) -> str:
    """A line: log-likelihoods, σ, and how far modes are from each other at most."""
    ratings = rows(folder, name)
    begun = time.perf_counter()
    fit = fit_exact(ratings, common=True, components=tuple(told["sigma"])).fit
    seconds = time.perf_counter() - begun
    sigmas = fit.components.sigmas
    apart = max(
        _most_apart(SIGNS[one] * fit.effects[one].mode, told["modes"][one]) for one in told["sigma"]
    )
    theirs = ", ".join(f"{one:.4f}" for one in told["sigma"].values())
    ours = ", ".join(f"{sigmas[one]:.4f}" for one in told["sigma"])
    return (
        f"| {name} | {told['n']:,} | {told['log_likelihood']:.4f} | {fit.log_likelihood:.4f} | "
        f"{theirs} | {ours} | {apart:.0e} | {told['seconds']:.0f} s | {seconds:.1f} s |"
    )


def scaled(name: str, told: Told, folder: Path, *, program: str) -> str:
    """A line: deviances, variances of abilities, and how far severities and difficulties are."""
    grid = fixed(*told["points"]) if "points" in told else None
    fit = fit_rating_scale(rows(folder, f"scaled-{name}"), kind=told["kind"], grid=grid)
    apart = [
        _most_apart(fit.facets[facet].estimate, given)  # type: ignore[index]  # names of facets
        for facet, given in dict(told["facets"]).items()
    ]
    return (
        f"| {name} | {program} | {told['kind']} | {told['deviance']:.3f} | {fit.deviance:.3f} | "
        f"{told['variance']:.4f} | {fit.sigma.estimate**2:.4f} | "
        f"{f'{max(apart):.4f}' if apart else ''} |"
    )


def _most_apart(ours: NDArray[np.float64], theirs: list[float]) -> float:
    return float(np.abs(ours - np.array(theirs)).max())


def main() -> None:
    told, folder = json.loads(KNOWN.read_text()), Path(sys.argv[1])
    for name, one in told["clmm"].items():
        sys.stdout.write(probit(name, one, folder) + "\n")
    for program in ("tam", "sirt"):
        for name, one in told[program].items():
            sys.stdout.write(scaled(name, one, folder, program=program) + "\n")


if __name__ == "__main__":
    main()
