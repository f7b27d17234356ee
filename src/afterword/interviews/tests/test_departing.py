"""Promises about whoever goes, or wants no more of somebody: no hour is left that nobody wants."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.interviews import actions
from afterword.interviews.departures import hours_that_go
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.errors import NotAvailable
from afterword.interviews.following import follow_people
from afterword.interviews.models import BusyCell, Interview
from afterword.interviews.tests.booked import agreed, proposed, running, seat
from afterword.journal.models import Entry
from afterword.people import actions as people
from afterword.people.models import Block, Letter, Membership, Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Cast

CANDIDATE, INTERVIEWER = ChairKind.CANDIDATE, ChairKind.INTERVIEWER
pytestmark = pytest.mark.usefixtures("rubric")


def place_of(cast: "Cast", name: str) -> Membership:
    return Membership.objects.get(program=cast.program, person=getattr(cast, name))


def hour(cast: "Cast", *, by: Person, whom: Person | None, days: int) -> Interview:
    now = timezone.now()
    at = now + timedelta(days=days)
    return proposed(by, whom, program=cast.program, times=[at], now=now)


def booked(cast: "Cast", *, days: int = 1) -> Interview:
    """Ada interviews Ben."""
    interview = hour(cast, by=cast.ben, whom=cast.ada, days=days)
    return agreed(interview, by=seat(interview, INTERVIEWER), now=timezone.now())


def follow() -> None:
    for entry in Entry.objects.order_by("number"):
        follow_people(entry)


def test_coming_hours_of_somebody_removed_are_called_off_and_the_other_is_told(
    cast: "Cast",
) -> None:
    agreed_to, asked_for = booked(cast), hour(cast, by=cast.cleo, whom=cast.ada, days=2)
    Letter.objects.all().delete()

    people.remove(place_of(cast, "ada"), by=cast.dov)
    follow()

    for interview in (agreed_to, asked_for):
        interview.refresh_from_db()
        assert interview.state == InterviewState.CANCELLED
    assert not BusyCell.objects.exists()
    told = Letter.objects.filter(subject__endswith="will not take place")
    assert {letter.person for letter in told} == {cast.ben, cast.cleo}
    assert Letter.objects.filter(person=cast.ada, body__contains="2 interviews").count() == 1


def test_it_happens_once_however_often_it_is_followed(cast: "Cast") -> None:
    booked(cast)
    people.leave(place_of(cast, "ada"), by=cast.ada)
    follow()
    written = Letter.objects.count()

    follow()

    assert Letter.objects.count() == written


def test_what_runs_or_was_held_stays(cast: "Cast") -> None:
    running_now, held = running(booked(cast, days=1)), running(booked(cast, days=2))
    actions.end_interview(held, by=seat(held, INTERVIEWER), now=timezone.now())

    people.remove(place_of(cast, "ada"), by=cast.dov)
    follow()

    states = [Interview.objects.get(pk=one.pk).state for one in (running_now, held)]
    assert states == [InterviewState.RUNNING, InterviewState.ENDED]


def test_hours_elsewhere_stay(cast: "Cast") -> None:
    now = timezone.now()
    between_two = proposed(cast.ada, None, program=None, times=[now + timedelta(days=1)], now=now)

    people.leave(place_of(cast, "ada"), by=cast.ada)
    follow()

    between_two.refresh_from_db()
    assert between_two.state == InterviewState.PROPOSED


def test_whoever_came_back_meanwhile_keeps_their_hours(cast: "Cast") -> None:
    interview = booked(cast)
    people.leave(place_of(cast, "ada"), by=cast.ada)
    Membership.objects.filter(pk=place_of(cast, "ada").pk).update(state="active")

    follow()

    interview.refresh_from_db()
    assert interview.state == InterviewState.BOOKED


def test_an_hour_with_somebody_who_has_gone_is_not_proposed_again(cast: "Cast") -> None:
    interview = booked(cast)
    people.leave(place_of(cast, "ada"), by=cast.ada)
    follow()
    later = [timezone.now() + timedelta(days=3)]

    with pytest.raises(NotAvailable):
        actions.reschedule(
            interview, by=seat(interview, CANDIDATE), times=later, now=timezone.now()
        )


def test_the_organizer_and_whoever_leaves_are_told_how_many_beforehand(
    cast: "Cast", signed_in: "Callable[[Person], Client]"
) -> None:
    booked(cast, days=1)
    booked(cast, days=2)
    hour(cast, by=cast.cleo, whom=cast.ada, days=3)
    place = place_of(cast, "ada")
    sentence = "2 coming interviews that are booked and 1 proposal that waits here are called off"
    assert hours_that_go(place).startswith(sentence)

    removing = signed_in(cast.dov).get(reverse("people:member-remove", args=[place.pk]))
    leaving = signed_in(cast.ada).get(reverse("people:leave", args=[cast.program.pk]))

    for page in (removing, leaving):
        assert sentence in page.content.decode()
    assert Interview.objects.filter(state=InterviewState.CANCELLED).count() == 0


def test_nothing_is_said_where_nothing_is_called_off(cast: "Cast") -> None:
    assert hours_that_go(place_of(cast, "cleo")) == ""


# --- wanting no more interviews with somebody


def block(cast: "Cast", signed_in: "Callable[[Person], Client]", **ticked: str) -> None:
    """Ben wants no more interviews with Ada, and says so on the page."""
    address = reverse("people:block", args=[cast.ada.pk])
    assert signed_in(cast.ben).post(address, ticked).status_code == 302
    follow()


def state_of(interview: Interview) -> str:
    return Interview.objects.get(pk=interview.pk).state


def test_hours_with_somebody_blocked_are_called_off_in_one_step(
    cast: "Cast", signed_in: "Callable[[Person], Client]"
) -> None:
    now = timezone.now()
    agreed_to, asked_for = booked(cast), hour(cast, by=cast.ada, whom=cast.ben, days=2)
    with_cleo = hour(cast, by=cast.ben, whom=cast.cleo, days=3)
    page = signed_in(cast.ben).get(reverse("people:block", args=[cast.ada.pk]))
    assert "1 coming interview that is booked and 1 proposal that waits" in page.content.decode()
    Letter.objects.all().delete()

    block(cast, signed_in, call_off="on")

    states = [state_of(one) for one in (agreed_to, asked_for, with_cleo)]
    assert states == [InterviewState.CANCELLED, InterviewState.CANCELLED, InterviewState.PROPOSED]
    assert not BusyCell.objects.exists()
    agreed_to.refresh_from_db()
    assert actions.may_uncancel(agreed_to, by=seat(agreed_to, CANDIDATE), now=now)
    told = Letter.objects.filter(person=cast.ada, subject__endswith="will not take place")
    assert told.count() == 2
    assert not told.filter(body__iregex="block|as you asked|not why").exists()
    own = Letter.objects.get(person=cast.ben)
    assert "2 interviews that were still to come with Ada" in own.body
    assert own.unlisted


def test_without_the_tick_and_after_a_change_of_mind_hours_stay(
    cast: "Cast", signed_in: "Callable[[Person], Client]"
) -> None:
    interview = booked(cast)
    block(cast, signed_in)
    assert state_of(interview) == InterviewState.BOOKED

    made = people.block(cast.ada, by=cast.ben)
    people.call_off_hours_with(made, by=cast.ben)
    people.lift_block(made, by=cast.ben)
    follow()

    assert state_of(interview) == InterviewState.BOOKED


def test_undoing_a_block_says_what_stays_called_off_and_where_to_have_it_again(
    cast: "Cast", signed_in: "Callable[[Person], Client]"
) -> None:
    interview, browser = booked(cast), signed_in(cast.ben)
    booked(cast, days=2)
    page = browser.post(
        reverse("people:block", args=[cast.ada.pk]), {"call_off": "on"}, follow=True
    )
    assert "undoing this alone does not bring it back" in page.content.decode()
    follow()
    lift = reverse("people:block-lift", args=[Block.objects.get().pk])
    said = browser.post(lift, follow=True).content.decode()
    assert "The 2 interviews that you called off with them stay called off" in said
    page = browser.get(reverse("interviews:interview", args=[interview.pk])).content.decode()
    assert "Take the cancelling back" in page
    assert "Propose new times" in page


def test_undoing_a_block_that_called_nothing_off_speaks_of_nothing(
    cast: "Cast", signed_in: "Callable[[Person], Client]"
) -> None:
    booked(cast)
    block(cast, signed_in)
    lift = reverse("people:block-lift", args=[Block.objects.get().pk])
    said = signed_in(cast.ben).post(lift, follow=True).content.decode()
    assert "Interviews with Ada are possible again." in said
    assert "called off" not in said


def test_they_are_called_off_once_and_what_runs_goes_on(
    cast: "Cast", signed_in: "Callable[[Person], Client]"
) -> None:
    running_now, interview = running(booked(cast, days=1)), booked(cast, days=2)
    block(cast, signed_in, call_off="on")
    written = Letter.objects.count()

    follow()

    assert [state_of(one) for one in (running_now, interview)] == ["running", "cancelled"]
    assert Letter.objects.count() == written


def test_nobody_takes_back_a_cancelling_once_the_other_wants_no_more(cast: "Cast") -> None:
    now = timezone.now()
    interview = booked(cast)
    ada = seat(interview, INTERVIEWER)
    actions.cancel(interview, by=ada, now=now)
    made = people.block(cast.ada, by=cast.ben)
    with pytest.raises(NotAvailable):
        actions.uncancel(interview, by=ada, now=now)

    people.lift_block(made, by=cast.ben)
    actions.uncancel(interview, by=ada, now=now)

    assert state_of(interview) == InterviewState.BOOKED


def test_a_page_about_blocking_offers_nothing_where_nothing_is_ahead(
    cast: "Cast", signed_in: "Callable[[Person], Client]"
) -> None:
    page = signed_in(cast.ben).get(reverse("people:block", args=[cast.ada.pk]))
    assert "call_off" not in page.content.decode()
