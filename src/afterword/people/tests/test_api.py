"""The API asks for a token, its scope, and then what its owner may see."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from afterword.people import actions
from afterword.people.api_auth import WRONG_TOKENS
from afterword.people.enums import MembershipState
from afterword.people.models import Letter, Membership, Person

pytestmark = pytest.mark.django_db
LETTER = {"id", "subject", "body", "link", "created_at", "read_at"}


def key_of(person: Person, *scopes: str, **fields) -> str:
    _, token = actions.make_token(
        person, name="a script", scopes=list(scopes), **{"expires_at": None, **fields}
    )
    return token


def ask(path: str, token: str = "", client: Client | None = None):
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return (client or Client()).get(f"/api/people/{path}", headers=headers)


def test_me_is_the_owner_of_the_token(cast):
    response = ask("me", key_of(cast.ada, "read"))
    assert response.json() == {
        "id": str(cast.ada.pk),
        "name": "Ada",
        "email": "ada@example.org",
        "time_zone": "UTC",
    }


def test_programs_and_members_are_those_one_belongs_to(cast):
    token = key_of(cast.ada, "read")
    assert [row["name"] for row in ask("programs", token).json()["items"]] == [cast.program.name]
    names = [
        row["name"] for row in ask(f"programs/{cast.program.pk}/members", token).json()["items"]
    ]
    assert names == ["Ada", "Ben", "Cleo", "Dov"]


@pytest.mark.parametrize("path", ["programs/{}", "programs/{}/members"])
def test_an_outsider_is_told_nothing_of_a_program(cast, path):
    path = path.format(cast.program.pk)
    assert ask(path, key_of(cast.ada, "read")).status_code == 200
    assert ask(path, key_of(cast.eve, "read")).status_code == 404
    Membership.objects.filter(person=cast.ada).update(state=MembershipState.PAUSED)
    assert ask(path, key_of(cast.ada, "read")).status_code == 404


def test_a_session_opens_nothing(cast, signed_in):
    response = ask("me", client=signed_in(cast.ada))
    assert response.status_code == 401
    assert "personal token" in response.json()["detail"]


def test_a_token_without_the_scope_is_refused_with_its_name(cast):
    response = ask("me", key_of(cast.ada, "notes:write"))
    assert response.status_code == 403
    assert response.json() == {"detail": "This token may not do that: it lacks the scope read."}


def test_an_ended_token_opens_nothing(cast):
    token, text = actions.make_token(cast.ada, name="x", scopes=["read"], expires_at=None)
    assert ask("me", text).status_code == 200
    actions.revoke_token(token, by=cast.ada, now=timezone.now())
    assert ask("me", text).status_code == 401


def test_a_token_out_of_date_opens_nothing(cast):
    token = key_of(cast.ada, "read", expires_at=timezone.now() - timedelta(seconds=1))
    assert ask("me", token).status_code == 401


def test_a_disabled_persons_token_opens_nothing(cast):
    token = key_of(cast.ada, "read")
    assert ask("me", token).status_code == 200
    Person.objects.filter(pk=cast.ada.pk).update(is_active=False)
    assert ask("me", token).status_code == 401


def test_guessing_tokens_is_limited(cast):
    token = key_of(cast.ada, "read")
    for number in range(WRONG_TOKENS.most):
        assert ask("me", f"guess-{number}").status_code == 401
    assert ask("me", "one more").status_code == 429
    assert ask("me", token).status_code == 200  # whatever others there have tried


def test_a_forged_address_does_not_escape_the_limit(cast):
    for number in range(WRONG_TOKENS.most):
        headers = {"authorization": "Bearer guess", "x-forwarded-for": f"10.0.0.{number}"}
        Client().get("/api/people/me", headers=headers)
    assert ask("me", "one more").status_code == 429


def test_a_script_reads_its_owners_letters_and_commitments_alone(cast):
    actions.commit(cast.ada, text="Say the plan aloud.", origin="interview:1")
    Letter.objects.create(person=cast.ada, subject="Notes", body="are here")
    Letter.objects.create(person=cast.ada, subject="Code", body="123", secret=True)
    for person, texts, subjects in (
        (cast.ada, ["Say the plan aloud."], ["Notes"]),
        (cast.ben, [], []),
    ):
        key = key_of(person, "read")
        assert [one["text"] for one in ask("commitments", key).json()["items"]] == texts
        letters = ask("letters", key).json()["items"]
        assert [one["subject"] for one in letters] == subjects
        assert [set(one) for one in letters] == [LETTER] * len(subjects)
