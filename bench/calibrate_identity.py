"""Are the sums of a posterior right? Programs drawn from priors, fitted with those very priors.

    python -m bench.calibrate_identity 300 10000 FOLDER

By Bayes' rule every 95 % interval then holds 95 times of 100 and odds come true in every tenth,
exactly and however few the ratings are: what is off beyond Monte Carlo error is an error of the
sums (S. R. Cook, A. Gelman & D. B. Rubin, JCGS 15, 2006; S. Talts et al., arXiv 1804.06788, 2018).
At one true σ it need not be so (docs/sums/laplace.md): that is what calibrate_coverage counts.
The priors are those of numerics/tests/from_priors.py. Bounds of σ are quantiles here; those that
know of 0 (near_zero.py) hold more often on purpose.
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np

from afterword.numerics.errors import NotConverged, Refused
from afterword.numerics.model import Component, Floats
from afterword.numerics.tests.from_priors import drawn, fitted
from afterword.numerics.uncertainty import Posterior
from bench.calibrate_coverage import (
    MET,
    Program,
    against_all_held,
    count,
    held,
    odds_told,
    report,
)

TAIL = 0.025


def run() -> None:
    """Nothing in `make bench`: it takes hours."""


def told_of(program: Program) -> Counter[str]:
    """What one program adds to the counts."""
    ratings, true, sigmas = program
    try:
        found, posterior = fitted(ratings)
    except (NotConverged, Refused, np.linalg.LinAlgError):
        return Counter({"not fitted": 1})
    told = Counter(odds_told(posterior, true, sigmas["interview"]))
    for j, component in enumerate(posterior.surface.design.components):
        told.update(_effects_held(posterior, component, true[component]))
        below = float(found.weights[found.sigmas[:, j] < sigmas[component]].sum())
        told.update(held(f"σ {component}", float(TAIL <= below <= 1 - TAIL)))
        told[f"σ {component} below"] += int(below > 1 - TAIL)
    return told


def _effects_held(posterior: Posterior, component: Component, true: Floats) -> Counter[str]:
    seen = posterior.surface.layout.places[component] >= 0
    low, high = posterior.effects(component).between
    inside = ((low <= true) & (true <= high))[seen]
    told = held(component, float(inside.mean()))
    if component in MET:
        told.update(against_all_held(posterior, component, true))
    return told


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["report", folder]:
            report(Path(folder))
        case [n, programs, folder]:
            file = Path(folder) / f"{n}-identity.json"
            count(int(n), programs=int(programs), file=file, drawn=drawn, told_of=told_of)
        case _:
            run()
