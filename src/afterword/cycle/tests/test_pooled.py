from datetime import date

import pytest
from django.core.cache import cache

from afterword.cycle.models import Sharing
from afterword.cycle.pooled import pool_for
from afterword.cycle.tests.making import applied
from afterword.people.enums import MembershipState
from afterword.people.models import Membership, Person, Program

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def program():
    cache.clear()
    return Program.objects.create(name="Night Owls")


def member(program, name, *, shares=True, sent=3):
    person = Person.objects.create_user(f"{name}@example.org", "a long enough one", name=name)
    Membership.objects.create(program=program, person=person)
    if shares:
        Sharing.objects.create(person=person, program=program)
    for one in range(sent):
        applied(person, f"{name} Works {one}")
    return person


def test_four_others_are_too_few(program):
    reader = member(program, "reader")
    for at in range(4):
        member(program, f"m{at}")

    assert pool_for(reader, today=TODAY) is None


def test_five_others_are_shown_without_a_name(program):
    reader = member(program, "reader", shares=False)
    for at in range(5):
        member(program, f"m{at}")

    found = pool_for(reader, today=TODAY)

    assert len(found.people) == 5
    assert "Works" not in repr(found)
    assert "m0" not in repr(found)


def test_a_sixth_joins_only_with_a_tenth(program):
    reader = member(program, "reader", shares=False)
    people = [member(program, f"m{at}", sent=3 + at) for at in range(5)]
    before = pool_for(reader, today=TODAY)
    member(program, "sixth")

    after = pool_for(reader, today=TODAY)

    assert after == before
    for at in range(4):
        member(program, f"n{at}")
    assert len(pool_for(reader, today=TODAY).people) == 10
    assert people


def test_who_stopped_or_left_is_in_it_no_longer(program):
    reader = member(program, "reader", shares=False)
    people = [member(program, f"m{at}") for at in range(6)]
    assert pool_for(reader, today=TODAY) is not None

    Sharing.objects.filter(person=people[0]).update(stopped_at="2026-11-19T00:00Z")
    Membership.objects.filter(person=people[1]).update(state=MembershipState.LEFT)

    assert pool_for(reader, today=TODAY) is None


def test_who_does_not_share_is_never_in_it(program):
    reader = member(program, "reader")
    for at in range(5):
        member(program, f"m{at}", shares=at > 0)

    assert pool_for(reader, today=TODAY) is None


def test_sharing_without_applications_makes_no_crowd(program):
    reader = member(program, "reader")
    for at in range(5):
        member(program, f"m{at}", sent=3 if at else 2)

    assert pool_for(reader, today=TODAY) is None


def test_another_program_is_not_the_readers(program):
    reader = Person.objects.create_user("reader@example.org", "a long enough one", name="Reader")
    for at in range(5):
        member(program, f"m{at}")

    assert pool_for(reader, today=TODAY) is None
