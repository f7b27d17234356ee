"""Threads of ratings that share one thing and nothing else, and their likelihood."""

import numpy as np

from afterword.numerics.kernels.compiled import compiled

MOST_THREADS = 64  # at a time: the bits of a number
TURNS = 16
ELSEWHERE = 65


@compiled
def thread(  # type: ignore[no-untyped-def]  # numba infers
    low, high, row_ends, order, first, code, dim_of, n_dims, by_dim, apart_dim,
    run, key_a, key_b, seen_a, seen_b, out, lengths,
):  # fmt: skip
    """Split each row of bundles into threads in which no two ratings share an ``apart`` key.

    Ratings get the smallest thread free of their keys, as in greedy colouring; what finds none of
    MOST_THREADS gets another TURNS - 1 times as many. Left out is what finds none then, and
    threads of one. Equal keys of ``run`` stand together in a
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
        left = 0
        for turn in range(rounds * TURNS):
            wanted = turn // TURNS
            anew = turn % TURNS == 0
            if not anew and left == 0:
                continue
            left = 0
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
                    if (by_dim and d != wanted) or not (anew or color_of[n] == MOST_THREADS):
                        color_of[n] = ELSEWHERE
                        continue
                    free = taken | mine
                    if apart_dim:
                        free |= dim_mask[d]
                    color = 0
                    while color < MOST_THREADS and (free >> np.uint64(color)) & one:
                        color += 1
                    color_of[n] = color
                    if color == MOST_THREADS:
                        left += 1
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
