"""Counting sort of ratings into groups, and runs of alike ones inside each."""

from afterword.numerics.kernels.compiled import compiled


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
