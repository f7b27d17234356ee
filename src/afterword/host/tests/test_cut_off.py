"""Leaving is settled in two databases, one after the other: whoever is cut off in between."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.host import condition
from afterword.host.commands import forget
from afterword.host.erasing import erase, erase_due
from afterword.host.errors import StillHere
from afterword.interviews import actions as interviews
from afterword.interviews import record
from afterword.interviews.actions import booking
from afterword.interviews.actions.flattening import flattened
from afterword.interviews.edits.stood import final_text
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.models import Chair, Interview
from afterword.interviews.tests.booked import seat
from afterword.interviews.tests.typed import BOTH, said
from afterword.journal.models import Entry
from afterword.kit.errors import Fact
from afterword.people import actions
from afterword.people.models import Person

pytestmark = pytest.mark.django_db(databases=["default", "record"], transaction=True)

WEEK = timedelta(days=8)


class Killed(BaseException):
    """The process is gone."""


@contextmanager
def killed_once_the_record_has_changed() -> Iterator[None]:
    """The record is written; of what the journal says of it afterwards nothing arrives."""

    # Any: what a database driver is given.
    def cut(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("INSERT") and record.FLATTENED in (params or ()):
            raise Killed
        return execute(sql, params, many, context)

    with connection.execute_wrapper(cut), pytest.raises(Killed):
        yield


@pytest.fixture
def ben(cast: Any, ended: Interview) -> Person:
    """Has typed for an hour with Ada."""
    said(ended, *BOTH)
    return cast.ben


def at_the_end() -> datetime:
    return timezone.now() + WEEK


def test_nobody_says_then_that_the_record_was_changed(ben: Person, ended: Interview) -> None:
    assert [one.well for one in condition.thorough_findings() if one.what == "Records"] == [True]
    with killed_once_the_record_has_changed():
        erase(ben, now=at_the_end())
    assert final_text(ended) == "Why? Sure"
    assert [one.well for one in condition.thorough_findings() if one.what == "Records"] == [True]


def test_it_cannot_be_taken_back_and_the_next_sweep_ends_it(ben: Person, ended: Interview) -> None:
    browser = Client()
    browser.force_login(ben)
    actions.ask_to_leave(ben, now=timezone.now())
    with killed_once_the_record_has_changed():
        erase_due(now=at_the_end())
    browser.post(reverse("host:stay"))
    assert not actions.stay(ben)
    assert erase_due(now=at_the_end()) == 1
    ben.refresh_from_db()
    assert (ben.name, ben.leaves_at) == ("Someone who left", None)
    assert record.verify(ended.pk) == 3
    assert erase_due(now=at_the_end()) == 0


def test_whoever_was_to_go_at_once_goes_within_the_hour(ben: Person, ended: Interview) -> None:
    Interview.objects.update(ended_at=timezone.now() - timedelta(hours=1))
    with killed_once_the_record_has_changed():
        forget.run(Namespace(email=ben.email, now=True))
    assert erase_due(now=timezone.now()) == 1
    assert not Person.objects.filter(email=ben.email).exists()


def test_a_guest_goes_with_the_next_sweep_too(ben: Person, ended: Interview) -> None:
    grace = seat(ended, ChairKind.INTERVIEWER)
    Chair.objects.filter(pk=grace.pk).update(person=None, guest_name="Grace Guest")
    grace.refresh_from_db()
    booking.make_own_link(grace, expires_at=timezone.now() + timedelta(days=30))
    interviews.ask_to_go(grace, now=timezone.now())
    with killed_once_the_record_has_changed():
        erase_due(now=at_the_end())
    assert [one.well for one in condition.thorough_findings() if one.what == "Records"] == [True]
    assert not interviews.stay_after_all(grace)
    assert not interviews.claim_chair(grace, by=ben, now=timezone.now())
    assert erase_due(now=at_the_end()) == 1
    grace.refresh_from_db()
    assert grace.name == "Someone who left"
    assert "Sure" not in (final_text(ended) or "")
    assert erase_due(now=at_the_end()) == 0


def test_where_nothing_was_done_the_account_is_as_it_was(ben: Person, ended: Interview) -> None:
    """Ada began an hour with him while it was read what is left of his record."""
    Interview.objects.update(state=InterviewState.RUNNING)
    with pytest.raises(StillHere):
        erase(ben, now=at_the_end())
    ben.refresh_from_db()
    assert (ben.is_active, ben.leaves_at) == (True, None)
    assert final_text(ended) == "äbWhy? Surec𝄞 def"
    assert record.verify(ended.pk) == 7


def test_what_was_foretold_of_one_who_stays_is_no_excuse_for_whoever_writes_it(
    ben: Person, ended: Interview
) -> None:
    """Ben could not go, and somebody with the database takes his words out of the record."""
    left = flattened(seat(ended, ChairKind.CANDIDATE))
    assert ended.ended_at is not None
    with pytest.raises(StillHere):
        erase(ben, now=ended.ended_at)
    assert Entry.objects.filter(verb=record.FORETOLD).exists()
    for rows in (record.Entry, record.Batch):
        rows.objects.filter(room=ended.pk).delete()
    record.append(left.entries, after={})
    with pytest.raises(record.RecordBroken):
        record.verify(ended.pk)


def test_nobody_waits_for_one_with_whom_something_goes_wrong(ben: Person, cast: Any) -> None:
    for one in (ben, cast.cleo):
        actions.ask_to_leave(one, now=timezone.now())

    # Any: as above.
    def goes_wrong(
        execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if sql.startswith("INSERT") and record.FLATTENED in (params or ()):
            raise RuntimeError("this one")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(goes_wrong), pytest.raises(ExceptionGroup, match="erased"):
        erase_due(now=at_the_end())
    cast.cleo.refresh_from_db()
    assert cast.cleo.name == "Someone who left"


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What becomes of deeds that begin in one moment, each with connections of its own."""

    def done(deed: Callable[[], Any]) -> Any:
        try:
            return deed()
        except (StillHere, Fact):
            return "later"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(done, deeds))


def test_two_sweeps_at_once_come_to_the_same(ben: Person, ended: Interview) -> None:
    actions.ask_to_leave(ben, now=timezone.now())
    now = at_the_end()
    at_once(lambda: erase_due(now=now), lambda: erase_due(now=now))
    ben.refresh_from_db()
    assert (ben.name, ben.is_active, ben.leaves_at) == ("Someone who left", False, None)
    assert Entry.objects.filter(verb="person.erased").count() == 1
    assert final_text(ended) == "Why? Sure"
    assert record.verify(ended.pk) == 3


def test_two_who_leave_one_hour_at_once_are_gone_by_the_next_sweep(
    ben: Person, cast: Any, ended: Interview
) -> None:
    now = at_the_end()
    for one in (ben, cast.ada):
        actions.ask_to_leave(one, now=timezone.now())
    at_once(lambda: erase(ben, now=now), lambda: erase(cast.ada, now=now))
    erase_due(now=now)
    assert Person.objects.filter(name="Someone who left", leaves_at=None).count() == 2
    assert final_text(ended) == ""
    assert record.verify(ended.pk) == 1
