"""Calibration against what R offers, on the same ratings in the same run.

ordinal::clmm at 10,000 ratings (the same model with thresholds common to the dimensions, by the
estimator that a file of this size gets), lme4's lmer at 100,000 (linear: the nearest that R offers
at size), and arcProbit's arcord.fit on InstEval. R packages come from Debian (r-cran-lme4,
r-cran-ordinal, r-cran-statmod). arcProbit is under the GPL-3 and is no part of this repository:
ARCPROBIT names a folder with its arcAGH.R and funsAGH.cpp (github.com/rugbel/arcProbit, R and src);
without it the figure that was noted earlier stands in, and the result says so.
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from afterword.numerics.ratings import Ratings
from afterword.numerics.tests.crossed import SIGMAS, simulated
from bench import ruler
from bench.calibrate_large import EVALUATIONS, SEED, apart, evaluations

COMMAND = "make bench ONLY=calibrate_peers"
NOTED_ARCORD = 4.6  # seconds, one run on this kind of machine
LMER = """
suppressMessages(library(lme4))
d <- read.csv(commandArgs(TRUE)[1])
begun <- proc.time()[3]
m <- lmer(y ~ factor(d) + (1|c) + (1|i) + (1|q) + (1|v), data = d)
cat(proc.time()[3] - begun)
"""
CLMM = """
suppressMessages(library(ordinal))
d <- read.csv(commandArgs(TRUE)[1])
for (one in c("y", "c", "i", "q", "v")) d[[one]] <- factor(d[[one]])
begun <- proc.time()[3]
m <- clmm(y ~ 1 + (1|c) + (1|i) + (1|q) + (1|v), data = d, link = "probit")
cat(proc.time()[3] - begun)
"""
ARCORD = """
place <- commandArgs(TRUE)[2]
suppressMessages(Rcpp::sourceCpp(file.path(place, "funsAGH.cpp"), cacheDir = place))
source(file.path(place, "arcAGH.R"))
d <- read.csv(commandArgs(TRUE)[1])
marginal <- MASS::polr(factor(y) ~ factor(d), method = "probit", data = d)
x <- model.matrix(marginal)[, -1, drop = FALSE]
begun <- proc.time()[3]
fit <- arcord.fit(x, d$y, f1 = factor(d$c), f2 = factor(d$i), obj_polr = marginal, get_se = FALSE,
                  get_effects = TRUE)
cat(proc.time()[3] - begun)
"""


def of_ten_thousand() -> None:
    """Run in a process of its own: what a file of 10,000 ratings gets, exact and large."""
    from afterword.study.calibration import Calibration

    ratings, _ = simulated(10_000, seed=SEED)
    took = {}
    for estimator in ("exact", "large"):
        chosen = Calibration(components=tuple(SIGMAS), common=True, estimator=estimator)
        seconds = []
        for _ in range(1 if estimator == "exact" else 6):
            start = time.perf_counter()
            chosen.fit(ratings)
            seconds.append(time.perf_counter() - start)
        took[estimator] = min(seconds)
    print(json.dumps({"seconds": took["large"], "exact": took["exact"]}))


def seconds_of(script: str, ratings: Ratings, *more: str) -> float:
    """What R says its fit took; reading the table is not counted."""
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as place:
        table, program = Path(place, "ratings.csv"), Path(place, "peer.R")
        names = {"candidate": "c", "interviewer": "i", "question": "q", "interview": "v",
                 "dimension": "d"}  # fmt: skip
        columns = [ratings.level + 1, *ratings.facets.values()]
        header = ",".join(["y", *(names[facet] for facet in ratings.facets)])
        np.savetxt(table, np.column_stack(columns), "%d", ",", header=header, comments="")
        program.write_text(script)
        out = subprocess.run(
            ["Rscript", str(program), str(table), *more], check=True, capture_output=True, text=True
        )
    return float(out.stdout.split()[-1])


def against_clmm() -> None:
    peer = seconds_of(CLMM, simulated(10_000, seed=SEED)[0])
    found = apart("of_ten_thousand()", of="calibrate_peers")
    ruler.note(
        "calibrate/clmm", ours=found["seconds"], peer=peer, goal="1,000 times ordinal::clmm",
        met=peer >= 1_000 * found["seconds"], command=COMMAND, seed=SEED, exact=found["exact"],
        ours_is="the composite likelihood; exact: Laplace, which files of this size get",
        load=found["load"],
    )  # fmt: skip


def against_lmer() -> None:
    peer = seconds_of(LMER, simulated(100_000, seed=SEED)[0])
    found = apart("fitted(100_000)")
    ruler.note(
        "calibrate/lmer", ours=found["seconds"], peer=peer, goal="100 times lmer",
        met=peer >= 100 * found["seconds"], command=COMMAND, seed=SEED, first=found["first"],
        load=found["load"],
    )  # fmt: skip


def against_arcord() -> None:
    place = os.environ.get("ARCPROBIT")
    peer = seconds_of(ARCORD, evaluations(), place) if place else NOTED_ARCORD
    found = apart("fitted(0)")
    what = "arcord.fit with effects, without standard errors and without its thresholds' fit"
    ruler.note(
        "calibrate/arcord", ours=found["seconds"], peer=peer, goal="50 times arcord.fit",
        met=peer >= 50 * found["seconds"], command=COMMAND, load=found["load"],
        peer_is=what if place else "a figure noted earlier: arcProbit was not here",
    )  # fmt: skip


def run() -> None:
    if shutil.which("Rscript") is None:
        print("calibrate/peers: Rscript is not here")
        return
    against_clmm()
    against_lmer()
    if EVALUATIONS.exists():
        against_arcord()


if __name__ == "__main__":
    run()
