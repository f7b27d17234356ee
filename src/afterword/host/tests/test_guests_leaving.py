"""A guest has no account, and takes along and removes what is hers all the same."""

import json
import uuid
from argparse import Namespace
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.host.commands import everything, forget
from afterword.host.erasing import erase_due
from afterword.host.errors import NoSuchPerson, StillHere
from afterword.interviews import actions, links
from afterword.interviews.actions import booking
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.models import Chair, GuestLink, Interview, PrivateNote
from afterword.notes.models import HiringNotes, NextRound
from afterword.people.models import Letter, Person
from afterword.people.post import Words, write_to, write_to_address

pytestmark = pytest.mark.django_db(databases=["default", "record"], transaction=True)

WEEK = timedelta(days=8)


@pytest.fixture
def grace(ended: Interview) -> Chair:
    """She interviewed Ben as a guest, wrote to herself, and has not finished her notes."""
    chair = Chair.objects.get(interview=ended, kind=ChairKind.INTERVIEWER)
    Chair.objects.filter(pk=chair.pk).update(
        person=None, guest_name="Grace Guest", guest_email="grace@example.net"
    )
    chair.refresh_from_db()
    booking.make_own_link(chair, expires_at=timezone.now() + timedelta(days=30))
    PrivateNote.objects.create(chair=chair, line=uuid.uuid4(), moment=1, text="only-mine")
    HiringNotes.objects.create(interview=ended, author=chair, because="never-sent")
    NextRound.objects.create(interview=ended, author=chair, why="a-private-why")
    write_to_address(chair.guest_email, Words("Your hour", "words"), name=chair.guest_name)
    return chair


@pytest.fixture
def hers(grace: Chair) -> Client:
    browser = Client()
    token = links.token_of(GuestLink.objects.get(chair=grace, own=True))
    browser.post(reverse("interviews:guest", args=[token]))
    return browser


def at(name: str, chair: Chair) -> str:
    return reverse(f"host:{name}", args=[chair.interview_id])


def kept_anywhere(words: str) -> list[str]:
    """The tables that hold these words."""
    tables = (model for model in apps.get_models() if model._meta.app_label in OURS)
    return [
        model._meta.label for model in tables
        if any(words in str(row) for row in model._base_manager.values_list())
    ]  # fmt: skip


OURS = {"interviews", "notes", "people", "journal"}


def test_the_interview_leads_to_it(grace: Chair, hers: Client) -> None:
    page = hers.get(reverse("interviews:interview", args=[grace.interview_id]))
    assert at("guest-leaving", grace) in page.content.decode()
    assert "What you typed in the room" in hers.get(at("guest-leaving", grace)).content.decode()


def test_she_takes_along_what_is_hers(grace: Chair, hers: Client) -> None:
    said = json.loads(hers.get(at("guest-everything", grace)).content)
    assert said["account"]["guest_email"] == "grace@example.net"
    assert said["hours"][0]["private_notes"] == [{"moment": 1, "text": "only-mine"}]
    assert said["notes"]["next_rounds"][0]["why"] == "a-private-why"


def test_it_takes_a_week_and_she_can_keep_it(grace: Chair, hers: Client) -> None:
    hers.post(at("guest-leaving", grace))
    assert Letter.objects.filter(subject__contains="goes in a week").exists()
    assert erase_due(now=timezone.now()) == 0
    hers.post(at("guest-stays", grace))
    assert erase_due(now=timezone.now() + WEEK) == 0
    assert kept_anywhere("only-mine") == ["interviews.PrivateNote"]


def test_nothing_of_hers_is_left_afterwards(grace: Chair, hers: Client) -> None:
    hers.post(at("guest-leaving", grace))
    hers.post(at("guest-leaving", grace))  # in another tab: it is asked once
    assert Letter.objects.filter(subject__contains="goes in a week").count() == 1
    assert kept_anywhere("Grace Guest")
    assert erase_due(now=timezone.now() + WEEK) == 1
    marks = ("Grace Guest", "grace@example.net", "only-mine", "never-sent", "a-private-why")
    assert {mark: kept_anywhere(mark) for mark in marks} == {mark: [] for mark in marks}
    grace.refresh_from_db()
    assert grace.name == "Someone who left"
    assert hers.get(at("guest-leaving", grace)).status_code == 404
    assert erase_due(now=timezone.now() + 2 * WEEK) == 0


def test_notes_that_she_sent_stay_with_the_candidate(grace: Chair, hers: Client) -> None:
    HiringNotes.objects.update(state="released", sent_at=timezone.now())
    hers.post(at("guest-leaving", grace))
    assert erase_due(now=timezone.now() + WEEK) == 1
    assert HiringNotes.objects.get().because == "never-sent"


def test_an_hour_ahead_is_called_off_and_the_other_is_told(grace: Chair, hers: Client) -> None:
    later = timezone.now() + timedelta(days=20)
    Interview.objects.update(
        state=InterviewState.BOOKED, starts_at=later, started_at=None, ended_at=None
    )
    hers.post(at("guest-leaving", grace))
    assert erase_due(now=timezone.now() + WEEK) == 1
    assert Interview.objects.get().state == InterviewState.CANCELLED
    assert Letter.objects.filter(person__name="Ben").exists()


def test_who_claims_her_chair_stays(grace: Chair, hers: Client) -> None:
    hers.post(at("guest-leaving", grace))
    account = Person.objects.create_user("grace@example.net", name="Grace")
    assert actions.claim_chair(grace, by=account, now=timezone.now())
    assert erase_due(now=timezone.now() + WEEK) == 0
    assert kept_anywhere("only-mine")


def test_nobody_else_can_ask_it_for_her(grace: Chair) -> None:
    stranger, ben = Client(), Client()
    ben.force_login(Person.objects.get(name="Ben"))
    for browser in (stranger, ben):
        assert browser.post(at("guest-leaving", grace)).status_code == 404
    grace.refresh_from_db()
    assert grace.leaves_at is None


def letter_to_ben(words: Words) -> Letter:
    written = write_to(Person.objects.get(name="Ben"), words)
    assert written is not None
    return written


def gone(grace: Chair, *, called: str) -> None:
    Chair.objects.filter(pk=grace.pk).update(guest_name=called)
    actions.ask_to_go(grace, now=timezone.now())
    assert erase_due(now=timezone.now() + WEEK) == 1


def test_a_guest_who_is_called_like_what_letters_say_changes_none_of_them(grace: Chair) -> None:
    """Whoever has a link may call herself what she likes."""
    other = letter_to_ben(Words("Your hiring notes", "Your hiring notes can be read."))
    gone(grace, called="Your hiring notes")
    other.refresh_from_db()
    assert other.subject == "Your hiring notes"
    assert "Your hiring notes can" in other.body


def test_the_link_of_a_letter_leads_on_where_a_guest_is_called_like_a_part_of_it(
    grace: Chair,
) -> None:
    link = f"https://x.example{reverse('interviews:interview', args=[grace.interview_id])}"
    ours = letter_to_ben(Words("interviews asks you", f"interviews asks you:\n\n{link}", link=link))
    gone(grace, called="interviews")
    ours.refresh_from_db()
    assert ours.subject == "Someone who left asks you"
    assert ours.body.endswith(f"Someone who left asks you:\n\n{link}")


def test_what_was_called_off_leaves_the_others_calendar_without_the_name(
    grace: Chair, settings: Any
) -> None:
    settings.MAIL = True
    later = timezone.now() + timedelta(days=20)
    Interview.objects.update(
        state=InterviewState.BOOKED, starts_at=later, started_at=None, ended_at=None
    )
    gone(grace, called="Grace Guest of a Name That Is Folded Over Several Lines of a File")
    called_off = Letter.objects.get(person__name="Ben", calendar__contains="METHOD:CANCEL")
    assert "Grace" not in called_off.calendar
    assert "Mock interview with Someone who left" in called_off.calendar


def test_whoever_has_no_link_any_more_asks_the_host(
    grace: Chair, capsys: pytest.CaptureFixture[str]
) -> None:
    GuestLink.objects.update(revoked_at=timezone.now())
    forget.run(Namespace(email="Grace@example.net", now=False))
    assert "is erased after" in capsys.readouterr().out
    assert erase_due(now=timezone.now()) == 0
    assert erase_due(now=timezone.now() + WEEK) == 1
    assert kept_anywhere("grace@example.net") == kept_anywhere("only-mine") == []
    with pytest.raises(NoSuchPerson):
        forget.run(Namespace(email="grace@example.net", now=False))


def test_the_host_prints_what_a_guest_left_by_the_address_that_she_gave(
    grace: Chair, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    everything.run(Namespace(email="GRACE@example.net"))
    printed = capfdbinary.readouterr()
    said = json.loads(printed.out)
    assert said["account"]["guest_email"] == grace.guest_email
    assert [one["interview_id"] for one in said["hours"]] == [str(grace.interview_id)]
    assert said["hours"][0]["private_notes"]
    assert b"be sure who asks" in printed.err
    with pytest.raises(NoSuchPerson):
        everything.run(Namespace(email="nobody@example.net"))


def test_the_host_forgets_a_guest_at_once_though_not_within_her_hour(grace: Chair) -> None:
    with pytest.raises(StillHere):
        forget.run(Namespace(email=grace.guest_email, now=True))
    grace.refresh_from_db()
    assert grace.leaves_at is None
    Interview.objects.update(ended_at=timezone.now() - timedelta(hours=1))
    forget.run(Namespace(email=grace.guest_email, now=True))
    assert kept_anywhere("Grace Guest") == []


def test_an_account_takes_along_what_its_address_was_given_for_as_a_guest(grace: Chair) -> None:
    Interview.objects.update(ended_at=timezone.now() - timedelta(hours=1))
    Person.objects.create_user("grace@example.net", name="Grace H.")
    forget.run(Namespace(email="grace@example.net", now=True))
    assert kept_anywhere("grace@example.net") == kept_anywhere("Grace") == []
