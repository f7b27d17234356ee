"""A search as days: what is ahead, and the file that a calendar reads."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event, Timezone, TimezoneStandard

from afterword.cycle.models import CompanyInterview, Offer
from afterword.cycle.models import Event as Happened
from afterword.kit import address


@dataclass(frozen=True)
class Entry:
    """One thing on one day."""

    on: date
    at: datetime | None
    title: str
    about: str
    url: str


def by_day(entries: Iterable[Entry]) -> dict[date, list[Entry]]:
    """What is on each day, by time; whole days first."""
    days: dict[date, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda one: (one.on, one.at is not None, str(one.at))):
        days[entry.on].append(entry)
    return dict(days)


def interview_entry(one: CompanyInterview) -> Entry:
    """When it is."""
    assert one.starts_at is not None  # noqa: S101  only dated ones are on a calendar
    url = reverse("cycle:interview", args=[one.pk])
    title = f"{one.application.company}: {one.get_kind_display()}"
    return Entry(timezone.localdate(one.starts_at), one.starts_at, title, one.people, url)


def follow_up_entry(one: CompanyInterview) -> Entry:
    """When to write again."""
    assert one.follow_up_on is not None  # noqa: S101  only dated ones are on a calendar
    url = reverse("cycle:application", args=[one.application_id])
    title = f"Follow up with {one.application.company}"
    return Entry(one.follow_up_on, None, title, one.follow_up, url)


def offer_entry(one: Offer) -> Entry:
    """Until when an offer wants an answer."""
    assert one.answer_by is not None  # noqa: S101  only dated ones are on a calendar
    url = f"{reverse('cycle:application', args=[one.application_id])}#offer"
    return Entry(one.answer_by, None, _answer_to(one), "the last day that they named", url)


def event_entry(one: Happened) -> Entry:
    """What was noted for a day, without an hour."""
    assert one.on is not None  # noqa: S101  only dated ones are on a calendar
    url = reverse("cycle:application", args=[one.application_id])
    return Entry(one.on, None, _of_a_day(one), one.application.role, url)


def _of_a_day(one: Happened) -> str:
    return f"{one.application.company}: {one.title}"


def _answer_to(one: Offer) -> str:
    return f"Answer the offer of {one.application.company}"


def calendar_file(
    interviews: Iterable[CompanyInterview],
    offers: Iterable[Offer],
    stages: Iterable[Happened],
    *,
    now: datetime,
) -> bytes:
    """What is on which day, for a calendar that reads it again and again."""
    calendar = Calendar()
    calendar.add("prodid", "-//Afterword//search//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Company interviews")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(_utc())
    for one in interviews:
        if one.starts_at:
            calendar.add_component(_interview(one, now=now))
        if one.follow_up_on and not one.followed_up:
            calendar.add_component(_follow_up(one, now=now))
    for offer in offers:
        if offer.answer_by:
            event = _event(f"offer-{offer.pk}@afterword", now)
            _on_a_day(event, offer.answer_by)
            event.add("summary", _answer_to(offer))
            calendar.add_component(event)
    for one_day in stages:
        event = _event(f"stage-{one_day.pk}@afterword", now)
        _on_a_day(event, one_day.on)
        event.add("summary", _of_a_day(one_day))
        event.add("description", one_day.application.role)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _interview(one: CompanyInterview, *, now: datetime) -> Event:
    assert one.starts_at is not None  # noqa: S101  see calendar_file
    event = _event(f"{one.pk}@afterword", now)
    event.add("dtstart", one.starts_at)
    event.add("dtend", one.starts_at + timedelta(minutes=one.minutes))
    event.add("summary", f"{one.application.company}: {one.get_kind_display()}")
    event.add("location", one.where)
    link = address.link(reverse("cycle:interview", args=[one.pk]))
    event.add("description", "\n".join(filter(None, [one.application.role, one.people, link])))
    event.add("url", link)
    return event


def _follow_up(one: CompanyInterview, *, now: datetime) -> Event:
    assert one.follow_up_on is not None  # noqa: S101  see calendar_file
    event = _event(f"follow-up-{one.pk}@afterword", now)
    _on_a_day(event, one.follow_up_on)
    event.add("summary", f"Follow up with {one.application.company}")
    event.add("description", one.follow_up)
    return event


def _utc() -> Timezone:
    """The zone of all hours here. RFC 5545 wants a component in every calendar, and some programs
    refuse one that is empty: a search without a day ahead is no broken address."""
    zone, always = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    always.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001  local to the zone, as the RFC asks
    always.add("tzoffsetfrom", timedelta(0))
    always.add("tzoffsetto", timedelta(0))
    zone.add_component(always)
    return zone


def _on_a_day(event: Event, day: date | None) -> None:
    """All day, and nobody is busy because of it."""
    event.add("dtstart", day)
    event.add("transp", "TRANSPARENT")


def _event(uid: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    return event
