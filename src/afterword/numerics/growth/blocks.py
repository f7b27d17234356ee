"""What each candidate's ratings are made of, as rows of a design: candidates with as many hours lie
in one block, so that the sums over all of them are a few products of small arrays."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from afterword.numerics.design import Places
from afterword.numerics.growth.hours import Hours
from afterword.numerics.link import FAR
from afterword.numerics.model import Component, Components, Fit, Floats
from afterword.numerics.ratings import Ratings

MOST_CELLS = 4_000_000
JUDGED: tuple[Component, ...] = ("interviewer", "question")


@dataclass(frozen=True, eq=False)
class Shared:
    """What candidates share: μ, then severities, then difficulties, then one that is nobody's.

    ``scale`` (r,) are their σ; ``average`` (r,) weighs them so that their sum is what a mean
    interviewer and a mean question here take off.
    """

    scale: Floats
    average: Floats
    codes: Places  # (k, N): of each rating's interviewer and question

    @property
    def size(self) -> int:
        return self.scale.size


def shared_of(ratings: Ratings, fit: Fit, *, of_mean: float) -> Shared:
    """Those of a fit; ``of_mean`` is the prior sd of μ."""
    scale, average, codes, at = [np.array([of_mean])], [np.zeros(1)], [], 1
    for one in (one for one in JUDGED if one in fit.effects):
        many, sigma = fit.effects[one].mode.size, fit.components.sigma(one)
        scale.append(np.full(many, sigma))
        average.append(np.full(many, -sigma / many))
        codes.append(ratings.facets[one].astype(np.intp) + at)  # type: ignore[index]  # a facet too
        at += many
    nobody = [np.zeros(1)]
    of_each = np.array(codes, np.intp).reshape(len(codes), ratings.n)
    return Shared(np.concatenate(scale + nobody), np.concatenate(average + nobody), of_each)


@dataclass(frozen=True, eq=False)
class Block:
    """c candidates with V hours and up to R ratings each.

    ``own`` (c, R, m) are the columns of what is the candidate's: θ, γ (x), δ by dimension, ν by
    hour; ``met`` (c, R, L) those of what each shares with others: μ (x), whom and what they met,
    found in the shared ones at ``ids`` (c, L). ``upper`` and ``lower`` (c, R) are the ends of each
    rating's cell; beyond the ratings a candidate has they are so far that they say nothing.
    """

    candidates: Places
    interviews: Places
    upper: Floats
    lower: Floats
    own: Floats
    met: Floats
    ids: Places
    profile: int

    @property
    def hours(self) -> int:
        return int(self.interviews.shape[1])

    @property
    def x(self) -> list[float]:
        """x of each hour, the same for all of them."""
        return [place - (self.hours - 1) / 2 for place in range(self.hours)]


def blocks_of(ratings: Ratings, fit: Fit, hours: Hours, shared: Shared) -> list[Block]:
    """All candidates with a rating, in blocks of as many hours."""
    making = _Making(ratings, fit, hours, shared)
    return [
        making.block(some)
        for many in np.unique(hours.held[hours.held > 0])
        for some in making.parts(np.flatnonzero(hours.held == many))
    ]


def _ends(ratings: Ratings, components: Components) -> tuple[Floats, Floats]:
    """The thresholds that each rating lies between, FAR where there is none."""
    taus = np.clip(components.thresholds, -FAR, FAR)
    far = np.full((len(taus), 1), FAR)
    edges = np.hstack([-far, taus, far])
    rows = 0 if ratings.dimension is None else ratings.dimension
    return edges[rows, ratings.level + 1], edges[rows, ratings.level]


class _Making:
    """Ratings in the order of candidates and hours, and what each shares."""

    def __init__(self, ratings: Ratings, fit: Fit, hours: Hours, shared: Shared) -> None:
        self.hours, self.shared = hours, shared
        self.order = np.lexsort((hours.place[hours.at], hours.of[hours.at]))
        whose = hours.of[hours.at][self.order]
        self.starts = np.searchsorted(whose, np.arange(hours.held.size + 1))
        self.upper, self.lower = _ends(ratings, fit.components)
        self.profile = ratings.n_dimensions if "profile" in fit.effects else 0
        none = np.zeros(ratings.n, np.intp)
        self.dimension = none if ratings.dimension is None else ratings.dimension

    def parts(self, candidates: Places) -> Iterator[Places]:
        """Candidates in parts of as many as their arrays may take."""
        ratings = int((self.starts[candidates + 1] - self.starts[candidates]).max())
        each = max(MOST_CELLS // (ratings * (ratings + self.profile + 16)), 1)
        for begin in range(0, candidates.size, each):
            yield candidates[begin : begin + each]

    def block(self, some: Places) -> Block:
        size = self.starts[some + 1] - self.starts[some]
        inside = np.arange(size.max()) < size[:, None]
        c, r = np.nonzero(inside)
        n = self.order[self.starts[some][c] + r]
        hour, many = self.hours.at[n], int(self.hours.held[some[0]])
        place, x = self.hours.place[hour], self.hours.x[hour]
        own = np.zeros((*inside.shape, 2 + self.profile + many))
        own[c, r, 0], own[c, r, 1], own[c, r, 2 + self.profile + place] = 1.0, x, 1.0
        if self.profile:
            own[c, r, 2 + self.dimension[n]] = 1.0
        interviews = np.zeros((some.size, many), np.intp)
        interviews[c, place] = hour
        upper, lower = np.full(inside.shape, FAR), np.full(inside.shape, -FAR)
        upper[c, r], lower[c, r] = self.upper[n], self.lower[n]
        met, ids = self._met(inside.shape, c, r, n, x)
        return Block(some, interviews, upper, lower, own, met, ids, self.profile)

    def _met(
        self, shape: tuple[int, ...], c: Places, r: Places, n: Places, x: Floats
    ) -> tuple[Floats, Places]:
        """Columns of μ and of everybody and everything a candidate met, each once."""
        size = self.shared.size
        keys = c * size + self.shared.codes[:, n]
        different, local = np.unique(keys, return_inverse=True)
        whose = different // size
        at = np.arange(different.size) - np.searchsorted(whose, whose) + 1
        ids = np.full((shape[0], int(at.max(initial=0)) + 1), size - 1)
        ids[:, 0], ids[whose, at] = 0, different % size
        met = np.zeros((*shape, ids.shape[1]))
        met[c, r, 0] = x
        for row in local.reshape(keys.shape):
            met[c, r, at[row]] = -1.0
        return met, ids
