"""Promises about time zones: what was typed is what was meant, or the form says why not."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from afterword.interviews.cells import cells, next_quarter
from afterword.interviews.forms import TimesForm
from afterword.interviews.zones import (
    NoSuchLocalTime,
    TwiceThatDay,
    from_local,
    is_zone,
    said,
    zone,
)

BERLIN = ZoneInfo("Europe/Berlin")


def typed_at(*when: int) -> datetime:
    return datetime(*when)  # noqa: DTZ001  what people type has no zone


def utc(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (typed_at(2031, 1, 15, 12, 0), utc(2031, 1, 15, 11, 0)),
        (typed_at(2031, 7, 15, 12, 0), utc(2031, 7, 15, 10, 0)),
        (typed_at(2031, 3, 30, 1, 59), utc(2031, 3, 30, 0, 59)),
        (typed_at(2031, 3, 30, 3, 0), utc(2031, 3, 30, 1, 0)),
    ],
)
def test_a_typed_time_means_the_zone_of_that_day(typed: datetime, meant: datetime) -> None:
    assert from_local(typed, in_zone=BERLIN) == meant


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_a_time_that_the_clocks_jump_over_is_refused(minute: int) -> None:
    with pytest.raises(NoSuchLocalTime):
        from_local(typed_at(2031, 3, 30, 2, minute), in_zone=BERLIN)


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_a_time_that_comes_twice_is_refused(minute: int) -> None:
    with pytest.raises(TwiceThatDay):
        from_local(typed_at(2031, 10, 26, 2, minute), in_zone=BERLIN)


def test_a_day_that_a_country_skipped_is_refused() -> None:
    with pytest.raises(NoSuchLocalTime):
        from_local(typed_at(2011, 12, 30, 12, 0), in_zone=ZoneInfo("Pacific/Apia"))


def test_a_time_is_never_said_without_its_zone() -> None:
    moment = utc(2031, 1, 15, 12, 0)

    assert said(moment, in_zone=BERLIN) == "Wed 15 Jan 2031, 13:00 (Europe/Berlin, UTC+1)"
    assert said(moment, in_zone=zone("Asia/Kolkata")).endswith("17:30 (Asia/Kolkata, UTC+5:30)")
    assert said(moment, in_zone=zone("America/St_Johns")).endswith("(America/St Johns, UTC-3:30)")
    assert said(moment, in_zone=zone("UTC")) == "Wed 15 Jan 2031, 12:00 (UTC)"


@pytest.mark.parametrize("name", ["", "Nowhere/Land", "../../etc/passwd", "/etc/localtime", "a\0b"])
def test_a_zone_that_nobody_knows_is_utc(name: str) -> None:
    assert zone(name).key == "UTC"
    assert not is_zone(name)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2027-03-28T02:30", "jump over"),
        ("2027-10-31T02:30", "comes twice"),
        ("2020-01-01T12:00", "gone by"),
        ("9999-12-31T23:59", "coming year"),
        ("tomorrow", "Write a day"),
    ],
)
def test_the_form_says_beside_the_field_what_is_the_matter(
    typed: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: utc(2026, 11, 20, 12, 0))
    form = TimesForm({"first": typed}, in_zone="Europe/Berlin")

    assert not form.is_valid()
    assert words in form.errors["first"][0]


def test_the_form_takes_times_in_the_zone_that_a_guest_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: utc(2026, 11, 20, 12, 0))
    typed = {"first": "2026-12-01T09:00", "time_zone": "America/New_York"}
    form = TimesForm(typed, in_zone="Europe/Berlin", asks_zone=True)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["times"] == [utc(2026, 12, 1, 14, 0)]


@pytest.mark.parametrize(
    ("start", "minutes", "count"),
    [
        (utc(2031, 1, 15, 12, 0), 40, 3),
        (utc(2031, 1, 15, 12, 0), 45, 3),
        (utc(2031, 1, 15, 12, 7), 40, 4),
        (utc(2031, 1, 15, 12, 14), 15, 2),
    ],
)
def test_an_interview_takes_every_quarter_hour_that_it_touches(
    start: datetime, minutes: int, count: int
) -> None:
    assert len(cells(start, minutes=minutes)) == count


def test_the_next_quarter_hour_is_now_when_it_is_full() -> None:
    assert next_quarter(utc(2031, 1, 15, 12, 15)) == utc(2031, 1, 15, 12, 15)
    assert next_quarter(utc(2031, 1, 15, 12, 16)) == utc(2031, 1, 15, 12, 30)
