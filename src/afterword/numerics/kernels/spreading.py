"""Variances by blocks, and what the unsureness of one facet adds to the other."""

import numpy as np

from afterword.numerics.kernels.compiled import compiled
from afterword.numerics.kernels.solving import factor, solve


@compiled
def spread(  # type: ignore[no-untyped-def]  # numba infers
    low, high, ends, interview_ends, first, who, what, code, dim_of, weight, prior, nu_precision,
    onward, var_who, var_what, common, of_theta, seen_who, seen_what, out_who, out_what, tie,
    var_ability, var_theta, var_nu,
):  # fmt: skip
    """Variances by blocks: first of severities and difficulties, then (``onward``) of the rest.

    First: adds to ``out_*`` the diagonal of the Schur complement without its prior and writes
    ``tie``, the entry between the interviewer and the question of a bundle. Onward: given variances
    of severities and difficulties and the ``common`` covariances (who, what, both), the variances
    of abilities, of θ = of_theta · abilities, of profiles and of interviews. ``seen_*`` are
    scratch, left at zero.
    """
    size = prior.shape[0]
    wide = size > 1
    block = np.empty((size, size))
    inverse = np.empty((size, size))
    spread_of = np.empty((size, size))
    of_dim = np.empty(size)
    pull = np.empty(size)
    mine, by_who, by_what = np.empty(size), np.empty(size), np.empty(size)
    all_who, all_what = np.empty(size), np.empty(size)
    for c in range(low, high):
        for i in range(size):
            for j in range(size):
                block[i, j] = prior[i, j]
        for turn in range(3):
            if turn == 1:
                factor(block, size)
                for j in range(size):
                    pull[:] = 0.0
                    pull[j] = 1.0
                    solve(block, size, pull)
                    for i in range(size):
                        inverse[i, j] = pull[i]
                        spread_of[i, j] = pull[i]
                all_who[:] = 0.0
                all_what[:] = 0.0
            if turn == 2 and onward:
                for i in range(size):
                    for j in range(size):
                        spread_of[i, j] += common[0] * all_who[i] * all_who[j]
                        spread_of[i, j] += common[1] * all_what[i] * all_what[j]
                        spread_of[i, j] += 2 * common[2] * all_who[i] * all_what[j]
                given = 0.0
                for i in range(size):
                    for j in range(size):
                        given += of_theta[i] * of_theta[j] * spread_of[i, j]
                var_theta[c] = given
                for i in range(size):
                    shared = 0.0
                    for j in range(size):
                        shared += of_theta[j] * spread_of[i, j]
                    var_ability[c, i] = spread_of[i, i] - 2 * shared + given if wide else given
            for v in range(ends[c - 1] if c else 0, ends[c]):
                total = 0.0
                of_dim[:] = 0.0
                for b in range(interview_ends[v - 1] if v else 0, interview_ends[v]):
                    if wide:
                        for n in range(first[b], first[b + 1]):
                            of_dim[dim_of[code[n]]] += weight[n]
                            total += weight[n]
                    else:
                        of_dim[0] += weight[b]
                        total += weight[b]
                share = 1.0 / (total + nu_precision)
                if turn == 0:
                    for i in range(size):
                        block[i, i] += of_dim[i]
                        for j in range(size):
                            block[i, j] -= share * of_dim[i] * of_dim[j]
                if turn == 2 and onward:
                    around = 0.0
                    for i in range(size):
                        for j in range(size):
                            around += of_dim[i] * of_dim[j] * spread_of[i, j]
                    var_nu[v] = share + share * share * around
                for b in range(interview_ends[v - 1] if v else 0, interview_ends[v]):
                    held = 0.0
                    mine[:] = 0.0
                    if wide:
                        for n in range(first[b], first[b + 1]):
                            mine[dim_of[code[n]]] += weight[n]
                            held += weight[n]
                    else:
                        held = float(weight[b])
                        mine[0] = held
                    for i in range(size):
                        mine[i] -= share * held * of_dim[i]
                    if turn == 0:
                        for i in range(size):
                            seen_who[who[b], i] += mine[i]
                            seen_what[what[b], i] += mine[i]
                        continue
                    own_who, own_what, own = 0.0, 0.0, 0.0
                    of_who, of_what = 0.0, 0.0
                    for i in range(size):
                        pull[i] = 0.0
                        by_who[i] = 0.0
                        by_what[i] = 0.0
                        for j in range(size):
                            pull[i] += inverse[i, j] * mine[j]
                            by_who[i] += inverse[i, j] * seen_who[who[b], j]
                            by_what[i] += inverse[i, j] * seen_what[what[b], j]
                        own += mine[i] * pull[i]
                        own_who += mine[i] * by_who[i]
                        own_what += mine[i] * by_what[i]
                        of_who += of_dim[i] * by_who[i]
                        of_what += of_dim[i] * by_what[i]
                    if turn == 1 and not onward:
                        alone = held - share * held * held
                        out_who[who[b]] += alone - own_who
                        out_what[what[b]] += alone - own_what
                        tie[b] = alone - own
                    elif turn == 1:
                        for i in range(size):
                            all_who[i] += pull[i]
                            all_what[i] += pull[i]
                            for j in range(size):
                                spread_of[i, j] += pull[i] * by_who[j] * var_who[who[b]]
                                spread_of[i, j] += pull[i] * by_what[j] * var_what[what[b]]
                    elif onward:
                        both = held * held
                        var_nu[v] += share**2 * var_who[who[b]] * (both - 2 * held * of_who)
                        var_nu[v] += share**2 * var_what[what[b]] * (both - 2 * held * of_what)
        for v in range(ends[c - 1] if c else 0, ends[c]):
            for b in range(interview_ends[v - 1] if v else 0, interview_ends[v]):
                for i in range(size):
                    seen_who[who[b], i] = 0.0
                    seen_what[what[b], i] = 0.0


@compiled
def echo(low, high, ends, order, other, tie, own, var_other, seen, out):  # type: ignore[no-untyped-def]  # numba infers
    """What the unsureness of the other facet adds to the variance of each row: Σ (tie/own)² var."""
    for row in range(low, high):
        begin = ends[row - 1] if row else 0
        for o in range(begin, ends[row]):
            seen[other[order[o]]] += tie[order[o]]
        total = 0.0
        for o in range(begin, ends[row]):
            at = other[order[o]]
            total += seen[at] * seen[at] * var_other[at]
            seen[at] = 0.0
        out[row] = total / (own[row] * own[row])
