"""The loops over millions of ratings, compiled: counting sort, threads, rows, curvature, solving.

Plain loops on arrays that release the lock, so that two threads share the work in parts whose
boundaries depend on the data alone: results are the same on every run. Functions here are long
because a kernel that is cut in pieces compiles and runs slower; each does one pass.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

from afterword.numerics import compiling

__all__ = ["KERNELS"]
KERNELS = compiling.KERNELS  # numba must know the folder before the first kernel below

MOST_THREADS = 64

# Any: numba compiles for whatever arrays come; the callers' types say which.
Kernel = Callable[..., Any]


def compiled(kernel: Kernel) -> Kernel:
    """The kernel compiled at its first call, kept for later runs, and run without the lock."""
    ready: Kernel = njit(nogil=True, cache=True)(kernel)
    return ready


@compiled
def tally(codes, counts):  # type: ignore[no-untyped-def]  # numba infers
    """Count codes into ``counts``."""
    for n in range(codes.size):
        counts[codes[n]] += 1


@compiled
def order_by(codes, starts, order):  # type: ignore[no-untyped-def]  # numba infers
    """Stable counting sort: ``order`` lists positions by code; ``starts`` ends as ends."""
    for n in range(codes.size):
        code = codes[n]
        order[starts[code]] = n
        starts[code] += 1


@compiled
def scatter(  # type: ignore[no-untyped-def]  # numba infers
    group, part_of, part, starts, level, dimension, interviewer, question, n_levels, out
):
    """Write the ratings of one part's groups in the order of their group: who, what, code.

    The three lie side by side, because places are in no order: one line of memory a rating.
    """
    for n in range(group.size):
        g = group[n]
        if part_of[g] != part:
            continue
        place = starts[g]
        starts[g] = place + 1
        d = dimension[n] if dimension.size else 0
        out[place, 0] = interviewer[n] if interviewer.size else 0
        out[place, 1] = question[n] if question.size else 0
        out[place, 2] = d * n_levels + level[n]


@compiled
def bundle(group_ends, low, high, rows, fill, at, code, first, who, what, group_bundles):  # type: ignore[no-untyped-def]  # numba infers
    """Runs of ratings with one interviewer and question inside each group in [low, high).

    Counts them; with ``fill`` also writes the codes and where each run begins, who and what,
    numbered from ``at``.
    """
    found = 0
    for g in range(low, high):
        begin = group_ends[g - 1] if g else 0
        for n in range(begin, group_ends[g]):
            if fill:
                code[n] = rows[n, 2]
            if n > begin and rows[n, 0] == rows[n - 1, 0] and rows[n, 1] == rows[n - 1, 1]:
                continue
            if fill:
                first[at + found] = n
                who[at + found] = rows[n, 0]
                what[at + found] = rows[n, 1]
            found += 1
        if fill:
            group_bundles[g + 1] = at + found
    return found


@compiled
def thread(  # type: ignore[no-untyped-def]  # numba infers
    low, high, row_ends, order, first, code, dim_of, n_dims, by_dim, apart_dim,
    run, key_a, key_b, seen_a, seen_b, out, lengths,
):  # fmt: skip
    """Split each row of bundles into threads in which no two ratings share an ``apart`` key.

    Ratings get the smallest thread free of their keys, as in greedy colouring; what finds none of
    MOST_THREADS is left out, and so are threads of one. Equal keys of ``run`` stand together in a
    row, those of ``key_*`` anywhere: ``seen_*`` (keys, 2) hold the row that saw a key last and the
    threads that have it. ``by_dim`` makes a row per dimension; ``apart_dim`` keeps dimensions apart
    too. Writes codes thread after thread and the lengths; returns how many codes and threads.
    """
    color_of, row_code = np.empty(0, np.uint8), np.empty(0, np.uint16)
    row_keys = np.empty((0, 4), np.int64)
    sizes = np.zeros(MOST_THREADS, np.int64)
    dim_mask = np.zeros(n_dims, np.uint64)
    one = np.uint64(1)
    codes = 0
    threads = 0
    rounds = n_dims if by_dim else 1
    use_run, use_a, use_b = run.size > 0, key_a.size > 0, key_b.size > 0
    apart = use_run or use_a or use_b
    stamp = np.uint64(0)
    for row in range(low, high):
        begin = row_ends[row - 1] if row else 0
        bundles = row_ends[row] - begin
        if row_keys.shape[0] < bundles:
            row_keys = np.empty((2 * bundles, 4), np.int64)
        many = 0
        for o in range(bundles):  # bundles lie anywhere: fetched by themselves they overlap
            b = order[begin + o]
            many += first[b + 1] - first[b]
            row_keys[o, 0] = many
            row_keys[o, 1] = run[b] if use_run else 0
            row_keys[o, 2] = key_a[b] if use_a else 0
            row_keys[o, 3] = key_b[b] if use_b else 0
        if many < 2:
            continue
        if color_of.size < many:
            color_of, row_code = np.empty(2 * many, np.uint8), np.empty(2 * many, np.uint16)
        at = 0
        for o in range(bundles):
            here = first[order[begin + o]]
            while at < row_keys[o, 0]:
                row_code[at] = code[here]
                here += 1
                at += 1
        for wanted in range(rounds):
            stamp += one
            dim_mask[:] = 0
            last_run = -1
            of_run = np.uint64(0)
            used = 0
            at = 0
            for o in range(bundles):
                taken = np.uint64(0)
                if use_run:
                    if row_keys[o, 1] != last_run:
                        last_run = row_keys[o, 1]
                        of_run = np.uint64(0)
                    taken = of_run
                if use_a:
                    a = row_keys[o, 2]
                    if seen_a[a, 0] != stamp:
                        seen_a[a, 0] = stamp
                        seen_a[a, 1] = 0
                    taken |= seen_a[a, 1]
                if use_b:
                    k = row_keys[o, 3]
                    if seen_b[k, 0] != stamp:
                        seen_b[k, 0] = stamp
                        seen_b[k, 1] = 0
                    taken |= seen_b[k, 1]
                mine = np.uint64(0)
                for n in range(at, row_keys[o, 0]):
                    d = dim_of[row_code[n]]
                    if by_dim and d != wanted:
                        color_of[n] = MOST_THREADS
                        continue
                    free = taken | mine
                    if apart_dim:
                        free |= dim_mask[d]
                    color = 0
                    while color < MOST_THREADS and (free >> np.uint64(color)) & one:
                        color += 1
                    color_of[n] = color
                    if color == MOST_THREADS:
                        continue
                    bit = one << np.uint64(color)
                    while used <= color:
                        sizes[used] = 0
                        used += 1
                    sizes[color] += 1
                    if apart:
                        mine |= bit
                    if apart_dim:
                        dim_mask[d] |= bit
                at = row_keys[o, 0]
                of_run |= mine
                if use_a:
                    seen_a[row_keys[o, 2], 1] |= mine
                if use_b:
                    seen_b[row_keys[o, 3], 1] |= mine
            ends = codes
            for color in range(used):
                size = sizes[color]
                if size < 2:
                    sizes[color] = -1
                    continue
                lengths[threads] = size
                threads += 1
                sizes[color] = ends
                ends += size
            for n in range(many):
                color = color_of[n]
                if color < MOST_THREADS and sizes[color] >= 0:
                    out[sizes[color]] = row_code[n]
                    sizes[color] += 1
            codes = ends
    return codes, threads


@compiled
def alike(codes, lengths, longest, width, keys, places, times):  # type: ignore[no-untyped-def]  # numba infers
    """Keep one of threads that hold the same codes, in place; ``times`` says how many there were.

    Only threads of up to ``longest`` are compared, by their codes in order, ``width`` bits each, in
    a table of open addresses: ``keys`` (a power of two, zeros) and ``places``. Once that is half
    full, new ones are kept without a look. Returns how many codes and threads are left.
    """
    mask = np.uint64(keys.size - 1)
    room = keys.size // 2
    mine = np.empty(longest, np.uint16)
    begin, at, kept = 0, 0, 0
    for thread in range(lengths.size):
        size = lengths[thread]
        known = -1
        if size <= longest:
            for n in range(size):
                code = codes[begin + n]
                place = n
                while place and mine[place - 1] > code:
                    mine[place] = mine[place - 1]
                    place -= 1
                mine[place] = code
            key = np.uint64(1)
            for n in range(size):
                key = (key << np.uint64(width)) | np.uint64(mine[n])
            slot = ((key * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(32)) & mask
            while keys[slot] != key and keys[slot] != 0:
                slot = (slot + np.uint64(1)) & mask
            if keys[slot] == key:
                known = places[slot]
            elif room:
                keys[slot] = key
                places[slot] = kept
                room -= 1
        if known >= 0:
            times[known] += 1
        else:
            for n in range(size):
                codes[at + n] = codes[begin + n]
            at += size
            lengths[kept] = size
            times[kept] = 1
            kept += 1
        begin += size
    return at, kept


@compiled
def row_likelihoods(lengths, times, codes, shortest, longest, chance, best, slope, weight):  # type: ignore[no-untyped-def]  # numba infers
    """Log-likelihood of threads of some lengths, its slope and the sum of squared slopes.

    Each thread stands for so many ``times`` threads that hold the same.
    ``chance`` (codes, G) is the chance of a code at each node, scaled to 1 at its best node (its
    logarithm where ``shortest`` is over 32: then levels are counted first), ``slope`` its
    logarithm's derivative; ``weight`` (G,) the normal weights.
    """
    n_nodes = weight.size
    n_codes = chance.shape[0]
    product = np.empty(n_nodes)
    slopes = np.empty(n_nodes)
    counts = np.zeros(n_codes, np.int64)
    counted = shortest > 32
    total, score, square = 0.0, 0.0, 0.0
    at = 0
    for row in range(lengths.size):
        size = lengths[row]
        start = at
        at += size
        if size < shortest or size > longest:
            continue
        slopes[:] = 0.0
        shift = 0.0
        if counted:
            product[:] = 0.0
            for n in range(start, at):
                counts[codes[n]] += 1
            for code in range(n_codes):
                if counts[code]:
                    many = float(counts[code])
                    for g in range(n_nodes):
                        product[g] += many * chance[code, g]
                        slopes[g] += many * slope[code, g]
                    counts[code] = 0
            shift = product.max()
            for g in range(n_nodes):
                product[g] = np.exp(product[g] - shift)
        else:
            product[:] = 1.0
            for n in range(start, at):
                code = codes[n]
                shift += best[code]
                for g in range(n_nodes):
                    product[g] *= chance[code, g]
                    slopes[g] += slope[code, g]
        value, upward = 0.0, 0.0
        for g in range(n_nodes):
            mass = weight[g] * product[g]
            value += mass
            upward += mass * slopes[g]
        if value > 0.0:
            ratio = upward / value
            total += times[row] * (np.log(value) + shift)
            score += times[row] * ratio
            square += times[row] * ratio * ratio
    return total, score, square


@compiled
def curvature(  # type: ignore[no-untyped-def]  # numba infers
    low, high, ends, interview_ends, first, who, what, code, dim_of, ability, nu, severity,
    difficulty, table, origin, per_unit, weight, up_ability, up_nu, up_who, up_what,
):  # fmt: skip
    """One pass over the ratings of candidates [low, high): log-likelihood, slopes and curvatures.

    ``table`` (G, codes, 3) holds log p, its slope and minus its curvature on a grid of η; between
    nodes log p and slope are cubic (their slopes are in the table), the curvature linear, and
    beyond the grid p is normal. Writes ``weight`` (curvature of each cell), slopes of abilities
    and interviews, and adds those of severities and difficulties with their curvatures to
    ``up_who`` (I, 2) and ``up_what`` (Q, 2).
    """
    size = ability.shape[1]
    wide = size > 1
    last = table.shape[0] - 2
    step = 1.0 / per_unit
    total = 0.0
    for c in range(low, high):
        for d in range(size):
            up_ability[c, d] = 0.0
        for v in range(ends[c - 1] if c else 0, ends[c]):
            of_interview = 0.0
            for b in range(interview_ends[v - 1] if v else 0, interview_ends[v]):
                base = nu[v] - severity[who[b]] - difficulty[what[b]]
                of_bundle = 0.0
                weight_of_bundle = 0.0
                d = 0
                for n in range(first[b], first[b + 1]):
                    k = code[n]
                    if wide or n == first[b]:
                        if wide:
                            d = dim_of[k]
                        position = (base + ability[c, d] - origin) * per_unit
                        j = min(max(int(position), 0), last)
                        t = position - j
                        inside = 0.0 <= t <= 1.0
                        a = t * t * (3.0 - 2.0 * t)
                        p = t * (1.0 - t) * (1.0 - t) * step
                        q = t * t * (1.0 - t) * step
                    l0, g0, h0 = table[j, k, 0], table[j, k, 1], table[j, k, 2]
                    l1, g1, h1 = table[j + 1, k, 0], table[j + 1, k, 1], table[j + 1, k, 2]
                    if inside:
                        total += l0 + (l1 - l0) * a + g0 * p - g1 * q
                        slope = g0 + (g1 - g0) * a - h0 * p + h1 * q
                        curve = h0 + (h1 - h0) * t
                    elif t < 0.0:
                        away = t * step
                        total += l0 + g0 * away - 0.5 * h0 * away * away
                        slope, curve = g0 - h0 * away, h0
                    else:
                        away = (t - 1.0) * step
                        total += l1 + g1 * away - 0.5 * h1 * away * away
                        slope, curve = g1 - h1 * away, h1
                    up_ability[c, d] += slope
                    of_bundle += slope
                    weight_of_bundle += curve
                    if wide:
                        weight[n] = curve
                if not wide:
                    weight[b] = weight_of_bundle
                of_interview += of_bundle
                up_who[who[b], 0] -= of_bundle
                up_who[who[b], 1] += weight_of_bundle
                up_what[what[b], 0] -= of_bundle
                up_what[what[b], 1] += weight_of_bundle
            up_nu[v] = of_interview
    return total


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


@compiled
def condense(  # type: ignore[no-untyped-def]  # numba infers
    low, high, ends, interview_ends, who, what, weight, prior, nu_precision, up_ability, up_nu,
    left, held, y_severity, y_difficulty,
):  # fmt: skip
    """What solving for the interviews leaves of each bundle's weight, and 1 / each ability's rest.

    Only where each candidate has one ability and each interview one bundle (or no effect). Adds to
    ``y_*`` what ``up_*`` pull at severities and difficulties, as :func:`eliminate` does at x = 0.
    """
    for c in range(low, high):
        rest = prior
        right = up_ability[c, 0]
        for v in range(ends[c - 1] if c else 0, ends[c]):
            for b in range(interview_ends[v - 1] if v else 0, interview_ends[v]):
                share = weight[b] / (weight[b] + nu_precision)
                left[b] = weight[b] * (1.0 - share)
                rest += left[b]
                right -= share * up_nu[v]
        held[c] = 1.0 / rest
        right *= held[c]
        for v in range(ends[c - 1] if c else 0, ends[c]):
            for b in range(interview_ends[v - 1] if v else 0, interview_ends[v]):
                moved = left[b] * right + weight[b] / (weight[b] + nu_precision) * up_nu[v]
                y_severity[who[b]] -= moved
                y_difficulty[what[b]] -= moved


@compiled
def settle(  # type: ignore[no-untyped-def]  # numba infers
    low, high, ends, interview_ends, who, what, weight, nu_precision, up_ability, up_nu, left, held,
    x_severity, x_difficulty, ability, nu,
):  # fmt: skip
    """Steps of abilities and interviews for steps of s and b, on what :func:`condense` left."""
    for c in range(low, high):
        right = up_ability[c, 0]
        for v in range(ends[c - 1] if c else 0, ends[c]):
            pull = 0.0
            total = nu_precision
            for b in range(interview_ends[v - 1] if v else 0, interview_ends[v]):
                x = x_severity[who[b]] + x_difficulty[what[b]]
                right += left[b] * x - weight[b] / (weight[b] + nu_precision) * up_nu[v]
                pull += weight[b] * x
                total += weight[b]
            nu[v] = (up_nu[v] + pull) / total
        right *= held[c]
        ability[c, 0] = right
        for v in range(ends[c - 1] if c else 0, ends[c]):
            total = 0.0
            for b in range(interview_ends[v - 1] if v else 0, interview_ends[v]):
                total += weight[b]
            nu[v] -= right * total / (total + nu_precision)


@compiled
def times(  # type: ignore[no-untyped-def]  # numba infers
    low, high, bundle_ends, who, what, left, held, severity, difficulty, y_severity, y_difficulty
):
    """:func:`eliminate` for x alone, on what :func:`condense` left: no division, no interviews."""
    for c in range(low, high):
        begin = bundle_ends[c - 1] if c else 0
        right = 0.0
        for b in range(begin, bundle_ends[c]):
            right += left[b] * (severity[who[b]] + difficulty[what[b]])
        right *= held[c]
        for b in range(begin, bundle_ends[c]):
            i, q = who[b], what[b]
            moved = left[b] * (right - severity[i] - difficulty[q])
            y_severity[i] -= moved
            y_difficulty[q] -= moved


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


@compiled
def surprise(  # type: ignore[no-untyped-def]  # numba infers
    low, high, ends, interview_ends, first, who, what, code, n_levels, ability, nu, severity,
    difficulty, moments, origin, per_unit, of_candidate, of_who, of_what,
):  # fmt: skip
    """Squared residuals for infit and outfit: (standardised², residual², variance) by facet."""
    wide = ability.shape[1] > 1
    last = moments.shape[1] - 2
    for c in range(low, high):
        for v in range(ends[c - 1] if c else 0, ends[c]):
            for b in range(interview_ends[v - 1] if v else 0, interview_ends[v]):
                base = nu[v] - severity[who[b]] - difficulty[what[b]]
                z, r, w = 0.0, 0.0, 0.0
                for n in range(first[b], first[b + 1]):
                    d = code[n] // n_levels
                    eta = base + ability[c, d if wide else 0]
                    position = (eta - origin) * per_unit
                    j = min(max(int(position), 0), last)
                    t = min(max(position - j, 0.0), 1.0)
                    mean = moments[d, j, 0] + (moments[d, j + 1, 0] - moments[d, j, 0]) * t
                    variance = moments[d, j, 1] + (moments[d, j + 1, 1] - moments[d, j, 1]) * t
                    away = code[n] - d * n_levels - mean
                    if variance > 1e-12:
                        z += away * away / variance
                    r += away * away
                    w += variance
                of_candidate[c, 0] += z
                of_candidate[c, 1] += r
                of_candidate[c, 2] += w
                of_who[who[b], 0] += z
                of_who[who[b], 1] += r
                of_who[who[b], 2] += w
                of_what[what[b], 0] += z
                of_what[what[b], 1] += r
                of_what[what[b], 2] += w
