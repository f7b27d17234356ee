"""The room's door: who gets in, and what puts them out."""

import time
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.test import Client
from django.utils import timezone

from afterword.interviews.links import token_of
from afterword.interviews.models import Chair, GuestLink, Interview
from afterword.interviews.room import live_rooms
from afterword.interviews.tests.room_client import BEN_TAB, Tab, run, saying
from afterword.kit import tokens

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "record"])

HERE = "http://testserver"


@pytest.mark.parametrize(
    "origins",
    [
        ("http://elsewhere.example",),
        ("null",),
        (),
        (HERE, HERE),
        (HERE, "http://elsewhere.example"),
        ("https://testserver",),
        ("http://testserver:8000",),
        ("http://testserver.elsewhere.example",),
        ("http://testserver/",),
        ("",),
    ],
)
def test_a_handshake_from_elsewhere_is_refused_before_it_is_accepted(
    due, ada_in, caplog, origins
) -> None:
    async def story() -> None:
        async with saying(due, ada_in, origins=origins) as tab:
            assert await tab.closed() == "refused"
            assert not tab.accepted
        assert caplog.messages == ["a socket was refused: a foreign Origin"]
        async with saying(due, ada_in) as tab:
            assert (await tab.hello())["role"] == "interviewer"

    run(story)


def test_a_place_that_is_no_room_is_refused(due, ada_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in, path="/interviews/1/room/socket") as tab:
            assert await tab.closed() == "refused"

    run(story)


def test_whoever_has_no_seat_learns_nothing_of_the_room(due, cast, ada_in, signed_in) -> None:
    eve, dov = signed_in(cast.eve), signed_in(cast.dov)

    async def story() -> None:
        nowhere = "00000000-0000-4000-8000-000000000000"
        for tab in (
            saying(due, None),
            saying(due, eve),
            saying(due, dov),
            Tab(nowhere, eve),
            Tab(nowhere, ada_in),
        ):
            async with tab:
                assert await tab.closed() == "no_seat"
                assert tab.frames == []

    run(story)


def test_an_interview_that_is_only_proposed_has_no_room(due, ada_in) -> None:
    Interview.objects.filter(pk=due.pk).update(state="proposed")

    async def story() -> None:
        async with saying(due, ada_in) as tab:
            assert await tab.closed() == "no_seat"

    run(story)


def test_a_guest_sits_down_with_a_link_and_gets_up_when_it_is_revoked(due) -> None:
    chair = due.chairs.get(kind="interviewer")
    Chair.objects.filter(pk=chair.pk).update(person=None, guest_name="Grace")
    link = GuestLink.objects.create(
        chair=chair, digest="", own=True, expires_at=timezone.now() + timedelta(hours=2)
    )
    GuestLink.objects.filter(pk=link.pk).update(digest=tokens.digest(token_of(link)))
    browser = Client()
    session = browser.session
    session["chairs"] = [str(chair.pk)]
    session.save()

    async def story() -> None:
        async with saying(due, browser) as grace:
            welcome = await grace.hello()
            assert welcome["role"] == "interviewer"
            assert [one["name"] for one in welcome["people"]] == ["Grace"]
            revoked = GuestLink.objects.filter(pk=link.pk).aupdate
            await revoked(revoked_at=timezone.now())
            began = time.monotonic()
            assert await grace.closed() == "revoked"
            assert time.monotonic() - began < 1.5
        async with saying(due, browser) as grace:
            assert await grace.closed() == "no_seat"

    run(story)


@pytest.mark.parametrize(
    "way", ["sign out", "new password", "deactivated", "chair taken", "expired"]
)
def test_losing_a_seat_closes_an_open_socket_within_a_second(
    due, cast, ben_in, ada_in, way
) -> None:
    def lose() -> None:
        if way == "sign out":
            ben_in.logout()
        elif way == "new password":
            cast.ben.set_password("another long password")
            cast.ben.save()
        elif way == "deactivated":
            cast.ben.is_active = False
            cast.ben.save()
        elif way == "chair taken":
            due.chairs.filter(kind="candidate").update(person=cast.eve)
        else:
            session = ben_in.session
            session.model.objects.filter(pk=session.session_key).update(expire_date=timezone.now())

    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await ada.hello()
            await ben.hello()
            await sync_to_async(lose)()
            began = time.monotonic()
            assert await ben.closed() == "revoked"
            assert time.monotonic() - began < 1.5
            ada.say("ping", number=1)
            await ada.told("pong")

    run(story)


def test_revoking_a_chair_closes_its_sockets_at_once(due, ada_in, chair_of_ada) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada:
            await ada.hello()
            began = time.monotonic()
            await sync_to_async(live_rooms.revoke)(chair_of_ada.pk)
            assert await ada.closed() == "revoked"
            assert time.monotonic() - began < 0.3

    run(story)
