"""Promises about the pages: who sees what, in how many queries, and what a race says."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.interviews import actions, next_steps
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.limits import ASKS, TURNS
from afterword.interviews.models import Chair, Interview
from afterword.interviews.tests.booked import first_time, plan, proposed, question, seat
from afterword.people.models import Block, Letter, Membership, Person
from afterword.questions.models import Sighting

if TYPE_CHECKING:
    from django.http import HttpResponse

    from conftest import Cast

CANDIDATE, INTERVIEWER = ChairKind.CANDIDATE, ChairKind.INTERVIEWER
Browser = Callable[[Person], Client]

pytestmark = pytest.mark.usefixtures("rubric")


@pytest.fixture
def asked(cast: "Cast") -> Interview:
    """Ben asks Ada."""
    now = timezone.now()
    times = [now + timedelta(days=1), now + timedelta(days=2)]
    return proposed(cast.ben, cast.ada, program=cast.program, times=times, now=now)


def page(interview: Interview, name: str = "interview") -> str:
    return reverse(f"interviews:{name}", args=[interview.pk])


def said(answer: "HttpResponse") -> str:
    return answer.content.decode()


def local(days: int, hour: int = 10) -> str:
    day = timezone.now() + timedelta(days=days)
    return f"{day:%Y-%m-%d}T{hour:02}:00"


# --- the list


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
    cast: "Cast", asked: Interview, signed_in: Browser
) -> None:
    ben = signed_in(cast.ben)
    here = reverse("interviews:list")

    assert page(asked) in said(ben.get(here))
    assert page(asked) in said(ben.get(f"{here}?kind=coding&chair=candidate"))
    assert page(asked) not in said(ben.get(f"{here}?kind=design"))
    assert page(asked) not in said(ben.get(f"{here}?chair=interviewer"))
    assert page(asked) not in said(ben.get(f"{here}?when=past"))


@pytest.mark.parametrize("wrong", ["kind=nonsense", "when=%00", "chair=x", "page=-1", "page=zzz"])
def test_a_wrong_filter_shows_the_list_all_the_same(
    cast: "Cast", signed_in: Browser, wrong: str
) -> None:
    answer = signed_in(cast.ben).get(f"{reverse('interviews:list')}?{wrong}")

    assert answer.status_code == 200


def test_only_the_two_find_an_interview(cast: "Cast", asked: Interview, signed_in: Browser) -> None:
    for person in (cast.ada, cast.ben):
        assert signed_in(person).get(page(asked)).status_code == 200
    for person in (cast.cleo, cast.dov, cast.eve):
        browser = signed_in(person)
        for name in ("interview", "times", "cancel", "calendar", "room", "private-notes"):
            assert browser.get(page(asked, name)).status_code == 404


# --- booking


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


# --- one wins, the other is told


def test_accepting_from_a_page_that_is_out_of_date_is_told(
    cast: "Cast", asked: Interview, signed_in: Browser
) -> None:
    ada = signed_in(cast.ada)
    words = {"time": str(first_time(asked))}
    actions.cancel(asked, by=seat(asked, CANDIDATE), now=timezone.now())

    answer = ada.post(page(asked, "accept"), words, follow=True)

    assert "Somebody was quicker" in said(answer)


def test_a_double_booking_is_told_kindly(
    cast: "Cast", asked: Interview, signed_in: Browser
) -> None:
    time = asked.proposed_times.first()
    rival = proposed(
        cast.cleo, cast.ada, program=cast.program, times=[time.starts_at], now=timezone.now()
    )
    ada = signed_in(cast.ada)
    ada.post(page(rival, "accept"), {"time": str(first_time(rival))})

    answer = ada.post(page(asked, "accept"), {"time": str(time.pk)}, follow=True)

    assert "You already have an interview at that time" in said(answer)


@pytest.mark.parametrize("time", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_made_up_time_is_told(
    cast: "Cast", asked: Interview, signed_in: Browser, time: str
) -> None:
    answer = signed_in(cast.ada).post(page(asked, "accept"), {"time": time}, follow=True)

    assert "times have just changed" in said(answer)


def test_cancelling_says_who_is_told_and_offers_undo(
    cast: "Cast", asked: Interview, signed_in: Browser
) -> None:
    ben = signed_in(cast.ben)
    assert "Ada</bdi> gets a letter" in said(ben.get(page(asked, "cancel")))

    answer = ben.post(page(asked, "cancel"), {"because": ""}, follow=True)

    assert "Ada is told" in said(answer)
    assert page(asked, "uncancel") in said(answer)
    ben.post(page(asked, "uncancel"))
    asked.refresh_from_db()
    assert asked.state == InterviewState.PROPOSED


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


# --- the question stays hidden


def test_the_candidate_never_sees_which_question_it_is(
    cast: "Cast", asked: Interview, signed_in: Browser
) -> None:
    secret = question("canary-question")
    actions.accept_time(
        asked,
        time_id=first_time(asked),  # type: ignore[arg-type]
        by=seat(asked, INTERVIEWER),
        now=timezone.now(),
    )
    actions.choose_question(asked, question=secret, by=seat(asked, INTERVIEWER))
    ada, ben = signed_in(cast.ada), signed_in(cast.ben)

    assert "Canary question" in said(ada.get(page(asked)))
    places = [page(asked, name) for name in ("interview", "calendar", "room", "times", "cancel")]
    for place in (*places, reverse("interviews:list")):
        answer = ben.get(place)
        assert answer.status_code == 200
        assert "canary" not in said(answer).lower()
        assert str(secret.pk) not in said(answer)
        assert str(secret.current_id) not in said(answer)
    assert ben.get(page(asked, "question")).status_code == 403
    assert ben.post(page(asked, "suggest")).status_code == 403


def test_the_interviewer_is_offered_what_the_candidate_has_not_seen(
    cast: "Cast", asked: Interview, signed_in: Browser
) -> None:
    new, known = question("new-one"), question("known-one")
    Sighting.objects.create(person=cast.ben, question=known)
    ada = signed_in(cast.ada)

    html = said(ada.get(page(asked, "question")))
    told = ada.post(page(asked, "question"), {"question": str(known.pk)}, follow=True)
    ada.post(page(asked, "suggest"), {"difficulty": ""})

    assert "New one" in html
    assert "Known one" not in html
    assert "seen that question before" in said(told)
    asked.refresh_from_db()
    assert asked.question_version == new.current


def test_the_version_is_kept_when_the_question_moves_on(cast: "Cast", asked: Interview) -> None:
    asked_about = question("moves-on")
    actions.choose_question(asked, question=asked_about, by=seat(asked, INTERVIEWER))
    kept = asked.question_version
    asked_about.current = asked_about.versions.create(number=2, source="", digest="1", content={})
    asked_about.save()

    asked.refresh_from_db()
    assert asked.question_version == kept


# --- the room's page, and what comes after


def test_the_room_opens_once_a_time_is_agreed(
    cast: "Cast", asked: Interview, signed_in: Browser
) -> None:
    assert signed_in(cast.ben).get(page(asked, "room"))["Location"] == page(asked)


def test_what_comes_after_is_said_by_the_part_above(
    cast: "Cast", ended: Interview, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = next_steps.Step(sentence="Your half waits.", label="Write it", url="/somewhere/")
    monkeypatch.setattr(next_steps, "_found_by", [lambda chair: None, lambda chair: step])

    html = said(signed_in(cast.ada).get(page(ended)))

    assert "Your half waits." in html
    assert 'href="/somewhere/"' in html


def test_starting_now_with_a_friend_from_the_program(cast: "Cast", signed_in: Browser) -> None:
    interview = actions.start_now(
        plan(cast.ada, program=cast.program), by=cast.ben, now=timezone.now()
    )

    assert "Go to the room" in said(signed_in(cast.ada).get(page(interview)))


@pytest.mark.parametrize("made_up", ["²", "9" * 5000, "-1", "one"])
def test_a_made_up_count_is_no_error_of_ours(
    cast: "Cast", asked: Interview, signed_in: Browser, made_up: str
) -> None:
    answer = signed_in(cast.ada).post(page(asked, "times"), {"first": local(3), "as_of": made_up})
    assert answer.status_code == 302


def test_nobody_is_written_to_for_every_change_of_mind(
    cast: "Cast", asked: Interview, signed_in: Browser
) -> None:
    ada = signed_in(cast.ada)
    for day in range(1, 13):
        assert ada.post(page(asked, "times"), {"first": local(day)}).status_code == 302
    letters = Letter.objects.count()

    answer = ada.post(page(asked, "times"), {"first": local(14)})

    assert "a dozen times in this hour" in said(answer)
    assert Letter.objects.count() == letters


def test_calling_off_and_taking_it_back_writes_no_letters_without_end(
    cast: "Cast", asked: Interview, signed_in: Browser
) -> None:
    ben = signed_in(cast.ben)
    for _ in range(TURNS.most):
        ben.post(page(asked, "cancel"), {"because": ""})
        ben.post(page(asked, "uncancel"))
    ben.post(page(asked, "cancel"), {"because": ""})
    letters = Letter.objects.count()

    answer = ben.post(page(asked, "uncancel"), follow=True)

    assert "a dozen times in this hour" in said(answer)
    assert Letter.objects.count() == letters
    asked.refresh_from_db()
    assert asked.state == InterviewState.CANCELLED


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
