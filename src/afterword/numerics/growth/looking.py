"""Growth: how each candidate's ability moves from hour to hour, and how sure that is.

    η = θ_c + γ_c x_v + δ_cd + ν_v − s_i − b_q,    γ_c normal about μ with σ_γ

x counts a candidate's hours from the middle one (…, −1, 0, 1, …), so that θ is where they are half
way and only what changes within a person counts as growth. Thresholds and the other σ are those of
the fit; σ_ν is found anew, for what growth made unlike it had taken for good and bad days.
Severities and difficulties move along: an interviewer who only ever came last looks like growth.
docs/sums/growth.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.interpolate import CubicSpline

from afterword.numerics.alone import on_one_thread
from afterword.numerics.design import Places
from afterword.numerics.errors import Refused
from afterword.numerics.growth.blocks import blocks_of, shared_of
from afterword.numerics.growth.hours import Hours, hours_of
from afterword.numerics.growth.saying import Said, said
from afterword.numerics.growth.settling import Scales, Settled, settled
from afterword.numerics.mixture import bounds, moments
from afterword.numerics.model import Fit, Floats, Interval, Z
from afterword.numerics.ratings import Ratings

FEWEST_CANDIDATES = 4
FEWEST_HOURS = 3
LEAST, MOST = 0.01, 2.0  # of σ_γ, an hour
COARSE, FINE = 10, 9
STEP = 0.3  # of log σ_ν, between three places whose peak is a parabola's
FLOOR = 0.03  # a σ_ν below is nothing
MOST_TRIED = 6
MOST_SHARED = 1_000  # interviewers and questions: one dense matrix of them, a hundred times
MOST_HOURS = 60
OF_MEAN = 1.0  # prior sd of μ: a program's mean moves by less an hour than chance moves a rating
LOW = 0.025


class TooFewHours(Refused):
    def __init__(self, there: int) -> None:
        super().__init__(
            f"Growth takes {FEWEST_CANDIDATES} candidates with {FEWEST_HOURS} interviews each, one "
            f"after the other; there {'is' if there == 1 else 'are'} {there or 'none'}."
        )


class TooManyForGrowth(Refused):
    def __init__(self, there: int) -> None:
        super().__init__(
            f"Growth moves along with each interviewer and question, and {there:,} of them are too "
            f"many: it takes up to {MOST_SHARED:,}. Take a year or a program of these ratings."
        )


@dataclass(frozen=True, eq=False)
class Growth:
    """What grew, an hour: on the latent scale, with 95 % intervals.

    ``mean`` is μ, ``spread`` is σ_γ. ``rate``, ``sd``, ``low``, ``high`` and ``hours`` are of each
    candidate (C,); of somebody with one hour it is what others say. ``place`` (V,) is where each
    interview stands among its candidate's, from 0. ``at`` is what an interviewer and a question of
    mean strictness would have seen in each interview, ``trend`` the same without its good or bad
    day: (V, 2) each, estimate and sd. ``known`` is the sd of what is known of somebody's growth
    before they are seen.
    """

    mean: Interval
    spread: Interval
    rate: Floats
    sd: Floats
    low: Floats
    high: Floats
    hours: Places
    place: Places
    at: Floats
    trend: Floats
    known: float

    def hours_needed(self, candidate: int, change: float) -> int | None:
        """After how many hours a change as large between a candidate's first and last would show:
        when half its 95 % interval is no wider. None where MOST_HOURS do not do it.

        Hours to come tell as much as those so far: 1/sd² = 1/known² + Σx²/h, Σx² = n(n² − 1)/12.
        By hand: nothing known and h = 1, 12 hours: Σx² = 143, so γ has sd 1/√143 = .084 and the
        change over 11 steps .92.
        """
        held = int(self.hours[candidate])
        so_far = 1 / self.sd[candidate] ** 2 - 1 / self.known**2
        if held < 2 or so_far <= 0:
            return None
        each = so_far / _squares(held)
        for n in range(held, MOST_HOURS + 1):
            sd = (n - 1) / np.sqrt(1 / self.known**2 + _squares(n) * each)
            if Z * sd <= change:
                return n
        return None


def _squares(n: int) -> float:
    """Σx² of n hours counted from the middle."""
    return n * (n * n - 1) / 12


@on_one_thread
def growth_of(ratings: Ratings, fit: Fit, when: ArrayLike) -> Growth:
    """Growth beside a fit; ``when`` orders interviews, (V,), by any numbers.

    Without interviews in the ratings each rating is one, (N,). Raises TooFewHours or
    TooManyForGrowth.
    """
    hours = hours_of(ratings, np.asarray(when, float))
    enough = int((hours.held >= FEWEST_HOURS).sum())
    if enough < FEWEST_CANDIDATES:
        raise TooFewHours(enough)
    judged = ratings.count("interviewer") + ratings.count("question")
    if judged > MOST_SHARED:
        raise TooManyForGrowth(judged)
    looking = _Looking(ratings, fit, hours)
    spread, places = looking.spread()
    return _summed(hours, spread, [looking.said(one) for one in places])


class _Looking:
    """Where σ_γ and σ_ν are looked at: each place starts from where the last one ended."""

    def __init__(self, ratings: Ratings, fit: Fit, hours: Hours) -> None:
        self.fit, self.hours = fit, hours
        self.shared = shared_of(ratings, fit, of_mean=OF_MEAN)
        self.blocks = blocks_of(ratings, fit, hours, self.shared)
        self.log_nu = np.log(max(fit.components.sigma("interview"), 2 * FLOOR))
        self.last: Settled | None = None

    def spread(self) -> tuple[Interval, Floats]:
        """σ_γ, and FINE places of it that are as likely.

        The logarithm of its posterior is smooth: looked at in a few places it is known between. The
        estimate is where the likelihood is largest; where 0 is as likely its lower bound is 0.
        """
        coarse, fine = np.geomspace(LEAST, MOST, COARSE), np.geomspace(LEAST, MOST, 2_000)
        looked = [self.said(one) for one in coarse]
        likelihood, posterior = (
            CubicSpline(np.log(coarse), [getattr(one, name) for one in looked])(np.log(fine))
            for name in ("log_likelihood", "log_posterior")
        )
        below = np.cumsum(np.exp(posterior - posterior.max()) * fine)
        below /= below[-1]
        low, high = np.interp([LOW, 1 - LOW], below, fine).tolist()
        best = int(likelihood.argmax())
        estimate = float(fine[best]) if best else 0.0
        at_zero = 2 * (likelihood[best] - likelihood[0]) < Z**2
        spread = Interval(estimate, None, 0.0 if at_zero else low, max(high, estimate))
        shares = (np.arange(FINE) + 0.5) / FINE
        return spread, np.asarray(np.interp(shares, below, fine))

    def said(self, gamma: float) -> Said:
        """What a σ_γ says, with the σ_ν under which the ratings are likeliest."""
        one = self._likeliest(float(gamma))
        return said(one, candidates=self.hours.held.size, interviews=self.hours.of.size)

    def _likeliest(self, gamma: float) -> Settled:
        """By parabolas in the logarithm of σ_ν."""
        if "interview" not in self.fit.effects:
            return self._at(gamma, -np.inf)
        for _ in range(MOST_TRIED):
            low, middle, high = (
                self._at(gamma, self.log_nu + step).log_likelihood for step in (-STEP, 0.0, STEP)
            )
            bend = low - 2 * middle + high
            away = 0.5 * STEP * (low - high) / bend if bend < 0 else np.sign(high - low) * 2 * STEP
            away = float(np.clip(away, -2 * STEP, 2 * STEP))
            self.log_nu = max(self.log_nu + away, np.log(FLOOR))
            if abs(away) < STEP or self.log_nu == np.log(FLOOR):
                break
        return self._at(gamma, self.log_nu)

    def _at(self, gamma: float, log_nu: float) -> Settled:
        scales = Scales.of(self.fit, gamma=gamma, nu=float(np.exp(log_nu)))
        near = None if self.last is None else self.last.place
        self.last = settled(self.blocks, self.shared, scales, near=near)
        return self.last


def _summed(hours: Hours, spread: Interval, nodes: Sequence[Said]) -> Growth:
    alike = np.full(len(nodes), 1 / len(nodes))

    def each(name: str) -> Floats:
        return np.array([getattr(one, name) for one in nodes])

    rates, means = each("rate"), each("mean")[:, None, :]
    (rate, sd), (low, high) = moments(rates, alike), bounds(rates, alike)
    (mean, error), (least, most) = moments(means, alike), bounds(means, alike)
    at, trend = (np.stack(moments(each(name), alike), axis=1) for name in ("at", "trend"))
    known = float(np.sqrt(np.mean(each("gamma") ** 2) + error[0] ** 2))
    return Growth(
        mean=Interval(float(mean[0]), float(error[0]), float(least[0]), float(most[0])),
        spread=spread, rate=rate, sd=sd, low=low, high=high, hours=hours.held, place=hours.place,
        at=at, trend=trend, known=known,
    )  # fmt: skip
