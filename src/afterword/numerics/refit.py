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


@dataclass(frozen=True, eq=False)
class Visit:
    """One more interview of a candidate, by one interviewer with one question.

    ``candidate`` may be one past the last: somebody new. ``level`` and ``dimension`` are (n,).
    """

    candidate: int
    interviewer: int
    question: int
    level: NDArray[np.int8]
    dimension: NDArray[np.int32]


def refitted(large: Large, visit: Visit) -> Large:
    """The fit with one more interview; surprises stay those of the last whole fit.

    The new interview is the last among the effects of interviews. Raises NotConverged.
    """
    components = large.fit.components
    tables = tables_of(components.thresholds)
    layout = _with(large.layout, visit)
    mode = _opened(large.mode, large.layout, layout, visit)
    before = _pulls(large.layout, large.mode, visit.candidate, tables=tables)
    after = _settle(layout, mode, visit.candidate, tables=tables)
    mode = _spread(layout, mode, after - before)
    spreads = respread(large.spreads, layout, mode, components, candidate=visit.candidate)
    effects = effects_of(layout, mode, components, spreads)
    fit = replace(large.fit, effects=effects, n=layout.n)
    return replace(large, fit=fit, layout=layout, mode=mode, spreads=spreads)


def _with(layout: Layout, visit: Visit) -> Layout:
    """The layout with one more interview, after those its candidate has."""
    new = visit.candidate == layout.n_candidates
    at = layout.n_interviews if new else int(layout.ends[visit.candidate])
    bundle = int(layout.interview_ends[at - 1]) if at else 0
    rating = int(layout.first[bundle])
    many = visit.level.size
    codes = visit.dimension.astype(np.uint16) * layout.n_levels + visit.level.astype(np.uint16)
    grown = np.append(layout.ends, layout.n_interviews) if new else layout.ends.copy()
    grown[visit.candidate :] += layout.interview_at is not None
    kept = layout.interview_at
    ends = layout.interview_ends.copy()
    ends[at:] += 1
    return replace(
        layout,
        code=np.insert(layout.code, rating, codes),
        first=np.concatenate([layout.first[: bundle + 1], layout.first[bundle:] + many]),
        who=np.insert(layout.who, bundle, visit.interviewer),
        what=np.insert(layout.what, bundle, visit.question),
        of=np.insert(layout.of, bundle, visit.candidate),
        ends=grown,
        interview_ends=np.insert(ends, at, bundle + 1),
        interview_at=None if kept is None else np.insert(kept, at, layout.n_interviews),
        cuts=(*layout.cuts[:-1], grown.size),
    )


def _opened(mode: Mode, before: Layout, layout: Layout, visit: Visit) -> Mode:
    """The mode with room for what is new, at zero, and no slope anywhere."""
    place, slopes = mode.place, mode.slopes
    wide = place.ability.shape[1] > 1
    new = layout.n_candidates - before.n_candidates
    at = int(layout.ends[visit.candidate]) - 1
    bundle = int(layout.interview_ends[at]) - 1
    cell, cells = (int(layout.first[bundle]), visit.level.size) if wide else (bundle, 1)
    opened = Place(
        np.pad(place.ability, ((0, new), (0, 0))),
        np.insert(place.interview, at, 0.0),
        place.severity.copy(),
        place.difficulty.copy(),
    )
    flat = Place(*(np.zeros_like(one) for one in vars(opened).values()))
    weight = np.insert(slopes.weight, np.full(cells, cell), 0.0)
    return replace(mode, place=opened, slopes=replace(slopes, up=flat, weight=weight))


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
