"""How much was luck: how often as many applications end without an offer though nothing is wrong,
and how many more it takes. The seam between the shares of the funnel and the sums."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterword.cycle.funnel import RUNGS, Share
from afterword.cycle.pooled import Pool
from afterword.kit.charts import Bands, Chart, axis
from afterword.numerics.luck import (
    MOST,
    MoreNeeded,
    OfferChance,
    WithoutOffer,
    more_needed,
    offer_chance,
    without_offer,
)
from afterword.numerics.rates import Rate, rate

SEED = 20261123
FEWEST_SENT = 5
POINTS = 60
FAR = 2000


@dataclass(frozen=True)
class Luck:
    """Everything that the page of luck says; None where too little was sent."""

    sent: int
    offers: int
    program: str
    people: int
    usual: WithoutOffer
    own: WithoutOffer
    more: MoreNeeded
    chart: Chart

    @property
    def is_beyond(self) -> bool:
        """More than can be said: the shares allow for a number without end."""
        return self.more.estimate >= MOST


def luck(found: Sequence[Share], *, pool: Pool | None) -> Luck | None:
    """What luck had to do with it; nothing before five applications were sent."""
    sent = found[0].there
    if sent < FEWEST_SENT:
        return None
    rng = np.random.default_rng(SEED)
    usual = offer_chance(_starts(found), rng=rng)
    own = offer_chance([one.rate for one in found], rng=rng)
    more = more_needed(own)
    return Luck(
        sent, found[-1].advanced, pool.program if pool else "", len(pool.people) if pool else 0,
        without_offer(usual, applications=sent), without_offer(own, applications=sent),
        more, _chart(own, more),
    )  # fmt: skip


def _starts(found: Sequence[Share]) -> list[Rate]:
    """The shares before anything of one's own is known: the program's, or the public ones."""
    return [
        rate(0, 0, prior=one.others.prior if one.others else rung.public)
        for one, rung in zip(found, RUNGS, strict=True)
    ]


def _chart(chance: OfferChance, more: MoreNeeded) -> Chart:
    last = int(min(max(more.high * 1.1, more.estimate * 1.5, 20), FAR))
    shown = sorted({round(one) for one in np.linspace(0, last, POINTS)})
    none = [without_offer(chance, applications=one) for one in shown]
    spec: Bands = {
        "kind": "bands",
        "x": axis("more applications at your present shares", measure="number", end=last),
        "y": axis("chance of an offer", measure="percent", end=1),
        "steps": False,
        "series": [
            {
                "name": "an offer",
                "x": [float(one) for one in shown],
                "y": [round(1 - one.estimate, 4) for one in none],
                "low": [round(1 - one.high, 4) for one in none],
                "high": [round(1 - one.low, 4) for one in none],
            }
        ],
        "counts": {"label": "", "at": []},
    }
    rows = [
        (one, f"{1 - told.estimate:.0%} ({1 - told.high:.0%} to {1 - told.low:.0%})")
        for one, told in zip(shown, none, strict=True)
        if shown.index(one) % 6 == 0
    ]
    about = f"about {more.estimate:,}" if more.estimate < MOST else f"more than {MOST:,}"
    sentence = (
        f"At your present shares, an offer has come 8 times in 10 after {about} more applications."
    )
    return Chart("more", sentence, ("more applications", "chance of an offer"), rows, spec)
