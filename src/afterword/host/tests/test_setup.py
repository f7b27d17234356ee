"""Setting up: the code, the account, two questions, and a way that works."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from afterword.host import actions, queries, setup_code
from afterword.host.enums import Purpose, Reach
from afterword.host.errors import HostExists, LinkSpent, NotAnswered
from afterword.host.forms import WRONG_CODES
from afterword.host.models import Hello
from afterword.people.enums import ReviewPolicy
from afterword.people.models import Invitation, Letter, Person, Program
from conftest import NOON, Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])
MIDDLEWARE = "afterword.host.middleware.setup_first"
PASSWORD = "a sentence nobody else would type"


@pytest.fixture
def code(settings: Any, tmp_path: Path) -> str:  # pytest-django's own kind of settings
    """A fresh server and the code that its start printed."""
    cache.clear()
    settings.DATA = tmp_path
    after = settings.MIDDLEWARE.index("django.contrib.auth.middleware.AuthenticationMiddleware") + 1
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:after], MIDDLEWARE, *settings.MIDDLEWARE[after:]]
    return setup_code.new_code(tmp_path)


@pytest.fixture
def host(db: None) -> Person:
    return actions.make_host(
        email="host@example.org", password=PASSWORD, name="Dov", time_zone="UTC"
    )


def account(code: str, **changes: str) -> dict[str, str]:
    return {
        "code": code,
        "name": "Dov",
        "email": "dov@example.org",
        "password": PASSWORD,
        "time_zone": "Europe/Lisbon",
        **changes,
    }


def test_every_page_leads_to_set_up_until_there_is_a_host(code: str, client: Client) -> None:
    for path in ("/", "/account/login/", "/questions/", "/host/"):
        assert client.get(path).headers["Location"] == "/setup/"
    assert client.get("/up").status_code == 200


def test_the_code_makes_its_reader_the_host(code: str, client: Client) -> None:
    answer = client.post("/setup/", account(code))
    assert answer.headers["Location"] == "/setup/for"
    made = Person.objects.get()
    assert (made.name, made.time_zone, made.is_host) == ("Dov", "Europe/Lisbon", True)
    assert client.get("/setup/for").status_code == 200


def test_a_code_is_read_in_small_letters_and_without_dashes(code: str, client: Client) -> None:
    client.post("/setup/", account(code.lower().replace("-", " ")))
    assert Person.objects.filter(is_host=True).exists()


def test_a_wrong_code_makes_nobody_and_loses_nothing_typed(code: str, client: Client) -> None:
    answer = client.post("/setup/", account("AAAA-AAAA-AAAA"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "This is not the code" in page
    assert 'value="dov@example.org"' in page
    assert not Person.objects.exists()


def test_guessing_pauses_even_the_right_code(code: str, client: Client) -> None:
    for _ in range(WRONG_CODES.most):
        client.post("/setup/", account("AAAA-AAAA-AAAA"))
    assert "many tries" in client.post("/setup/", account(code)).content.decode()
    assert not Person.objects.exists()


def test_a_code_works_once(code: str, client: Client) -> None:
    client.post("/setup/", account(code))
    answer = Client().post("/setup/", account(code, email="eve@example.org"))
    assert answer.headers["Location"] == "/account/login/"
    assert Person.objects.get().is_host


def test_the_link_of_an_earlier_start_leads_a_host_to_sign_in(code: str, client: Client) -> None:
    client.post("/setup/", account(code))
    back = Client().get(f"/setup/?code={code}", follow=True)
    assert back.redirect_chain == [("/account/login/", 302)]


def test_an_older_code_no_longer_counts(code: str, client: Client, settings: Any) -> None:
    setup_code.new_code(settings.DATA)
    assert client.post("/setup/", account(code)).status_code == 422


def test_a_weak_password_is_refused_beside_its_field(code: str, client: Client) -> None:
    answer = client.post("/setup/", account(code, password="dov@example.org"))
    assert answer.status_code == 422
    assert "too similar" in answer.content.decode()
    assert client.post("/setup/", account(code)).status_code == 302


def test_two_people_with_the_code_make_one_host(host: Person) -> None:
    with pytest.raises(HostExists):
        actions.make_host(email="eve@example.org", password=PASSWORD, name="Eve", time_zone="UTC")


def test_the_steps_follow_each_other_and_can_be_gone_back_to(code: str, client: Client) -> None:
    client.post("/setup/", account(code))
    assert client.post("/setup/for", {"purpose": "me"}).headers["Location"] == "/setup/reach"
    assert client.post("/setup/for", {"purpose": "friend"}).status_code == 302
    assert client.post("/setup/reach", {"reach": "network"}).headers["Location"] == "/setup/way"
    assert client.get("/setup/way").status_code == 200
    assert client.get("/").headers["Location"] == "/setup/"
    assert client.get("/setup/").headers["Location"] == "/setup/way"
    assert client.get("/setup/for").status_code == 200
    assert not Program.objects.exists()


@pytest.mark.parametrize(
    ("by_make", "command"),
    [(False, b"serve --https --host 0.0.0.0"), (True, b"make start NETWORK=1")],
)
def test_the_network_is_reached_by_the_command_that_was_typed_before(
    host: Person, client: Client, settings: Any, by_make: bool, command: bytes
) -> None:
    settings.STARTED_BY_MAKE = by_make
    actions.answer_reach(reach=Reach.NETWORK, by=host, now=NOON)
    client.force_login(host)
    assert command in client.get("/setup/way").content


def test_a_program_needs_its_name(code: str, client: Client) -> None:
    client.post("/setup/", account(code))
    answer = client.post("/setup/for", {"purpose": "program"})
    assert answer.status_code == 422
    assert "give the program a name" in answer.content.decode()


def finished(host: Person, purpose: Purpose, name: str = "") -> Program | None:
    actions.answer_purpose(purpose=purpose, program_name=name, by=host)
    actions.answer_reach(reach=Reach.MACHINE, by=host, now=NOON)
    return actions.finish(by=host, now=NOON).program


def test_just_me_makes_no_program(host: Person) -> None:
    assert finished(host, Purpose.ME) is None
    assert queries.is_set_up()


def test_a_friend_gets_a_program_of_two_that_nobody_reviews(host: Person) -> None:
    program = finished(host, Purpose.FRIEND, "Dov and a friend")
    assert program is not None
    assert program.review_policy == ReviewPolicy.NONE
    invitation = Invitation.objects.get(program=program)
    assert invitation.uses_left == 1


def test_a_program_begins_with_the_host_as_organizer(host: Person) -> None:
    program = finished(host, Purpose.PROGRAM, "Night Owls")
    assert program is not None
    assert program.name == "Night Owls"
    assert program.memberships.get().person == host


def test_finishing_twice_makes_one_program(host: Person) -> None:
    finished(host, Purpose.PROGRAM, "Night Owls")
    actions.finish(by=host, now=NOON)
    assert Program.objects.count() == 1


def test_set_up_cannot_end_before_both_questions(host: Person) -> None:
    actions.answer_purpose(purpose=Purpose.ME, program_name="", by=host)
    with pytest.raises(NotAnswered):
        actions.finish(by=host, now=NOON)


def test_the_friends_link_is_shown_to_the_host(host: Person, client: Client) -> None:
    client.force_login(host)
    finished(host, Purpose.FRIEND, "Dov and a friend")
    assert b"/invitations/" in client.get("/setup/friend").content


# --- the second device


def hello_of(host: Person) -> Hello:
    return actions.make_hello(by=host, now=timezone.now())


def test_a_second_device_is_seen_with_its_address(host: Person, client: Client) -> None:
    hello = hello_of(host)
    Client(REMOTE_ADDR="192.0.2.9").get(f"/hello/{hello.nonce}")
    hello.refresh_from_db()
    assert (hello.reached_by, hello.from_elsewhere) == ("http://testserver", True)
    client.force_login(host)
    assert b"Reached from another device" in client.get("/setup/way/reached").content


def test_this_machine_does_not_count_as_a_second_device(
    host: Person, client: Client, settings: Any
) -> None:
    hello = hello_of(host)
    Client(HTTP_HOST="127.0.0.1").get(f"/hello/{hello.nonce}")
    hello.refresh_from_db()
    assert hello.reached_at is not None
    assert not hello.from_elsewhere
    client.force_login(host)
    assert b"Opened on this machine" in client.get("/setup/way/reached").content


def test_a_hello_that_ended_is_not_found(host: Person, client: Client) -> None:
    hello = hello_of(host)
    Hello.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(f"/hello/{hello.nonce}").status_code == 404


# --- back in


def test_a_reset_link_sets_a_password_once_and_signs_in(host: Person, client: Client) -> None:
    _, token = actions.make_return_link("", now=timezone.now())
    page = client.get(f"/return/{token}")
    assert b"Dov" in page.content
    new = "another sentence nobody would type"
    assert client.post(f"/return/{token}", {"password": new}).headers["Location"] == "/"
    host.refresh_from_db()
    assert host.check_password(new)
    assert Client().get(f"/return/{token}").status_code == 404


def test_a_reset_link_ends_after_a_quarter_of_an_hour(host: Person) -> None:
    link, token = actions.make_return_link("HOST@example.org", now=NOON)
    assert queries.open_return_links(token, now=NOON + timedelta(minutes=14)).exists()
    assert not queries.open_return_links(token, now=NOON + timedelta(minutes=15)).exists()
    with pytest.raises(LinkSpent):
        actions.let_back_in(
            link, password="x", without_second_step=False, now=NOON + timedelta(minutes=15)
        )


def test_another_reset_link_ends_the_one_before(host: Person) -> None:
    now = timezone.now()
    _, first = actions.make_return_link("", now=now)
    actions.make_return_link("", now=now)
    assert not queries.open_return_links(first, now=now).exists()


def test_a_reset_ends_the_sessions_there_were(host: Person, client: Client) -> None:
    client.force_login(host)
    assert client.get("/host/").status_code == 200
    link, _ = actions.make_return_link("", now=timezone.now())
    actions.let_back_in(link, password=PASSWORD + "!", without_second_step=True, now=timezone.now())
    assert client.get("/host/").status_code == 302


# --- what the host sees


def test_only_the_host_finds_the_servers_pages(cast: Cast, signed_in: Any, host: Person) -> None:
    for path in ("/host/", "/host/outbox", "/host/sign-up", "/setup/way", "/setup/reach"):
        assert signed_in(cast.dov).get(path).status_code == 404
        assert signed_in(host).get(path).status_code in {200, 302}


def test_the_outbox_shows_no_secret_letter(host: Person, client: Client) -> None:
    Letter.objects.create(to_email="ada@example.org", subject="You are invited", body="…")
    Letter.objects.create(
        to_email="ada@example.org", subject="Your code is 123456", body="…", secret=True
    )
    client.force_login(host)
    page = client.get("/host/outbox").content.decode()
    assert "You are invited" in page
    assert "123456" not in page
