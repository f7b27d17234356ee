"""Promises about private notes: hers alone, kept once, while the hour is near."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.interviews import actions
from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Interview, PrivateNote
from afterword.interviews.tests.booked import running, seat
from afterword.journal.models import Entry
from afterword.people.models import Person

if TYPE_CHECKING:
    from django.http import HttpResponse

    from conftest import Cast

LINE = "0b7a3c1e-8f5d-4a55-9d2b-0123456789ab"
Browser = Callable[[Person], Client]


def send(browser: Client, interview: Interview, **words: object) -> "HttpResponse":
    line = {"line": LINE, "moment": 61_000_000, "text": "asked about empty input"} | words
    return browser.post(_place(interview), json.dumps(line), content_type="application/json")


def _place(interview: Interview) -> str:
    return reverse("interviews:private-notes", args=[interview.pk])


@pytest.fixture
def held(interview: Interview) -> Interview:
    interview.starts_at = timezone.now()
    interview.save()
    return running(interview)


def test_a_line_is_kept_once_and_its_newest_text_stands(
    cast: "Cast", held: Interview, signed_in: Browser
) -> None:
    ada = signed_in(cast.ada)

    for text in ("first", "first", "second "):
        assert send(ada, held, text=text).status_code == 200

    assert ada.get(_place(held)).json() == {
        "lines": [{"line": LINE, "moment": 61_000_000, "text": "second"}]
    }


def test_a_thousand_lines_are_kept_and_no_more(
    cast: "Cast", held: Interview, signed_in: Browser
) -> None:
    ada, chair = signed_in(cast.ada), seat(held, ChairKind.INTERVIEWER)
    many = [PrivateNote(chair=chair, line=uuid4(), moment=1, text="a") for _ in range(999)]
    PrivateNote.objects.bulk_create(many)

    assert send(ada, held).status_code == 200
    answer = send(ada, held, line=str(uuid4()))
    assert answer.status_code == 409
    assert answer.json()["message"].startswith("There are a thousand private lines.")
    assert send(ada, held, text="changed").status_code == 200
    assert PrivateNote.objects.count() == 1000


def test_an_empty_text_takes_the_line_away(
    cast: "Cast", held: Interview, signed_in: Browser
) -> None:
    ada = signed_in(cast.ada)
    send(ada, held)

    assert send(ada, held, text=" ").status_code == 200
    assert send(ada, held, text="").status_code == 200

    assert not PrivateNote.objects.exists()


def test_nobody_else_reads_or_writes_them(
    cast: "Cast", held: Interview, signed_in: Browser
) -> None:
    send(signed_in(cast.ada), held)

    for person, refused in ((cast.ben, 403), (cast.dov, 404), (cast.eve, 404)):
        browser = signed_in(person)
        assert browser.get(_place(held)).status_code == refused
        assert send(browser, held, text="mine").status_code == refused
    assert Client().get(_place(held)).status_code == 302
    assert PrivateNote.objects.get().text == "asked about empty input"


def test_no_word_of_them_enters_the_journal(
    cast: "Cast", held: Interview, signed_in: Browser
) -> None:
    send(signed_in(cast.ada), held, text="canary-private")

    assert "canary-private" not in json.dumps(list(Entry.objects.values("payload")))


def test_they_are_taken_while_it_runs_and_for_two_days(
    cast: "Cast", interview: Interview, signed_in: Browser
) -> None:
    ada = signed_in(cast.ada)
    assert send(ada, interview).status_code == 409
    interview.starts_at = timezone.now()
    interview.save()
    running(interview)
    assert send(ada, interview).status_code == 200
    actions.end_interview(interview, by=seat(interview, ChairKind.INTERVIEWER), now=timezone.now())
    assert send(ada, interview).status_code == 200

    Interview.objects.update(ended_at=timezone.now() - timedelta(days=2, minutes=1))

    assert send(ada, interview).status_code == 409


@pytest.mark.parametrize(
    "words",
    [
        {"line": "x"},
        {"line": None},
        {"moment": "12"},
        {"moment": True},
        {"moment": 1e30},
        {"moment": 10**30},
        {"text": None},
        {"text": "x" * 4001},
        {"text": "a\0b"},
    ],
)
def test_what_is_not_a_line_is_answered_with_what_is(
    cast: "Cast", held: Interview, signed_in: Browser, words: dict[str, object]
) -> None:
    answer = send(signed_in(cast.ada), held, **words)

    assert answer.status_code == 400
    assert answer.json()["message"]


@pytest.mark.parametrize("body", ["", "[]", "null", "[" * 100_000, "{", "\xff", '"x"'])
def test_what_is_not_json_is_answered_too(
    cast: "Cast", held: Interview, signed_in: Browser, body: str
) -> None:
    answer = signed_in(cast.ada).post(
        _place(held), body.encode("latin-1"), content_type="application/json"
    )

    assert answer.status_code == 400


def test_what_is_no_text_is_not_kept(cast: "Cast", held: Interview, signed_in: Browser) -> None:
    ada = signed_in(cast.ada)
    assert send(ada, held, text="half a pair: \ud800").status_code == 400
    assert send(ada, held, text="a whole one: \U0001f3ee").status_code == 200
