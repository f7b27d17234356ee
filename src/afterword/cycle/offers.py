"""Offers side by side: what each says, beside what would make it right. Words, and no sums."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Case, FilteredRelation, Prefetch, Q, QuerySet, UUIDField, When

from afterword.cycle.enums import Outcome, Stage, WishKind
from afterword.cycle.models import Application, Cycle, Offer, Wish
from afterword.kit.prepared import Prepared

STANDS = (Outcome.OPEN, Outcome.ACCEPTED, Outcome.DECLINED)  # in the order in which they are shown


@dataclass(frozen=True)
class Compared:
    """One part of what matters: what would make it right, and what each offer says of it."""

    label: str
    wish: str
    said: tuple[tuple[Application, str], ...]


def with_offers(applications: QuerySet[Application]) -> list[Application]:
    """Those that came to an offer, with what was written down of it; open ones first."""
    kept = Prefetch("offers", Offer.objects.filter(taken_back_at=None), to_attr="kept_offers")
    came = applications.filter(stage=Stage.OFFER, outcome__in=STANDS)
    rows = came.prefetch_related(kept).order_by("company_key", "pk")
    return sorted(rows, key=lambda one: STANDS.index(Outcome(one.outcome)))


class Decided(NamedTuple):
    """An application that came to an offer, and what was made of the decision."""

    company: str
    role: str
    outcome: str
    because: str
    gave_up: str
    next_time: str


_decided = Prepared(
    lambda cycle: (
        Application.objects.filter(
            cycle=cycle, taken_back_at=None, stage=Stage.OFFER, outcome__in=STANDS
        )
        .annotate(
            at=Case(*(When(outcome=one, then=at) for at, one in enumerate(STANDS))),
            kept=FilteredRelation("offers", condition=Q(offers__taken_back_at=None)),
        )
        .order_by("at", "company_key", "pk")
        .values_list(
            "company", "role", "outcome", "kept__because", "kept__gave_up", "kept__next_time"
        )
    ),
    cycle=UUIDField(),
)


def first_offers(cycle: Cycle, *, most: int) -> list[Decided]:
    """The first of a cycle, in the order of `with_offers`, and what was decided."""
    return [
        Decided(company, role, outcome, *(one or "" for one in words))
        for company, role, outcome, *words in _decided(cycle=cycle.pk)[:most]
    ]


def wishes_in_order(wishes: QuerySet[Wish]) -> list[Wish]:
    """Those that say something, in the order in which they are asked for."""
    there = wishes.exclude(text="")
    return sorted(there, key=lambda one: WishKind.values.index(one.kind))


def offer_of(application: Application) -> Offer:
    """What is written down of it; an empty one, not kept, where nothing is."""
    kept: Sequence[Offer] | None = getattr(application, "kept_offers", None)
    if kept is None:
        kept = list(application.offers.filter(taken_back_at=None))
    return kept[0] if kept else Offer(application=application)


def side_by_side(applications: Sequence[Application], wishes: Iterable[Wish]) -> list[Compared]:
    """Part by part, in the order in which the person was asked what would make it right."""
    wished: Mapping[str, str] = {one.kind: one.text for one in wishes}
    return [
        Compared(
            kind.label,
            wished.get(kind, ""),
            tuple((one, getattr(offer_of(one), kind)) for one in applications),
        )
        for kind in WishKind
    ]


def answer_by(applications: Iterable[Application]) -> list[tuple[Application, date]]:
    """Until when each open one wants an answer, the first first."""
    days = [(one, offer_of(one).answer_by) for one in applications if one.outcome == Outcome.OPEN]
    return sorted(
        ((one, day) for one, day in days if day), key=lambda both: (both[1], both[0].company)
    )
