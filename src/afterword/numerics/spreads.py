"""How sure the joint mode is: standard deviations of every effect for given σ and τ.

They are those of the normal approximation at the mode, the inverse of the Newton matrix, by
blocks: candidates and interviews exactly given severities and difficulties; severities and
difficulties from the diagonal of their Schur complement, plus what the unsureness of the other
facet adds, plus the covariance that all severities (all difficulties) share, which two solves give
exactly. With few interviewers and questions their covariance is computed exactly.
docs/sums/large.md says how close this comes.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from afterword.numerics import kernels
from afterword.numerics.layout import Layout, Offsets, in_parts, ordered
from afterword.numerics.model import Components, Floats
from afterword.numerics.modes import Mode, System

FEW = 64
ECHOES = 3


@dataclass(frozen=True, eq=False)
class Spreads:
    """Standard deviations: θ (C,), δ (C, D) or None, interviews, severities, difficulties."""

    candidate: Floats
    profile: Floats | None
    interview: Floats
    interviewer: Floats
    question: Floats
    raters: "Raters"


@dataclass(frozen=True, eq=False)
class Raters:
    """Variances of severities and of difficulties, and the covariances each shares with all."""

    who: Floats
    what: Floats
    common: Floats


def spreads_of(layout: Layout, mode: Mode, components: Components) -> Spreads:
    """Standard deviations at the joint mode, σ and τ taken as known."""
    system = System(layout, mode.slopes.weight, mode.priors, mode.slopes.up)
    who, what, tie = _diagonal(layout, mode)
    held, at = system.held, layout.n_interviewers
    own = np.concatenate([who, what]) + held
    raters = _exactly(system, at) if own.size <= FEW else _by_echo(layout, system, mode, own, tie)
    return _of_the_rest(layout, mode, components, raters)


def _passed(
    layout: Layout, mode: Mode, *, onward: bool, raters: Raters, of_theta: Floats
) -> tuple[Floats, Floats, NDArray[np.float32], Floats, Floats, Floats]:
    parts, width = layout.parts, mode.priors.ability.shape[0]
    sizes = layout.n_interviewers, layout.n_questions
    out_who, out_what = (np.zeros((parts, 0 if onward else size)) for size in sizes)
    tie = np.empty(0 if onward else layout.who.size, np.float32)
    many = layout.n_candidates if onward else 0
    ability, theta = np.empty((many, width)), np.empty(many)
    nu = np.empty(layout.n_interviews if onward else 0)

    def part(p: int) -> None:
        seen_who, seen_what = (np.zeros((size, width)) for size in sizes)
        kernels.spread(
            layout.cuts[p], layout.cuts[p + 1], *layout.arrays, mode.slopes.weight,
            mode.priors.ability, mode.priors.interview, onward, raters.who, raters.what,
            raters.common, of_theta, seen_who, seen_what, out_who[p], out_what[p], tie,
            ability, theta, nu,
        )  # fmt: skip

    in_parts(part, parts)
    return out_who.sum(axis=0), out_what.sum(axis=0), tie, ability, theta, nu


def _diagonal(layout: Layout, mode: Mode) -> tuple[Floats, Floats, NDArray[np.float32]]:
    """The Schur complement's diagonal without its prior, and its entry for each bundle."""
    nothing = Raters(np.empty(0), np.empty(0), np.zeros(3))
    width = mode.priors.ability.shape[0]
    found = _passed(layout, mode, onward=False, raters=nothing, of_theta=np.zeros(width))
    return found[0], found[1], found[2]


def _exactly(system: System, at: int) -> Raters:
    """From the whole inverse, built column by column: for few interviewers and questions."""
    free = np.flatnonzero(system.free)
    many = system.free.size
    if not free.size:
        return Raters(np.zeros(at), np.zeros(many - at), np.zeros(3))
    columns = np.stack([system.times(np.eye(many)[one]) for one in free])
    inverse = np.zeros((many, many))
    inverse[np.ix_(free, free)] = np.linalg.inv(columns[:, free])
    variance = np.diag(inverse).copy()
    sums = inverse[:at, :at].sum(), inverse[at:, at:].sum(), inverse[:at, at:].sum()
    within = np.array([variance[:at].sum(), variance[at:].sum(), 0.0])
    pairs = np.array([at * (at - 1), (many - at) * (many - at - 1), at * (many - at)])
    return Raters(variance[:at], variance[at:], (np.array(sums) - within) / np.maximum(pairs, 1))


def _by_echo(
    layout: Layout, system: System, mode: Mode, own: Floats, tie: NDArray[np.float32]
) -> Raters:
    """1/own, and what the other facet's unsureness adds; two solves for what all share."""
    at, free = layout.n_interviewers, system.free
    variance = free / own
    rows = ordered(layout.who, at), ordered(layout.what, layout.n_questions)
    for _ in range(ECHOES if free.all() else 0):
        added = np.concatenate([
            _echoed(layout, rows[0], layout.what, tie, own[:at], variance[at:]),
            _echoed(layout, rows[1], layout.who, tie, own[at:], variance[:at]),
        ])  # fmt: skip
        variance = 1.0 / own + added
    unit = np.zeros((2, own.size))
    unit[0, :at], unit[1, at:] = free[:at], free[at:]
    answers = [system.solved(u, slopes=mode.slopes, tolerance=1e-2)[0] for u in unit]
    sums = np.array([answers[0][:at].sum(), answers[1][at:].sum(), answers[0][at:].sum()])
    many = np.array([at, own.size - at])
    alike = np.maximum(sums[:2] - np.add.reduceat(variance, [0, at]), 0.0) / many**2
    variance += free * np.repeat(alike, many)
    return Raters(variance[:at], variance[at:], np.array([*alike, sums[2] / many.prod()]))


def _echoed(
    layout: Layout, rows: tuple[NDArray[np.int32], Offsets], other: NDArray[np.int32],
    tie: NDArray[np.float32], own: Floats, variance: Floats,
) -> Floats:  # fmt: skip
    order, ends = rows
    out = np.zeros(ends.size)
    cuts = [ends.size * p // layout.parts for p in range(layout.parts + 1)]

    def part(p: int) -> None:
        seen = np.zeros(variance.size)
        kernels.echo(cuts[p], cuts[p + 1], ends, order, other, tie, own, variance, seen, out)

    in_parts(part, layout.parts)
    return out


def _of_the_rest(layout: Layout, mode: Mode, components: Components, raters: Raters) -> Spreads:
    of_theta, left = _theta(components, width=mode.priors.ability.shape[0])
    _, _, _, ability, theta, nu = _passed(
        layout, mode, onward=True, raters=raters, of_theta=of_theta
    )
    return Spreads(
        candidate=np.sqrt(theta + left),
        profile=np.sqrt(ability + left) if components.sigma("profile") > 0 else None,
        interview=np.sqrt(nu),
        interviewer=np.sqrt(raters.who),
        question=np.sqrt(raters.what),
        raters=raters,
    )


def _theta(components: Components, *, width: int) -> tuple[Floats, float]:
    """θ as a weighted sum of a candidate's abilities, and what they leave of its variance."""
    common, own = components.sigma("candidate") ** 2, components.sigma("profile") ** 2
    if own == 0:
        return np.ones(width), 0.0
    total = own + width * common
    return np.full(width, common / total), common * own / total


def respread(
    spreads: Spreads, layout: Layout, mode: Mode, components: Components, *, candidate: int
) -> Spreads:
    """The same spreads with one candidate's made anew, severities' and difficulties' kept.

    Of who or what nobody else has met, one Schur diagonal tells how sure it is.
    """
    width, raters = mode.priors.ability.shape[0], _met(spreads.raters, layout, mode, candidate)
    of_theta, left = _theta(components, width=width)
    ability, theta = np.empty((layout.n_candidates, width)), np.empty(layout.n_candidates)
    nu, nothing = np.empty(layout.n_interviews), np.empty(0)
    seen = [np.zeros((size, width)) for size in (layout.n_interviewers, layout.n_questions)]
    kernels.spread(
        candidate, candidate + 1, *layout.arrays, mode.slopes.weight, mode.priors.ability,
        mode.priors.interview, True, raters.who, raters.what, raters.common, of_theta, *seen,
        nothing, nothing, np.empty(0, np.float32), ability, theta, nu,
    )  # fmt: skip
    mine = slice(int(layout.ends[candidate - 1]) if candidate else 0, int(layout.ends[candidate]))
    return replace(
        spreads,
        candidate=_anew(spreads.candidate, slice(candidate, candidate + 1), theta + left),
        profile=(
            None
            if spreads.profile is None
            else _anew(spreads.profile, slice(candidate, candidate + 1), ability + left)
        ),
        interview=_anew(spreads.interview, mine, nu),
        interviewer=_followed(spreads.interviewer, raters.who),
        question=_followed(spreads.question, raters.what),
        raters=raters,
    )


def _met(raters: Raters, layout: Layout, mode: Mode, candidate: int) -> Raters:
    """The same with a variance for whom and what this candidate was the first to meet."""
    sizes = layout.n_interviewers, layout.n_questions
    if (raters.who.size, raters.what.size) == sizes:
        return raters
    width, priors = mode.priors.ability.shape[0], mode.priors
    nothing, tie = np.empty(0), np.empty(layout.who.size, np.float32)
    seen, out = [np.zeros((size, width)) for size in sizes], [np.zeros(size) for size in sizes]
    kernels.spread(
        candidate, candidate + 1, *layout.arrays, mode.slopes.weight, priors.ability,
        priors.interview, False, nothing, nothing, np.zeros(3), np.zeros(width), *seen, *out, tie,
        np.empty((0, width)), nothing, nothing,
    )  # fmt: skip
    who, what = (
        np.append(kept, 1 / (told + prior)[kept.size :])
        for kept, told, prior in zip(
            (raters.who, raters.what), out, (priors.interviewer, priors.question), strict=True
        )
    )
    return Raters(who, what, raters.common)


def _followed(before: Floats, variances: Floats) -> Floats:
    """Spreads with those that are new at the end."""
    return np.append(before, np.sqrt(variances[before.size :]))


def _anew(before: Floats, mine: slice, variances: Floats) -> Floats:
    """Spreads with those of one candidate replaced; what is new lies at the end of theirs."""
    more = variances.shape[0] - before.shape[0]
    grown = np.insert(before, np.full(more, mine.stop - more), 0.0, axis=0)
    grown[mine] = np.sqrt(variances[mine])
    return grown
