"""Promises about agreeing on a time, and about nobody being in two places at once."""

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import close_old_connections

from afterword.interviews import actions
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.errors import (
    AlreadyBooked,
    NotAvailable,
    NotInProgram,
    NotOpenForTimes,
    Refused,
    TimeIsPast,
    TimesChanged,
    TooManyOpen,
    WithYourself,
    WrongNumberOfTimes,
    YouAreBooked,
    YourOwnTime,
)
from afterword.interviews.models import BusyCell, Interview
from afterword.interviews.tests.booked import (
    LATER,
    NOW,
    TOMORROW,
    agreed,
    first_time,
    plan,
    proposed,
    seat,
)
from afterword.journal.tests.reading import entries_about
from afterword.people.enums import MembershipState
from afterword.people.models import Block, Letter, Membership

if TYPE_CHECKING:
    from conftest import Cast

CANDIDATE, INTERVIEWER = ChairKind.CANDIDATE, ChairKind.INTERVIEWER

pytestmark = pytest.mark.usefixtures("rubric")


def test_a_proposal_names_up_to_three_times_and_tells_the_other_side(cast: "Cast") -> None:
    interview = proposed(cast.ben, cast.ada, program=cast.program)

    assert interview.state == InterviewState.PROPOSED
    assert [one.starts_at for one in interview.proposed_times.all()] == list(LATER)
    assert seat(interview, CANDIDATE).person == cast.ben
    assert seat(interview, INTERVIEWER).person == cast.ada
    assert [letter.person for letter in Letter.objects.all()] == [cast.ada]
    assert [entry.verb for entry in entries_about(interview)] == ["interview.proposed"]


@pytest.mark.parametrize("times", [[], [TOMORROW + timedelta(hours=n) for n in range(4)]])
def test_no_time_or_four_times_are_refused(cast: "Cast", times: list) -> None:
    with pytest.raises(WrongNumberOfTimes):
        proposed(cast.ben, cast.ada, program=cast.program, times=times)


def test_a_time_that_has_gone_by_is_refused(cast: "Cast") -> None:
    with pytest.raises(TimeIsPast):
        proposed(cast.ben, cast.ada, program=cast.program, times=[NOW - timedelta(minutes=1)])


def test_an_interview_with_oneself_is_refused(cast: "Cast") -> None:
    with pytest.raises(WithYourself):
        proposed(cast.ben, cast.ben, program=cast.program)


def test_a_stranger_cannot_be_asked(cast: "Cast") -> None:
    with pytest.raises(NotAvailable):
        proposed(cast.ben, cast.eve, program=cast.program)
    with pytest.raises(NotAvailable):
        proposed(cast.ben, cast.eve, program=None)


def test_somebody_met_before_can_be_asked_outside_of_a_program(
    cast: "Cast", ended: Interview
) -> None:
    interview = proposed(cast.ben, cast.ada, program=None)

    assert interview.program is None


@pytest.mark.parametrize("state", [s for s in MembershipState.values if s != "active"])
@pytest.mark.parametrize("who", ["ada", "ben"])
def test_only_active_members_of_the_program_ask_and_are_asked(
    cast: "Cast", state: str, who: str
) -> None:
    Membership.objects.filter(person=getattr(cast, who)).update(state=state)

    with pytest.raises(NotAvailable):
        proposed(cast.ben, cast.ada, program=cast.program)


def test_a_guest_is_asked_only_in_a_program_that_one_is_active_in(cast: "Cast") -> None:
    with pytest.raises(NotInProgram):
        proposed(cast.eve, None, program=cast.program)


@pytest.mark.parametrize(("blocker", "blocked"), [("ada", "ben"), ("ben", "ada")])
def test_a_block_looks_exactly_like_being_away(cast: "Cast", blocker: str, blocked: str) -> None:
    Membership.objects.filter(person=cast.cleo).update(state=MembershipState.PAUSED)
    with pytest.raises(Refused) as away:
        proposed(cast.ben, cast.cleo, program=cast.program)
    Block.objects.create(blocker=getattr(cast, blocker), blocked=getattr(cast, blocked))

    with pytest.raises(Refused) as apart:
        proposed(cast.ben, cast.ada, program=cast.program)

    assert (type(apart.value), str(apart.value)) == (type(away.value), str(away.value))
    assert not Interview.objects.exists()


def test_a_block_after_the_proposal_stops_the_booking(cast: "Cast") -> None:
    interview = proposed(cast.ben, cast.ada, program=cast.program)
    Block.objects.create(blocker=cast.ben, blocked=cast.ada)

    with pytest.raises(NotAvailable):
        agreed(interview, by=seat(interview, INTERVIEWER))


def test_leaving_the_program_after_the_proposal_stops_the_booking(cast: "Cast") -> None:
    interview = proposed(cast.ben, cast.ada, program=cast.program)
    Membership.objects.filter(person=cast.ben).update(state=MembershipState.REMOVED)

    with pytest.raises(NotAvailable):
        agreed(interview, by=seat(interview, INTERVIEWER))


def test_accepting_books_the_time_for_both_and_tells_both(cast: "Cast") -> None:
    interview = proposed(cast.ben, cast.ada, program=cast.program)
    Letter.objects.all().delete()

    agreed(interview, by=seat(interview, INTERVIEWER))

    interview.refresh_from_db()
    assert (interview.state, interview.starts_at) == (InterviewState.BOOKED, LATER[0])
    assert not interview.proposed_times.exists()
    assert {letter.person for letter in Letter.objects.all()} == {cast.ada, cast.ben}
    assert BusyCell.objects.filter(person=cast.ada).count() == 3  # 40 minutes
    assert entries_about(interview).last().verb == "interview.booked"


def test_one_cannot_take_a_time_that_one_proposed(cast: "Cast") -> None:
    interview = proposed(cast.ben, cast.ada, program=cast.program)

    with pytest.raises(YourOwnTime):
        agreed(interview, by=seat(interview, CANDIDATE))


def test_a_time_of_another_interview_is_refused(cast: "Cast") -> None:
    mine = proposed(cast.ben, cast.ada, program=cast.program)
    other = proposed(cast.cleo, cast.dov, program=cast.program)

    with pytest.raises(TimesChanged):
        actions.accept_time(mine, time_id=first_time(other), by=seat(mine, INTERVIEWER), now=NOW)


def test_a_proposed_time_that_has_gone_by_cannot_be_taken(cast: "Cast") -> None:
    interview = proposed(cast.ben, cast.ada, program=cast.program)

    with pytest.raises(TimeIsPast):
        agreed(interview, by=seat(interview, INTERVIEWER), now=TOMORROW + timedelta(minutes=6))


def test_the_second_to_accept_is_told(cast: "Cast") -> None:
    interview = proposed(cast.ben, cast.ada, program=cast.program)
    time = first_time(interview)
    by = seat(interview, INTERVIEWER)
    actions.accept_time(interview, time_id=time, by=by, now=NOW)

    with pytest.raises(NotOpenForTimes):
        actions.accept_time(interview, time_id=time, by=by, now=NOW)


@pytest.mark.parametrize("minutes_apart", [0, 15, 30, -30])
def test_nobody_is_booked_twice(cast: "Cast", minutes_apart: int) -> None:
    apart = timedelta(minutes=minutes_apart)
    one = proposed(cast.ben, cast.ada, program=cast.program, times=[TOMORROW])
    two = proposed(cast.cleo, cast.ada, program=cast.program, times=[TOMORROW + apart])
    agreed(one, by=seat(one, INTERVIEWER))

    with pytest.raises(YouAreBooked):
        agreed(two, by=seat(two, INTERVIEWER))

    two.refresh_from_db()
    assert (two.state, two.starts_at) == (InterviewState.PROPOSED, None)
    assert two.proposed_times.count() == 1


def test_the_one_who_accepts_hears_that_the_other_side_is_taken(cast: "Cast") -> None:
    one = proposed(cast.ben, cast.ada, program=cast.program, times=[TOMORROW])
    two = proposed(cast.ben, cast.cleo, program=cast.program, times=[TOMORROW])
    agreed(one, by=seat(one, INTERVIEWER))

    with pytest.raises(AlreadyBooked) as told:
        agreed(two, by=seat(two, INTERVIEWER))

    assert type(told.value) is AlreadyBooked


def test_interviews_back_to_back_do_not_collide(cast: "Cast") -> None:
    one = proposed(cast.ben, cast.ada, program=cast.program, times=[TOMORROW])
    two = proposed(
        cast.cleo, cast.ada, program=cast.program, times=[TOMORROW + timedelta(minutes=45)]
    )
    agreed(one, by=seat(one, INTERVIEWER))

    agreed(two, by=seat(two, INTERVIEWER))

    two.refresh_from_db()
    assert two.state == InterviewState.BOOKED


def test_proposing_a_time_at_which_one_sits_elsewhere_is_refused(cast: "Cast") -> None:
    one = proposed(cast.ben, cast.ada, program=cast.program, times=[TOMORROW])
    agreed(one, by=seat(one, INTERVIEWER))

    with pytest.raises(YouAreBooked):
        proposed(cast.ben, cast.cleo, program=cast.program, times=[TOMORROW])


def test_countering_replaces_the_times_and_the_turn(cast: "Cast") -> None:
    interview = proposed(cast.ben, cast.ada, program=cast.program)
    later = TOMORROW + timedelta(days=1)

    actions.counter(interview, by=seat(interview, INTERVIEWER), times=[later], now=NOW)

    assert [one.starts_at for one in interview.proposed_times.all()] == [later]
    agreed(interview, by=seat(interview, CANDIDATE))
    interview.refresh_from_db()
    assert interview.starts_at == later


def test_countering_times_that_have_changed_meanwhile_is_told(cast: "Cast") -> None:
    interview = proposed(cast.ben, cast.ada, program=cast.program)
    seen = interview.calendar_sequence
    new = [TOMORROW + timedelta(days=1)]
    actions.counter(interview, by=seat(interview, CANDIDATE), times=new, as_of=seen, now=NOW)

    with pytest.raises(TimesChanged):
        actions.counter(
            interview, by=seat(interview, INTERVIEWER), times=LATER, as_of=seen, now=NOW
        )

    assert [one.starts_at for one in interview.proposed_times.all()] == new


def test_starting_now_books_at_once(cast: "Cast") -> None:
    interview = actions.start_now(
        plan(cast.ada, program=cast.program), by=cast.ben, now=NOW + timedelta(minutes=7)
    )

    assert interview.state == InterviewState.BOOKED
    assert interview.starts_at == NOW + timedelta(minutes=7)
    assert Letter.objects.get().person == cast.ada


def test_starting_now_while_one_is_booked_leaves_nothing_behind(cast: "Cast") -> None:
    actions.start_now(plan(cast.ada, program=cast.program), by=cast.ben, now=NOW)

    with pytest.raises(AlreadyBooked):
        actions.start_now(plan(cast.cleo, program=cast.program), by=cast.ben, now=NOW)

    assert Interview.objects.count() == 1


def test_a_person_keeps_at_most_twenty_open_proposals(cast: "Cast") -> None:
    for _ in range(20):
        proposed(cast.ben, cast.ada, program=cast.program)

    with pytest.raises(TooManyOpen):
        proposed(cast.ben, cast.ada, program=cast.program)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_book_ada_at_one_moment_one_wins_and_one_is_told(cast: "Cast") -> None:
    rivals = [
        proposed(person, cast.ada, program=cast.program, times=[TOMORROW])
        for person in (cast.ben, cast.cleo)
    ]
    together = threading.Barrier(2)
    heard: list[str] = []

    def press(interview: Interview) -> None:
        by = seat(interview, INTERVIEWER)
        time = first_time(interview)
        together.wait()
        try:
            actions.accept_time(interview, time_id=time, by=by, now=NOW)
            heard.append("booked")
        except AlreadyBooked:
            heard.append("told")
        finally:
            close_old_connections()

    threads = [threading.Thread(target=press, args=[one]) for one in rivals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(heard) == ["booked", "told"]
    assert Interview.objects.filter(state=InterviewState.BOOKED).count() == 1
