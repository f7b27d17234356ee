"""Places in a program: taken, paused, left, given back. A program keeps an organizer."""

from datetime import datetime

from django.db import transaction

from afterword.journal.actions import record
from afterword.people import emails, post, queries
from afterword.people.actions.programs import close_doors
from afterword.people.enums import MembershipState, Role
from afterword.people.errors import AlreadyMember, LastOrganizer, NoLongerOrganizer, PlaceChanged
from afterword.people.models import Membership, Person, Program

PRESENT = (MembershipState.ACTIVE, MembershipState.PAUSED)
GONE = (MembershipState.LEFT, MembershipState.REMOVED)


@transaction.atomic
def join_open_program(program: Program, *, person: Person, now: datetime) -> Membership:
    """Join a program that lets everybody in. Whoever was removed stays out."""
    if not Program.objects.filter(pk=program.pk, invitation_open=True).exists():
        raise PlaceChanged(program)
    place = take_place(program, person=person, role=Role.MEMBER, now=now)
    record(person, "membership.joined", place)
    return place


def take_place(program: Program, *, person: Person, role: Role, now: datetime) -> Membership:
    """An active place for somebody new, or for one who left or paused. Not for the removed.

    The caller's transaction and journal entry. Raises AlreadyMember, PlaceChanged.
    """
    place, is_new = Membership.objects.get_or_create(
        program=program,
        person=person,
        defaults={"role": role, "state": MembershipState.ACTIVE, "joined_at": now},
    )
    if is_new:
        return place
    if place.state == MembershipState.ACTIVE:
        raise AlreadyMember(place)
    returning = (MembershipState.INVITED, MembershipState.PAUSED, MembershipState.LEFT)
    if place.state not in returning:
        raise PlaceChanged(place)
    raised = {"role": role} if role == Role.ORGANIZER else {}
    if not place.moved(returning, MembershipState.ACTIVE, joined_at=now, **raised):
        raise PlaceChanged(place)
    return place


@transaction.atomic
def accept_place(place: Membership, *, by: Person, now: datetime) -> None:
    """Say yes to an organizer who asked one back."""
    if not place.moved(MembershipState.INVITED, MembershipState.ACTIVE, joined_at=now):
        raise PlaceChanged(place)
    record(by, "membership.joined", place)


@transaction.atomic
def decline_place(place: Membership, *, by: Person) -> None:
    """Say no to an organizer who asked one back."""
    if not place.moved(MembershipState.INVITED, MembershipState.LEFT):
        raise PlaceChanged(place)
    record(by, "membership.declined", place)


@transaction.atomic
def pause(place: Membership, *, by: Person) -> None:
    """Step back for a while: nobody asks for interviews, and the place is kept."""
    _keep_an_organizer(place)
    if not place.moved(MembershipState.ACTIVE, MembershipState.PAUSED):
        raise PlaceChanged(place)
    record(by, "membership.paused", place)


@transaction.atomic
def come_back(place: Membership, *, by: Person) -> None:
    """Be there again after a pause."""
    if not place.moved(MembershipState.PAUSED, MembershipState.ACTIVE):
        raise PlaceChanged(place)
    record(by, "membership.returned", place)


@transaction.atomic
def leave(place: Membership, *, by: Person, successor: Membership | None = None) -> None:
    """Leave a program. Its last organizer names a successor, unless nobody else is there."""
    if successor is not None:
        _hand_over(place, successor=successor, by=by)
    elif queries.successors_for(place).exists() or _others_are_paused(place):
        _keep_an_organizer(place)
    if not place.moved(PRESENT, MembershipState.LEFT, role=Role.MEMBER):
        raise PlaceChanged(place)
    record(by, "membership.left", place)


@transaction.atomic
def leave_closed(place: Membership, *, by: Person, now: datetime) -> None:
    """Leave a program that nobody else is in: nobody comes in meanwhile, and one may open it again.

    Whoever organized it stays known as who did. Raises PlaceChanged where somebody has come.
    """
    Program.objects.select_for_update().get(pk=place.program_id)
    if not queries.is_alone_in(place) or not place.moved(PRESENT, MembershipState.LEFT):
        raise PlaceChanged(place)
    close_doors(place.program, now=now)
    record(by, "membership.left", place)


@transaction.atomic
def open_again(place: Membership, *, by: Person) -> None:
    """Come back to a program that one left closed."""
    Program.objects.select_for_update().get(pk=place.program_id)
    place.refresh_from_db()
    closed_it = place.role == Role.ORGANIZER and queries.is_empty(place.program)
    if not closed_it or not place.moved(MembershipState.LEFT, MembershipState.ACTIVE):
        raise PlaceChanged(place)
    record(by, "membership.returned", place)


@transaction.atomic
def remove(place: Membership, *, by: Person) -> None:
    """End somebody's membership. What they wrote and received stays theirs."""
    _lock_for(place.program, organizer=by)
    _keep_an_organizer(place)
    before = (*PRESENT, MembershipState.INVITED)
    if not place.moved(before, MembershipState.REMOVED, role=Role.MEMBER):
        raise PlaceChanged(place)
    record(by, "membership.removed", place)
    post.write_to(place.person, emails.place_taken_away(place.program))


@transaction.atomic
def invite_back(place: Membership, *, by: Person) -> None:
    """Ask somebody who left, or was removed, to return; they say yes or no."""
    _lock_for(place.program, organizer=by)
    if not place.moved(GONE, MembershipState.INVITED):
        raise PlaceChanged(place)
    record(by, "membership.invited_back", place)
    post.write_to(place.person, emails.invited_back(place.program))


@transaction.atomic
def change_role(place: Membership, *, role: Role, by: Person) -> None:
    """Make a member an organizer, or the other way round; one organizer stays."""
    _lock_for(place.program, organizer=by)
    if role == Role.MEMBER:
        _keep_an_organizer(place)
    if not _give_role(place, role=role):
        raise PlaceChanged(place)
    record(by, "membership.role_changed", place, {"role": str(role)})
    if role == Role.ORGANIZER and place.person != by:
        post.write_to(place.person, emails.now_organizer(place.program))


def _give_role(place: Membership, *, role: Role) -> bool:
    rows = Membership.objects.filter(pk=place.pk, state=MembershipState.ACTIVE).exclude(role=role)
    changed = bool(rows.update(role=role))
    place.refresh_from_db()
    return changed


def _hand_over(place: Membership, *, successor: Membership, by: Person) -> None:
    _lock_for(place.program, organizer=by)
    if successor.program_id != place.program_id or successor.pk == place.pk:
        raise PlaceChanged(successor)
    _give_role(successor, role=Role.ORGANIZER)
    if successor.state != MembershipState.ACTIVE:
        raise PlaceChanged(successor)
    record(by, "membership.role_changed", successor, {"role": str(Role.ORGANIZER)})
    post.write_to(successor.person, emails.now_organizer(place.program))


def _others_are_paused(place: Membership) -> bool:
    others = Membership.objects.filter(program=place.program_id, state=MembershipState.PAUSED)
    return others.exclude(pk=place.pk).exists()


def _lock_for(program: Program, *, organizer: Person) -> None:
    """From here on only this transaction changes the program's organizers; `organizer` is one."""
    Program.objects.select_for_update().get(pk=program.pk)
    if not queries.organizers(program).filter(pk=organizer.pk).exists():
        raise NoLongerOrganizer(organizer)


def _keep_an_organizer(place: Membership) -> None:
    """Refuse to let the last organizer go, however many of them press at once."""
    Program.objects.select_for_update().get(pk=place.program_id)
    place.refresh_from_db()
    if queries.is_last_organizer(place):
        raise LastOrganizer(place)
