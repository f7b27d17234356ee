"""A search seen whole: what its pictures say, remembered until something is written in it.

Counting ten thousand ways takes a second; the funnel, the luck and every step of a debrief show the
same counts. What is remembered holds counts, days and opaque names, and no word of the search; what
has no word in it is drawn once, too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import zip_longest
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import UUIDField
from django.template.loader import render_to_string

from afterword.cycle.models import Application, Cycle
from afterword.cycle.names import named
from afterword.cycle.paths import keys_of, paths_of
from afterword.cycle.pooled import pool_for, pool_key
from afterword.cycle.queries import there_in
from afterword.cycle.sankey import CameTo, came_to, sankey
from afterword.cycle.timeline import latest_told, timeline, told
from afterword.kit.charts import Bar, Bars, Chart, axis
from afterword.kit.drawing import drawn, filled_chart, hole, holes_in
from afterword.kit.prepared import Prepared
from afterword.kit.remembering import remembered
from afterword.kit.words import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from afterword.cycle.funnel import Share
    from afterword.cycle.luck import Luck
    from afterword.cycle.paths import Path


# Part of the state it is remembered in: change it with what is remembered, or how it is drawn.
SHAPE = 10


@dataclass(frozen=True)
class Pictures:
    """What is counted of one search. The chart of `days` has holes: see `days_of`."""

    sent: int
    came_to: CameTo
    streams: Chart | None
    shares: list[Share]
    conversion: Chart | None
    luck: Luck | None
    months: Chart | None
    days: Chart | None
    program: str
    people: int
    shares_drawn: str = ""  # both as pages show them
    luck_drawn: str = ""

    @property
    def starts_public(self) -> bool:
        """Too few of the program reached some stage, which starts from the public search."""
        return any(one.others is None for one in self.shares)


def pictures_of(cycle: Cycle, *, today: date, pooled: bool = True) -> Pictures:
    """What is counted of a search; from memory where neither it nor the program's pool changed.

    A pool is shared with the program's members: strangers see the pictures without it (`pooled`).
    """
    pool = _pool_now(cycle, today=today) if pooled else "alone"
    state = f"{SHAPE}:{cycle.revision}:{cycle.ended_on}:{today:%Y%m%d}:{pool}"
    name = f"cycle:pictures:{'pooled' if pooled else 'alone'}:{cycle.pk}"
    return remembered(name, state, lambda: _counted(cycle, today=today, pooled=pooled))


def _pool_now(cycle: Cycle, *, today: date) -> str:
    return sha256(pool_key(cycle.person, today=today).encode()).hexdigest()[:16]


def days_of(pictures: Pictures, *, person: UUID) -> Chart | None:
    """The ways that came furthest, day by day and by name: for their owner."""
    if pictures.days is None:
        return None
    return filled_chart(pictures.days, words_for(holes_in(pictures.days.drawn), person=person))


def words_for(holes: Iterable[str], *, person: UUID) -> dict[str, str]:
    """What belongs into these holes: how an application is called, and the site it was found on.

    Of this person's applications only: what somebody typed may look like a hole of another's.
    """
    names = [UUID(one) for one in dict.fromkeys(one.partition("-")[2] for one in holes)]
    words: dict[str, str] = {}
    for first in range(0, len(names), AT_ONCE):
        some = names[first : first + AT_ONCE]
        for pk, company, role, site in _called(person=person, **dict(zip_longest(GAPS, some))):
            words[f"application-{pk.hex}"], words[f"site-{pk.hex}"] = named(company, role), site
    return words


AT_ONCE = 48
GAPS = tuple(f"pk_{at}" for at in range(AT_ONCE))
_called = Prepared(
    lambda person, **some: Application.objects.filter(
        pk__in=list(some.values()), cycle__person=person
    ).values_list("pk", "company", "role", "source_words"),
    person=UUIDField(),
    **{name: UUIDField() for name in GAPS},
)


def _counted(cycle: Cycle, *, today: date, pooled: bool) -> Pictures:
    from afterword.cycle import funnel, luck  # slow: numpy and scipy

    pool = pool_for(cycle.person, today=today) if pooled else None
    applications = there_in(cycle)
    paths, keys = paths_of(applications, today=today), keys_of(applications)
    shares = funnel.shares(paths, pool=pool)
    program = pool.program if pool else ""
    counted = Pictures(
        sent=len(paths),
        came_to=came_to(paths),
        streams=_drawn(sankey(paths)),
        shares=shares,
        conversion=funnel.conversion(shares, program=program) if paths else None,
        luck=luck.luck(shares, pool=pool),
        months=_drawn(_months(paths)),
        days=_drawn(_days(paths, keys, today=today)),
        program=program,
        people=len(pool.people) if pool else 0,
    )
    shown = {"pictures": counted, "cycle": cycle, "mentor": not pooled}
    return replace(
        counted,
        shares_drawn=render_to_string("cycle/shares.html", shown) if paths else "",
        luck_drawn=render_to_string("cycle/luck_words.html", shown) if counted.luck else "",
    )


def _days(paths: Sequence[Path], keys: Sequence[UUID], *, today: date) -> Chart | None:
    latest = latest_told(paths)
    names = [hole("application", keys[place]) for place in latest]
    shown = [paths[place] for place in latest]
    return timeline(shown, names, told=told(paths), today=today)


def _drawn(chart: Chart | None) -> Chart | None:
    return drawn(chart) if chart else None


def _months(paths: Sequence[Path]) -> Chart | None:
    """How many went out and how many first answers came, month by month."""
    sent = Counter(one.applied_on.replace(day=1) for one in paths if one.applied_on)
    heard = Counter(one.answered_on.replace(day=1) for one in paths if one.answered_on)
    months = sorted({*sent, *heard})
    if not months:
        return None
    bars: list[Bar] = [
        {"label": f"{one:%B %Y}", "note": f"{sent[one]} sent, {_answers(heard[one])}",
         "value": sent[one]}
        for one in months
    ]  # fmt: skip
    spec: Bars = {
        "kind": "bars",
        "x": axis("sent", measure="number", end=max(sent.values(), default=1)),
        "rows": bars,
    }
    rows = [(f"{one:%B %Y}", sent[one], heard[one]) for one in months]
    return Chart("months", _pace(sent, heard), ("month", "sent", "first answers"), rows, spec)


def _answers(count: int) -> str:
    return plural(count, "first answer")


def _pace(sent: Counter[date], heard: Counter[date]) -> str:
    busiest = max(sent, key=lambda one: (sent[one], one), default=None)
    if busiest is None:
        return f"{_answers(heard.total())} came; when the applications went out is not noted."
    most = f"most of them in {busiest:%B %Y} ({sent[busiest]})" if len(sent) > 1 else (
        f"all in {busiest:%B %Y}"
    )  # fmt: skip
    return f"{sent.total()} went out on a known day, {most}; {_answers(heard.total())} came."
