"""The same system without its interviews, where each of them is one bundle or has no effect."""

from afterword.numerics.kernels.compiled import compiled


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
