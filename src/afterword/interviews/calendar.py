"""The calendar file of an interview: one event that is updated and cancelled under one name."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from afterword.interviews import links
from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Chair, Interview
from afterword.kit import address

STANDS = (InterviewState.BOOKED, InterviewState.RUNNING, InterviewState.ENDED)


def calendar_file(interview: Interview, *, mine: Chair, other: Chair, now: datetime) -> bytes:
    """REQUEST while it stands, CANCEL once it does not; the sequence says which is newer.

    Says nothing of the question, and gives nobody the other side's address.
    """
    stands = interview.state in STANDS
    calendar = Calendar()
    calendar.add("prodid", "-//Afterword//interviews//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "REQUEST" if stands else "CANCEL")
    event = _event(interview, mine=mine, other=other, now=now)
    event.add("status", "CONFIRMED" if stands else "CANCELLED")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(interview: Interview, *, mine: Chair, other: Chair, now: datetime) -> Event:
    link = _way_in(mine, now=now)
    starts_at = interview.starts_at or now
    event = Event()
    event.add("uid", f"{interview.pk}@afterword")
    event.add("sequence", interview.calendar_sequence)
    event.add("dtstamp", now)
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + timedelta(minutes=interview.minutes))
    event.add("summary", f"Mock interview with {other.name_within}")
    event.add("description", f"You take the {mine.get_kind_display()}'s chair.\n{link}")
    event.add("url", link)
    event.add("organizer", _mailbox(settings.DEFAULT_FROM_EMAIL, name="Afterword"))
    if mine.email:
        event.add("attendee", _mailbox(mine.email, name=mine.name), encode=False)
    event.add_component(_alarm())
    return event


def _way_in(mine: Chair, *, now: datetime) -> str:
    """A member's page of the interview, or a guest's own link."""
    link = links.own_link(mine, now=now) if mine.is_guest else None
    if link is not None:
        return links.guest_url(link)
    return address.link(reverse("interviews:interview", args=[mine.interview_id]))


def _mailbox(email: str, *, name: str) -> vCalAddress:
    bare = email.rpartition("<")[2].rstrip(">")
    mailbox = vCalAddress(f"mailto:{bare}")
    mailbox.params["cn"] = vText(name)
    return mailbox


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Mock interview")
    alarm.add("trigger", timedelta(minutes=-15))
    return alarm
