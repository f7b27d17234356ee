"""One pass over all ratings at a place: slopes and curvatures, or what surprises."""

from afterword.numerics.kernels.compiled import compiled


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
