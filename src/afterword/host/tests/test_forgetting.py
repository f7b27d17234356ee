"""Leaving, where somebody cannot press the button: by the host's commands; and a new host."""

import json
from argparse import Namespace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.host.actions import hand_over
from afterword.host.commands import everything, forget
from afterword.host.commands import host as host_command
from afterword.host.erasing import erase_due
from afterword.host.errors import CannotGoOn, CannotHost, NoSuchPerson, StillHere
from afterword.journal.models import Entry as Journal
from afterword.people.actions import change_program, create_program, invite_many
from afterword.people.models import Letter, Membership, Person, Program
from afterword.people.queries import open_invitations

pytestmark = pytest.mark.django_db(databases=["default", "record"], transaction=True)


@pytest.fixture
def eve() -> Person:
    return Person.objects.create_user("eve@example.org", name="Eve")


@pytest.fixture
def dov() -> Person:
    return Person.objects.create_user("dov@example.org", name="Dov", is_host=True)


def test_forgetting_takes_a_week_and_its_owner_reads_who_asked(eve: Person) -> None:
    forget.run(Namespace(email="EVE@example.org", now=False))
    letter = Letter.objects.get(person=eve)
    assert "Whoever runs this server was asked for your account to be erased" in letter.body
    assert erase_due(now=timezone.now()) == 0
    assert erase_due(now=timezone.now() + timedelta(days=8)) == 1


def test_forgetting_at_once_takes_no_week(eve: Person, capsys: pytest.CaptureFixture[str]) -> None:
    forget.run(Namespace(email=eve.email, now=True))
    eve.refresh_from_db()
    assert (eve.name, eve.is_active) == ("Someone who left", False)
    assert "is erased" in capsys.readouterr().out
    with pytest.raises(NoSuchPerson):
        forget.run(Namespace(email="eve@example.org", now=True))


@pytest.mark.parametrize("now", [True, False])
def test_the_host_is_not_forgotten_before_somebody_else_is(dov: Person, now: bool) -> None:
    with pytest.raises(StillHere, match="hand that over first"):
        forget.run(Namespace(email=dov.email, now=now))
    dov.refresh_from_db()
    assert (dov.is_active, dov.leaves_at) == (True, None)


def test_everything_is_printed_as_its_owner_would_have_it(
    eve: Person, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    everything.run(Namespace(email=eve.email))
    said = json.loads(capfdbinary.readouterr().out)
    assert said["account"]["email"] == eve.email


def test_who_hands_the_server_over_can_leave(dov: Person, eve: Person) -> None:
    browser = Client()
    browser.force_login(dov)
    page = browser.post(reverse("host:hand-over"), {"email": "Eve@example.org"}, follow=True)
    assert "Eve looks after this server from now on" in page.content.decode()
    assert browser.get(reverse("host:overview")).status_code == 404
    assert list(Person.objects.filter(is_host=True)) == [eve]
    assert Letter.objects.filter(person=eve, subject__contains="You look after").exists()
    forget.run(Namespace(email=dov.email, now=True))
    assert not Person.objects.filter(email=dov.email).exists()


@pytest.mark.parametrize("email", ["nobody@example.org", "dov@example.org", "gone@example.org"])
def test_it_is_handed_to_somebody_who_stays(dov: Person, email: str) -> None:
    Person.objects.create_user("gone@example.org", name="Gone", leaves_at=timezone.now())
    browser = Client()
    browser.force_login(dov)
    page = browser.post(reverse("host:hand-over"), {"email": email})
    assert page.status_code == 422
    assert email in page.content.decode()
    assert list(Person.objects.filter(is_host=True)) == [dov]


def test_of_two_presses_one_hands_it_over(dov: Person, eve: Person) -> None:
    cleo = Person.objects.create_user("cleo@example.org", name="Cleo")
    hand_over(to=eve, by=dov)
    with pytest.raises(CannotHost):
        hand_over(to=cleo, by=dov)
    assert list(Person.objects.filter(is_host=True)) == [eve]


def test_a_terminal_hands_it_over_too(dov: Person, eve: Person) -> None:
    host_command.run(Namespace(act="hand-over", email=eve.email))
    assert list(Person.objects.filter(is_host=True)) == [eve]
    with pytest.raises(CannotGoOn):
        host_command.run(Namespace(act="hand-over", email=eve.email))


def test_a_name_gives_the_hosts_terminal_no_orders(
    dov: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    """Anybody may call themselves what clears a screen."""
    Person.objects.create_user("mal@example.org", name="Mal\x1b[2J")
    host_command.run(Namespace(act="hand-over", email="mal@example.org"))
    assert capsys.readouterr().out.startswith("Mal\\u001b[2J (mal@example.org) looks")


def test_a_program_of_one_goes_with_its_only_member(eve: Person) -> None:
    program = create_program(by=eve, name="Eve by herself", about="nobody else", now=timezone.now())
    Journal.objects.filter(verb="program.created").update(payload={"name": "Eve by herself"})
    forget.run(Namespace(email=eve.email, now=True))
    assert not Program.objects.filter(pk=program.pk).exists()
    assert not [one for one in Journal.objects.all() if "Eve" in str(one.payload)]


def test_a_program_that_others_were_in_stays_for_them_and_lets_nobody_in(
    eve: Person, dov: Person
) -> None:
    now = timezone.now()
    program = create_program(by=eve, name="Early Birds", about="Eve asks you in", now=now)
    change_program(program, by=eve, changes={"invitation_open": True}, now=now)
    invite_many(program, by=eve, days=30, uses=5, now=now)
    Membership.objects.create(program=program, person=dov, state="left")
    forget.run(Namespace(email=eve.email, now=True))
    program.refresh_from_db()
    assert (program.name, program.about, program.invitation_open) == ("Early Birds", "", False)
    assert not open_invitations(program, now=now).exists()


def test_a_program_with_somebody_in_it_goes_on(eve: Person, dov: Person) -> None:
    program = create_program(by=dov, name="Early Birds", about="Come in", now=timezone.now())
    Membership.objects.create(program=program, person=eve)
    forget.run(Namespace(email=eve.email, now=True))
    program.refresh_from_db()
    assert program.about == "Come in"
