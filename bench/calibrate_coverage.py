"""Do 95 % intervals hold 95 % of the time, and second-opinion odds come true as often as they say?

    python -m bench.calibrate_coverage 300 10000 FOLDER

simulates programs of so many ratings, one seed each, fits them with the exact estimator and counts.
Counts are kept in FOLDER after every hundred programs, so it can be stopped and goes on there.
`report FOLDER` notes what has been counted up to now. Days of programs, so no part of `make bench`.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from afterword.numerics.errors import NotConverged, Refused
from afterword.numerics.exact import Exact, fit_exact
from afterword.numerics.second_opinion import second_opinion
from afterword.numerics.tests.crossed import SIGMAS, simulated
from bench import ruler

SEED = 20_261_126
SAVED_EACH = 100
ASKED = 4  # candidates of each program whose odds are asked for
LOW, HIGH = 0.94, 0.96


def run() -> None:
    """Nothing in `make bench`: see above."""


def count(n: int, *, programs: int, folder: Path) -> None:
    file = folder / f"{n}.json"
    told = Counter(json.loads(file.read_text())) if file.exists() else Counter()
    while told["programs"] < programs:
        for _ in range(SAVED_EACH if n < 10_000 else 10):
            told.update(_one(n, seed=SEED + n + int(told["programs"])))
            told["programs"] += 1
        file.write_text(json.dumps(told))


def _one(n: int, *, seed: int) -> Counter[str]:
    ratings, true = simulated(n, seed=seed)
    try:
        found = fit_exact(ratings, components=tuple(SIGMAS))
    except (NotConverged, Refused, np.linalg.LinAlgError):
        return Counter({"not fitted": 1})
    told = Counter({"penalised": int(found.fit.penalised)})
    for component, effects in found.fit.effects.items():
        low, high = effects.interval()
        rated = effects.rated > 0
        held = ((low <= true[component]) & (true[component] <= high))[rated]
        told.update(_held(component, float(held.mean())))
    for component, sigma in found.fit.sigmas.items():
        told.update(_held(f"σ {component}", float(sigma.low <= SIGMAS[component] <= sigma.high)))
    return told + _odds(found, true, np.random.default_rng(seed))


def _held(name: str, share: float) -> Counter[str]:
    """A program is one draw: what it holds depends on what all of it has in common."""
    return Counter({f"{name} of": 1, f"{name} inside": share, f"{name} squared": share**2})


def _odds(found: Exact, true: dict[str, np.ndarray], rng: np.random.Generator) -> Counter[str]:
    """Predicted chance of the upper side, and what another interview then gave."""
    told: Counter[str] = Counter()
    line = 2
    for candidate in range(min(ASKED, len(true["candidate"]))):
        try:
            above = second_opinion(found.posterior, candidate=candidate, line=line).above
        except Refused:
            continue
        heard = true["candidate"][candidate] + true["profile"][candidate, 0] + rng.standard_normal()
        for component in ("interview", "interviewer", "question"):
            heard += SIGMAS[component] * rng.standard_normal()
        tenth = min(int(above * 10), 9)
        told[f"odds {tenth} of"] += 1
        told[f"odds {tenth} predicted"] += above
        told[f"odds {tenth} came"] += int(heard > true["thresholds"][0, line - 1])
    return told


def report(folder: Path) -> None:
    for file in sorted(folder.glob("*.json"), key=lambda one: int(one.stem)):
        told = json.loads(file.read_text())
        shares = {
            name.removesuffix(" of"): _share(told, name.removesuffix(" of"))
            for name in told
            if name.endswith(" of") and not name.startswith("odds")
        }
        odds = {
            tenth: [round(told[f"odds {tenth} {one}"] / told[f"odds {tenth} of"], 4)
                    for one in ("predicted", "came")] + [told[f"odds {tenth} of"]]
            for tenth in range(10)
            if told.get(f"odds {tenth} of")
        }  # fmt: skip
        away = max(abs(predicted - came) for predicted, came, _ in odds.values())
        ruler.note(
            f"calibrate/coverage-{file.stem}",
            ours=min(share for share, _ in shares.values()), peer=None,
            goal="95 % intervals hold 94 to 96 %, odds within a point in every tenth",
            met=all(LOW <= share <= HIGH for share, _ in shares.values()) and away <= 0.01,
            command="python -m bench.calibrate_coverage", seed=SEED + int(file.stem),
            programs=told["programs"], not_fitted=told.get("not fitted", 0),
            penalised=told.get("penalised", 0), inside=shares, odds=odds,
        )  # fmt: skip


def _share(told: dict[str, float], name: str) -> tuple[float, float]:
    """The share inside, and its Monte Carlo error."""
    n, share = told[f"{name} of"], told[f"{name} inside"] / told[f"{name} of"]
    spread = told[f"{name} squared"] / n - share**2
    return round(share, 4), round(float(np.sqrt(max(spread, 0.0) / n)), 4)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["report", folder]:
            report(Path(folder))
        case [n, programs, folder]:
            count(int(n), programs=int(programs), folder=Path(folder))
        case _:
            run()
