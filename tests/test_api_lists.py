"""A list of the API takes as many queries for thirty rows as for three, and twelve at most."""

import re
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from afterword.config.api import api
from afterword.interviews.models import Chair, Interview, ProposedTime
from afterword.notes import actions
from afterword.notes.models import HiringNotes, SecondReading
from afterword.notes.tests.making import another_ended, assessed, chair_of, sent
from afterword.people.actions import make_token
from afterword.people.enums import ReviewPolicy
from afterword.people.models import Commitment, Letter, Membership, Person, Program
from afterword.questions.models import Question, QuestionVersion
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])

FEW, MANY, MOST = 3, 30, 12


def lists(program: Program) -> set[str]:
    """The address of every list that is cut into pages."""
    described = api.get_openapi_schema()["paths"]
    cut = {
        path
        for path, ways in described.items()
        if any(one["name"] == "limit" for one in ways.get("get", {}).get("parameters", ()))
    }
    return {re.sub(r"\{\w+\}", str(program.pk), path) for path in cut}


def filled(cast: Cast, like: Interview, *, rows: int) -> None:
    """So many rows more of everything that Ben's lists hold."""
    for number in range(rows):
        _held(cast, another_ended(like, hours_ago=number), candidate=cast.ben)
        _held(cast, another_ended(like, hours_ago=number), candidate=cast.ada)
        _proposed(like)
        _beside(cast, number)


def _held(cast: Cast, hour: Interview, *, candidate: Person) -> None:
    """An hour with a letter to one of the two, which was read a second time."""
    for kind, person in (
        ("candidate", candidate),
        ("interviewer", cast.ada if candidate == cast.ben else cast.ben),
    ):
        Chair.objects.filter(interview=hour, kind=kind).update(person=person)
    assessed(hour)
    notes = sent(Interview.objects.get(pk=hour.pk))
    _read_again(notes, by=cast.cleo)


def _read_again(notes: HiringNotes, *, by: Person) -> None:
    now = timezone.now()
    version = notes.versions.get()
    reading = SecondReading.objects.create(notes=notes, version=version, reader=by, due_at=now)
    actions.save_reading(
        reading, by=by, ratings={"verification": 3}, recommendation="lean_hire", because="So.",
        revision=0, now=now,
    )  # fmt: skip
    actions.send_reading(reading, by=by, now=now)


def _proposed(like: Interview) -> None:
    """An hour without a time yet."""
    hour = another_ended(like)
    Interview.objects.filter(pk=hour.pk).update(state="proposed", starts_at=None, ended_at=None)
    for days in (1, 2):
        ProposedTime.objects.create(
            interview=hour, proposed_by=chair_of(hour, "candidate"),
            starts_at=timezone.now() + timedelta(days=days),
        )  # fmt: skip


def _beside(cast: Cast, number: int) -> None:
    """What does not come of an hour."""
    Letter.objects.create(person=cast.ben, to_email=cast.ben.email, subject="S", body="B")
    Commitment.objects.create(person=cast.ben, text="Test first.")
    somebody = Person.objects.create_user(f"{number}-{timezone.now()}@example.org", name="N")
    Membership.objects.create(program=cast.program, person=somebody, joined_at=timezone.now())
    other = Program.objects.create(name="Another")
    Membership.objects.create(program=other, person=cast.ben, joined_at=timezone.now())
    name = f"lamp-{Question.objects.count()}"
    question = Question.objects.create(slug=name, kind="coding", title="Lamp", difficulty=1)
    question.current = QuestionVersion.objects.create(
        question=question, number=1, source="", content={}
    )
    question.save()


def asked(url: str, token: str) -> tuple[int, int]:
    """How many rows came, and with how many queries."""
    with CaptureQueriesContext(connections["default"]) as told:
        answer = Client().get(f"/{url}?limit=100".replace("//", "/"), headers={
            "Authorization": f"Bearer {token}"
        })  # fmt: skip
    assert answer.status_code == 200, (url, answer.content)
    return len(answer.json()["items"]), len(told)


def test_a_list_takes_as_many_queries_for_thirty_rows_as_for_three(
    ended: Interview, cast: Cast
) -> None:
    Program.objects.update(review_policy=ReviewPolicy.NONE)
    tokens = {
        person: make_token(person, name="script", scopes=["read"], expires_at=None)[1]
        for person in (cast.ben, cast.cleo)
    }
    urls = {(url, person) for url in lists(cast.program) for person in tokens}
    filled(cast, ended, rows=FEW)
    few = {(url, person): asked(url, tokens[person]) for url, person in urls}
    filled(cast, ended, rows=MANY - FEW)
    many = {(url, person): asked(url, tokens[person]) for url, person in urls}
    grown = {url for url, person in urls if few[url, person][0] < many[url, person][0]}
    assert grown == lists(cast.program)  # somebody has rows in each
    assert {at: queries for at, (_, queries) in few.items()} == {
        at: queries for at, (_, queries) in many.items()
    }
    assert max(queries for _, queries in many.values()) <= MOST
