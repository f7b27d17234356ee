"""Of two who press at once one wins and the other is told; calling off can be taken back."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from afterword.interviews import actions
from afterword.interviews.enums import InterviewState
from afterword.interviews.limits import TURNS
from afterword.interviews.models import Interview
from afterword.interviews.tests.booked import first_time, proposed, seat
from afterword.interviews.tests.pages import CANDIDATE, Browser, local, page, said
from afterword.people.models import Letter

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.usefixtures("rubric")


def test_accepting_from_a_page_that_is_out_of_date_is_told(
    cast: "Cast", asked_ada: Interview, signed_in: Browser
) -> None:
    ada = signed_in(cast.ada)
    words = {"time": str(first_time(asked_ada))}
    actions.cancel(asked_ada, by=seat(asked_ada, CANDIDATE), now=timezone.now())

    answer = ada.post(page(asked_ada, "accept"), words, follow=True)

    assert "Somebody was quicker" in said(answer)


def test_a_double_booking_is_told_kindly(
    cast: "Cast", asked_ada: Interview, signed_in: Browser
) -> None:
    time = asked_ada.proposed_times.first()
    rival = proposed(
        cast.cleo, cast.ada, program=cast.program, times=[time.starts_at], now=timezone.now()
    )
    ada = signed_in(cast.ada)
    ada.post(page(rival, "accept"), {"time": str(first_time(rival))})

    answer = ada.post(page(asked_ada, "accept"), {"time": str(time.pk)}, follow=True)

    assert "You already have an interview at that time" in said(answer)


@pytest.mark.parametrize("time", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_made_up_time_is_told(
    cast: "Cast", asked_ada: Interview, signed_in: Browser, time: str
) -> None:
    answer = signed_in(cast.ada).post(page(asked_ada, "accept"), {"time": time}, follow=True)

    assert "times have just changed" in said(answer)


def test_cancelling_says_who_is_told_and_offers_undo(
    cast: "Cast", asked_ada: Interview, signed_in: Browser
) -> None:
    ben = signed_in(cast.ben)
    assert "Ada</bdi> gets a letter" in said(ben.get(page(asked_ada, "cancel")))

    answer = ben.post(page(asked_ada, "cancel"), {"because": ""}, follow=True)

    assert "Ada is told" in said(answer)
    assert page(asked_ada, "uncancel") in said(answer)
    ben.post(page(asked_ada, "uncancel"))
    asked_ada.refresh_from_db()
    assert asked_ada.state == InterviewState.PROPOSED


def test_a_guest_without_an_address_is_not_said_to_be_told(
    cast: "Cast", signed_in: Browser
) -> None:
    now = timezone.now()
    interview = proposed(
        cast.ben, None, program=cast.program, times=[now + timedelta(days=1)], now=now
    )
    ben = signed_in(cast.ben)

    answer = ben.post(page(interview, "cancel"), {}, follow=True)

    assert "tell them yourself" in said(answer)
    assert "is told" not in said(answer)


def test_nobody_is_written_to_for_every_change_of_mind(
    cast: "Cast", asked_ada: Interview, signed_in: Browser
) -> None:
    ada = signed_in(cast.ada)
    for day in range(1, 13):
        assert ada.post(page(asked_ada, "times"), {"first": local(day)}).status_code == 302
    letters = Letter.objects.count()

    answer = ada.post(page(asked_ada, "times"), {"first": local(14)})

    assert "a dozen times in this hour" in said(answer)
    assert Letter.objects.count() == letters


def test_calling_off_and_taking_it_back_writes_no_letters_without_end(
    cast: "Cast", asked_ada: Interview, signed_in: Browser
) -> None:
    ben = signed_in(cast.ben)
    for _ in range(TURNS.most):
        ben.post(page(asked_ada, "cancel"), {"because": ""})
        ben.post(page(asked_ada, "uncancel"))
    ben.post(page(asked_ada, "cancel"), {"because": ""})
    letters = Letter.objects.count()

    answer = ben.post(page(asked_ada, "uncancel"), follow=True)

    assert "a dozen times in this hour" in said(answer)
    assert Letter.objects.count() == letters
    asked_ada.refresh_from_db()
    assert asked_ada.state == InterviewState.CANCELLED
