"""Promises about the calendar file: one event, updated and taken out under one name."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from icalendar import Calendar, Event

from afterword.interviews import actions
from afterword.interviews.calendar import calendar_file
from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Interview
from afterword.interviews.tests.booked import (
    NOW,
    TOMORROW,
    agreed,
    own_token,
    proposed,
    seat,
    taken,
)
from afterword.people import post
from afterword.people.models import Letter, Person

if TYPE_CHECKING:
    from conftest import Cast

CANDIDATE, INTERVIEWER = ChairKind.CANDIDATE, ChairKind.INTERVIEWER

pytestmark = pytest.mark.usefixtures("rubric")


def read(interview: Interview, kind: ChairKind = CANDIDATE) -> tuple[Calendar, Event]:
    interview.refresh_from_db()
    mine, other = seat(interview, kind), seat(interview, kind.other)
    body = calendar_file(interview, mine=mine, other=other, now=NOW)
    calendar = Calendar.from_ical(body)
    return calendar, calendar.walk("VEVENT")[0]


@pytest.fixture
def booked(cast: "Cast") -> Interview:
    interview = proposed(cast.ben, cast.ada, program=cast.program, times=[TOMORROW])
    return agreed(interview, by=seat(interview, INTERVIEWER))


def test_a_booked_interview_is_a_request_at_its_time(booked: Interview) -> None:
    calendar, event = read(booked)

    assert calendar["METHOD"] == "REQUEST"
    assert event["DTSTART"].dt == TOMORROW
    assert event["DTEND"].dt == TOMORROW + timedelta(minutes=40)
    assert event["STATUS"] == "CONFIRMED"
    assert event["SUMMARY"] == "Mock interview with Ada"


def test_every_change_is_newer_under_the_same_name(booked: Interview) -> None:
    seen = [read(booked)]
    by, other = seat(booked, CANDIDATE), seat(booked, INTERVIEWER)

    actions.reschedule(booked, by=by, times=[TOMORROW + timedelta(days=1)], now=NOW)
    seen.append(read(booked))
    agreed(booked, by=other)
    seen.append(read(booked))
    actions.cancel(booked, by=by, now=NOW)
    seen.append(read(booked))
    actions.uncancel(booked, by=by, now=NOW)
    seen.append(read(booked))

    methods = [str(calendar["METHOD"]) for calendar, _ in seen]
    assert methods == ["REQUEST", "CANCEL", "REQUEST", "CANCEL", "REQUEST"]
    assert len({str(event["UID"]) for _, event in seen}) == 1
    sequence = [int(event["SEQUENCE"]) for _, event in seen]
    assert sequence == sorted(set(sequence))


def test_nobody_gets_the_other_sides_address(booked: Interview) -> None:
    interview = booked
    mine, other = seat(interview, CANDIDATE), seat(interview, INTERVIEWER)
    interview.refresh_from_db()

    body = calendar_file(interview, mine=mine, other=other, now=NOW).decode()

    assert "ben@example.org" in body
    assert "ada@example.org" not in body


def test_a_guest_finds_her_own_link_in_it(cast: "Cast") -> None:
    interview = proposed(cast.ben, None, program=cast.program, times=[TOMORROW])
    guest = taken(seat(interview, INTERVIEWER))
    agreed(interview, by=guest)

    _, hers = read(interview, INTERVIEWER)
    _, his = read(interview, CANDIDATE)

    assert own_token(guest) in str(hers["DESCRIPTION"])
    assert "/guest/" not in str(his["DESCRIPTION"])


def test_a_name_with_line_ends_adds_no_line_of_its_own(cast: "Cast", booked: Interview) -> None:
    cast.ada.name = "Ada\r\nATTENDEE:mailto:eve@example.org\r\nX:"
    cast.ada.save()

    _, event = read(booked)

    assert "X" not in event
    assert "eve@" not in str(event.get("ATTENDEE"))


# Any below: pytest-django's own kind of settings.
def files_for(person: Person) -> list[tuple[str, int]]:
    """What a mail program makes of the letters to somebody: which files, how new."""
    for letter in Letter.objects.filter(person=person).order_by("created_at"):
        post.post(letter)
    to_them = [one.message() for one in mail.outbox if one.to == [person.email]]
    parts = [part for one in to_them for part in one.walk() if part.get_filename()]
    assert {part.get_content_type() for part in parts} == {"text/calendar"}
    files = [Calendar.from_ical(part.get_payload(decode=True)) for part in parts]
    methods = [str(part.get_param("method")) for part in parts]
    assert methods == [str(file["METHOD"]) for file in files]
    sequence = [int(file.walk("VEVENT")[0]["SEQUENCE"]) for file in files]
    return list(zip(methods, sequence, strict=True))


def test_letters_about_an_agreed_hour_carry_it_to_the_calendar(cast: "Cast", settings: Any) -> None:
    settings.MAIL = True
    interview = proposed(cast.ben, cast.ada, program=cast.program, times=[TOMORROW])
    hers, his = seat(interview, INTERVIEWER), seat(interview, CANDIDATE)
    agreed(interview, by=hers)
    actions.reschedule(interview, by=his, times=[TOMORROW + timedelta(days=1)], now=NOW)
    agreed(interview, by=hers)
    actions.cancel(interview, by=his, now=NOW)
    actions.uncancel(interview, by=his, now=NOW)

    told = files_for(cast.ada)

    assert [method for method, _ in told] == ["REQUEST", "CANCEL", "REQUEST", "CANCEL", "REQUEST"]
    assert [number for _, number in told] == sorted({number for _, number in told})


def test_an_hour_without_a_time_is_in_no_calendar(cast: "Cast", settings: Any) -> None:
    settings.MAIL = True
    interview = proposed(cast.ben, cast.ada, program=cast.program, times=[TOMORROW])
    actions.cancel(interview, by=seat(interview, CANDIDATE), now=NOW)
    assert set(Letter.objects.values_list("calendar", flat=True)) == {""}


def test_where_nothing_is_posted_no_file_is_kept(booked: Interview) -> None:
    assert set(Letter.objects.values_list("calendar", flat=True)) == {""}
