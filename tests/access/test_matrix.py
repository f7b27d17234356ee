"""What is not allowed is refused, and no answer holds what its reader may not read."""

import importlib
import pkgutil
from collections import Counter

import pytest
from django.http import HttpResponse
from django.test import override_settings

from afterword.kit.logs import KEYS
from tests.access import canaries, matrix, rows, world
from tests.access.matrix import Row

# Objects that exist to be refused: the same route lets somebody in on another object.
REFUSED_TO_ALL = {"without a link", "shared", "nothing", "secret"}
PARTS = sorted(module.name for module in pkgutil.iter_modules(rows.__path__))
pytestmark = pytest.mark.django_db(databases=["default", "record"])


@pytest.fixture
def place() -> world.World:
    return world.build()


def rows_of(part: str, place: world.World) -> list[Row]:
    return importlib.import_module(f"tests.access.rows.{part}").rows(place)


@pytest.mark.parametrize("part", PARTS)
def test_only_the_named_are_let_in_and_told(part, place, capsys, caplog):
    found = matrix.walk_all(place, rows_of(part, place), refused_to_all=REFUSED_TO_ALL)
    with capsys.disabled():
        print(f"\naccess matrix, {part}: {found}")
    assert found.faults == []
    assert found.leaked == []
    assert dict(found.bare) == {}
    assert found.silent == []
    logged = KEYS.sub("", caplog.text)  # as the log's own formatter writes it
    assert canaries.found_in(logged.encode()) == set()


def test_a_bare_answer_is_seen_to_be_bare():
    assert matrix.unguarded(HttpResponse()) == {
        *matrix.GUARDS,
        "Cache-Control",
        "Content-Security-Policy",
    }
    loose = HttpResponse(headers={"Content-Security-Policy": "script-src 'unsafe-inline' *"})
    assert {"'unsafe-inline'", "*"} < matrix.unguarded(loose)


def test_every_route_has_a_row(place):
    have = {row.route for part in PARTS for row in rows_of(part, place)}
    assert sorted(set(matrix.routes()) - have) == []


@override_settings(ROOT_URLCONF="tests.access.planted")
def test_a_planted_open_door_is_found(place):
    row = Row(
        "planted:open",
        {"pk": place.interviews["booked"].pk},
        get=world.CHAIRS,
    )
    cells = matrix.walk(place, row, Counter())
    let_in = {cell.subject for cell in cells if matrix.wrong(cell) == "let in"}
    assert let_in == world.EVERYBODY - world.CHAIRS


@override_settings(ROOT_URLCONF="tests.access.planted_ask")
def test_a_planted_door_that_seats_whoever_has_the_ask_is_found():
    place = world.build()
    row = Row(
        "interviews:private-notes",
        {"interview_id": place.interviews["ended:guest"].pk},
        get=frozenset({"guest"}),
    )
    cells = [one for one in matrix.walk(place, row, Counter()) if one.method == "get"]
    assert {one.subject for one in cells if matrix.wrong(one)} == {world.ASKER_ELSEWHERE}
    assert {one.subject for one in cells if matrix.leaks(one)} == {world.ASKER_ELSEWHERE}


@override_settings(ROOT_URLCONF="tests.access.planted")
def test_a_planted_route_without_a_row_is_found(place):
    have = {row.route for part in PARTS for row in rows_of(part, place)}
    assert "planted:open" in set(matrix.routes()) - have
