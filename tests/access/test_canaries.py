"""No byte of a private field reaches anyone but the readers that are named."""

import base64
import gzip
from collections import Counter

import pytest
from django.apps import apps
from django.core import mail
from django.db import models
from django.test import override_settings

from afterword.people.models import Letter
from tests.access import canaries, matrix, world
from tests.access.fields import OPEN, PRIVATE
from tests.access.matrix import Row, leaks

pytestmark = pytest.mark.django_db(databases=["default", "record"])


@pytest.fixture
def place() -> world.World:
    return world.build()


def test_no_letter_carries_a_private_byte(place):
    texts = [f"{letter.subject}\n{letter.body}" for letter in Letter.objects.filter(secret=False)]
    texts += [str(message.message()) for message in mail.outbox]
    assert canaries.found_in("\n".join(texts).encode()) == set()


def text_fields() -> set[str]:
    kinds = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
    return {
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("afterword.")
        for field in model._meta.get_fields()
        if isinstance(field, kinds) and not getattr(field, "choices", None)
    }


def test_every_text_field_is_private_or_open():
    assert text_fields() == set(PRIVATE) | set(OPEN)
    assert set(PRIVATE) & set(OPEN) == set()


@override_settings(ROOT_URLCONF="tests.access.planted")
def test_a_planted_leak_is_found(place):
    row = Row("planted:open", {"pk": place.interviews["booked"].pk}, get=world.EVERYBODY)
    told = {cell.subject for cell in matrix.walk(place, row, Counter()) if leaks(cell)}
    assert told == world.EVERYBODY - canaries.READERS["PrivateNote.text"]


@pytest.mark.parametrize(
    "disguise",
    [
        lambda mark: mark.encode(),
        lambda mark: mark.encode("utf-16-le"),
        lambda mark: base64.b64encode(f"x{mark}y".encode()),
        lambda mark: base64.b64encode(f"xx{mark}yy".encode()),
        lambda mark: gzip.compress(f"a page with {mark} in it".encode()),
        lambda mark: mark.encode().hex().encode(),
    ],
)
def test_a_mark_is_found_in_every_disguise(disguise):
    assert canaries.found_in(disguise(canaries.canary("PrivateNote.text"))) == {"PrivateNote.text"}
