"""The wizard: what it books, and that what was typed stays."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from afterword.interviews import actions
from afterword.interviews.enums import InterviewState
from afterword.interviews.limits import ASKS
from afterword.interviews.models import Chair, Interview
from afterword.interviews.tests.booked import plan, proposed, seat
from afterword.interviews.tests.pages import CANDIDATE, INTERVIEWER, Browser, local, page, said
from afterword.people.models import Block, Membership, Person

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.usefixtures("rubric")


def test_the_wizard_books_with_a_member(cast: "Cast", signed_in: Browser) -> None:
    place = Membership.objects.get(person=cast.ada)
    words = {
        "chair": "interviewer",
        "whom": f"m:{place.pk}",
        "kind": "coding",
        "seniority": "new_grad",
        "minutes": "40",
        "when": "times",
        "first": local(2),
        "second": local(3),
    }

    answer = signed_in(cast.ben).post(reverse("interviews:new"), words)

    interview = Interview.objects.get()
    assert answer["Location"] == page(interview)
    assert seat(interview, INTERVIEWER).person == cast.ben
    assert seat(interview, CANDIDATE).person == cast.ada
    assert (interview.program, interview.seniority) == (cast.program, "new_grad")
    assert interview.proposed_times.count() == 2


def test_the_wizard_starts_now_with_a_guest_and_shows_the_link(
    cast: "Cast", signed_in: Browser
) -> None:
    words = {
        "chair": "candidate",
        "whom": "link",
        "guest_name": "Grace",
        "guest_program": str(cast.program.pk),
        "kind": "coding",
        "seniority": "intern",
        "minutes": "40",
        "when": "now",
    }

    answer = signed_in(cast.ben).post(reverse("interviews:new"), words, follow=True)

    interview = Interview.objects.get()
    assert interview.state == InterviewState.BOOKED
    assert "/guest/" in said(answer)
    assert page(interview, "room") in said(answer)


def test_a_guest_without_a_name_is_small_inside_a_sentence(
    cast: "Cast", signed_in: Browser
) -> None:
    row = proposed(cast.ben, None, program=cast.program)
    Chair.objects.filter(interview=row, person=None).update(guest_name="")
    shown = said(signed_in(cast.ben).get(page(row)))
    assert "Interview with <bdi>a guest</bdi>" in shown
    assert "The link for <bdi>a guest</bdi>" in shown


def test_what_is_missing_is_said_and_what_was_typed_stays(cast: "Cast", signed_in: Browser) -> None:
    words = {"chair": "candidate", "whom": "", "when": "times", "minutes": "400", "kind": "coding"}

    answer = signed_in(cast.ben).post(reverse("interviews:new"), words)

    assert answer.status_code == 422
    assert 'value="400"' in said(answer)
    assert "Propose at least one time." in said(answer) or "required" in said(answer)
    assert not Interview.objects.exists()


def test_questions_you_ask_them_are_no_kind_of_hour(cast: "Cast", signed_in: Browser) -> None:
    ben = signed_in(cast.ben)
    words = {"chair": "candidate", "whom": "link", "when": "now", "minutes": "40"}
    for name in ("new", "ask"):
        assert "Questions you ask them" not in said(ben.get(reverse(f"interviews:{name}")))
    answer = ben.post(reverse("interviews:new"), {**words, "kind": "reverse"})
    assert answer.status_code == 422
    assert not Interview.objects.exists()


def test_people_apart_are_not_offered_and_not_taken(cast: "Cast", signed_in: Browser) -> None:
    place = Membership.objects.get(person=cast.ada)
    Block.objects.create(blocker=cast.ada, blocked=cast.ben)
    ben = signed_in(cast.ben)

    html = said(ben.get(reverse("interviews:new")))
    answer = ben.post(
        reverse("interviews:new"),
        {
            "chair": "candidate",
            "whom": f"m:{place.pk}",
            "kind": "coding",
            "seniority": "intern",
            "minutes": "40",
            "when": "now",
        },
    )

    assert ">Ada<" not in html
    assert ">Cleo<" in html
    assert answer.status_code == 422
    assert not Interview.objects.exists()


def test_the_form_of_a_big_program_costs_few_queries(
    cast: "Cast", signed_in: Browser, django_assert_max_num_queries: "Callable[[int], object]"
) -> None:
    for number in range(60):
        person = Person.objects.create_user(f"m{number}@example.org", name=f"Member {number}")
        Membership.objects.create(program=cast.program, person=person)
    ben = signed_in(cast.ben)

    with django_assert_max_num_queries(12):
        assert "Member 59" in said(ben.get(reverse("interviews:new")))


def test_the_ask_writes_a_message_with_her_link_and_the_times(
    cast: "Cast", signed_in: Browser
) -> None:
    ben = signed_in(cast.ben)
    words = {
        "guest_name": "Grace",
        "kind": "coding",
        "seniority": "intern",
        "program": str(cast.program.pk),
        "first": local(2),
    }

    html = said(ben.post(reverse("interviews:ask"), words, follow=True))

    guest = Chair.objects.get(kind=INTERVIEWER)
    assert guest.guest_name == "Grace"
    assert html.count("/guest/") >= 2
    assert "Hello Grace," in html
    assert "Night Owls CS Club" in html
    assert "10:00 (UTC)" in html
    assert "mailto:?subject=" in html


def test_a_guest_who_is_to_be_interviewed_gets_another_message(
    cast: "Cast", signed_in: Browser
) -> None:
    wish = plan(None, program=cast.program, chair=INTERVIEWER, guest_name="Grace")
    interview = actions.start_now(wish, by=cast.ben, now=timezone.now())

    html = said(signed_in(cast.ben).get(page(interview, "message")))

    assert "Hello Grace," in html
    assert "I would like to hold a mock interview with you" in html
    assert "give me a mock interview" not in html


def test_starting_now_with_a_friend_from_the_program(cast: "Cast", signed_in: Browser) -> None:
    interview = actions.start_now(
        plan(cast.ada, program=cast.program), by=cast.ben, now=timezone.now()
    )

    assert "Go to the room" in said(signed_in(cast.ada).get(page(interview)))


@pytest.mark.parametrize("made_up", ["²", "9" * 5000, "-1", "one"])
def test_a_made_up_count_is_no_error_of_ours(
    cast: "Cast", asked_ada: Interview, signed_in: Browser, made_up: str
) -> None:
    answer = signed_in(cast.ada).post(
        page(asked_ada, "times"), {"first": local(3), "as_of": made_up}
    )
    assert answer.status_code == 302


def test_nobody_sets_up_interviews_without_end(cast: "Cast", signed_in: Browser) -> None:
    for _ in range(ASKS.most):
        ASKS.count(str(cast.ben.pk))
    now = {
        "chair": "candidate",
        "kind": "coding",
        "seniority": "intern",
        "minutes": 40,
        "when": "now",
    }

    answer = signed_in(cast.ben).post(reverse("interviews:new"), {**now, "whom": "link"})

    assert "thirty interviews within this hour" in said(answer)
    assert not Interview.objects.exists()
