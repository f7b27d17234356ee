"""Promises about guest links: one interview, one chair, in its window, until revoked."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.interviews import actions, links
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.models import BusyCell, Chair, GuestLink, Interview
from afterword.interviews.queries import interviews_of
from afterword.interviews.tests.booked import (
    first_time,
    guest_token,
    guest_viewer,
    proposed,
    question,
    running,
    seat,
)
from afterword.people.models import Letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from afterword.people.models import Person
    from conftest import Cast

CANDIDATE, INTERVIEWER = ChairKind.CANDIDATE, ChairKind.INTERVIEWER

pytestmark = pytest.mark.usefixtures("rubric")


@pytest.fixture
def asked(cast: "Cast") -> Interview:
    """Ben has asked a guest to interview him, at one of two times."""
    cache.clear()
    now = timezone.now()
    times = [now + timedelta(days=1), now + timedelta(days=2)]
    return proposed(cast.ben, None, program=cast.program, times=times, now=now)


@pytest.fixture
def guest(asked: Interview) -> Chair:
    return seat(asked, INTERVIEWER)


def address(chair: Chair) -> str:
    return reverse("interviews:guest", args=[guest_token(chair)])


def page(interview: Interview, name: str = "interview") -> str:
    return reverse(f"interviews:{name}", args=[interview.pk])


def opened(chair: Chair, **words: str) -> Client:
    """A browser in which the guest has opened her link."""
    browser = Client()
    answer = browser.post(address(chair), words)
    assert answer.status_code == 302
    return browser


def said(answer: "HttpResponse") -> str:
    return answer.content.decode()


def test_looking_at_a_link_spends_and_opens_nothing(asked: Interview, guest: Chair) -> None:
    browser = Client()

    for _ in range(3):
        assert browser.get(address(guest)).status_code == 200
        assert browser.head(address(guest)).status_code == 200

    link = GuestLink.objects.get()
    assert link.first_used_at is None
    assert "sessionid" not in browser.cookies
    assert "session" not in browser.cookies
    assert browser.get(page(asked)).status_code == 302  # to the sign-in page


def test_the_page_of_a_link_tells_nothing_personal_beyond_who_asks(
    cast: "Cast", asked: Interview, guest: Chair
) -> None:
    Chair.objects.filter(pk=guest.pk).update(guest_name="Grace", guest_email="grace@example.net")

    html = said(Client().get(address(guest)))

    assert "Ben" in html
    for private in ("Grace", "grace@", "ben@example.org", "Night Owls", str(asked.pk)):
        assert private not in html


def test_the_address_of_a_link_is_told_to_no_other_page(guest: Chair) -> None:
    for answer in (Client().get(address(guest)), Client().post(address(guest))):
        assert answer["Referrer-Policy"] == "strict-origin"
        assert "no-store" in answer["Cache-Control"]


def test_from_the_link_to_the_room_in_three_clicks(asked: Interview, guest: Chair) -> None:
    browser = Client()
    first = browser.post(address(guest), {"time_zone": "Asia/Kolkata"}, follow=True)
    assert "Asia/Kolkata" in said(first)

    second = browser.post(page(asked, "accept"), {"time": first_time(asked)}, follow=True)
    room = page(asked, "room")
    assert room in said(second)

    third = browser.get(room)
    assert third.status_code == 200
    asked.refresh_from_db()
    assert asked.state == InterviewState.BOOKED


def test_a_guest_who_interviews_finds_a_question_waiting_and_keeps_the_one_she_took(
    asked: Interview, guest: Chair
) -> None:
    first = question("parcel-lockers")
    opened(guest)
    asked.refresh_from_db()
    assert asked.question_version == first.current

    other = question("tidal-path")
    actions.choose_question(asked, question=other, by=guest)
    opened(guest)
    asked.refresh_from_db()
    assert asked.question_version == other.current


def test_the_link_stays_hers_until_it_ends(asked: Interview, guest: Chair) -> None:
    opened(guest)

    again = opened(guest)

    assert again.get(page(asked)).status_code == 200
    assert GuestLink.objects.get().first_used_at is not None


def test_a_guest_sees_one_interview_and_one_chair(
    cast: "Cast", asked: Interview, guest: Chair
) -> None:
    now = timezone.now()
    other = proposed(cast.ben, None, program=cast.program, times=[now + timedelta(days=3)], now=now)
    browser = opened(guest)

    assert browser.get(page(asked)).status_code == 200
    assert browser.get(page(other)).status_code == 404
    assert browser.get(reverse("interviews:list")).status_code == 302
    assert list(interviews_of(guest_viewer(guest))) == [asked]


def revoke(chair: Chair) -> None:
    actions.revoke_links(chair, by=seat(chair.interview, CANDIDATE), now=timezone.now())


def expire(chair: Chair) -> None:
    GuestLink.objects.filter(chair=chair).update(expires_at=timezone.now())


def renew(chair: Chair) -> None:
    actions.renew_link(chair, by=seat(chair.interview, CANDIDATE), now=timezone.now())


@pytest.mark.parametrize("end", [revoke, expire])
def test_the_end_of_a_link_closes_pages_that_were_open(
    asked: Interview, guest: Chair, end: "Callable[[Chair], None]"
) -> None:
    browser = opened(guest)
    assert browser.get(page(asked)).status_code == 200

    end(guest)

    for name in ("interview", "room", "calendar", "private-notes", "times", "cancel"):
        assert browser.get(page(asked, name)).status_code == 404
    time = {"time": first_time(asked)}
    assert browser.post(page(asked, "accept"), time).status_code == 404
    asked.refresh_from_db()
    assert asked.state == InterviewState.PROPOSED


def test_every_link_that_opens_nothing_gives_one_and_the_same_answer(
    cast: "Cast", asked: Interview, guest: Chair
) -> None:
    token = guest_token(guest)
    forged = token[:-1] + ("A" if token[-1] != "A" else "B")
    answers = [_answer(forged), _answer("x"), _answer("a" * 4000), _answer("%00")]

    revoke(guest)
    answers.append(_answer(token))
    GuestLink.objects.update(revoked_at=None)
    expire(guest)
    answers.append(_answer(token))
    GuestLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    actions.claim_chair(guest, by=cast.eve, now=timezone.now())
    GuestLink.objects.update(revoked_at=None)
    answers.append(_answer(token))

    assert len({answer[1] for answer in answers}) == 1
    assert {answer[0] for answer in answers} == {404}


def _answer(token: str) -> tuple[int, str]:
    cache.clear()
    browser = Client(enforce_csrf_checks=False)
    url = f"/guest/{token}/"
    got, posted = browser.get(url), browser.post(url)
    assert got.status_code == posted.status_code
    # Every page carries a fresh token against forged forms.
    return got.status_code, re.sub(r'name="csrf-token" content="\w+"', "", said(got))


def test_a_new_link_ends_the_old_one(asked: Interview, guest: Chair) -> None:
    old = address(guest)

    renew(guest)

    assert Client().get(old).status_code == 404
    assert Client().get(address(guest)).status_code == 200


def test_an_expired_link_does_not_come_back_with_the_clock(guest: Chair) -> None:
    link = GuestLink.objects.get()

    actions.retire_expired(now=link.expires_at)

    before = link.expires_at - timedelta(days=7)
    assert links.link_by_token(guest_token(guest), now=before) is None


def test_booking_lets_the_link_last_but_wakes_no_dead_one(asked: Interview, guest: Chair) -> None:
    now = timezone.now()
    dead = GuestLink.objects.create(
        chair=guest, digest="d" * 64, expires_at=now - timedelta(minutes=1)
    )
    GuestLink.objects.exclude(pk=dead.pk).update(expires_at=now + timedelta(hours=30))

    actions.accept_time(asked, time_id=first_time(asked), by=guest, now=now)  # type: ignore[arg-type]

    asked.refresh_from_db()
    live = GuestLink.objects.exclude(pk=dead.pk).get()
    assert live.expires_at == asked.starts_at + timedelta(days=14)
    dead.refresh_from_db()
    assert dead.expires_at < now


def test_guessing_is_limited(asked: Interview, guest: Chair) -> None:
    browser = Client()
    for number in range(30):
        browser.get(f"/guest/guess-{number}/")

    assert browser.get(address(guest)).status_code == 404
    cache.clear()
    assert browser.get(address(guest)).status_code == 200


def test_no_key_is_written_into_the_log(guest: Chair, caplog: pytest.LogCaptureFixture) -> None:
    cache.clear()
    mistyped = guest_token(guest)[:-1]

    Client().get(f"/guest/{mistyped}/")

    assert mistyped not in caplog.text


def test_the_candidate_is_not_let_in_by_the_link_they_hand_out(
    cast: "Cast", asked: Interview, guest: Chair, signed_in: "Callable[[Person], Client]"
) -> None:
    ben = signed_in(cast.ben)

    assert ben.get(address(guest)).status_code == 403
    assert ben.post(address(guest)).status_code == 403
    assert ben.get(page(asked, "question")).status_code == 403


def test_only_whoever_asked_renews_and_revokes(
    cast: "Cast", asked: Interview, guest: Chair, signed_in: "Callable[[Person], Client]"
) -> None:
    for browser, refused in ((opened(guest), 403), (signed_in(cast.ada), 404)):
        for name in ("renew-link", "revoke-link"):
            assert browser.post(page(asked, name)).status_code == refused
    assert GuestLink.objects.filter(revoked_at=None).count() == 1

    signed_in(cast.ben).post(page(asked, "revoke-link"))

    assert not GuestLink.objects.filter(revoked_at=None).exists()


def test_a_guest_who_leaves_an_address_gets_letters_with_her_link(
    asked: Interview, guest: Chair
) -> None:
    browser = opened(guest)
    words = {"time": first_time(asked), "name": "Grace", "email": "grace@example.net"}

    browser.post(page(asked, "accept"), words)

    letter = Letter.objects.get(to_email="grace@example.net")
    assert letter.to_name == "Grace"
    assert letter.link.endswith(address(guest))


def test_a_wrong_address_is_said_beside_the_field_and_nothing_is_booked(
    asked: Interview, guest: Chair
) -> None:
    browser = opened(guest)

    answer = browser.post(
        page(asked, "accept"), {"time": first_time(asked), "name": "Grace", "email": "grace@"}
    )

    assert answer.status_code == 422
    assert 'value="grace@"' in said(answer)
    asked.refresh_from_db()
    assert asked.state == InterviewState.PROPOSED


def test_a_guest_declines(asked: Interview, guest: Chair) -> None:
    browser = opened(guest)

    browser.post(page(asked, "cancel"), {"because": "I am on leave."})

    asked.refresh_from_db()
    assert asked.state == InterviewState.CANCELLED
    assert "I am on leave." in Letter.objects.get().body


def test_a_chair_is_claimed_by_whoever_opened_it_and_has_an_account(
    cast: "Cast", asked: Interview, guest: Chair
) -> None:
    browser = opened(guest)
    browser.post(page(asked, "accept"), {"time": first_time(asked)})
    assert browser.post(page(asked, "claim")).status_code == 302
    assert Chair.objects.filter(pk=guest.pk, person=None).exists()  # no account yet

    browser.force_login(cast.eve)
    browser.post(page(asked, "claim"))

    guest.refresh_from_db()
    assert guest.person == cast.eve
    assert BusyCell.objects.filter(person=cast.eve).exists()
    assert not GuestLink.objects.filter(revoked_at=None).exists()
    assert browser.get(page(asked)).status_code == 200


def test_a_chair_is_claimed_by_nobody_who_has_not_opened_it(
    cast: "Cast", asked: Interview, guest: Chair, signed_in: "Callable[[Person], Client]"
) -> None:
    assert signed_in(cast.eve).post(page(asked, "claim")).status_code == 404
    signed_in(cast.ben).post(page(asked, "claim"))

    guest.refresh_from_db()
    assert guest.person is None


def test_a_guest_who_asks_for_the_second_half_holds_her_new_chair(
    cast: "Cast", asked: Interview, guest: Chair
) -> None:
    browser = opened(guest)
    browser.post(page(asked, "accept"), {"time": first_time(asked)})
    asked.refresh_from_db()
    running(asked)

    answer = browser.post(page(asked, "swap"))

    second = Interview.objects.get(first_half=asked)
    assert answer["Location"] == page(second)
    assert browser.get(page(second)).status_code == 200
    revoke(seat(second, CANDIDATE))
    assert browser.get(page(second)).status_code == 404
    assert browser.get(page(asked)).status_code == 200


def test_a_planted_session_gains_nothing_from_a_guest(guest: Chair) -> None:
    browser = Client()
    session = browser.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    browser.cookies["session"] = planted

    browser.post(address(guest))

    assert browser.cookies["session"].value != planted


def test_a_link_of_a_changed_key_is_not_shown_but_can_be_made_anew(
    guest: Chair, settings: "object"
) -> None:
    now = timezone.now()
    assert links.newest_link(guest, now=now) is not None

    settings.SECRET_KEY = "another key entirely"  # type: ignore[attr-defined]

    assert links.newest_link(guest, now=now) is None
    renew(guest)
    assert links.newest_link(guest, now=now) is not None


def test_the_asker_does_not_sit_on_both_sides_where_the_guest_used_his_browser(
    cast: "Cast", asked: Interview, guest: Chair
) -> None:
    browser = opened(guest)
    assert "Ben" in said(browser.get(page(asked)))
    question_page = page(asked, "question")
    assert browser.get(question_page).status_code == 200

    browser.force_login(cast.ben)

    assert browser.get(question_page).status_code == 403
    assert browser.get(page(asked, "private-notes")).status_code == 403


def test_a_member_who_came_by_a_link_finds_her_way_on_every_page(
    cast: "Cast", guest: Chair, signed_in: "Callable[[Person], Client]"
) -> None:
    eve = signed_in(cast.eve)
    assert eve.post(address(guest)).status_code == 302
    for place in (
        "/",
        reverse("interviews:list"),
        page(guest.interview),
        reverse("notes:overview"),
    ):
        assert eve.get(place).status_code == 200, place
    assert "You interview Ben" in said(eve.get("/"))


def test_a_guest_is_called_by_one_line(asked: Interview, guest: Chair) -> None:
    name = "Grace\n\nYour account is closed. Sign in at https://elsewhere.example"
    words = {"time": first_time(asked), "name": name}
    answer = opened(guest).post(page(asked, "accept"), words)
    assert answer.status_code == 422
    assert "one line" in said(answer)
