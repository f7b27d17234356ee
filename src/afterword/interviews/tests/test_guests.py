"""Promises about guests: a chair is taken once, and opens by her own link until that ends."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.interviews import actions, links
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.errors import ChairIsTaken
from afterword.interviews.models import BusyCell, Chair, GuestLink, Interview
from afterword.interviews.queries import interviews_of
from afterword.interviews.room.seats import seat_for, seats_lost
from afterword.interviews.tests.booked import (
    ask_token,
    first_time,
    guest_viewer,
    own_token,
    plan,
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


def ask(chair: Chair) -> str:
    """The address that Ben hands out."""
    return reverse("interviews:guest", args=[ask_token(chair)])


def own(chair: Chair) -> str:
    """The address that only the guest has."""
    return reverse("interviews:guest", args=[own_token(chair)])


def page(interview: Interview, name: str = "interview") -> str:
    return reverse(f"interviews:{name}", args=[interview.pk])


def took(chair: Chair, **words: object) -> Client:
    """A browser in which the guest has taken the chair by the ask."""
    browser = Client()
    answer = browser.post(ask(chair), words)
    assert answer["Location"] == page(chair.interview, "own-link")
    return browser


def opened(chair: Chair, **words: str) -> Client:
    """Another browser of hers, in which she has opened her own link."""
    browser = Client()
    assert browser.post(own(chair), words)["Location"] == page(chair.interview)
    return browser


def said(answer: "HttpResponse") -> str:
    return answer.content.decode()


# --- the ask


def test_looking_at_a_link_spends_and_opens_nothing(asked: Interview, guest: Chair) -> None:
    browser = Client()

    for _ in range(3):
        assert browser.get(ask(guest)).status_code == 200
        assert browser.head(ask(guest)).status_code == 200

    assert list(GuestLink.objects.values_list("own", "first_used_at")) == [(False, None)]
    assert "session" not in browser.cookies
    assert browser.get(page(asked)).status_code == 302  # to the sign-in page


def test_the_page_of_an_ask_tells_nothing_personal_beyond_who_asks(
    cast: "Cast", asked: Interview, guest: Chair
) -> None:
    Chair.objects.filter(pk=guest.pk).update(guest_name="Grace", guest_email="grace@example.net")

    html = said(Client().get(ask(guest)))

    assert "Ben" in html
    for private in ("Grace", "grace@", "ben@example.org", "Night Owls", str(asked.pk)):
        assert private not in html


def test_the_address_of_a_link_is_told_to_no_other_page(asked: Interview, guest: Chair) -> None:
    browser = Client()
    answers = [browser.get(ask(guest)), browser.post(ask(guest)), Client().get(ask(guest))]
    answers += [Client().get(own(guest)), browser.get(page(asked, "own-link"))]
    for answer in answers:
        assert answer["Referrer-Policy"] == "strict-origin"
        assert "no-store" in answer["Cache-Control"]


def test_from_the_ask_to_the_room_in_two_clicks(asked: Interview, guest: Chair) -> None:
    words = {"time_zone": "Asia/Kolkata", "time": first_time(asked)}
    browser = took(guest, **words)

    kept = said(browser.get(page(asked, "own-link")))

    assert own(guest) in kept
    assert "Asia/Kolkata" in kept
    asked.refresh_from_db()
    assert asked.state == InterviewState.BOOKED
    assert browser.get(page(asked, "room")).status_code == 200


def test_an_hour_that_begins_now_is_taken_with_one_button(cast: "Cast") -> None:
    now = timezone.now()
    interview = actions.start_now(plan(None, program=cast.program), by=cast.ben, now=now)
    guest = seat(interview, INTERVIEWER)
    assert "Start now" in said(Client().get(ask(guest)))

    browser = took(guest)

    assert page(interview, "room") in said(browser.get(page(interview, "own-link")))
    assert browser.get(page(interview, "room")).status_code == 200


def test_a_guest_who_interviews_finds_a_question_waiting_and_keeps_the_one_she_took(
    asked: Interview, guest: Chair
) -> None:
    first = question("parcel-lockers")
    took(guest)
    asked.refresh_from_db()
    assert asked.question_version == first.current

    other = question("tidal-path")
    actions.choose_question(asked, question=other, by=guest)
    opened(guest)
    asked.refresh_from_db()
    assert asked.question_version == other.current


def test_a_time_that_is_gone_takes_no_chair(asked: Interview, guest: Chair) -> None:
    for time in ("nonsense", str(uuid4())):
        answer = Client().post(ask(guest), {"time": time})
        assert "have just changed" in said(answer)

    assert not GuestLink.objects.filter(own=True).exists()
    assert "Take this time" in said(answer)


def test_an_hour_that_was_called_off_is_not_taken(asked: Interview, guest: Chair) -> None:
    actions.cancel(asked, by=seat(asked, CANDIDATE), now=timezone.now())

    for answer in (Client().get(ask(guest)), Client().post(ask(guest))):
        assert "has called it off" in said(answer)

    assert not GuestLink.objects.filter(own=True).exists()


def test_a_guest_declines_from_the_ask(asked: Interview, guest: Chair) -> None:
    browser = Client()
    answer = browser.post(ask(guest), {"then": "decline"})
    assert answer["Location"] == page(asked, "cancel")

    browser.post(page(asked, "cancel"), {"because": "I am on leave."})

    asked.refresh_from_db()
    assert asked.state == InterviewState.CANCELLED
    assert "I am on leave." in Letter.objects.get().body


# --- the chair is hers


def test_the_ask_of_a_taken_chair_opens_nothing(asked: Interview, guest: Chair) -> None:
    took(guest, time=first_time(asked))
    elsewhere = Client()

    for answer in (elsewhere.get(ask(guest)), elsewhere.post(ask(guest))):
        assert answer.status_code == 200
        assert "The chair is taken" in said(answer)
        assert own(guest) not in said(answer)

    for name in ("interview", "room", "private-notes", "question", "own-link"):
        assert elsewhere.get(page(asked, name))["Location"].startswith("/account/login/"), name
    assert GuestLink.objects.filter(own=True).count() == 1


def test_two_who_press_at_once_do_not_both_sit(asked: Interview, guest: Chair) -> None:
    link = guest.guest_links.get()
    nothing_said = actions.Introduction()
    actions.take_chair(link, introduction=nothing_said, now=timezone.now())

    with pytest.raises(ChairIsTaken):
        actions.take_chair(link, introduction=nothing_said, now=timezone.now())


def test_a_session_that_names_the_chair_but_did_not_take_it_sees_nothing(
    asked: Interview, guest: Chair
) -> None:
    assert list(interviews_of(guest_viewer(guest))) == []

    took(guest)

    assert list(interviews_of(guest_viewer(guest))) == [asked]


def test_the_one_who_asked_never_sees_her_own_link(
    cast: "Cast", asked: Interview, guest: Chair, signed_in: "Callable[[Person], Client]"
) -> None:
    ben = signed_in(cast.ben)
    assert ask(guest) in said(ben.get(page(asked)))
    took(guest, time=first_time(asked), email="grace@example.net")
    token = own_token(guest)

    for name in ("interview", "message", "calendar", "room"):
        assert token not in said(ben.get(page(asked, name))), name
        assert ask(guest) not in said(ben.get(page(asked, name))), name
    assert ben.get(page(asked, "own-link")).status_code == 403
    assert ben.post(own(guest)).status_code == 403
    for letter in Letter.objects.exclude(to_email="grace@example.net"):
        assert token not in letter.body + letter.link


def test_whoever_asked_cannot_make_another_link_to_a_taken_chair(
    cast: "Cast", asked: Interview, guest: Chair, signed_in: "Callable[[Person], Client]"
) -> None:
    hers = took(guest)
    ben = signed_in(cast.ben)

    answer = ben.post(page(asked, "renew-link"), follow=True)
    assert "The chair is taken" in said(answer)
    ben.post(page(asked, "revoke-link"))
    assert "The chair is taken" in said(ben.post(page(asked, "renew-link"), follow=True))

    assert GuestLink.objects.count() == 2
    assert hers.get(page(asked)).status_code == 404


def test_her_own_browser_is_led_from_the_ask_to_her_side(asked: Interview, guest: Chair) -> None:
    assert took(guest).get(ask(guest))["Location"] == page(asked)


def test_her_own_link_opens_another_browser_of_hers(asked: Interview, guest: Chair) -> None:
    took(guest)

    again = opened(guest, time_zone="Asia/Kolkata")

    assert again.get(page(asked)).status_code == 200
    assert opened(guest).get(page(asked)).status_code == 200


# --- her address


def test_her_link_is_sent_to_the_address_that_she_leaves(
    asked: Interview, guest: Chair, settings: "Any"
) -> None:
    settings.MAIL = True
    took(guest, email="grace@example.net", then="times")

    letter = Letter.objects.get(to_email="grace@example.net")

    assert letter.link.endswith(own(guest))
    assert letter.secret  # no page shows it, to the host neither


def test_without_post_her_link_stands_in_no_letter(asked: Interview, guest: Chair) -> None:
    took(guest, time=first_time(asked), name="Grace", email="grace@example.net")

    letter = Letter.objects.get(to_email="grace@example.net")

    assert letter.to_name == "Grace"
    assert letter.link.endswith(page(asked))
    assert own_token(guest) not in letter.body


def test_her_link_is_sent_again_to_her_address_and_nowhere_else(
    asked: Interview, guest: Chair, settings: "Any"
) -> None:
    settings.MAIL = True
    took(guest, email="grace@example.net")
    Letter.objects.all().delete()
    elsewhere = Client()

    for _ in range(5):
        answer = elsewhere.post(ask(guest), {"email": "ben@example.org"})

    assert own_token(guest) not in said(answer)
    assert set(Letter.objects.values_list("to_email", flat=True)) == {"grace@example.net"}
    assert Letter.objects.count() == 3  # her letter box is not filled by whoever holds the ask


def test_whoever_asked_cannot_say_where_her_link_is_sent(
    cast: "Cast", asked: Interview, guest: Chair, settings: "Any"
) -> None:
    settings.MAIL = True
    Chair.objects.filter(pk=guest.pk).update(guest_email="ben@example.org")
    took(guest)

    Client().post(ask(guest))

    assert not Letter.objects.filter(to_email="ben@example.org", person=None).exists()


# --- its end


def test_a_guest_sees_one_interview_and_one_chair(
    cast: "Cast", asked: Interview, guest: Chair
) -> None:
    now = timezone.now()
    other = proposed(cast.ben, None, program=cast.program, times=[now + timedelta(days=3)], now=now)
    browser = took(guest)

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
    browser = took(guest)
    assert browser.get(page(asked)).status_code == 200

    end(guest)

    for name in ("interview", "room", "calendar", "private-notes", "times", "cancel"):
        assert browser.get(page(asked, name)).status_code == 404
    time = {"time": first_time(asked)}
    assert browser.post(page(asked, "accept"), time).status_code == 404
    asked.refresh_from_db()
    assert asked.state == InterviewState.PROPOSED


@pytest.mark.parametrize("token_of", [ask_token, own_token])
def test_every_link_that_opens_nothing_gives_one_and_the_same_answer(
    cast: "Cast", asked: Interview, guest: Chair, token_of: "Callable[[Chair], str]"
) -> None:
    took(guest)
    token = token_of(guest)
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


def test_a_new_ask_ends_the_old_one(asked: Interview, guest: Chair) -> None:
    old = ask(guest)

    renew(guest)

    assert Client().get(old).status_code == 404
    assert Client().get(ask(guest)).status_code == 200


def test_an_expired_link_does_not_come_back_with_the_clock(guest: Chair) -> None:
    took(guest)
    link = GuestLink.objects.get(own=True)

    actions.retire_expired(now=link.expires_at)

    before = link.expires_at - timedelta(days=7)
    assert links.link_by_token(own_token(guest), now=before) is None


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


def test_a_right_link_opens_however_many_wrong_ones_were_tried_from_the_same_place(
    guest: Chair,
) -> None:
    browser = Client()
    for number in range(40):
        assert browser.get(f"/guest/guess-{number}/").status_code == 404

    assert browser.get(ask(guest)).status_code == 200


def test_no_key_is_written_into_the_log(guest: Chair, caplog: pytest.LogCaptureFixture) -> None:
    cache.clear()
    mistyped = ask_token(guest)[:-1]

    Client().get(f"/guest/{mistyped}/")

    assert mistyped not in caplog.text


def test_the_candidate_is_not_let_in_by_the_link_they_hand_out(
    cast: "Cast", asked: Interview, guest: Chair, signed_in: "Callable[[Person], Client]"
) -> None:
    ben = signed_in(cast.ben)

    assert ben.get(ask(guest)).status_code == 403
    assert ben.post(ask(guest)).status_code == 403
    assert ben.get(page(asked, "question")).status_code == 403


def test_only_whoever_asked_renews_and_revokes(
    cast: "Cast", asked: Interview, guest: Chair, signed_in: "Callable[[Person], Client]"
) -> None:
    for browser, refused in ((took(guest), 403), (signed_in(cast.ada), 404)):
        for name in ("renew-link", "revoke-link"):
            assert browser.post(page(asked, name)).status_code == refused
    assert GuestLink.objects.filter(revoked_at=None).count() == 2

    signed_in(cast.ben).post(page(asked, "revoke-link"))

    assert not GuestLink.objects.filter(revoked_at=None).exists()


def test_a_wrong_address_is_said_beside_the_field_and_nothing_is_booked(
    asked: Interview, guest: Chair
) -> None:
    words = {"time": first_time(asked), "name": "Grace", "email": "grace@"}

    answers = [Client().post(ask(guest), words), took(guest).post(page(asked, "accept"), words)]

    for answer in answers:
        assert answer.status_code == 422
        assert 'value="grace@"' in said(answer)
    asked.refresh_from_db()
    assert asked.state == InterviewState.PROPOSED


def test_a_chair_is_claimed_by_whoever_opened_it_and_has_an_account(
    cast: "Cast", asked: Interview, guest: Chair
) -> None:
    browser = took(guest, time=first_time(asked))
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
    browser = took(guest, time=first_time(asked))
    asked.refresh_from_db()
    running(asked)

    answer = browser.post(page(asked, "swap"))

    second = Interview.objects.get(first_half=asked)
    assert answer["Location"] == page(second)
    assert browser.get(page(second)).status_code == 200
    revoke(seat(second, CANDIDATE))
    assert browser.get(page(second)).status_code == 404
    assert browser.get(page(asked)).status_code == 200


def test_a_guest_comes_to_the_second_half_that_the_other_side_set_up(
    asked: Interview, guest: Chair
) -> None:
    browser = took(guest, time=first_time(asked))
    asked.refresh_from_db()
    running(asked)
    second = actions.swap_chairs(asked, by=seat(asked, CANDIDATE), now=timezone.now())
    assert browser.get(page(second)).status_code == 404

    answer = browser.post(page(asked, "other-half"))

    assert answer["Location"] == page(second)
    assert browser.get(page(second)).status_code == 200
    assert browser.post(page(second, "other-half"))["Location"] == page(asked)


def test_the_room_of_the_first_half_leads_each_to_the_second(
    cast: "Cast", signed_in: "Callable[[Person], Client]", asked: Interview, guest: Chair
) -> None:
    hers, ben = took(guest, time=first_time(asked)), signed_in(cast.ben)
    asked.refresh_from_db()
    running(asked)
    news = page(asked, "second-half")
    assert [one.get(news).status_code for one in (hers, ben)] == [204, 204]
    second = actions.swap_chairs(asked, by=seat(asked, CANDIDATE), now=timezone.now())
    for address in (news, page(asked, "room")):
        assert page(second) in said(ben.get(address))
        assert page(asked, "other-half") in said(hers.get(address))
    assert signed_in(cast.eve).get(news).status_code == 404
    actions.cancel(second, by=seat(second, INTERVIEWER), now=timezone.now())
    assert ben.get(news).status_code == 204


def test_a_planted_session_gains_nothing_from_a_guest(guest: Chair) -> None:
    took(guest)
    browser = Client()
    session = browser.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    browser.cookies["session"] = planted

    browser.post(own(guest))

    assert browser.cookies["session"].value != planted


def test_a_room_that_is_open_stays_open_while_a_guest_opens_more_of_hers(
    asked: Interview, guest: Chair
) -> None:
    browser = took(guest, time=first_time(asked))
    asked.refresh_from_db()
    running(asked)
    request = {"cookie": f"session={browser.cookies['session'].value}"}
    mine = seat_for(request, asked.pk, now=timezone.now())
    assert mine is not None
    actions.swap_chairs(asked, by=seat(asked, CANDIDATE), now=timezone.now())

    browser.post(page(asked, "other-half"))
    browser.post(own(guest))

    assert seats_lost([mine], now=timezone.now()) == set()


def test_a_link_of_a_changed_key_is_not_shown_but_can_be_made_anew(
    asked: Interview, guest: Chair, settings: "Any"
) -> None:
    now = timezone.now()
    assert links.ask_for(guest, now=now) is not None

    settings.SECRET_KEY = "another key entirely"

    assert links.ask_for(guest, now=now) is None
    renew(guest)
    assert links.ask_for(guest, now=now) is not None


def test_the_asker_does_not_sit_on_both_sides_where_the_guest_used_his_browser(
    cast: "Cast", asked: Interview, guest: Chair
) -> None:
    browser = took(guest)
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
    assert eve.post(ask(guest)).status_code == 302
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
    answer = Client().post(ask(guest), words)
    assert answer.status_code == 422
    assert "one line" in said(answer)
