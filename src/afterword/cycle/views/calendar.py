"""The calendar of a search, and its secret address for other calendars."""

from calendar import Calendar as Weeks
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Max, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from afterword.cycle import access, actions
from afterword.cycle.calendar import (
    Entry,
    by_day,
    calendar_file,
    event_entry,
    follow_up_entry,
    interview_entry,
    offer_entry,
)
from afterword.cycle.models import CompanyInterview, Event, Feed, Offer
from afterword.cycle.queries import on_days, to_answer
from afterword.cycle.views.doorways import person_of
from afterword.kit import address
from afterword.kit.doors import found
from afterword.kit.tokens import digest
from afterword.people.middleware import ViewerRequest

SESSION_ADDRESS = "cycle:calendar-address"
MOST = 500  # entries of a kind in one month
IN_A_DAY = 4  # entries that fit into the square of a day
IN_A_FEED = 2000


@require_safe
def calendar(request: ViewerRequest) -> HttpResponse:
    """What is ahead, and what was when?"""
    today = timezone.localdate()
    month = _month(request.GET.get("month", "")) or today.replace(day=1)
    days = by_day(_entries(request, month))
    context = {
        "month": month,
        "earlier": (month - timedelta(days=1)).replace(day=1),
        "later": (month + timedelta(days=32)).replace(day=1),
        "weeks": _weeks(month, days),
        "days": sorted((day, some) for day, some in days.items() if day.month == month.month),
        "today": today,
        "nearest": None if days else _nearest(request, month),
        "feed": access.own_feeds(request.viewer).first(),
        "address": request.session.pop(SESSION_ADDRESS, ""),
    }
    return render(request, "cycle/calendar.html", context)


def _month(text: str) -> date | None:
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return month if 1990 <= month.year <= 2100 else None


def _entries(request: ViewerRequest, month: date) -> list[Entry]:
    first, last = month - timedelta(days=7), month + timedelta(days=40)
    mine = access.own_interviews(request.viewer).select_related("application")
    held = Q(starts_at__date__range=(first, last))
    due = Q(follow_up_on__range=(first, last), followed_up=False)
    some = mine.filter(held | due)[:MOST]
    entries = [interview_entry(one) for one in some if one.starts_at]
    entries += [follow_up_entry(one) for one in some if _is_due(one)]
    offers = to_answer(access.own_offers(request.viewer)).filter(answer_by__range=(first, last))
    entries += [offer_entry(one) for one in offers]
    stages = on_days(access.own_events(request.viewer), first, last)
    return entries + [event_entry(one) for one in stages[:MOST]]


def _nearest(request: ViewerRequest, month: date) -> date | None:
    """The last day before an empty month on which something is."""
    mine = access.own_interviews(request.viewer)
    stages = on_days(access.own_events(request.viewer), date.min, month)
    offers = to_answer(access.own_offers(request.viewer)).filter(answer_by__lt=month)
    held, due = mine.filter(starts_at__date__lt=month), mine.filter(followed_up=False)
    last = [
        stages.aggregate(day=Max("on")),
        offers.aggregate(day=Max("answer_by")),
        held.aggregate(day=Max("starts_at__date")),
        due.filter(follow_up_on__lt=month).aggregate(day=Max("follow_up_on")),
    ]
    return max((one["day"] for one in last if one["day"]), default=None)


def _is_due(one: CompanyInterview) -> bool:
    return one.follow_up_on is not None and not one.followed_up


# Any: a day, whether it is of this month, and its entries, as the template shows them.
def _weeks(month: date, days: dict[date, list[Entry]]) -> list[list[dict[str, Any]]]:
    return [
        [
            {
                "day": day,
                "inside": day.month == month.month,
                "some": days.get(day, [])[:IN_A_DAY],
                "more": len(days.get(day, [])[IN_A_DAY:]),
            }
            for day in week
        ]
        for week in Weeks().monthdatescalendar(month.year, month.month)
    ]


@require_POST
def feed_open(request: ViewerRequest) -> HttpResponse:
    """A secret address for a calendar; the one before ends."""
    token = actions.open_feed(person_of(request), now=timezone.now())
    request.session[SESSION_ADDRESS] = address.link(reverse("cycle:feed", args=[token]))
    messages.success(request, "The address is ready. It is shown once.")
    return redirect("cycle:calendar")


@require_POST
def feed_close(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """The address answers no more."""
    feed = found(access.own_feeds(request.viewer), pk=pk)
    actions.close_feed(feed, by=person_of(request), now=timezone.now())
    messages.success(request, "The address has ended. Calendars that read it stop now.")
    return redirect("cycle:calendar")


@login_not_required
@require_safe
def feed(request: ViewerRequest, token: str) -> HttpResponse:
    """The file behind the secret address: whoever has it reads it, nobody else."""
    one = found(Feed.objects.filter(person__is_active=True, revoked_at=None), digest=digest(token))
    mine = CompanyInterview.objects.filter(
        application__cycle__person=one.person_id,
        application__taken_back_at=None,
        taken_back_at=None,
    )
    since = timezone.now() - timedelta(days=365)
    recent = mine.filter(Q(starts_at__gte=since) | Q(follow_up_on__gte=since.date()))
    offers = Offer.objects.filter(
        application__cycle__person=one.person_id,
        application__taken_back_at=None,
        taken_back_at=None,
    )
    events = Event.objects.filter(
        application__cycle__person=one.person_id,
        application__taken_back_at=None,
        taken_back_at=None,
    )
    stages = on_days(events, since.date(), date.max).reverse()
    body = calendar_file(
        recent.select_related("application")[:IN_A_FEED],
        to_answer(offers),
        stages[:IN_A_FEED],
        now=timezone.now(),
    )
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
