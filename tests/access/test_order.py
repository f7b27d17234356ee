"""No answer leaves an order to the database.

Where a query says no order, or an order that two rows may share, SQLite and PostgreSQL tell rows
as they happen to lie: the same page differs from one day to the next. Here such rows are told by
their keys, once up and once down, and every answer has to be the same both times.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from afterword.people.models import Person
from tests.access import twins, world
from tests.access.world import World

pytestmark = pytest.mark.django_db(databases=["default", "record"])

Order = list[tuple[Any, tuple[str, tuple[()], bool]]]  # Any: Django's own expressions
NEW_EACH_TIME = "/account/2fa/totp/activate/"
"""Its key is another one whenever the page is opened."""


@pytest.fixture
def place(monkeypatch) -> World:
    """The world at one moment: what may share a moment does."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    return world.build()


@pytest.fixture
def ending_with_keys(monkeypatch) -> Callable[[bool], None]:
    """Have every query end its order with the key, up or down."""
    own = SQLCompiler.get_order_by

    def end(down: bool) -> None:
        def get_order_by(compiler: SQLCompiler) -> Order:
            query, found = compiler.query, own(compiler)
            if query.distinct or query.combinator or query.group_by is not None or query.subquery:
                return found
            key = F("pk").desc() if down else F("pk").asc()
            resolved = key.resolve_expression(query)
            return [*found, (resolved, (*compiler.compile(resolved), False))]

        monkeypatch.setattr(SQLCompiler, "get_order_by", get_order_by)

    return end


@pytest.mark.parametrize("subject", ["candidate", "interviewer", "organizer"])
def test_no_answer_leaves_an_order_to_the_database(place, ending_with_keys, subject):
    asked = [(row, "get") for row in twins.all_rows(place) if row.get and row.url != NEW_EACH_TIME]
    ending_with_keys(False)
    up = twins.told(place, asked, subject)
    ending_with_keys(True)
    down = twins.told(place, asked, subject)
    assert [one for one in twins.differences(up, down) if one.endswith(": body")] == []


def test_the_search_sees_rows_without_an_order(place, ending_with_keys):
    people = Person.objects.values_list("pk", flat=True)
    ending_with_keys(False)
    up = list(people.all())
    ending_with_keys(True)
    assert list(people.all()) == up[::-1] != up
