"""The posterior of 300 ratings without any approximation: Hamiltonian Monte Carlo over everything.

python drawn.py writes drawn.json beside this file: for some simulated programs the 2.5, 50 and
97.5 % points of each σ, and means and sds of abilities, under the priors of docs/sums/laplace.md.
Drawn are u, log σ, and where each dimension's thresholds lie with the logarithms of their gaps. The
prior of σ is √(2Σρ²)/σ with ρ = σ²/(σ² + 1/m) while drawing; then draws are weighed so that ρ is
what each σ and τ make it (matching.py). Leapfrog steps, their length by dual averaging (M. D.
Hoffman & A. Gelman, JMLR 15, 2014), masses from the spread in the warm-up.
"""

import json
import math
from pathlib import Path

import numba
import numpy as np

from afterword.numerics.design import design_of
from afterword.numerics.laplace import Surface
from afterword.numerics.matching import log_jeffreys, told_of
from afterword.numerics.maximum import maximum_of
from afterword.numerics.stacked import Stacked
from afterword.numerics.tests.crossed import SIGMAS, simulated

HERE = Path(__file__).parent
SEEDS = (31, 32, 33)
WARM, DRAWS, EACH = 2_000, 40_000, 10
POINTS = (0.025, 0.5, 0.975)


@numba.njit
def rises(q, slope, level, dimension, at, sign, noise):
    """The log density at q, and its slope into ``slope``."""
    k, dims, cuts = sign.size, 5, 4
    many = q.size - k - dims * cuts
    value = 0.0
    slope[:] = 0.0
    for member in range(many):
        value -= 0.5 * q[member] ** 2
        slope[member] = -q[member]
    sigma = np.exp(q[many : many + k])
    for j in range(k):  # σ²/(σ² + 1/m), for log σ
        value += 2 * q[many + j] - math.log(sigma[j] ** 2 + noise[j])
        slope[many + j] += 2 * noise[j] / (sigma[j] ** 2 + noise[j])
    first = many + k
    tau, by_tau = np.empty((dims, cuts)), np.zeros((dims, cuts))
    for d in range(dims):
        tau[d, 0] = q[first + d * cuts]
        for cut in range(1, cuts):
            tau[d, cut] = tau[d, cut - 1] + math.exp(q[first + d * cuts + cut])
    for i in range(level.size):
        eta = 0.0
        for j in range(k):
            eta += sign[j] * sigma[j] * q[at[j, i]]
        y, d = level[i], dimension[i]
        a = tau[d, y] - eta if y < cuts else 40.0
        b = tau[d, y - 1] - eta if y > 0 else -40.0
        if b > 0:
            chance = 0.5 * (math.erfc(b / math.sqrt(2)) - math.erfc(a / math.sqrt(2)))
        else:
            chance = 0.5 * (math.erfc(-a / math.sqrt(2)) - math.erfc(-b / math.sqrt(2)))
        chance = max(chance, 1e-300)
        value += math.log(chance)
        up = math.exp(-0.5 * a * a) / math.sqrt(2 * math.pi) / chance
        down = math.exp(-0.5 * b * b) / math.sqrt(2 * math.pi) / chance
        if y < cuts:
            by_tau[d, y] += up
        if y > 0:
            by_tau[d, y - 1] -= down
        for j in range(k):
            pull = (down - up) * sign[j] * sigma[j]
            slope[at[j, i]] += pull
            slope[many + j] += pull * q[at[j, i]]
    for d in range(dims):
        above = 0.0
        for cut in range(cuts - 1, -1, -1):
            above += by_tau[d, cut]
            place = first + d * cuts + cut
            slope[place] += above * math.exp(q[place]) if cut else above
    return value


@numba.njit
def drawn(q, level, dimension, at, sign, noise, warm, draws, each, seed):
    """Every ``each``-th of so many draws, (draws / each, size)."""
    np.random.seed(seed)
    slope = np.empty(q.size)
    value = rises(q, slope, level, dimension, at, sign, noise)
    loose, mean, squares, seen = np.ones(q.size), np.zeros(q.size), np.zeros(q.size), 0
    aim, step, log_mean, lost, count = math.log(0.5), 0.1, math.log(0.1), 0.0, 0
    out = np.empty((draws // each, q.size))
    for turn in range(warm + draws):
        speed = np.random.standard_normal(q.size) / np.sqrt(loose)
        there, slope_there, value_there = q.copy(), slope.copy(), value
        before = value - 0.5 * (speed * speed * loose).sum()
        pace = step * np.random.uniform(0.8, 1.2)
        for _ in range(min(int(np.random.uniform(1.2, 2.4) / pace) + 1, 60)):
            speed += 0.5 * pace * slope_there
            there += pace * loose * speed
            value_there = rises(there, slope_there, level, dimension, at, sign, noise)
            speed += 0.5 * pace * slope_there
        gained = value_there - 0.5 * (speed * speed * loose).sum() - before
        taken = math.exp(min(0.0, gained)) if gained == gained else 0.0
        if np.random.random() < taken:
            q, slope, value = there, slope_there, value_there
        if turn >= warm:
            if (turn - warm) % each == each - 1:
                out[(turn - warm) // each] = q
            continue
        count += 1
        lost += (0.8 - taken - lost) / (count + 10)
        log_step = aim - math.sqrt(count) / 0.05 * lost
        share = count**-0.75
        log_mean = share * log_step + (1 - share) * log_mean
        step = math.exp(log_step)
        if turn >= 100:
            seen += 1
            away = q - mean
            mean += away / seen
            squares += away * (q - mean)
        if turn in (400, 900, warm - 300):
            loose = (squares / (seen - 1) * seen + 0.005) / (seen + 5)
            mean[:], squares[:], seen = 0.0, 0.0, 0
            aim, lost, count = math.log(2) + log_mean, 0.0, 0
        if turn == warm - 1:
            step = math.exp(log_mean)
    return out


def said_of(seed):
    ratings, _ = simulated(300, seed=seed)
    surface = Surface(design_of(ratings, components=tuple(SIGMAS)))
    k, used = surface.n_sigmas, np.unique(surface.layout.at)
    place = np.searchsorted(used, surface.layout.at)
    top = maximum_of(surface)
    taus = top.parameters[k:].reshape(5, 4)
    start = np.concatenate([
        top.point.mode[used], np.log(np.maximum(top.parameters[:k], 0.2)),
        np.hstack([taus[:, :1], np.log(np.diff(taus))]).ravel(),
    ])  # fmt: skip
    noise = np.array([np.unique(one).size / ratings.n for one in surface.layout.at])
    rated = ratings.level.astype(np.int64), ratings.dimension.astype(np.int64)
    draws = drawn(start, *rated, place, surface.design.signs, noise, WARM, DRAWS, EACH, seed)
    u, logs, rest = np.split(draws, [used.size, used.size + k], axis=1)
    gaps = rest.reshape(-1, 5, 4)
    gaps[:, :, 1:] = np.exp(gaps[:, :, 1:])
    sigmas = np.exp(logs)
    parameters = np.hstack([sigmas, np.cumsum(gaps, axis=2).reshape(-1, 20)]).T
    weights = matched(surface, parameters, noise)
    abilities = np.searchsorted(used, surface.layout.places["candidate"])
    ability = sigmas[:, [0]] * u[:, abilities]
    mean = weights @ ability
    return {
        "seed": seed, "draws": len(draws), "draws_worth": round(float(1 / (weights**2).sum())),
        "sigma": {
            one: [round(float(x), 4) for x in points(sigmas[:, j], weights)]
            for j, one in enumerate(surface.design.components)
        },
        "mean": mean.round(4).tolist(),
        "sd": np.sqrt(weights @ (ability - mean) ** 2).round(4).tolist(),
    }  # fmt: skip


def matched(surface, parameters, noise):
    """What each draw weighs with ρ as its σ and τ make it, (draws,)."""
    stacked, out = Stacked(surface), []
    for part in stacked.parts(parameters.shape[1]):
        some = parameters[:, part]
        stack = stacked.at(some, near=np.zeros((surface.layout.length, some.shape[1])))
        sigmas = some[: surface.n_sigmas]
        assumed = np.log(sigmas / (sigmas**2 + noise[:, None])).sum(axis=0)
        told = told_of(stacked, stack, *stacked.with_location(stack))
        out.append(log_jeffreys(surface, stack, told) - assumed)
    logs = np.concatenate(out)
    weights = np.exp(logs - logs.max())
    return weights / weights.sum()


def points(values, weights):
    order = np.argsort(values)
    return np.interp(POINTS, np.cumsum(weights[order]) - 0.5 * weights[order], values[order])


if __name__ == "__main__":
    told = [said_of(seed) for seed in SEEDS]
    (HERE / "drawn.json").write_text(json.dumps(told) + "\n")
