"""The list of interviews: its filters, and as many queries for many as for few."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Chair, Interview
from afterword.interviews.tests.booked import proposed
from afterword.interviews.tests.pages import Browser, page, said

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.usefixtures("rubric")


def test_the_list_makes_as_many_queries_for_thirty_rows_as_for_three(
    cast: "Cast", signed_in: Browser, django_assert_max_num_queries: "Callable[[int], object]"
) -> None:
    now = timezone.now()
    ben = signed_in(cast.ben)
    for day in range(1, 19):
        proposed(
            cast.ben, cast.ada, program=cast.program, times=[now + timedelta(days=day)], now=now
        )
    for day in range(12):
        booked = Interview.objects.create(
            program=cast.program,
            rubric=Interview.objects.first().rubric,
            state=InterviewState.BOOKED,
            starts_at=now + timedelta(days=day + 1),
        )
        Chair.objects.create(interview=booked, kind="interviewer", person=cast.cleo)
        Chair.objects.create(interview=booked, kind="candidate", person=cast.ben)

    with django_assert_max_num_queries(12):
        html = said(ben.get(reverse("interviews:list")))

    assert html.count("<tr>") == 31


def test_the_filters_live_in_the_address(
    cast: "Cast", asked_ada: Interview, signed_in: Browser
) -> None:
    ben = signed_in(cast.ben)
    here = reverse("interviews:list")

    assert page(asked_ada) in said(ben.get(here))
    assert page(asked_ada) in said(ben.get(f"{here}?kind=coding&chair=candidate"))
    assert page(asked_ada) not in said(ben.get(f"{here}?kind=design"))
    assert page(asked_ada) not in said(ben.get(f"{here}?chair=interviewer"))
    assert page(asked_ada) not in said(ben.get(f"{here}?when=past"))


@pytest.mark.parametrize("wrong", ["kind=nonsense", "when=%00", "chair=x", "page=-1", "page=zzz"])
def test_a_wrong_filter_shows_the_list_all_the_same(
    cast: "Cast", signed_in: Browser, wrong: str
) -> None:
    answer = signed_in(cast.ben).get(f"{reverse('interviews:list')}?{wrong}")

    assert answer.status_code == 200


def test_only_the_two_find_an_interview(
    cast: "Cast", asked_ada: Interview, signed_in: Browser
) -> None:
    for person in (cast.ada, cast.ben):
        assert signed_in(person).get(page(asked_ada)).status_code == 200
    for person in (cast.cleo, cast.dov, cast.eve):
        browser = signed_in(person)
        for name in ("interview", "times", "cancel", "calendar", "room", "private-notes"):
            assert browser.get(page(asked_ada, name)).status_code == 404
