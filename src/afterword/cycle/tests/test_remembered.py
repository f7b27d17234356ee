"""What is counted of a search is remembered, without a word of it, until something is written."""

import pickle
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from afterword.cycle import actions
from afterword.cycle.models import Cycle
from afterword.cycle.queries import summary_of
from afterword.cycle.remembered import days_of, pictures_of
from afterword.cycle.standing import Happening
from afterword.cycle.tests.making import NOW, applied
from afterword.people.models import Membership

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def seen(person):
    return pictures_of(Cycle.objects.get(person=person), today=TODAY)


def test_a_second_look_counts_nothing_again(cast, django_assert_max_num_queries):
    for name in ("Acme", "Brot", "Celsius"):
        applied(cast.ben, name, ("applied", 1), ("phone", 5))
    cycle = Cycle.objects.select_related("person").get(person=cast.ben)
    first = pictures_of(cycle, today=TODAY)
    with django_assert_max_num_queries(2):  # whether a program pools something
        assert pictures_of(cycle, today=TODAY) == first


def test_what_is_written_is_seen_at_once(cast):
    one = applied(cast.ben, "Acme")
    assert seen(cast.ben).came_to.talks == 0
    actions.note(one, Happening(TODAY, 0, "phone"), by=cast.ben, now=NOW)
    assert seen(cast.ben).came_to.talks == 1


def test_who_begins_to_share_is_seen_at_once(cast):
    applied(cast.ben, "Acme", ("applied", 1), ("phone", 5))
    assert seen(cast.ben).people == 0
    for number in range(6):
        other = type(cast.ben).objects.create_user(f"{number}@example.org", name=str(number))
        Membership.objects.create(program=cast.program, person=other, joined_at=NOW)
        for company in ("A", "B", "C"):
            applied(other, company)
        actions.share(other, cast.program)
    assert seen(cast.ben).people == 6


def test_a_day_later_it_is_counted_again(cast):
    applied(cast.ben, "Acme", ("applied", 1))
    cycle = Cycle.objects.get(person=cast.ben)
    pictures_of(cycle, today=TODAY)
    with CaptureQueriesContext(connection) as remembered:
        pictures_of(cycle, today=TODAY)
    with CaptureQueriesContext(connection) as counted:
        pictures_of(cycle, today=TODAY + timedelta(days=1))
    assert len(counted) > len(remembered)


def test_a_day_later_it_is_counted_again_without_a_program_too(cast):
    applied(cast.eve, "Acme", ("applied", 1))
    cycle = Cycle.objects.get(person=cast.eve)
    first = pictures_of(cycle, today=TODAY)
    assert pictures_of(cycle, today=TODAY + timedelta(days=100)) != first


def test_the_end_of_a_search_is_seen_at_once(cast):
    applied(cast.eve, "Acme", ("applied", 1))
    cycle = Cycle.objects.get(person=cast.eve)
    first = seen(cast.eve)
    actions.end_cycle(cycle, on=TODAY - timedelta(days=10), by=cast.eve)
    assert seen(cast.eve) != first


def test_the_board_counts_anew_what_was_written_and_what_another_day_makes_of_it(cast):
    one = applied(cast.ben, "Acme", ("applied", 1))
    cycle = Cycle.objects.get(person=cast.ben)
    assert summary_of(cycle, today=TODAY)["stages"] == {"applied": 1}
    with CaptureQueriesContext(connection) as remembered:
        summary_of(cycle, today=TODAY)
    with CaptureQueriesContext(connection) as counted:
        summary_of(cycle, today=TODAY + timedelta(days=1))
    assert len(counted) > len(remembered)
    summary_of(cycle, today=TODAY)
    actions.note(one, Happening(TODAY, 0, "phone"), by=cast.ben, now=NOW)
    again = summary_of(Cycle.objects.get(person=cast.ben), today=TODAY)
    assert again["stages"] == {"phone": 1}


def test_no_word_of_the_search_is_in_memory(cast, monkeypatch):
    kept = []
    monkeypatch.setattr(cache, "set", lambda *told, **more: kept.append(told))
    applied(cast.ben, "Peachstone Ltd", ("applied", 1), ("phone", 5))
    pictures = seen(cast.ben)
    assert kept
    assert b"Peachstone" not in pickle.dumps(kept)
    assert "Peachstone Ltd" in str(days_of(pictures, person=cast.ben.pk).rows)


def test_the_months_are_counted(cast):
    applied(cast.ben, "Acme", ("applied", 1), ("phone", 5))
    applied(cast.ben, "Brot", ("applied", 2))
    months = seen(cast.ben).months
    assert list(months.rows) == [("November 2026", 2, 1)]
    assert (
        months.sentence == "2 went out on a known day, all in November 2026; 1 first answer came."
    )
