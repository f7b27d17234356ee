"""Do 95 % intervals hold 95 % of the time, and second-opinion odds come true as often as they say?

    python -m bench.calibrate_coverage 300 10000 FOLDER [varied]

simulates programs of so many ratings, one seed each, fits them with the exact estimator and counts.
All are ruled by the same σ and thresholds, or with `varied` each by its own: σ drawn about those
with sd .4 of its logarithm, thresholds with sd .4. Counts are kept in FOLDER after every ten
programs, so it can be stopped and goes on there. `report FOLDER` notes what has been counted up to
now. Days of programs, so no part of `make bench`.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from scipy.special import ndtr

from afterword.numerics.design import Design
from afterword.numerics.errors import NotConverged, Refused
from afterword.numerics.exact import fit_exact
from afterword.numerics.levels import against_all
from afterword.numerics.model import Component, Floats
from afterword.numerics.ratings import Facet, Ratings
from afterword.numerics.second_opinion import second_opinions
from afterword.numerics.tests.crossed import SIGMAS, simulated, thresholds_of
from afterword.numerics.uncertainty import Posterior
from bench import ruler

SEED = 20_461_126
SAVED_EACH = 10
ASKED = 20  # candidates of each program whose odds are asked for
LINE = 2
MET: tuple[Facet, ...] = ("interviewer", "question")
LOW, HIGH, POINT = 0.94, 0.96, 0.01
VARIED = 0.4
KINDS = ("identity", "coverage_large")
Sigmas = Mapping[Component, float]
Program = tuple[Ratings, dict[str, Floats], Sigmas]


def run() -> None:
    """Nothing in `make bench`: see above."""


def count(
    n: int, *, programs: int, file: Path, drawn: Callable[..., Program],
    told_of: Callable[[Program], Counter[str]],
) -> None:  # fmt: skip
    told = Counter(json.loads(file.read_text())) if file.exists() else Counter()
    while told["programs"] < programs:
        for _ in range(SAVED_EACH):
            told.update(told_of(drawn(n, seed=seed_of(n, program=int(told["programs"])))))
            told["programs"] += 1
        file.with_suffix(".new").write_text(json.dumps(told))
        file.with_suffix(".new").replace(file)


def seed_of(n: int, *, program: int) -> int:
    """One for each program, none twice in programs of different size."""
    return SEED + 1_000_000 * n + program


def alike(n: int, *, seed: int) -> Program:
    """A program ruled as all are."""
    return *simulated(n, seed=seed), SIGMAS


def varied(n: int, *, seed: int) -> Program:
    """A program with σ and thresholds of its own."""
    rng = np.random.default_rng([seed, 1])
    sigmas = {one: sigma * rng.lognormal(0.0, VARIED) for one, sigma in SIGMAS.items()}
    thresholds = np.sort(rng.normal(thresholds_of(), VARIED))
    return *simulated(n, seed=seed, sigmas=sigmas, thresholds=thresholds), sigmas


def told_of(program: Program) -> Counter[str]:
    """What one program adds to the counts."""
    ratings, true, sigmas = program
    try:
        found = fit_exact(ratings, components=tuple(SIGMAS))
    except (NotConverged, Refused, np.linalg.LinAlgError):
        return Counter({"not fitted": 1})
    told = Counter({"penalised": int(found.fit.penalised)})
    for component, effects in found.fit.effects.items():
        low, high = effects.interval()
        rated = effects.rated > 0
        inside = ((low <= true[component]) & (true[component] <= high))[rated]
        told.update(held(component, float(inside.mean())))
    for component in MET:
        told.update(against_all_held(found.posterior, component, true[component]))
    for component, sigma in found.fit.sigmas.items():
        told.update(held(f"σ {component}", float(sigma.low <= sigmas[component] <= sigma.high)))
        told[f"σ {component} below"] += int(sigma.high < sigmas[component])
    told.update(odds_told(found.posterior, true, sigmas["interview"]))
    return told


def held(name: str, share: float) -> Counter[str]:
    """A program is one draw: what it holds depends on what all of it has in common."""
    return Counter({f"{name} of": 1, f"{name} inside": share, f"{name} squared": share**2})


def against_all_held(posterior: Posterior, component: Component, true: Floats) -> Counter[str]:
    """Strictness and difficulty as our pages say them: against the mean of all that were seen."""
    found = against_all(posterior, component)
    seen = posterior.surface.layout.places[component] >= 0
    away = true - true[seen].mean()
    inside = ((found.low <= away) & (away <= found.high))[seen]
    return held(f"{component} against all", float(inside.mean()))


def odds_told(posterior: Posterior, true: dict[str, Floats], day: float) -> dict[str, float]:
    """Predicted chances of the upper side, and how often it would really come.

    Of each candidate: by any other interviewer of this program than one they met, with any other
    of its questions, on a new day. What is true is known, so that frequency is computed.
    """
    told: dict[str, float] = defaultdict(float)
    asked = np.arange(min(ASKED, len(true["candidate"])))
    design = posterior.surface.design
    met = {one: _met(design.ratings, one, asked) for one in MET}
    try:
        odds = second_opinions(
            posterior, candidates=asked, line=LINE,
            interviewers=met["interviewer"], questions=met["question"],
        )  # fmt: skip
    except Refused:
        return told
    above = np.array([one.above for one in odds])
    came = np.array([
        _chance(
            design, true, candidate, day=day,
            met={one: int(met[one][candidate]) for one in met},
        )
        for candidate in asked.tolist()
    ])  # fmt: skip
    tenths = np.minimum((above * 10).astype(int), 9)
    for tenth in np.unique(tenths).tolist():
        mine = tenths == tenth
        told[f"odds {tenth} of"] += int(mine.sum())
        told[f"odds {tenth} predicted"] += float(above[mine].sum())
        told[f"odds {tenth} came"] += float(came[mine].sum())
        told[f"odds {tenth} squared"] += float((came[mine] - above[mine]).sum() ** 2)
    return told


def _met(ratings: Ratings, facet: Facet, candidates: np.ndarray) -> np.ndarray:
    """One whom each candidate met."""
    first = [int(np.argmax(ratings.facets["candidate"] == one)) for one in candidates]
    return np.asarray(ratings.facets[facet][first])


def _chance(
    design: Design, true: dict[str, Floats], candidate: int, *, day: float, met: dict[Facet, int]
) -> float:
    others = {
        one: true[one][np.setdiff1d(np.unique(design.ratings.facets[one]), [met[one]])]
        for one in met
    }
    own = true["candidate"][candidate] + true["profile"][candidate, 0]
    eta = own - others["interviewer"][:, None] - others["question"]
    beyond = (eta - true["thresholds"][0, LINE - 1]) / np.sqrt(1 + day**2)
    return float(ndtr(beyond).mean())


def report(folder: Path) -> None:
    """Note what has been counted, and print the tables of docs/sums/laplace.md."""
    names = sorted((file.stem for file in folder.glob("*.json")), key=_size)
    counted = {name: json.loads((folder / f"{name}.json").read_text()) for name in names}
    for name, told in counted.items():
        _note(name, told)
    inside = {name: _inside(told) for name, told in counted.items()}
    odds = {name: _tenths(told) for name, told in counted.items()}
    heads = [f"{name}: {told['programs']:,} programs" for name, told in counted.items()]
    _table("of", heads, {
        name: [_share_said(one.get(name)) for one in inside.values()]
        for name in dict.fromkeys(name for one in inside.values() for name in one)
    })  # fmt: skip
    _table("predicted", heads, {
        f"{tenth * 10} to {tenth * 10 + 10} %": [_beside(one.get(tenth)) for one in odds.values()]
        for tenth in range(10)
    })  # fmt: skip


def _note(name: str, told: dict[str, float]) -> None:
    shares, odds = _inside(told), _tenths(told)
    kind = next((one for one in KINDS if one.rpartition("_")[2] in name), "coverage")
    holding = all(
        share + error >= LOW and share - error <= HIGH for share, error in shares.values()
    )
    coming = all(
        abs(predicted - came) <= POINT + error for predicted, came, error, _ in odds.values()
    )
    ruler.note(
        f"calibrate/coverage-{name}",
        ours=min(share for share, _ in shares.values()), peer=None,
        goal="95 % intervals hold 94 to 96 %, odds within a point in every tenth, by their errors",
        met=holding and coming,
        command=f"python -m bench.calibrate_{kind}", seed=seed_of(_size(name), program=0),
        programs=told["programs"], not_fitted=told.get("not fitted", 0),
        penalised=told.get("penalised", 0), inside=shares, odds=odds,
    )  # fmt: skip


def _size(name: str) -> int:
    return int(name.partition("-")[0])


def _table(head: str, heads: list[str], rows: dict[str, list[str]]) -> None:
    print(f"| {head} |", " | ".join(heads), "|")
    print("|---" * (len(heads) + 1) + "|")
    for name, cells in rows.items():
        print(f"| {name} |", " | ".join(cells), "|")


def _share_said(share: tuple[float, float] | None) -> str:
    return "" if share is None else f"{share[0]:.1%} ± {share[1]:.1%}"


def _beside(tenth: tuple[float, float, float, int] | None) -> str:
    if tenth is None:
        return ""
    predicted, came, error, of = tenth
    return f"{predicted:.1%}, came {came:.1%} ± {error:.1%} ({of:,})"


def _inside(told: dict[str, float]) -> dict[str, tuple[float, float]]:
    names = [name.removesuffix(" of") for name in told if name.endswith(" of")]
    return {name: _share(told, name) for name in names if not name.startswith("odds")}


def _tenths(told: dict[str, float]) -> dict[int, tuple[float, float, float, int]]:
    return {one: _tenth(told, f"odds {one}") for one in range(10) if told.get(f"odds {one} of")}


def _tenth(told: dict[str, float], name: str) -> tuple[float, float, float, int]:
    """Predicted and true frequency, the Monte Carlo error of their difference, and how many."""
    of = told[f"{name} of"]
    predicted, came = told[f"{name} predicted"] / of, told[f"{name} came"] / of
    error = float(np.sqrt(told[f"{name} squared"])) / of
    return round(predicted, 4), round(came, 4), round(error, 4), int(of)


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
            file = Path(folder) / f"{n}.json"
            count(int(n), programs=int(programs), file=file, drawn=alike, told_of=told_of)
        case [n, programs, folder, "varied"]:
            file = Path(folder) / f"{n}-varied.json"
            count(int(n), programs=int(programs), file=file, drawn=varied, told_of=told_of)
        case _:
            run()
