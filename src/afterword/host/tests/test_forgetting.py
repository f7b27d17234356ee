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
from afterword.people.models import Letter, Person

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
