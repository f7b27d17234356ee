"""One more interview: the joint mode follows without another pass over all ratings.

σ and τ stay as they were. The candidate's own block is solved where it stands, by Newton; what it
then pulls at severities and difficulties is spread over everybody by one Newton step with the
curvatures that the last fit kept. Severities move by a few hundredths at most, so that one step
lands within their square of the mode.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from afterword.numerics import kernels
from afterword.numerics.errors import NotConverged
from afterword.numerics.large import Large, effects_of
from afterword.numerics.layout import Layout
from afterword.numerics.model import Floats
from afterword.numerics.modes import ARRIVED, MOST_STEPS, Mode, System
from afterword.numerics.slopes import Place, nowhere
from afterword.numerics.spreads import respread
from afterword.numerics.tables import Tables, tables_of
from afterword.numerics.unsure import as_unsure_as


@dataclass(frozen=True, eq=False)
class Visit:
    """One more interview of a candidate, by one interviewer with one question.

    Each of the three may be one past the last: somebody or something new. Where ratings name none
    of a kind it is 0. ``level`` (0..K-1) and ``dimension`` are (n,).
    """

    candidate: int
    interviewer: int
    question: int
    level: NDArray[np.int8]
    dimension: NDArray[np.int32]


def refitted(large: Large, visit: Visit) -> Large:
    """The fit with one more interview; surprises stay those of the last whole fit.

    The new interview is the last among the effects of interviews, as who and what are new are the
    last of theirs. Nothing of ``large`` is changed. Raises NotConverged.
    """
    components = large.fit.components
    tables = tables_of(components.thresholds)
    layout = _with(large.layout, visit)
    mode = _opened(large.mode, large.layout, layout, visit)
    before = _pulls(large.layout, _scratch(large.mode), visit.candidate, tables=tables)
    after = _settle(layout, mode, visit.candidate, tables=tables)
    mode = _spread(layout, mode, after - _widened(before, large.layout, layout))
    spreads = respread(large.spreads, layout, mode, components, candidate=visit.candidate)
    effects = as_unsure_as(effects_of(layout, mode, components, spreads), large.fit.effects)
    fit = replace(large.fit, effects=effects, n=layout.n)
    return replace(large, fit=fit, layout=layout, mode=mode, spreads=spreads)


def _with(layout: Layout, visit: Visit) -> Layout:
    """The layout with one more bundle, after those its candidate has.

    It is an interview of its own, unless ratings name no interviews: then all that a known
    candidate has are one.
    """
    new = visit.candidate == layout.n_candidates
    apart = new or layout.interview_at is not None
    ends = np.append(layout.ends, layout.n_interviews) if new else layout.ends.copy()
    ends[visit.candidate :] += apart
    at = int(ends[visit.candidate]) - 1
    bundle = int(np.append(0, layout.interview_ends)[at if apart else at + 1])
    heads = layout.interview_ends
    heads = np.insert(heads, at, bundle) if apart else heads.copy()
    heads[at:] += 1
    rating, many, kept = int(layout.first[bundle]), visit.level.size, layout.interview_at
    codes = visit.dimension.astype(np.uint16) * layout.n_levels + visit.level.astype(np.uint16)
    return replace(
        layout,
        code=np.insert(layout.code, rating, codes),
        first=np.concatenate([layout.first[: bundle + 1], layout.first[bundle:] + many]),
        who=np.insert(layout.who, bundle, visit.interviewer),
        what=np.insert(layout.what, bundle, visit.question),
        of=np.insert(layout.of, bundle, visit.candidate),
        ends=ends,
        interview_ends=heads,
        interview_at=None if kept is None else np.insert(kept, at, layout.n_interviews),
        cuts=(*layout.cuts[:-1], ends.size),
        n_interviewers=max(layout.n_interviewers, visit.interviewer + 1),
        n_questions=max(layout.n_questions, visit.question + 1),
    )


def _opened(mode: Mode, before: Layout, layout: Layout, visit: Visit) -> Mode:
    """The mode with room for what is new, at zero, and no slope anywhere."""
    place, slopes = mode.place, mode.slopes
    new = layout.n_candidates - before.n_candidates
    who = layout.n_interviewers - before.n_interviewers
    what = layout.n_questions - before.n_questions
    at = int(layout.ends[visit.candidate]) - 1
    heard = np.full(layout.n_interviews - before.n_interviews, at)
    bundle = int(layout.interview_ends[at]) - 1
    wide = place.ability.shape[1] > 1
    cell, cells = (int(layout.first[bundle]), visit.level.size) if wide else (bundle, 1)
    opened = Place(
        np.pad(place.ability, ((0, new), (0, 0))),
        np.insert(place.interview, heard, 0.0),
        np.pad(place.severity, (0, who)),
        np.pad(place.difficulty, (0, what)),
    )
    rest = replace(
        slopes,
        up=_flat(opened),
        weight=np.insert(slopes.weight, np.full(cells, cell), 0.0),
        who=np.pad(slopes.who, (0, who)),
        what=np.pad(slopes.what, (0, what)),
    )
    return replace(mode, place=opened, slopes=rest)


def _flat(place: Place) -> Place:
    return Place(*(np.zeros_like(one) for one in vars(place).values()))


def _scratch(mode: Mode) -> Mode:
    """The same mode with arrays of its own to write slopes and curvatures into."""
    slopes = mode.slopes
    return replace(mode, slopes=replace(slopes, up=_flat(mode.place), weight=slopes.weight.copy()))


def _widened(pulls: Floats, before: Layout, layout: Layout) -> Floats:
    """Pulls at those there were, with 0 for who or what is new."""
    who, what = np.split(pulls, [before.n_interviewers])
    grown = layout.n_interviewers - who.size, layout.n_questions - what.size
    return np.concatenate([np.pad(who, (0, grown[0])), np.pad(what, (0, grown[1]))])


def _pulls(layout: Layout, mode: Mode, candidate: int, *, tables: Tables) -> Floats:
    """How one candidate's ratings pull at severities, then difficulties; 0 for somebody new.

    Writes the candidate's own slopes and curvatures into the mode's arrays.
    """
    who, what = np.zeros((layout.n_interviewers, 2)), np.zeros((layout.n_questions, 2))
    if candidate < layout.n_candidates:
        place, slopes = mode.place, mode.slopes
        kernels.curvature(
            candidate, candidate + 1, *layout.arrays, place.ability, place.interview,
            place.severity, place.difficulty, tables.probit, tables.origin, tables.per_unit,
            slopes.weight, slopes.up.ability, slopes.up.interview, who, what,
        )  # fmt: skip
    return np.concatenate([who[:, 0], what[:, 0]])


def _settle(layout: Layout, mode: Mode, candidate: int, *, tables: Tables) -> Floats:
    """Newton in one candidate's block, everybody else held; returns the pulls it ends with."""
    place, priors, up = mode.place, mode.priors, mode.slopes.up
    zero = np.zeros(layout.n_interviewers), np.zeros(layout.n_questions)
    aside = np.zeros(layout.n_interviewers), np.zeros(layout.n_questions)
    mine = slice(int(layout.ends[candidate - 1]) if candidate else 0, int(layout.ends[candidate]))
    ability, interview = np.empty_like(place.ability), np.empty_like(place.interview)
    far = np.inf
    for _ in range(MOST_STEPS):
        pulls = _pulls(layout, mode, candidate, tables=tables)
        if far < ARRIVED**2:
            return pulls
        if np.isfinite(priors.ability).all():
            up.ability[candidate] -= priors.ability @ place.ability[candidate]
        if np.isfinite(priors.interview):
            up.interview[mine] -= priors.interview * place.interview[mine]
        kernels.eliminate(
            candidate, candidate + 1, *layout.arrays, mode.slopes.weight, priors.ability,
            priors.interview, True, up.ability, up.interview, *zero, True, ability, interview,
            *aside,
        )  # fmt: skip
        place.ability[candidate] += ability[candidate]
        place.interview[mine] += interview[mine]
        far = max(np.abs(ability[candidate]).max(), np.abs(interview[mine]).max())
    raise NotConverged(iterations=MOST_STEPS, gradient=float(far))


def _spread(layout: Layout, mode: Mode, pulls: Floats) -> Mode:
    """One Newton step of everybody for new pulls at severities and difficulties."""
    system = System(layout, mode.slopes.weight, mode.priors, nowhere(layout, mode.priors))
    x, used = system.solved(pulls, slopes=mode.slopes, tolerance=0.05)
    severity, difficulty = x[: layout.n_interviewers], x[layout.n_interviewers :]
    step = Place(*system.settled(severity, difficulty), severity, difficulty)
    return replace(mode, place=mode.place.moved(step, share=1.0), iterations=1, gradients=used)
