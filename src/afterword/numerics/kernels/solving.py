"""The Newton system with each candidate's block eliminated, times a step."""

import numpy as np

from afterword.numerics.kernels.compiled import compiled


@compiled
def factor(block, size):  # type: ignore[no-untyped-def]  # numba infers
    """Cholesky in place: the lower triangle of a small positive definite block."""
    for i in range(size):
        for j in range(i + 1):
            rest = block[i, j]
            for k in range(j):
                rest -= block[i, k] * block[j, k]
            block[i, j] = np.sqrt(rest) if i == j else rest / block[j, j]


@compiled
def solve(block, size, right):  # type: ignore[no-untyped-def]  # numba infers
    """Solve in place with the factor of :func:`factor`."""
    for i in range(size):
        for k in range(i):
            right[i] -= block[i, k] * right[k]
        right[i] /= block[i, i]
    for i in range(size - 1, -1, -1):
        for k in range(i + 1, size):
            right[i] -= block[k, i] * right[k]
        right[i] /= block[i, i]


@compiled
def eliminate(  # type: ignore[no-untyped-def]  # numba infers
    low, high, ends, interview_ends, first, who, what, code, dim_of, weight, prior, nu_precision,
    given, up_ability, up_nu, x_severity, x_difficulty, keep, ability, nu, y_severity, y_difficulty,
):  # fmt: skip
    """Solve the block of each candidate, its interviews first, for given steps of s and b.

    The right side is ``up_*`` where ``given``. Adds to ``y_*`` what the candidates' steps and x
    pull at severities and difficulties (the Schur complement times x, without its prior), and
    writes steps to ``ability`` and ``nu`` with ``keep``.
    """
    size = prior.shape[0]
    wide = size > 1
    block = np.empty((size, size))
    right = np.empty(size)
    of_dim = np.empty(size)
    for c in range(low, high):
        for i in range(size):
            right[i] = up_ability[c, i] if given else 0.0
            for j in range(size):
                block[i, j] = prior[i, j]
        for v in range(ends[c - 1] if c else 0, ends[c]):
            of_dim[:] = 0.0
            pull = up_nu[v] if given else 0.0
            total = 0.0
            for b in range(interview_ends[v - 1] if v else 0, interview_ends[v]):
                x = x_severity[who[b]] + x_difficulty[what[b]]
                if wide:
                    for n in range(first[b], first[b + 1]):
                        d = dim_of[code[n]]
                        w = weight[n]
                        of_dim[d] += w
                        right[d] += w * x
                        total += w
                        pull += w * x
                else:
                    w = weight[b]
                    of_dim[0] += w
                    right[0] += w * x
                    total += w
                    pull += w * x
            share = 1.0 / (total + nu_precision)
            for i in range(size):
                block[i, i] += of_dim[i]
                right[i] -= share * pull * of_dim[i]
                for j in range(size):
                    block[i, j] -= share * of_dim[i] * of_dim[j]
        factor(block, size)
        solve(block, size, right)
        if keep:
            for i in range(size):
                ability[c, i] = right[i]
        for v in range(ends[c - 1] if c else 0, ends[c]):
            total = 0.0
            pull = up_nu[v] if given else 0.0
            for b in range(interview_ends[v - 1] if v else 0, interview_ends[v]):
                x = x_severity[who[b]] + x_difficulty[what[b]]
                if wide:
                    for n in range(first[b], first[b + 1]):
                        total += weight[n]
                        pull += weight[n] * (x - right[dim_of[code[n]]])
                else:
                    total += weight[b]
                    pull += weight[b] * (x - right[0])
            step = pull / (total + nu_precision)
            if keep:
                nu[v] = step
            for b in range(interview_ends[v - 1] if v else 0, interview_ends[v]):
                x = x_severity[who[b]] + x_difficulty[what[b]]
                moved = 0.0
                if wide:
                    for n in range(first[b], first[b + 1]):
                        moved += weight[n] * (right[dim_of[code[n]]] + step - x)
                else:
                    moved = weight[b] * (right[0] + step - x)
                y_severity[who[b]] -= moved
                y_difficulty[what[b]] -= moved


@compiled
def eliminate_one(  # type: ignore[no-untyped-def]  # numba infers
    low, high, ends, interview_ends, first, who, what, code, dim_of, weight, prior, nu_precision,
    given, up_ability, up_nu, x_severity, x_difficulty, keep, ability, nu, y_severity, y_difficulty,
):  # fmt: skip
    """:func:`eliminate` where each candidate has one ability: the same sums without a block."""
    for c in range(low, high):
        begin = ends[c - 1] if c else 0
        held = prior[0, 0]
        right = up_ability[c, 0] if given else 0.0
        for v in range(begin, ends[c]):
            pull = up_nu[v] if given else 0.0
            total = 0.0
            for b in range(interview_ends[v - 1] if v else 0, interview_ends[v]):
                total += weight[b]
                pull += weight[b] * (x_severity[who[b]] + x_difficulty[what[b]])
            left = 1.0 - total / (total + nu_precision)
            own = up_nu[v] if given else 0.0
            held += left * total
            right += pull - own - (1.0 - left) * pull
        right /= held
        if keep:
            ability[c, 0] = right
        for v in range(begin, ends[c]):
            pull = up_nu[v] if given else 0.0
            total = 0.0
            for b in range(interview_ends[v - 1] if v else 0, interview_ends[v]):
                x = x_severity[who[b]] + x_difficulty[what[b]]
                total += weight[b]
                pull += weight[b] * (x - right)
            step = pull / (total + nu_precision)
            if keep:
                nu[v] = step
            for b in range(interview_ends[v - 1] if v else 0, interview_ends[v]):
                i, q = who[b], what[b]
                moved = weight[b] * (right + step - x_severity[i] - x_difficulty[q])
                y_severity[i] -= moved
                y_difficulty[q] -= moved
