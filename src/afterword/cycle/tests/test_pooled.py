from datetime import date

import pytest
from django.core.cache import cache
from django.test import override_settings
from django.utils import timezone

from afterword.cycle import actions
from afterword.cycle.following import follow_people
from afterword.cycle.models import Sharing
from afterword.cycle.pooled import pool_for
from afterword.cycle.tests.making import applied
from afterword.journal.actions import record
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


@pytest.fixture
def folder(tmp_path):
    files = "django.core.cache.backends.filebased.FileBasedCache"
    with override_settings(CACHES={"default": {"BACKEND": files, "LOCATION": str(tmp_path)}}):
        yield tmp_path


def test_what_is_remembered_of_a_pool_is_one_file_without_a_name(program, folder):
    people = [member(program, f"m{at}") for at in range(7)]
    for reader in people[:3]:
        assert pool_for(reader, today=TODAY)
    assert len(list(folder.iterdir())) == 1
    known = cache.get(f"cycle:pool:{program.pk}")
    assert "Path" not in repr(known)
    for one in people:
        assert repr(one.pk) not in repr(known)
        assert one.pk.hex not in repr(known)


def test_who_stops_or_leaves_is_not_remembered(program, folder, django_capture_on_commit_callbacks):
    people = [member(program, f"m{at}") for at in range(7)]
    assert pool_for(people[0], today=TODAY)
    with django_capture_on_commit_callbacks(execute=True):
        actions.stop_sharing(people[1], program, now=timezone.now())
    assert not list(folder.iterdir())

    assert pool_for(people[0], today=TODAY)
    place = Membership.objects.get(person=people[2])
    place.moved(MembershipState.ACTIVE, MembershipState.LEFT)
    follow_people(record(people[2], "membership.left", place))
    assert not list(folder.iterdir())


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
