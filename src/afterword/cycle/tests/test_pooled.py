from datetime import date
from itertools import combinations
from random import Random

import pytest
from django.core.cache import cache
from django.test import override_settings
from django.utils import timezone

from afterword.cycle import actions
from afterword.cycle.circles import counted_together, days_counted_around
from afterword.cycle.enums import Pooled
from afterword.cycle.following import follow_people
from afterword.cycle.pooled import pool_for
from afterword.cycle.tests.making import NOW, applied
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
        actions.share(person, program)
    for one in range(sent):
        applied(person, f"{name} Works {one}")
    return person


def test_four_others_are_too_few(program):
    reader = member(program, "reader")
    for at in range(4):
        member(program, f"m{at}")

    assert pool_for(reader, today=TODAY) is None


def test_five_others_are_shown_without_a_name(program):
    reader = member(program, "reader")
    for at in range(5):
        member(program, f"m{at}")

    found = pool_for(reader, today=TODAY)

    assert len(found.people) == 5
    assert "Works" not in repr(found)
    assert "m0" not in repr(found)


def test_who_comes_next_is_counted_once_there_are_six_of_them(program):
    reader = member(program, "reader", shares=False)
    for at in range(6):
        member(program, f"m{at}", sent=3 + at)
    before = pool_for(reader, today=TODAY)
    assert len(before.people) == 6

    for at in range(5):
        member(program, f"n{at}")
        assert pool_for(reader, today=TODAY) == before

    member(program, "the sixth")
    assert len(pool_for(reader, today=TODAY).people) == 12


def test_who_stopped_or_left_is_in_it_no_longer(program):
    reader = member(program, "reader", shares=False)
    people = [member(program, f"m{at}") for at in range(12)]
    assert len(pool_for(reader, today=TODAY).people) == 12

    actions.stop_sharing(people[0], program, now=timezone.now())
    assert len(pool_for(reader, today=TODAY).people) == 6

    Membership.objects.filter(person=people[8]).update(state=MembershipState.LEFT)
    assert pool_for(reader, today=TODAY) is None


def test_who_comes_back_sits_where_they_sat_and_the_circle_counts_again(program):
    reader = member(program, "reader", shares=False)
    people = [member(program, f"m{at}") for at in range(6)]
    before = pool_for(reader, today=TODAY)
    actions.share_guesses(people[0], program, too=True)
    actions.stop_sharing(people[0], program, now=timezone.now())
    assert pool_for(reader, today=TODAY) is None
    actions.share(people[0], program)
    assert pool_for(reader, today=TODAY) == before
    assert not people[0].sharings.filter(guesses=True).exists()


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
    people = [member(program, f"m{at}") for at in range(12)]
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
    for at in range(6):
        member(program, f"m{at}", shares=at > 1)

    assert pool_for(reader, today=TODAY) is None


def test_sharing_without_applications_makes_no_crowd(program):
    reader = member(program, "reader")
    for at in range(5):
        member(program, f"m{at}", sent=3 if at else 2)

    assert pool_for(reader, today=TODAY) is None


def test_another_program_is_not_the_readers(program):
    reader = Person.objects.create_user("reader@example.org", "a long enough one", name="Reader")
    for at in range(6):
        member(program, f"m{at}")

    assert pool_for(reader, today=TODAY) is None


# How many each has sent tells whose ways a pool holds, whichever way it is read.
def held(reader, people) -> frozenset[str]:
    """Whom a pool counts, once its reader has added their own, as everybody can."""
    found = pool_for(reader, today=TODAY)
    if found is None:
        return frozenset()
    names = {int(one.name.removeprefix("m")) + 3: one.name for one in people}
    inside = {names[len(ways)] for ways in found.people}
    return frozenset(inside | {reader.name} if len(inside) % 6 else inside)


def test_two_readers_who_lay_their_pools_side_by_side_learn_of_nobody(program):
    """Each sees all circles but themselves: what is left after subtracting is what they brought."""
    people = [member(program, f"m{at}", sent=at + 3) for at in range(15)]

    seen = {held(one, people) for one in people}

    assert seen == {frozenset(one.name for one in people[:12])}


def test_who_has_sent_nothing_yet_moves_nobody_in_or_out(program):
    """Otherwise a third application would show itself, and whoever is pushed out by it."""
    reader = member(program, "reader", shares=False)
    people = [member(program, f"m{at}", sent=3 if at else 0) for at in range(13)]
    before = pool_for(reader, today=TODAY).people
    for one in range(3):
        applied(people[0], f"Late {one}")

    cache.clear()
    after = pool_for(reader, today=TODAY).people

    assert len(before) == len(after) == 12
    assert [len(ways) for ways in after] == [3] * 12


def test_whoever_comes_and_goes_two_looks_differ_by_nobody_or_by_six(program):
    """Two who join, leave and look as they please never see a sum that one other person changed."""
    rng = Random(20261126)
    people = [member(program, f"m{at}", shares=False, sent=0) for at in range(40)]
    looks = {frozenset(counted_together(program, Pooled.DAYS))}
    sharing, reader = set(), member(program, "reader", shares=False, sent=0)
    for _ in range(160):
        one = people[int(rng.triangular(0, 40, 2))]  # some come and go all the time
        if one in sharing:
            actions.stop_sharing(one, program, now=NOW)
        else:
            actions.share(one, program)
        sharing ^= {one}
        together = counted_together(program, Pooled.DAYS)
        assert days_counted_around(reader) == ({program.pk: together} if together else {})
        looks.add(frozenset(together))
    apart = [len(one ^ other) for one, other in combinations(looks, 2)]
    assert len(looks) > 5
    assert min(apart) >= 6
