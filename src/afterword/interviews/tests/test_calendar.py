"""Promises about the calendar file: one event, updated and taken out under one name."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
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
