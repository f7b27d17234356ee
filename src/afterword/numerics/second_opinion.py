"""The odds that another interviewer, with another question, lands on the other side of the line.

Everything unknown is integrated over: the candidate's ability and profile, who the other
interviewer would be and how strict, which question and how hard, the interview itself, thresholds
and σ. Given σ all of it is normal, and Φ of a normal is Φ again (docs/sums/second-opinion.md);
for the logit link Gauss–Hermite does the last integral; σ is a weighted sum over nodes.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, ndtr

from afterword.numerics.design import Places
from afterword.numerics.errors import NotCrossed
from afterword.numerics.mixture import bounds
from afterword.numerics.model import Component, Fit, Floats, Link
from afterword.numerics.places import Node
from afterword.numerics.ratings import Ratings
from afterword.numerics.uncertainty import Posterior

_POINTS, _WEIGHTS = np.polynomial.hermite_e.hermegauss(31)


@dataclass(frozen=True)
class Odds:
    """The chance that a next reading is at or above the line, and below it; of ``rated`` ratings.

    ``line`` is the lowest level (from 0) on the upper side. ``between`` bounds the chance itself:
    what it would be if the candidate, the strictness of the others, thresholds and σ were known, in
    95 of 100 worlds that these ratings allow. The chance is the mean over all of them.
    """

    above: float
    line: int
    rated: int
    between: tuple[float, float] = (0.0, 1.0)

    @property
    def below(self) -> float:
        return 1.0 - self.above

    def other_side(self, level: int) -> float:
        """The chance of the other side than the one this level is on."""
        return self.below if level >= self.line else self.above

    def other_side_between(self, level: int) -> tuple[float, float]:
        """The bounds of that chance."""
        low, high = self.between
        return (1.0 - high, 1.0 - low) if level >= self.line else self.between


def chance_below(threshold: float, *, mean: float, variance: float, link: Link) -> float:
    """P(rating below the threshold) when η is normal.

    By hand: a threshold of 1, a mean of 0 and a variance of 3 give Φ(1/√(1+3)) = Φ(.5) = .6915.
    """
    return float(_below(np.array([threshold - mean]), np.array([variance]), link=link)[0])


def _below(gap: Floats, variance: Floats, *, link: Link) -> Floats:
    """The same for a threshold so far above the mean, any shape."""
    if link == "probit":
        return np.asarray(ndtr(gap / np.sqrt(1 + variance)))
    chances = expit(gap[..., None] - np.sqrt(variance)[..., None] * _POINTS)
    return np.asarray(chances @ _WEIGHTS / _WEIGHTS.sum())


def second_opinion(
    posterior: Posterior,
    *,
    candidate: int,
    line: int,
    dimension: int = 0,
    interviewer: int | None = None,
    question: int | None = None,
) -> Odds:
    """Odds of a next rating of this candidate in this dimension.

    ``interviewer`` and ``question`` are those already met: the next ones are any others. Where
    there are no others, somebody new from the same population is taken. Raises NotCrossed.
    """
    met = (interviewer, question)
    asked = [None if one is None else np.array([one]) for one in met]
    return second_opinions(
        posterior, candidates=np.array([candidate]), line=line, dimension=dimension,
        interviewers=asked[0], questions=asked[1],
    )[0]  # fmt: skip


def second_opinions(
    posterior: Posterior,
    *,
    candidates: Places,
    line: int,
    dimension: int = 0,
    interviewers: Places | None = None,
    questions: Places | None = None,
) -> list[Odds]:
    """The same for many at once: codes (m,) of candidates and of whom and what each has met."""
    design = posterior.surface.design
    row = 0 if design.common else dimension
    at = _crossed(design.scale.table[row], line=line)
    nodes = [one for one in posterior.nodes if one.weight]
    looked = []
    for node in nodes:
        asked = _Asked(posterior, node, many=candidates.size)
        asked.add_own("candidate", candidates)
        asked.add_own("profile", candidates * design.ratings.n_dimensions + dimension)
        asked.add_new("interview")
        asked.add_other("interviewer", met=interviewers)
        asked.add_other("question", met=questions)
        looked.append(asked.gap_at(at))
    gaps, fresh = (np.array(one) for one in zip(*looked, strict=True))
    chances = _chances(gaps, fresh, np.array([one.weight for one in nodes]), link=design.link)
    return _told(chances, line=line, rated=_rated(design.ratings)[candidates])


def _told(chances: Floats, *, line: int, rated: Places) -> list[Odds]:
    """Odds from chances below the line with their bounds, (m, 3), and counts of ratings, (m,)."""
    return [
        Odds(1.0 - below, line, many, (1.0 - high, 1.0 - low))
        for (below, low, high), many in zip(chances.tolist(), rated.tolist(), strict=True)
    ]


def _chances(gaps: Floats, fresh: Floats, weights: Floats, *, link: Link) -> Floats:
    """Chances below the line with their bounds, (m, 3).

    ``gaps`` (nodes, m, 2) are mean and sd of the threshold less η, as far as both could be known;
    ``fresh`` (nodes, m) the variance that is new with every reading. Given a gap g the chance is
    Φ(g/√(1 + fresh)), so that bounds of the argument are bounds of the chance.
    """
    below = weights @ _below(gaps[..., 0], gaps[..., 1] ** 2 + fresh, link=link)
    shares, usual = weights / weights.sum(), weights @ fresh / weights.sum()
    ends = bounds(gaps / np.sqrt(1 + fresh)[..., None], shares)
    between = [_below(one * np.sqrt(1 + usual), usual, link=link) for one in ends]
    return np.stack([below, *between], axis=1)


def _crossed(thresholds: Places, *, line: int) -> int:
    """The threshold at the line. Raises NotCrossed where all ratings lie on one side of it."""
    if not 1 <= line <= thresholds.size or thresholds[line - 1] < 0:
        raise NotCrossed(line)
    return int(thresholds[line - 1])


def second_opinions_apart(
    fit: Fit,
    ratings: Ratings,
    *,
    candidates: Places,
    line: int,
    dimension: int = 0,
    interviewers: Places | None = None,
    questions: Places | None = None,
) -> list[Odds]:
    """The same from a fit alone: effects are taken as independent, σ and τ as known.

    For large data, where both hardly matter and there is no posterior to ask.
    """
    row = 0 if fit.components.common else dimension
    thresholds = fit.components.thresholds[row]
    _crossed(np.where(np.isfinite(thresholds), 0, -1), line=line)
    mean, variance = _own(fit, "candidate", candidates)
    offset, more = _own(fit, "profile", (candidates, dimension))
    severity, spread = _others(fit, "interviewer", met=interviewers)
    difficulty, wide = _others(fit, "question", met=questions)
    gap = thresholds[line - 1] - mean - offset + severity + difficulty
    fresh = spread + wide + fit.components.sigma("interview") ** 2
    known = np.stack(np.broadcast_arrays(gap, np.sqrt(variance + more)), axis=-1)
    chances = _chances(
        np.broadcast_to(known, (1, candidates.size, 2)),
        np.broadcast_to(fresh, (1, candidates.size)), np.ones(1), link=fit.components.link,
    )  # fmt: skip
    return _told(chances, line=line, rated=_rated(ratings)[candidates])


def _own(
    fit: Fit, component: Component, members: Places | tuple[Places, int]
) -> tuple[Floats, Floats]:
    """Means and variances of these members' effects."""
    effects = fit.effects.get(component)
    if effects is None:
        return np.zeros(1), np.full(1, fit.components.sigma(component) ** 2)
    return effects.mode[members], effects.sd[members] ** 2


def _others(fit: Fit, component: Component, *, met: Places | None) -> tuple[Floats, Floats]:
    """Means and variances of the effect of anyone but the member met, for each of those met."""
    if met is None:
        mean, variance = _anyone(fit, component, but=())
        return np.array([mean]), np.array([variance])
    whom, of = np.unique(met, return_inverse=True)
    each = np.array([_anyone(fit, component, but=(one,)) for one in whom])
    return each[of, 0], each[of, 1]


def _anyone(fit: Fit, component: Component, *, but: tuple[int, ...]) -> tuple[float, float]:
    """Mean and variance of the effect of anyone but these, as sure as beside thresholds that have
    moved along: what all of them share is held there."""
    effects = fit.effects.get(component)
    if effects is None:
        return 0.0, fit.components.sigma(component) ** 2
    modes, sds = (np.delete(one, but) for one in (effects.mode, effects.sd_given))
    if not modes.size:
        return 0.0, fit.components.sigma(component) ** 2
    return float(modes.mean()), float(modes.var() + np.mean(sds**2))


def _rated(ratings: Ratings) -> Places:
    """How many ratings each candidate has."""
    codes, many = ratings.candidate, ratings.count("candidate")
    return np.zeros(many, np.intp) if codes is None else np.bincount(codes, minlength=many)


class _Asked:
    """η of next ratings (m,) at one node: linear functions of u, and variance that is all new."""

    def __init__(self, posterior: Posterior, node: Node, *, many: int) -> None:
        self.node = node
        self.surface = posterior.surface
        self.weights = np.zeros((self.surface.layout.length, many))
        self.fresh = np.zeros(many)

    def _sigma(self, component: Component) -> float | None:
        names = self.surface.design.components
        if component not in names:
            return None
        return float(self.node.point.parameters[names.index(component)])

    def add_new(self, component: Component) -> None:
        """A member never met."""
        self.fresh += (self._sigma(component) or 0.0) ** 2

    def add_own(self, component: Component, members: Places) -> None:
        """These very members, (m,)."""
        sigma = self._sigma(component)
        if sigma is None:
            return
        places = self.surface.layout.places[component][members]
        seen = places >= 0
        self.fresh += np.where(seen, 0.0, sigma**2)
        self.weights[places[seen], np.flatnonzero(seen)] += sigma

    def add_other(self, component: Component, *, met: Places | None) -> None:
        """Anyone but the member met, each as likely: their mean, and the spread about it."""
        sigma = self._sigma(component)
        if sigma is None:
            return
        places = self.surface.layout.places[component]
        alike = np.full(self.fresh.size, -1) if met is None else met
        whom, of = np.unique(alike, return_inverse=True)
        shares, spread = self._others(places, whom)
        self.fresh += sigma**2 * spread[of]
        self.weights -= sigma * shares[:, of]

    def _others(self, places: Places, whom: Places) -> tuple[Floats, Floats]:
        """For each member met (-1: nobody): the others as weights on u, and their spread."""
        shares = np.zeros((self.surface.layout.length, whom.size))
        for column, one in enumerate(whom):
            others = np.delete(places, one) if one >= 0 else places
            seen = others[others >= 0]
            shares[seen, column] = 1 / max(seen.size, 1)
        mean, bent = self.node.mean, self.node.point.curvature
        of_mean = (shares * bent.solve(shares)).sum(axis=0)
        each = shares.T @ (self.node.variances + mean**2)
        spread = each - of_mean - (shares.T @ mean) ** 2
        return shares, np.where(shares.any(axis=0), spread, 1.0)

    def gap_at(self, at: int) -> tuple[Floats, Floats]:
        """Mean and sd, (m, 2), of the threshold less what of η could be known, and the variance of
        what could not, (m,)."""
        threshold, toward = self._threshold(at)
        mean = self.weights.T @ self.node.mean
        known = (self.weights * self.node.point.curvature.solve(self.weights)).sum(axis=0)
        turned: Floats = toward - self.weights.T @ self.node.by_location
        moved = ((turned @ self.node.location) * turned).sum(axis=1)
        return np.stack([threshold - mean, np.sqrt(np.maximum(known + moved, 0))], 1), self.fresh

    def _threshold(self, at: int) -> tuple[float, Floats]:
        toward = np.zeros(self.node.location.shape[0])
        toward[at] = 1.0
        return float(self.node.point.parameters[self.surface.n_sigmas + at]), toward
