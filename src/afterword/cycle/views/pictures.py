"""What the silence means, where the search went, how much was luck."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from afterword.cycle import access, queries
from afterword.cycle.enums import Outcome, Stage
from afterword.cycle.models import Application, Cycle
from afterword.cycle.paths import paths_of, watched
from afterword.cycle.pooled import Pool, pool_for
from afterword.cycle.remembered import days_of, pictures_of
from afterword.cycle.views.doorways import cycle_shown, person_of
from afterword.people.middleware import ViewerRequest

LISTED = 20


@require_safe
def silence(request: ViewerRequest) -> HttpResponse:
    """How likely is an answer still, and which?"""
    # Imported when the page is asked for: numpy and scipy would double what starting takes.
    from afterword.cycle.silence import silence as learnt

    cycle, today = cycle_shown(request), timezone.localdate()
    if cycle is None:
        return redirect("cycle:board")
    waiting = _waiting(request, cycle)
    days = [_days(one, today) for one in waiting]
    listed = waiting[:LISTED]
    mine = access.own_applications(request.viewer)
    paths = paths_of(mine, today=today)
    found = learnt(
        paths,
        open_days=days,
        pool=_pool(request, today),
        asked=[_days(one, today) for one in listed],
    )
    rows = [(one, _days(one, today), found.chances.get(_days(one, today))) for one in listed]
    until = watched(_in(request, cycle), today=today)
    context = {
        "cycle": cycle,
        "found": found,
        "rows": rows,
        "tells": any(chance and chance.is_known for _, _, chance in rows),
        "watched": until if until < today and not cycle.ended_on else None,
        "waiting": len(waiting),
        "longest": days[0] if days else 0,
        "shortest": days[-1] if days else 0,
    }
    return render(request, "cycle/silence.html", context)


def _waiting(request: ViewerRequest, cycle: Cycle) -> list[Application]:
    """Open ones, sent on a known day, of which nothing was heard; longest first."""
    mine = _in(request, cycle)
    silent = mine.filter(stage=Stage.APPLIED, outcome=Outcome.OPEN, answer="", put_away=False)
    return list(silent.exclude(applied_on=None).order_by("applied_on", "pk").only(*queries.SHOWN))


def _in(request: ViewerRequest, cycle: Cycle) -> QuerySet[Application]:
    return access.own_applications(request.viewer).filter(cycle=cycle)


def _days(one: Application, today: date) -> int:
    return max((today - one.applied_on).days, 0) if one.applied_on else 0


def _pool(request: ViewerRequest, today: date) -> Pool | None:
    return pool_for(person_of(request), today=today)


@require_safe
def funnel(request: ViewerRequest) -> HttpResponse:
    """Where did my applications go?"""
    cycle, today = cycle_shown(request), timezone.localdate()
    if cycle is None:
        return redirect("cycle:board")
    pictures = pictures_of(cycle, today=today)
    context = {
        "cycle": cycle,
        "pictures": pictures,
        "days": days_of(pictures, person=cycle.person_id),
    }
    return render(request, "cycle/funnel.html", context)


@require_safe
def luck(request: ViewerRequest) -> HttpResponse:
    """How much was luck, and how many more does it take?"""
    cycle = cycle_shown(request)
    if cycle is None:
        return redirect("cycle:board")
    pictures = pictures_of(cycle, today=timezone.localdate())
    return render(request, "cycle/luck.html", {"cycle": cycle, "pictures": pictures})
