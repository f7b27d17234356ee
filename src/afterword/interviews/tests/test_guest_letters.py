"""A guest's own link is sent to the address that she left, and nowhere else."""

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from afterword.interviews.models import Chair, Interview
from afterword.interviews.tests.booked import first_time, own_token
from afterword.interviews.tests.guests import ask, own, took
from afterword.interviews.tests.pages import page, said
from afterword.people.models import Letter

if TYPE_CHECKING:
    from conftest import Cast

pytestmark = pytest.mark.usefixtures("rubric")


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
