"""How often "I guessed it was me" turned out otherwise: told, heard, or seen later."""

from datetime import timedelta

import pytest
from django.urls import reverse

from afterword.cycle import actions
from afterword.cycle.guesses import Guesses, guesses_in, pooled_guesses
from afterword.cycle.models import Application, Sharing
from afterword.cycle.tests.making import NOW, applied
from afterword.people.models import Membership, Person, Program

pytestmark = pytest.mark.django_db


def guessed(person, company="Acme", *, control="within", known="guessed", days=0) -> Application:
    one = Application.objects.filter(cycle__person=person, company=company).first()
    one = one or applied(person, company, ("applied", 1), ("rejected", 3))
    fields = {"known": known, "kind": "basics", "control": control, "sureness": "low"}
    actions.give_reason(one, fields=fields, by=person, now=NOW + timedelta(days=days))
    return one


def counted(person) -> Guesses:
    return guesses_in(Application.objects.filter(cycle__person=person))


def test_what_was_told_decides_it(cast):
    guessed(cast.ben)
    assert counted(cast.ben) == Guesses(0, 0, 1)
    guessed(cast.ben, known="told", control="outside")
    assert counted(cast.ben) == Guesses(1, 0, 0)


def test_what_was_told_counts_before_what_one_thinks_later(cast):
    one = guessed(cast.ben)
    guessed(cast.ben, known="heard", control="within", days=2)
    fields = {"control": "outside"}
    actions.answer(one, "year", fields=fields, by=cast.ben, now=NOW + timedelta(days=400))
    assert counted(cast.ben) == Guesses(0, 1, 0)


def test_a_second_thought_on_the_same_day_is_nothing_that_turned_out(cast):
    guessed(cast.ben)
    guessed(cast.ben, control="outside")
    assert counted(cast.ben) == Guesses(0, 0, 1)
    guessed(cast.ben, control="outside", days=8)
    assert counted(cast.ben) == Guesses(1, 0, 0)


def test_hard_to_say_is_in_neither_count(cast):
    one = guessed(cast.ben)
    actions.answer(
        one, "year", fields={"control": "unclear"}, by=cast.ben, now=NOW + timedelta(days=400)
    )
    assert counted(cast.ben) == Guesses(0, 0, 1)


def test_a_guess_at_others_or_one_undone_at_once_never_counts(cast):
    guessed(cast.ben, "Others", control="outside")
    undone = guessed(cast.ben, "Undone")
    actions.undo(undone.reasons.get().added_in, by=cast.ben, now=NOW)
    assert counted(cast.ben) == Guesses(0, 0, 0)


@pytest.fixture
def program():
    return Program.objects.create(name="Night Owls")


def member(program, name, *, guesses=True) -> Person:
    person = Person.objects.create_user(f"{name}@example.org", "a long enough one", name=name)
    Membership.objects.create(program=program, person=person)
    actions.share(person, program)
    actions.share_guesses(person, program, too=guesses)
    guessed(person)
    guessed(person, known="told", control="outside" if name != "m0" else "within")
    return person


def test_six_who_share_it_are_pooled_in_tenths(program, signed_in):
    reader = member(program, "reader")
    for at in range(5):
        member(program, f"m{at}")
    found = pooled_guesses(reader)
    assert (found.program, found.estimate, found.people) == ("Night Owls", 0.8, 6)
    assert found.low < 0.8 < found.high
    assert {round(one * 10, 6) % 1 for one in (found.low, found.high)} == {0}
    page = signed_in(reader).get(reverse("cycle:hindsight")).content.decode()
    assert "80\N{NO-BREAK SPACE}%" in page
    assert "5 of 6" not in page


def test_two_readers_see_the_same_and_have_nothing_to_subtract(program):
    people = [member(program, f"m{at}") for at in range(12)]
    outside = member(program, "outside", guesses=False)
    first = pooled_guesses(outside)
    assert first.people == 12
    assert {pooled_guesses(one) for one in people} == {first}


def test_who_has_no_guess_yet_keeps_their_seat(program):
    """Otherwise a first guess would move everybody after it into or out of the pool."""
    people = [member(program, f"m{at}") for at in range(12)]
    Application.objects.filter(cycle__person=people[3]).update(taken_back_at=NOW)
    member(program, "thirteenth")
    found = pooled_guesses(people[0])
    assert found.people == 12
    Application.objects.filter(cycle__person__email__startswith="thir").update(taken_back_at=NOW)
    assert pooled_guesses(people[0]) == found


def test_who_takes_the_two_counts_back_takes_the_circle_along(program):
    people = [member(program, f"m{at}") for at in range(12)]
    actions.share_guesses(people[0], program, too=False)
    assert pooled_guesses(people[1]).people == 6


def test_four_others_are_too_few_and_days_alone_do_not_share_it(program, signed_in):
    reader = member(program, "reader")
    for at in range(4):
        member(program, f"m{at}")
    member(program, "days", guesses=False)
    assert pooled_guesses(reader) is None
    page = signed_in(reader).get(reverse("cycle:hindsight")).content.decode()
    assert "there are not as many yet" in page


def test_sharing_days_shares_no_guesses_until_it_is_said(program, cast, signed_in):
    Membership.objects.create(program=program, person=cast.ben)
    browser = signed_in(cast.ben)
    browser.post(reverse("cycle:share", args=[program.pk]))
    assert not Sharing.objects.get().guesses
    browser.post(reverse("cycle:share-guesses", args=[program.pk]))
    assert Sharing.objects.get().guesses
    browser.post(reverse("cycle:share-guesses", args=[program.pk]), {"stop": "yes"})
    assert not Sharing.objects.get().guesses


def test_a_pool_of_many_takes_as_many_queries_as_one_of_five(
    program, django_assert_max_num_queries
):
    reader = member(program, "reader")
    for at in range(11):
        member(program, f"m{at}")
    with django_assert_max_num_queries(6):
        assert pooled_guesses(reader).people == 12
