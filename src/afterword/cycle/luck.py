"""How much was luck: how often as many applications end without an offer though nothing is wrong,
and how many more it takes. The seam between the shares of the funnel and the sums."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from afterword.cycle.funnel import RUNGS, Share
from afterword.cycle.pooled import Pool
from afterword.kit.charts import Bands, Chart, axis
from afterword.kit.numbers import counted, in_100
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
    usual_chart: Chart
    more_chart: Chart
    is_mixed: bool  # too few of the program reached some stage: there it starts from the public one

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
        more, _usual_chart(usual, sent=sent), _more_chart(own, more),
        bool(pool) and any(one.others is None for one in found),
    )  # fmt: skip


def _starts(found: Sequence[Share]) -> list[Rate]:
    """The shares before anything of one's own is known: the program's, or the public ones."""
    return [
        rate(0, 0, prior=one.others.prior if one.others else rung.public)
        for one, rung in zip(found, RUNGS, strict=True)
    ]


def _usual_chart(chance: OfferChance, *, sent: int) -> Chart:
    """How many are still without an offer after so many applications, though nothing is wrong."""
    last = 2 * sent
    sends = "application" if sent == 1 else "applications"
    shown = _spread(last, sent)
    none = [without_offer(chance, applications=one) for one in shown]
    so_far, later = (in_100(none[shown.index(one)].estimate) for one in (sent, last))
    return Chart(
        "without",
        f"After {sent:,} {sends} {so_far} of 100 such people are still without an offer; "
        f"after {last:,} it is {later}.",
        ("applications", "without an offer"),
        _rows(shown, none, sent, last),
        _curve("applications", last, "without an offer", "no offer yet", shown, none),
    )


def _more_chart(chance: OfferChance, more: MoreNeeded) -> Chart:
    """How likely an offer is after so many more."""
    last = int(min(max(more.high * 1.1, more.estimate * 1.5, 20), FAR))
    shown = _spread(last)
    offer = [_turned(without_offer(chance, applications=one)) for one in shown]
    about = f"about {counted(more.estimate)}" if more.estimate < MOST else counted(MOST)
    return Chart(
        "more",
        f"At your present shares, an offer has come 8 times in 10 after {about} more applications.",
        ("more applications", "chance of an offer"),
        _rows(shown, offer),
        _curve("more applications at your present shares", last, "chance of an offer", "an offer",
               shown, offer),
    )  # fmt: skip


def _spread(last: int, *among: int) -> list[int]:
    return sorted({*among, *(round(one) for one in np.linspace(0, last, POINTS))})


def _turned(none: WithoutOffer) -> WithoutOffer:
    """The chance of an offer from that of none."""
    return replace(none, estimate=1 - none.estimate, low=1 - none.high, high=1 - none.low)


def _rows(shown: Sequence[int], told: Sequence[WithoutOffer], *among: int) -> list[tuple[int, str]]:
    """Every sixth of them, and those that are spoken of."""
    return [
        (one, f"{it.estimate:.0%} ({it.low:.0%} to {it.high:.0%})")
        for place, (one, it) in enumerate(zip(shown, told, strict=True))
        if place % 6 == 0 or one in among
    ]


def _curve(
    across: str, last: int, up: str, name: str, shown: Sequence[int], told: Sequence[WithoutOffer]
) -> Bands:
    return {
        "kind": "bands",
        "x": axis(across, measure="number", end=last),
        "y": axis(up, measure="percent", end=1),
        "steps": False,
        "series": [
            {
                "name": name,
                "x": [float(one) for one in shown],
                "y": [round(one.estimate, 4) for one in told],
                "low": [round(one.low, 4) for one in told],
                "high": [round(one.high, 4) for one in told],
            }
        ],
        "counts": {"label": "", "at": []},
    }
