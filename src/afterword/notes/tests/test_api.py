"""Scripts read and write notes through the same rules as the pages."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from afterword.interviews.models import Interview
from afterword.kit.tokens import digest
from afterword.notes import actions
from afterword.notes.content import Content
from afterword.notes.models import HiringNotes
from afterword.notes.tests.making import FULL, another_ended, approved, assessed, released
from afterword.people.models import AccessToken, Person
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])

SCOPES = ["read", "notes:write"]
Script = Callable[..., object]


def script(person: Person, *, scopes: list[str] = SCOPES):
    """A function that asks the API with a token of this person."""
    token = f"aw_{person.name}_{len(scopes)}_{'t' * 30}"
    AccessToken.objects.create(person=person, name="script", digest=digest(token), scopes=scopes)

    def ask(method: str, path: str, body: object = None):
        headers = {"Authorization": f"Bearer {token}"}
        send = getattr(Client(), method)
        if body is None:
            return send(f"/api/notes{path}", headers=headers)
        return send(f"/api/notes{path}", body, content_type="application/json", headers=headers)

    return ask


def words(**others: object) -> dict[str, object]:
    return {**FULL.as_json(), "revision": 0, **others}


def test_a_script_writes_and_sends(ended: Interview, cast: Cast) -> None:
    ada = script(cast.ada)
    draft = ada("put", f"/written/{ended.pk}", words())
    assert draft.status_code == 200
    assert (draft.json()["revision"], draft.json()["missing"]) == (1, [])
    assert Content.of(HiringNotes.objects.get()) == FULL.over(
        [one["key"] for one in ended.rubric.dimensions]
    )
    sent = ada("post", f"/written/{ended.pk}/send")
    assert sent.json()["state"] == "in_review"
    assert ada("post", f"/written/{ended.pk}/send").status_code == 409


def test_a_script_hears_what_is_missing(ended: Interview, cast: Cast) -> None:
    ada = script(cast.ada)
    ada("put", f"/written/{ended.pk}", words(next_step=""))
    answer = ada("post", f"/written/{ended.pk}/send")
    assert answer.status_code == 422
    assert [one["line"] for one in answer.json()["missing"]] == ["next_step"]


def test_an_older_revision_is_told(ended: Interview, cast: Cast) -> None:
    ada = script(cast.ada)
    ada("put", f"/written/{ended.pk}", words())
    assert ada("put", f"/written/{ended.pk}", words(because="Other.")).status_code == 409


@pytest.mark.parametrize(
    "others",
    [
        {"recommendation": "maybe"},
        {"ratings": [{"dimension": "charm", "level": 3}]},
        {"ratings": [{"dimension": "coding", "level": 5}]},
        {"because": "x" * 10_001},
    ],
)
def test_what_cannot_be_is_not_kept(ended: Interview, cast: Cast, others) -> None:
    assert script(cast.ada)("put", f"/written/{ended.pk}", words(**others)).status_code == 422
    assert not HiringNotes.objects.exists()


def test_reading_is_not_writing(ended: Interview, cast: Cast) -> None:
    ada = script(cast.ada, scopes=["read"])
    assert ada("put", f"/written/{ended.pk}", words()).status_code == 403
    assert not HiringNotes.objects.exists()


def test_only_the_interviewer_writes(ended: Interview, cast: Cast) -> None:
    for person in (cast.ben, cast.cleo, cast.dov, cast.eve):
        ask = script(person)
        assert ask("put", f"/written/{ended.pk}", words()).status_code == 404
        assert ask("get", f"/written/{ended.pk}").status_code == 404


def test_the_letter_is_the_candidates_and_only_after_the_release(
    ended: Interview, cast: Cast
) -> None:
    ben = script(cast.ben)
    assert ben("get", f"/letters/{ended.pk}").status_code == 404
    assert ben("get", "/letters").json()["items"] == []
    released(ended)
    letter = ben("get", f"/letters/{ended.pk}").json()["letter"]
    assert letter["next_step"] == FULL.next_step
    assert (letter["from"], letter["to"]) == ("Ada", "Ben")
    for person in (cast.ada, cast.cleo, cast.dov, cast.eve):
        assert script(person)("get", f"/letters/{ended.pk}").status_code == 404


def test_a_withdrawn_letter_has_no_text(ended: Interview, cast: Cast) -> None:
    notes = released(ended)
    actions.withdraw(notes, because="Unkind.", by=cast.ada, now=timezone.now())
    answer = script(cast.ben)("get", f"/letters/{ended.pk}").json()
    assert answer["letter"] is None
    assert answer["withdrawn_because"] == "Unkind."


def test_a_released_letter_lists_once(ended: Interview, cast: Cast) -> None:
    assessed(ended)
    ada = script(cast.ada)
    ada("put", f"/written/{ended.pk}", words())
    ada("post", f"/written/{ended.pk}/send")
    approved(HiringNotes.objects.get())
    assert script(cast.ben)("get", "/letters").json()["count"] == 1


def test_a_script_reads_its_owners_own_halves(ended: Interview, cast: Cast) -> None:
    assessed(ended)
    own = script(cast.ben)("get", "/halves").json()["items"]
    assert [one["interview"] for one in own] == [str(ended.pk)]
    assert script(cast.ada)("get", "/halves").json()["items"] == []


def test_a_page_of_letters_costs_what_it_holds(ended: Interview, cast: Cast) -> None:
    released(ended)
    ben = script(cast.ben)
    with CaptureQueriesContext(connection) as alone:
        assert ben("get", "/letters?limit=1").json()["count"] == 1
    for hours in (1, 2):
        released(another_ended(ended, hours_ago=hours))
    with CaptureQueriesContext(connection) as among:
        answer = ben("get", "/letters?limit=1").json()
    assert (answer["count"], len(answer["items"])) == (3, 1)
    assert len(among) == len(alone)
