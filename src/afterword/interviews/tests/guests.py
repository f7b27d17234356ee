"""A guest's two links, and her browsers."""

from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.interviews import actions
from afterword.interviews.models import Chair
from afterword.interviews.tests.booked import ask_token, own_token, seat
from afterword.interviews.tests.pages import CANDIDATE, page

if TYPE_CHECKING:
    pass


def ask(chair: Chair) -> str:
    """The address that Ben hands out."""
    return reverse("interviews:guest", args=[ask_token(chair)])


def own(chair: Chair) -> str:
    """The address that only the guest has."""
    return reverse("interviews:guest", args=[own_token(chair)])


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


def revoke(chair: Chair) -> None:
    actions.revoke_links(chair, by=seat(chair.interview, CANDIDATE), now=timezone.now())


def renew(chair: Chair) -> None:
    actions.renew_link(chair, by=seat(chair.interview, CANDIDATE), now=timezone.now())
