"""What places in a program promise."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from afterword.journal.tests.reading import entries_about
from afterword.people import access, actions, queries
from afterword.people.enums import MembershipState, Role
from afterword.people.errors import AlreadyMember, LastOrganizer, NoLongerOrganizer, PlaceChanged
from afterword.people.models import Letter, Membership, Program
from afterword.people.viewer import Viewer

pytestmark = pytest.mark.django_db

GONE = (MembershipState.PAUSED, MembershipState.LEFT, MembershipState.REMOVED)


def place_of(cast, name) -> Membership:
    return Membership.objects.get(program=cast.program, person=getattr(cast, name))


def test_whoever_begins_a_program_organizes_it(cast):
    program = actions.create_program(by=cast.eve, name="Early Birds", now=timezone.now())
    assert access.organizes(Viewer(cast.eve), program)
    assert [entry.verb for entry in entries_about(program)] == ["program.created"]


@pytest.mark.parametrize("state", GONE)
def test_only_an_active_place_opens_the_program(cast, state):
    assert access.belongs(Viewer(cast.ada), cast.program)
    Membership.objects.filter(pk=place_of(cast, "ada").pk).update(state=state)
    assert not access.belongs(Viewer(cast.ada), cast.program)
    assert queries.membership_in(cast.program, cast.ada) is None
    assert not queries.programs_of(cast.ada).exists()


@pytest.mark.parametrize("state", GONE)
def test_an_organizer_who_is_not_active_organizes_nothing(cast, state):
    Membership.objects.filter(pk=place_of(cast, "dov").pk).update(state=state)
    assert not access.organizes(Viewer(cast.dov), cast.program)


def test_the_last_organizer_cannot_leave_without_a_successor(cast):
    with pytest.raises(LastOrganizer):
        actions.leave(place_of(cast, "dov"), by=cast.dov)
    assert place_of(cast, "dov").state == MembershipState.ACTIVE


def test_the_last_organizer_cannot_pause_or_step_down(cast):
    with pytest.raises(LastOrganizer):
        actions.pause(place_of(cast, "dov"), by=cast.dov)
    with pytest.raises(LastOrganizer):
        actions.change_role(place_of(cast, "dov"), role=Role.MEMBER, by=cast.dov)


def test_the_last_organizer_leaves_to_a_successor(cast):
    actions.leave(place_of(cast, "dov"), by=cast.dov, successor=place_of(cast, "ada"))
    assert place_of(cast, "dov").state == MembershipState.LEFT
    assert list(queries.organizers(cast.program)) == [cast.ada]
    assert Letter.objects.filter(person=cast.ada).count() == 1


def test_a_successor_from_elsewhere_is_refused(cast):
    other = actions.create_program(by=cast.eve, name="Early Birds", now=timezone.now())
    foreign = Membership.objects.get(program=other, person=cast.eve)
    with pytest.raises(PlaceChanged):
        actions.leave(place_of(cast, "dov"), by=cast.dov, successor=foreign)
    assert place_of(cast, "dov").state == MembershipState.ACTIVE


def test_a_successor_who_has_left_is_refused(cast):
    actions.leave(place_of(cast, "ada"), by=cast.ada)
    with pytest.raises(PlaceChanged):
        actions.leave(place_of(cast, "dov"), by=cast.dov, successor=place_of(cast, "ada"))


def test_two_organizers_cannot_both_go(cast):
    actions.change_role(place_of(cast, "ada"), role=Role.ORGANIZER, by=cast.dov)
    ada_as_seen, dov_as_seen = place_of(cast, "ada"), place_of(cast, "dov")
    actions.leave(ada_as_seen, by=cast.ada)
    with pytest.raises(LastOrganizer):
        actions.leave(dov_as_seen, by=cast.dov)


def test_whoever_is_alone_may_leave(cast):
    program = actions.create_program(by=cast.eve, name="Early Birds", now=timezone.now())
    actions.leave(Membership.objects.get(program=program), by=cast.eve)
    assert not queries.programs_of(cast.eve).exists()


def test_whoever_leaves_as_the_last_closes_the_program_and_may_open_it_again(cast, signed_in):
    now, eve = timezone.now(), signed_in(cast.eve)
    program = actions.create_program(by=cast.eve, name="Early Birds", now=now)
    Program.objects.filter(pk=program.pk).update(invitation_open=True)
    link = actions.invite_many(program, by=cast.eve, days=30, uses=9, now=now)
    page = eve.get(reverse("people:leave", args=[program.pk])).content.decode()
    assert "When you leave, the program is closed" in page
    eve.post(reverse("people:leave", args=[program.pk]))
    link.refresh_from_db()
    program.refresh_from_db()
    assert (link.revoked_at is not None, program.invitation_open) == (True, False)

    door = reverse("people:program", args=[program.pk])
    assert door in eve.get(reverse("people:programs")).content.decode()
    assert "Open it again" in eve.get(door).content.decode()
    assert signed_in(cast.ben).get(door).status_code == 404
    eve.post(reverse("people:come-back", args=[program.pk]))
    assert list(queries.organizers(program)) == [cast.eve]


def test_a_program_is_not_left_closed_where_somebody_has_come(cast):
    now = timezone.now()
    program = actions.create_program(by=cast.eve, name="Early Birds", now=now)
    mine = Membership.objects.get(program=program)
    Program.objects.filter(pk=program.pk).update(invitation_open=True)
    actions.join_open_program(program, person=cast.ben, now=now)
    with pytest.raises(PlaceChanged):
        actions.leave_closed(mine, by=cast.eve, now=now)
    assert list(queries.organizers(program)) == [cast.eve]


def test_whoever_left_among_others_does_not_open_the_door_again(cast):
    actions.change_role(place_of(cast, "ada"), role=Role.ORGANIZER, by=cast.dov)
    actions.leave(place_of(cast, "ada"), by=cast.ada)
    with pytest.raises(PlaceChanged):
        actions.open_again(place_of(cast, "ada"), by=cast.ada)


def test_a_paused_member_keeps_the_last_organizer_there(cast):
    for name in ("ada", "ben", "cleo"):
        actions.pause(place_of(cast, name), by=getattr(cast, name))
    with pytest.raises(LastOrganizer):
        actions.leave(place_of(cast, "dov"), by=cast.dov)


def test_a_former_organizer_removes_nobody(cast):
    actions.change_role(place_of(cast, "ada"), role=Role.ORGANIZER, by=cast.dov)
    actions.change_role(place_of(cast, "dov"), role=Role.MEMBER, by=cast.ada)
    with pytest.raises(NoLongerOrganizer):
        actions.remove(place_of(cast, "ben"), by=cast.dov)
    assert place_of(cast, "ben").state == MembershipState.ACTIVE


def test_the_removed_come_back_only_when_asked(cast):
    actions.remove(place_of(cast, "ben"), by=cast.dov)
    Program.objects.filter(pk=cast.program.pk).update(invitation_open=True)
    with pytest.raises(PlaceChanged):
        actions.join_open_program(cast.program, person=cast.ben, now=timezone.now())
    actions.invite_back(place_of(cast, "ben"), by=cast.dov)
    actions.accept_place(place_of(cast, "ben"), by=cast.ben, now=timezone.now())
    assert place_of(cast, "ben").state == MembershipState.ACTIVE


def test_an_organizer_who_left_returns_as_a_member(cast):
    actions.change_role(place_of(cast, "ada"), role=Role.ORGANIZER, by=cast.dov)
    actions.leave(place_of(cast, "ada"), by=cast.ada)
    actions.invite_back(place_of(cast, "ada"), by=cast.dov)
    actions.accept_place(place_of(cast, "ada"), by=cast.ada, now=timezone.now())
    assert place_of(cast, "ada").role == Role.MEMBER


def test_an_organizer_who_paused_returns_as_one(cast):
    actions.change_role(place_of(cast, "ada"), role=Role.ORGANIZER, by=cast.dov)
    actions.pause(place_of(cast, "ada"), by=cast.ada)
    link = actions.invite_many(cast.program, by=cast.dov, days=1, uses=1, now=timezone.now())
    actions.accept_invitation(link, person=cast.ada, now=timezone.now() + timedelta(minutes=1))
    assert place_of(cast, "ada").role == Role.ORGANIZER


def test_joining_twice_takes_one_place(cast):
    Program.objects.filter(pk=cast.program.pk).update(invitation_open=True)
    actions.join_open_program(cast.program, person=cast.eve, now=timezone.now())
    with pytest.raises(AlreadyMember):
        actions.join_open_program(cast.program, person=cast.eve, now=timezone.now())
    assert Membership.objects.filter(program=cast.program, person=cast.eve).count() == 1
