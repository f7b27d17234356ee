"""Who may see what of people and programs: each rule, from either side of its line."""

from datetime import timedelta

import pytest
from django.utils import timezone

from afterword.people import access
from afterword.people.enums import MembershipState, ReportState, Role
from afterword.people.models import Block, Invitation, Membership, Person, Report
from afterword.people.viewer import Viewer
from conftest import Cast

pytestmark = pytest.mark.django_db

INVITED, ACTIVE, PAUSED, LEFT, REMOVED = (
    MembershipState.INVITED, MembershipState.ACTIVE, MembershipState.PAUSED,
    MembershipState.LEFT, MembershipState.REMOVED,
)  # fmt: skip


def looks(person: Person) -> Viewer:
    return Viewer(person=person)


def place(cast: Cast, state: MembershipState, *, role: Role = Role.MEMBER) -> Membership:
    """Eve's place in the program."""
    return Membership.objects.create(program=cast.program, person=cast.eve, state=state, role=role)


def let_everybody_in(cast: Cast) -> None:
    cast.program.invitation_open = True
    cast.program.save()


@pytest.mark.parametrize(
    ("state", "seen"),
    [(INVITED, True), (ACTIVE, True), (PAUSED, True), (LEFT, False), (REMOVED, False)],
)
def test_a_program_is_seen_by_whoever_has_a_place_to_come_to(cast, state, seen):
    mine = place(cast, state)
    assert access.visible_programs(looks(cast.eve)).exists() == seen
    assert list(access.own_memberships(looks(cast.eve))) == [mine] * seen


def test_a_closed_program_is_seen_by_no_outsider_and_an_open_one_by_everybody_with_an_account(cast):
    assert not access.visible_programs(looks(cast.eve)).exists()
    let_everybody_in(cast)
    assert access.visible_programs(looks(cast.eve)).get() == cast.program
    assert not access.visible_programs(Viewer()).exists()


def test_whoever_was_removed_does_not_see_even_an_open_program(cast):
    place(cast, REMOVED)
    let_everybody_in(cast)
    assert not access.visible_programs(looks(cast.eve)).exists()


@pytest.mark.parametrize(
    ("state", "may"),
    [(INVITED, False), (ACTIVE, False), (PAUSED, False), (LEFT, True), (REMOVED, False)],
)
def test_an_open_program_is_joined_by_whoever_has_no_place_and_lost_none(cast, state, may):
    let_everybody_in(cast)
    assert access.joinable_programs(looks(cast.eve)).exists()
    place(cast, state)
    assert access.joinable_programs(looks(cast.eve)).exists() == may


def test_a_closed_program_is_joined_by_nobody(cast):
    assert not access.joinable_programs(looks(cast.eve)).exists()


@pytest.mark.parametrize("state", MembershipState)
def test_only_an_active_place_opens_what_is_inside(cast, state):
    Invitation.objects.create(
        program=cast.program, invited_by=cast.dov, expires_at=timezone.now() + timedelta(days=1)
    )
    let_everybody_in(cast)  # so that the program itself is in sight
    place(cast, state)
    eve, inside = looks(cast.eve), state == ACTIVE
    assert access.belongs(eve, cast.program) == inside
    assert access.memberships_beside(eve).exists() == inside
    assert access.invitations_beside(eve).exists() == inside


@pytest.mark.parametrize("state", MembershipState)
def test_only_an_active_organizer_organizes(cast, state):
    place(cast, state, role=Role.ORGANIZER)
    assert access.organizes(looks(cast.eve), cast.program) == (state == ACTIVE)


def test_a_member_does_not_organize_and_nobody_organizes_nothing(cast):
    assert not access.organizes(looks(cast.ada), cast.program)
    assert access.organizes(looks(cast.dov), cast.program)
    assert not access.organizes(looks(cast.dov), None)
    assert not access.belongs(looks(cast.dov), None)


def test_people_know_each_other_from_a_program_also_once_they_have_left_it(cast):
    assert not access.people_known_to(looks(cast.eve)).exists()
    place(cast, LEFT)
    known = {cast.ada, cast.ben, cast.cleo, cast.dov}
    assert set(access.people_known_to(looks(cast.eve))) == known
    assert set(access.people_known_to(looks(cast.ada))) == (known | {cast.eve}) - {cast.ada}


def test_whoever_is_only_invited_knows_nobody_and_is_known_to_nobody(cast):
    place(cast, INVITED)
    assert not access.people_known_to(looks(cast.eve)).exists()
    assert cast.eve not in access.people_known_to(looks(cast.ada))


def test_a_block_is_seen_by_whoever_made_it_alone(cast):
    made = Block.objects.create(blocker=cast.ada, blocked=cast.ben)
    assert access.own_blocks(looks(cast.ada)).get() == made
    assert not access.own_blocks(looks(cast.ben)).exists()


def reported(cast: Cast, *, by: Person, **fields: object) -> Report:
    return Report.objects.create(
        **{"program": cast.program, "reporter": by, "about": "x:1", "text": "Look.", **fields}
    )


def test_a_report_waits_for_the_organizer_and_for_no_member_or_outsider(cast):
    report = reported(cast, by=cast.ben)
    assert access.may_answer(looks(cast.dov), report)
    for one in (cast.ada, cast.ben, cast.eve):
        assert not access.may_answer(looks(one), report)


def test_a_report_that_was_answered_waits_for_nobody(cast):
    report = reported(cast, by=cast.ben, state=ReportState.CLOSED)
    assert not access.may_answer(looks(cast.dov), report)


def test_a_report_without_a_program_waits_for_the_host_alone(cast):
    report = reported(cast, by=cast.ben, program=None)
    assert not access.may_answer(looks(cast.dov), report)
    cast.cleo.is_host = True
    assert access.may_answer(looks(cast.cleo), report)
    assert not access.may_answer(looks(cast.cleo), reported(cast, by=cast.ben))


def test_an_organizer_answers_neither_her_own_report_nor_one_about_herself(cast):
    assert not access.may_answer(looks(cast.dov), reported(cast, by=cast.dov))
    assert not access.may_answer(looks(cast.dov), reported(cast, by=cast.ben, concerning=cast.dov))


def test_a_report_is_ones_own_only_for_its_reporter(cast):
    report = reported(cast, by=cast.ben)
    assert access.own_reports(looks(cast.ben)).get() == report
    assert not access.own_reports(looks(cast.dov)).exists()


@pytest.mark.parametrize(
    ("secure", "addresses", "local", "expected"),
    [
        (True, ["https://owls.example.org"], "http://127.0.0.1:8000", True),
        (False, ["http://owls.example.org"], "http://127.0.0.1:8000", False),
        (True, [], "http://127.0.0.1:8000", False),
        (True, ["https://owls.example.org"], "https://127.0.0.1:8000", False),
    ],
)
def test_a_second_step_is_expected_where_the_world_comes_in_over_https(
    settings, secure, addresses, local, expected
):
    settings.SECURE, settings.ADDRESSES, settings.LOCAL_ADDRESS = secure, addresses, local
    assert access.second_step_expected() == expected
