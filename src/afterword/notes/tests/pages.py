"""What a browser sends and reads, for this part's tests."""

import re
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from afterword.notes.forms import as_fields
from afterword.notes.tests.making import (
    FULL,
)
from afterword.people.models import Person

Browse = Callable[[Person], Client]


def url(name: str, *args: object) -> str:
    return reverse(f"notes:{name}", args=args)


def typed(revision: int = 0, **words: str) -> dict[str, object]:
    return {**as_fields(FULL), **words, "revision": revision}


def text_of(response) -> str:
    """The page without what differs from one answer to the next."""
    page = response.content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
    page = re.sub(r'name="csrf-token" content="[^"]*"', "", page)
    return re.sub(r'nonce="[^"]*"', "", page)
