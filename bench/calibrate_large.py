"""Calibration of up to ten million ratings: seconds, memory, growth, refit and cold start.

calibrate_peers.py sets it beside what R offers.

Every size is fitted in a process of its own, which says what it took in memory beyond its input;
"whole" is that process from its start, with simulating its input taken out. Rows are in random
order, the worst for the sort. Results carry the load of the machine when they were measured, and
the seconds of its processors, which others on it lengthen less.
"""

import csv
import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from afterword.numerics.ratings import Ratings, ratings_of
from afterword.numerics.tests.crossed import SIGMAS, simulated
from bench import ruler

SEED = 1
COMMAND = "make bench ONLY=calibrate_large"
EVALUATIONS = Path(__file__).parents[2] / "shared" / "data" / "ratings" / "InstEval.csv.gz"


def fitted(n: int) -> None:
    """Run in a process of its own: fit n simulated ratings, say what it took, as JSON."""
    begun = time.perf_counter()
    if n:
        ratings, _ = simulated(n, seed=SEED)
        chosen, scaling = tuple(SIGMAS), "dimension"
    else:
        ratings, chosen, scaling = evaluations(), ("candidate", "interviewer"), "shifted"
    made = time.perf_counter() - begun
    before = _resident()
    from afterword.numerics.large import fit_large  # the import is part of the whole process

    seconds, worked = [], []
    for _ in range(1 if n > 2_000_000 else 5):
        start, busy = time.perf_counter(), time.process_time()
        found = fit_large(ratings, components=chosen, scaling=scaling)
        seconds.append(time.perf_counter() - start)
        worked.append(time.process_time() - busy)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({
        "first": seconds[0], "seconds": min(seconds), "beyond_mib": round(peak - before),
        "of_processors": min(worked), "made": made,
        "sigmas": {k: round(v, 4) for k, v in found.fit.components.sigmas.items()},
        "gradients": found.mode.gradients, "n": found.fit.n,
    }))  # fmt: skip


def refit() -> None:
    """Run in a process of its own: one more interview at a million ratings, by name.

    Its peer are the sums alone, which take codes and give arrays.
    """
    from afterword.numerics.refit import Visit, refitted
    from afterword.study.calibration import Calibration

    ratings = simulated(1_000_000, seed=SEED)[0]
    names = {one: [f"{one} {code}" for code in range(n)] for one, n in ratings.counts.items()}
    fit = Calibration(components=tuple(SIGMAS)).fit(ratings, labels=names)
    level, dimension = np.array([4, 4, 3, 4, 4], np.int8), np.arange(5, dtype=np.int32)
    heard = dict(zip(names["dimension"], (level + 1).tolist(), strict=True))
    whole, alone = [], []
    for code in range(10, 31):
        met = {one: f"{one} {code}" for one in ("candidate", "interviewer", "question")}
        start = time.perf_counter()
        fit.with_interview(heard, **met)
        between = time.perf_counter()
        refitted(fit.large, Visit(code, code, code, level, dimension))
        whole.append(between - start)
        alone.append(time.perf_counter() - between)
    print(json.dumps({
        "seconds": statistics.median(whole), "slowest": max(whole),
        "sums_alone": statistics.median(alone),
    }))  # fmt: skip


def evaluations() -> Ratings:
    with gzip.open(EVALUATIONS, "rt") as file:
        columns = list(zip(*csv.reader(file), strict=True))
    by_name = {column[0]: column[1:] for column in columns}
    student, lecturer, service = (
        np.unique(by_name[name], return_inverse=True)[1] for name in ("s", "d", "service")
    )
    levels = np.array(by_name["y"], dtype=int) - 1
    return ratings_of(
        levels, n_levels=5, candidate=student, interviewer=lecturer, dimension=service
    )


def _resident() -> float:
    """The most held so far while making the input, MiB: what lies below it is not counted."""
    with Path("/proc/self/clear_refs").open("w") as file:
        file.write("5")
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def apart(call: str, *, of: str = "calibrate_large", **environment: str) -> dict[str, float]:
    """What a call in a process of its own prints, with that process's seconds."""
    begun = time.perf_counter()
    out = subprocess.run(
        [sys.executable, "-c", f"from bench import {of} as b; b.{call}"],
        check=True, capture_output=True, text=True, env={**os.environ, **environment},
    )  # fmt: skip
    found: dict[str, float] = json.loads(out.stdout)
    whole = time.perf_counter() - begun - found.get("made", 0.0)
    return {**found, "whole": round(whole, 3), "load": round(os.getloadavg()[0], 2)}


def _noted(name: str, found: dict[str, float], *, goal: str, met: bool) -> None:
    ruler.note(
        f"calibrate/{name}", ours=found["seconds"], peer=None, goal=goal, met=met,
        command=COMMAND, seed=SEED, **{k: v for k, v in found.items() if k != "seconds"},
    )  # fmt: skip


def sizes() -> None:
    """100,000, a million, ten million; and how the time grows."""
    apart("fitted(30_000)")  # compiles what an edit made stale
    found = {n: apart(f"fitted({n})") for n in (100_000, 1_000_000, 10_000_000)}
    few, million, most = found.values()
    _noted("hundred-thousand", few, goal="none", met=True)
    _noted("million", million, goal="1 s", met=million["seconds"] <= 1)
    met = most["seconds"] <= 10 and most["beyond_mib"] <= 900
    _noted("ten-million", most, goal="10 s and 900 MiB beyond the input", met=met)
    slope = np.polyfit(np.log(list(found)), np.log([one["seconds"] for one in found.values()]), 1)
    ruler.note("calibrate/growth", ours=float(slope[0]), peer=None, goal=".95 to 1.05",
               met=bool(0.95 <= slope[0] <= 1.05), command=COMMAND, seed=SEED)  # fmt: skip


def student_evaluations() -> None:
    """InstEval: warm; then both cold starts of the command."""
    found = apart("fitted(0)")
    ruler.note("calibrate/insteval", ours=found["seconds"], peer=None, goal=".1 s",
               met=found["seconds"] <= 0.1, command=COMMAND, load=found["load"])  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as place:
        for name, goal in (("cold-first", 15.0), ("cold-second", 2.0)):
            seconds = calibrated_by_command(NUMBA_CACHE_DIR=place)
            ruler.note(f"calibrate/{name}", ours=seconds, peer=None,
                       goal=f"{goal:.0f} s, `afterword calibrate` as a whole", met=seconds <= goal,
                       command=COMMAND, load=round(os.getloadavg()[0], 2))  # fmt: skip


def calibrated_by_command(**environment: str) -> float:
    """Seconds of `afterword calibrate` on InstEval, from its start to its end."""
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", "from afterword.cli import main; main()", "calibrate", EVALUATIONS],
        check=True, capture_output=True, env={**os.environ, **environment},
    )  # fmt: skip
    return time.perf_counter() - begun


def run() -> None:
    sizes()
    again = apart("refit()")
    _noted("refit", again, goal="50 ms through fit.with_interview", met=again["seconds"] <= 0.05)
    if EVALUATIONS.exists():
        student_evaluations()


if __name__ == "__main__":
    run()
