"""How often "I guessed it was me" later turned out otherwise: one's own count, and others' pooled.

What was told or heard counts whenever it came. A newer guess, or a look back, counts from a week
on: before that it is a second thought and not something that turned out.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, floor
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet

from afterword.cycle.circles import counted_together
from afterword.cycle.enums import Control, Known, Pooled
from afterword.cycle.models import Application, HindsightAnswer, Reason
from afterword.cycle.pooled import FEWEST, programs_joined_by
from afterword.kit.models import OLDEST_FIRST
from afterword.numerics.clustered import ClusteredShare, clustered_share
from afterword.people.models import Person, Program

LATER = timedelta(days=7)
NEVER_STOOD = Q(taken_back_in__isnull=False) & Q(taken_back_in=F("added_in"))  # undone


@dataclass(frozen=True)
class Guesses:
    """Of endings that were first guessed to be one's own doing: what is known of them now."""

    otherwise: int  # it lay outside one's control
    confirmed: int
    waiting: int  # nothing more is known yet

    @property
    def settled(self) -> int:
        return self.otherwise + self.confirmed


@dataclass(frozen=True)
class PooledGuesses:
    """What people of a program found, together: in whole tenths, so that no sum can be told."""

    program: str
    estimate: float
    low: float
    high: float
    people: int  # who share, whether or not anything turned out for them


def guesses_in(applications: QuerySet[Application]) -> Guesses:
    """Count the guesses of these applications, which their reader may see."""
    return _counted([_turned_out(one) for one in _blamed(applications)])


def _counted(turned_out: Iterable[str]) -> Guesses:
    found = Counter(turned_out)
    return Guesses(found[Control.OUTSIDE], found[Control.WITHIN], found[Control.UNCLEAR])


def _blamed(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Those of which somebody guessed at themselves, with all that was said of them since."""
    stood = Reason.objects.exclude(NEVER_STOOD).order_by("noted_at", *OLDEST_FIRST)
    answers = HindsightAnswer.objects.filter(taken_back_at=None).exclude(control="")
    blamed = applications.filter(
        reasons__known=Known.GUESSED, reasons__control=Control.WITHIN
    ).distinct()  # fmt: skip
    return blamed.prefetch_related(
        Prefetch("reasons", stood, to_attr="every_reason"),
        Prefetch("hindsight_answers", answers, to_attr="answers_now"),
    )


def _turned_out(one: Application) -> str:
    """Whose hands it was in, as far as is known; "" where it was never guessed to be oneself."""
    reasons: list[Reason] = one.every_reason  # type: ignore[attr-defined]  # see guesses_in
    answers: list[HindsightAnswer] = one.answers_now  # type: ignore[attr-defined]  # see above
    first = next((r for r in reasons if r.known == Known.GUESSED), None)
    if first is None or first.control != Control.WITHIN:
        return ""
    standing = [r for r in reasons if r.taken_back_at is None and r.pk != first.pk]
    told = [r for r in standing if r.known != Known.GUESSED]
    views = [r for r in standing if r.known == Known.GUESSED]
    since = first.noted_at + LATER
    seen: list[Reason | HindsightAnswer] = [r for r in views if r.noted_at >= since]
    seen += [a for a in answers if a.noted_at >= since]
    return _latest(told) or _latest(seen) or Control.UNCLEAR.value


def _latest(views: Iterable[Reason | HindsightAnswer]) -> str:
    clear = [one for one in views if one.control != Control.UNCLEAR]
    newest: Reason | HindsightAnswer | None = max(clear, key=_noted, default=None)
    return newest.control if newest else ""


def _noted(one: Reason | HindsightAnswer) -> datetime:
    return one.noted_at


def pooled_guesses(person: Person) -> PooledGuesses | None:
    """What the person's programs share with them: of the one where most do, or nothing."""
    found = [_pooled(program) for program in programs_joined_by(person)]
    there = [one for one in found if one]
    return max(there, key=lambda one: one.people, default=None)


def _pooled(program: Program) -> PooledGuesses | None:
    """The same for whoever reads, who may be in it: two readers have nothing to subtract.

    Who counts is settled by circles, before it is known what their guesses came to.
    """
    people = counted_together(program, Pooled.GUESSES)
    told = [one for one in _of_each(people) if one.settled]
    if len(told) <= FEWEST:
        return None
    share = clustered_share([one.otherwise for one in told], [one.settled for one in told])
    return PooledGuesses(program.name, *_in_tenths(share), len(people))


def _in_tenths(share: ClusteredShare) -> tuple[float, float, float]:
    """The share, and its interval widened to whole tenths."""
    return round(share.estimate, 1), floor(share.low * 10) / 10, ceil(share.high * 10) / 10


def _of_each(people: Sequence[UUID]) -> list[Guesses]:
    """The counts of each, in their order; as many queries for fifty as for five."""
    theirs = Application.objects.filter(cycle__person__in=people, taken_back_at=None)
    found: dict[UUID, list[str]] = {one: [] for one in people}
    for one in _blamed(theirs).select_related("cycle"):
        found[one.cycle.person_id].append(_turned_out(one))
    return [_counted(found[one]) for one in people]
