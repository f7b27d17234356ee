"""The maximum of the Laplace likelihood, the same to the last bit wherever the climb began.

BFGS with backtracking (Nocedal & Wright 2006, ch. 6), started from a cheap guess of the curvature.
Two climbs of one hill end a billionth apart. So the end is rounded to GRID, and everything is
computed anew there: the joint mode from nothing, the information as the difference quotient of the
exact gradient. With it the end is sharpened, and has arrived where it rounds to the same.
"""

from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtri

from afterword.numerics.errors import NotConverged
from afterword.numerics.laplace import Point, Surface
from afterword.numerics.model import Floats

MOST_ITERATIONS, MOST_LOOKS = 120, 8
NEAR = 1e-16  # twice the gain left, in log-likelihood: a hundred-millionth of a standard error
NOISE = 1e-12  # of the log-likelihood, that its last digits make
DIFFERENCED = 1e-15  # Newton decrement of joint modes between which differences are taken
GRID = 2.0**-20  # a millionth, which a float holds exactly
NONE = 1e-3  # a σ below this is 0
BEYOND = 12.0  # a σ above this runs away


@dataclass(frozen=True, eq=False)
class Maximum:
    """Where the likelihood is largest, and how it bends there: information is −d²L, (p, p).

    ``from_start`` says whether the climb came from where it was told to begin.
    """

    point: Point
    information: Floats
    iterations: int
    from_start: bool = False

    @property
    def parameters(self) -> Floats:
        return self.point.parameters


class RunsAway(NotConverged):
    """A σ grows without end: the ratings are separated."""


def maximum_of(surface: Surface, *, start: Floats | None = None) -> Maximum:
    """Climb from ``start``, or from a guess, also where no way leads up from ``start``.

    Raises NotConverged, or RunsAway when separated.
    """
    if start is not None:
        with suppress(NotConverged, np.linalg.LinAlgError):
            return replace(_maximum(surface, start), from_start=True)
    return _maximum(surface, guess(surface))


def _maximum(surface: Surface, start: Floats) -> Maximum:
    point, used = _climb(surface, surface.at(start))
    none = NONE
    for _ in range(MOST_LOOKS):
        point = _in_front(surface, point)
        found = surface.at(_rounded(surface, point, none=none))
        information = information_at(surface, found)
        if not _bends_down(information):
            point, more = _climb(surface, _nudged(surface, found, information))
            used, none = used + more, 0.0  # what comes back to 0 after a push lies where it says
            continue
        before, point = point, _nearer(surface, point, information)
        ended, sharper = (_rounded(surface, one, none=none) for one in (before, point))
        if np.array_equal(ended, sharper):
            return Maximum(found, information, used)
    raise NotConverged(iterations=used, gradient=float(np.abs(surface.gradient(point)).max()))


def _in_front(surface: Surface, point: Point) -> Point:
    """The same height where no σ is negative: behind 0 a slope has the other sign."""
    k = surface.n_sigmas
    if np.all(point.parameters[:k] >= 0):
        return point
    return surface.at(np.concatenate([np.abs(point.parameters[:k]), point.parameters[k:]]))


def _nearer(surface: Surface, point: Point, information: Floats) -> Point:
    """One Newton step further: ten digits become thirteen."""
    step = _newton(information, surface.gradient(point))
    return surface.at(point.parameters + step, near=point.mode)


def _rounded(surface: Surface, point: Point, *, none: float) -> Floats:
    """Parameters on the grid; σ is not negative, and one that has all but vanished is 0."""
    k = surface.n_sigmas
    out = np.round(point.parameters / GRID) * GRID
    out[:k] = np.where(np.abs(out[:k]) < none, 0.0, np.abs(out[:k]))
    return out


def guess(surface: Surface) -> Floats:
    """Half a residual sd for each σ; thresholds from how often each level is used."""
    design, scale = surface.design, surface.design.scale
    below = np.bincount(scale.upper, minlength=scale.free + 2)[: scale.free].astype(float)
    above = np.bincount(scale.lower, minlength=scale.free + 2)[: scale.free].astype(float)
    rows = np.cumsum(scale.first) - 1
    taus = np.empty(scale.free)
    for row in range(int(scale.first.sum())):
        mine = rows == row
        used = np.append(below[mine], above[mine][-1:])
        taus[mine] = ndtri(np.cumsum(used)[:-1] / used.sum())
    k = surface.n_sigmas
    width = np.sqrt(1 + 0.25 * k) * (1.0 if design.link == "probit" else 1.8)
    rest = np.zeros(surface.size - k - scale.free)
    return np.concatenate([np.full(k, 0.5 if design.link == "probit" else 0.9), taus * width, rest])


def information_at(surface: Surface, point: Point, *, step: float = 1e-4) -> Floats:
    """−d² log L at a point by differences of the gradient, (p, p)."""
    p = surface.size
    here = surface.gradient(point)
    out = np.empty((p, p))
    for i in range(p):
        away = np.zeros(p)
        away[i] = step
        there = surface.at(point.parameters + away, near=point.mode, arrived=DIFFERENCED)
        out[i] = (here - surface.gradient(there)) / step
    return 0.5 * (out + out.T)


def _climb(surface: Surface, point: Point) -> tuple[Point, int]:
    slope = surface.gradient(point)
    inverse = _first_inverse(surface, point)
    for iteration in range(1, MOST_ITERATIONS):
        move = _capped(inverse @ slope, k=surface.n_sigmas)
        if slope @ inverse @ slope < NEAR:
            return point, iteration
        after = _higher(surface, point, move, slope=slope)
        if after is None:
            return point, iteration
        if np.abs(after.parameters[: surface.n_sigmas]).max(initial=0) > BEYOND:
            raise RunsAway(iterations=iteration, gradient=float(np.abs(slope).max()))
        new = surface.gradient(after)
        inverse = _updated(inverse, after.parameters - point.parameters, slope - new)
        point, slope = after, new
    raise NotConverged(iterations=MOST_ITERATIONS, gradient=float(np.abs(slope).max()))


def _first_inverse(surface: Surface, point: Point) -> Floats:
    """The curvature in thresholds with u following, and the linear model's guess in each σ."""
    k, p = surface.n_sigmas, surface.size
    out = np.zeros((p, p))
    spread = point.curvature.covariances().variances()
    for j, one in enumerate(surface.design.components):
        places = surface.layout.places[one]
        told = 1 - spread[places[places >= 0]]
        out[j, j] = point.parameters[j] ** 2 / max(2 * np.sum(told**2), 1.0)
    _, told_of_location = surface.with_location(point)
    out[k:, k:] = np.linalg.inv(told_of_location + 1e-6 * np.eye(p - k))
    return out


def _capped(move: Floats, *, k: int) -> Floats:
    most = np.abs(move[:k]).max(initial=0)
    return move if most <= 0.6 else move * (0.6 / most)


def _higher(surface: Surface, point: Point, move: Floats, *, slope: Floats) -> Point | None:
    """Along ``move``, halved until the likelihood rises enough (Armijo)."""
    promised, noise = slope @ move, NOISE * abs(point.value)
    for halving in range(30):
        tried = point.parameters + move * 0.5**halving
        if not surface.in_order(tried):
            continue
        after = surface.at(tried, near=point.mode)
        if after.value >= point.value + 1e-4 * promised * 0.5**halving - noise:
            return after
    return None


def _updated(inverse: Floats, moved: Floats, turned: Floats) -> Floats:
    """The BFGS update of an inverse; skipped where the curvature condition does not hold."""
    met = moved @ turned
    if met <= 1e-10 * np.sqrt((moved @ moved) * (turned @ turned)):
        return inverse
    left = np.eye(moved.size) - np.outer(moved, turned) / met
    return np.asarray(left @ inverse @ left.T + np.outer(moved, moved) / met)


def _newton(information: Floats, slope: Floats) -> Floats:
    values, vectors = np.linalg.eigh(information)
    floor = max(1e-8 * np.abs(values).max(), 1e-8)
    return np.asarray(vectors @ ((vectors.T @ slope) / np.maximum(np.abs(values), floor)))


def _bends_down(information: Floats) -> bool:
    return bool(np.linalg.eigvalsh(information).min() > 0)


def _nudged(surface: Surface, point: Point, information: Floats) -> Point:
    """A Newton step; off a saddle, where a σ of 0 is a low point, by a small push."""
    k = surface.n_sigmas
    pushed = _newton(information, surface.gradient(point))
    low = (point.parameters[:k] == 0) & (np.diag(information)[:k] < 0)
    pushed[:k][low] = 0.1
    pushed = _capped(pushed, k=k)
    for halving in range(30):
        tried = point.parameters + pushed * 0.5**halving
        if surface.in_order(tried):
            after = surface.at(tried, near=point.mode)
            if low.any() or after.value >= point.value - 1e-9 * abs(point.value):
                return after
    return point
