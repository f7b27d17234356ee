"""Do the 95 % intervals of the estimator for large files hold 95 % of the time?

    python -m bench.calibrate_coverage_large 30000 1000 FOLDER [few]

simulates programs of so many ratings as calibrate_coverage does, one seed each, fits them with the
large estimator and counts. With `few` 41 interviewers ask six questions, and candidates have
profiles: what so few members tell of their σ is skewed, and thresholds take their mean along. The
forty samples behind the intervals of a program have a seed of its own, or all would share their
luck. Goes on where it was stopped; `python -m bench.calibrate_coverage report FOLDER` prints the
table. An hour of programs, so no part of `make bench`.
"""

import sys
import zlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from afterword.numerics.bootstrap import with_errors
from afterword.numerics.dependability import dependability, phi, shares_of, variance_shares
from afterword.numerics.errors import NotConverged, Refused
from afterword.numerics.large import RATERS, Large, fit_large, sds_against_all
from afterword.numerics.model import Component, Effects, Fit, Floats, Interval, Z
from afterword.numerics.tests.crossed import SIGMAS, simulated
from bench.calibrate_coverage import Program, Sigmas, alike, count, held

FEW: Sigmas = {**SIGMAS, "profile": 0.3}
DIMENSIONS, INTERVIEWERS, QUESTIONS = 4, 41, 6
AFTER = 4  # interviews whose dependability is looked at


def run() -> None:
    """Nothing in `make bench`: see above."""


def few(n: int, *, seed: int) -> Program:
    """A program with few interviewers and fewer questions."""
    found = simulated(
        n, seed=seed, sigmas=FEW, dims=DIMENSIONS, per_interviewer=n // INTERVIEWERS,
        n_questions=QUESTIONS,
    )  # fmt: skip
    return *found, FEW


def told_of(program: Program) -> Counter[str]:
    """What one program adds to the counts."""
    ratings, true, sigmas = program
    seed = zlib.crc32(ratings.level.tobytes())
    try:
        large = with_errors(fit_large(ratings, components=tuple(sigmas)), seed=seed)
    except (NotConverged, Refused, np.linalg.LinAlgError):
        return Counter({"not fitted": 1})
    told, fit = Counter[str](), large.fit
    for component, effects in fit.effects.items():
        told.update(_effects_held(component, effects, true[component].reshape(effects.mode.shape)))
    for component in RATERS:
        told.update(_against_all_held(large, component, true[component]))
    for component, found in fit.sigmas.items():
        told.update(_interval_held(f"σ {component}", found, sigmas[component]))
    told.update(_shares_held(fit, sigmas, n_dimensions=ratings.n_dimensions))
    inside = [one.low <= true["thresholds"][at] <= one.high for at, one in fit.thresholds.items()]
    told.update(held("thresholds", float(np.mean(inside))))
    return told


def _effects_held(component: Component, effects: Effects, true: Floats) -> Counter[str]:
    low, high = effects.interval()
    rated = effects.rated > 0
    return held(component, float(((low <= true) & (true <= high))[rated].mean()))


def _against_all_held(large: Large, component: Component, true: Floats) -> Counter[str]:
    """Strictness and difficulty as our pages say them: against the mean of all."""
    effects = large.fit.effects[component]
    away = np.abs(effects.mode - effects.mode.mean() - (true - true.mean()))
    return held(
        f"{component} against all", float((away <= Z * sds_against_all(large, component)).mean())
    )


def _interval_held(name: str, found: Interval, true: float) -> Counter[str]:
    told = held(name, float(found.low <= true <= found.high))
    told[f"{name} below"] += int(found.high < true)
    return told


def _shares_held(fit: Fit, sigmas: Mapping[Component, float], *, n_dimensions: int) -> Counter[str]:
    """Shares of variance, and how dependable an ability is after some interviews."""
    names = tuple(fit.components.sigmas)
    true = np.array([[sigmas[one] for one in names]])
    rng = np.random.default_rng(1)
    told: Counter[str] = Counter()
    found = variance_shares(fit, rng=rng)
    for (name, share), one in zip(found.items(), shares_of(true)[0].tolist(), strict=True):
        told.update(_interval_held(f"share {name}", share, one))
    known = dependability(fit, n_dimensions=n_dimensions, rng=rng).by_interviews[AFTER]
    after = phi(true, names, np.array([AFTER]), n_dimensions=n_dimensions)
    told.update(_interval_held(f"dependability after {AFTER}", known, float(after[0, 0])))
    return told


if __name__ == "__main__":
    match sys.argv[1:]:
        case [n, programs, folder]:
            file = Path(folder) / f"{n}-large.json"
            count(int(n), programs=int(programs), file=file, drawn=alike, told_of=told_of)
        case [n, programs, folder, "few"]:
            file = Path(folder) / f"{n}-large-few.json"
            count(int(n), programs=int(programs), file=file, drawn=few, told_of=told_of)
        case _:
            run()
