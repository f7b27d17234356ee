"""The bank for scripts."""

import pytest
from django.test import Client

from afterword.kit.tokens import digest
from afterword.people.models import AccessToken
from afterword.questions import actions, source
from afterword.questions.tests.test_source import WHOLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(cast):
    version, _ = actions.keep(source.parse(WHOLE), program=cast.program, by=cast.dov)
    return version.question


def as_script(person, *scopes: str) -> Client:
    AccessToken.objects.create(
        person=person, name="script", digest=digest(person.name), scopes=list(scopes)
    )
    return Client(headers={"authorization": f"Bearer {person.name}"})


def test_a_script_lists_the_bank_without_the_words(question, cast):
    answer = as_script(cast.ben, "read").get("/api/questions/")
    assert [one["title"] for one in answer.json()["items"]] == ["Lanterns"]
    assert "Light them" not in answer.content.decode()


def test_a_script_reads_only_what_its_owner_has_seen(question, cast):
    script = as_script(cast.ben, "read")
    assert script.get(f"/api/questions/{question.pk}").status_code == 404
    actions.note_sighting(cast.ben, question)
    assert script.get(f"/api/questions/{question.pk}").json()["source"] == WHOLE


def test_a_token_without_the_scope_is_refused(question, cast):
    assert as_script(cast.ben, "notes:write").get("/api/questions/").status_code == 403
