"""The API does what its schema says, whoever asks and whatever is sent."""

import os
from collections import Counter
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS

from afterword.questions.enums import ASKED
from afterword.questions.models import Rubric
from tests.access import world
from tests.access.world import World

SEED = 20261126
EXAMPLES = 400 if os.environ.get("FORTRESS") else 6
SUBJECTS = ("outsider", "organizer", "candidate", "interviewer")
UNSIGNED = "anonymous"
HELD = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
]
pytestmark = pytest.mark.django_db(databases=["default", "record"])


@pytest.fixture
def place() -> Iterator[World]:
    """The world; its connections stay open between requests, as they do for Django's client."""
    cache.clear()
    made = world.build()  # by Django's client, which connects the signals again
    for kind in ASKED:
        Rubric.objects.get_or_create(kind=kind, defaults={"title": kind, "dimensions": []})
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield made
    for end in ends:
        end.connect(close_old_connections)


def test_every_answer_is_one_that_the_schema_names(place, capsys):
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    told: Counter[int] = Counter()
    operations = [result.ok() for result in schema.get_all_operations()]
    for operation in operations:
        _hold(operation, place, told)
    with capsys.disabled():
        print(f"\nAPI: {len(operations)} operations, {told.total()} answers {dict(told)}")
    assert len(operations) >= 20
    assert min(told[status] for status in (200, 401, 404, 422)) > 0


def _hold(operation, place: World, told: Counter[int]) -> None:
    """Ask this operation what Hypothesis makes up, of rows that there are and of others."""

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=_fits(operation) | _misfits(operation), row=st.sampled_from([*_rows(place), None]))
    def holds(case: Case, row: str | None) -> None:
        for name in case.path_parameters or {}:
            case.path_parameters[name] = row or case.path_parameters[name]
        for subject in (*SUBJECTS, UNSIGNED):
            told[_ask(case, place, subject)] += 1

    holds()


def _fits(operation) -> st.SearchStrategy[Case]:
    return operation.as_strategy(generation_mode=GenerationMode.POSITIVE)


def _misfits(operation) -> st.SearchStrategy[Case]:
    """What the schema does not allow, where there is something to send."""
    if not list(operation.body) and not list(operation.query):
        return st.nothing()
    return operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)


def _ask(case: Case, place: World, subject: str) -> int:
    """The status of the answer, which is as the schema says or raises."""
    token = place.tokens.get(f"api:{subject}")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = case.call(headers=headers)
    case.validate_response(answer, checks=CHECKS.get_by_names(HELD))
    return int(answer.status_code)


def _rows(place: World) -> list[str]:
    """Rows that somebody may read: interviews, programs, questions."""
    rows = [place.program, place.foreign_program, *place.interviews.values()]
    return [str(row.pk) for row in rows]
