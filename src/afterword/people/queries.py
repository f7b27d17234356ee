"""Named reads about people and programs."""

from django.db.models import Q, QuerySet

from afterword.people.enums import MembershipState, Role
from afterword.people.models import Block, Membership, Person, Program
from afterword.people.viewer import Viewer

PRESENT = (MembershipState.ACTIVE, MembershipState.PAUSED)


def programs_of(person: Person | None) -> QuerySet[Program]:
    """The programs that a person is in now, paused or active."""
    return Program.objects.filter(memberships__person=person, memberships__state__in=PRESENT)


def membership_in(program: Program | None, person: Person | None) -> Membership | None:
    """A person's present membership in a program, if there is one."""
    if program is None or person is None:
        return None
    return Membership.objects.filter(program=program, person=person, state__in=PRESENT).first()


def organizes(viewer: Viewer, program: Program | None) -> bool:
    """Whether the viewer is an organizer of the program, now."""
    if program is None or viewer.person is None:
        return False
    return Membership.objects.filter(
        program=program,
        person=viewer.person,
        role=Role.ORGANIZER,
        state=MembershipState.ACTIVE,
    ).exists()


def active_members(program: Program) -> QuerySet[Person]:
    """Who can be asked for an interview in this program."""
    return Person.objects.filter(
        memberships__program=program,
        memberships__state=MembershipState.ACTIVE,
        is_active=True,
    ).order_by("name")


def blocked_between(one: Person, other: Person) -> bool:
    """Whether either of two people wants no interview with the other."""
    pair = Q(blocker=one, blocked=other) | Q(blocker=other, blocked=one)
    return Block.objects.filter(pair).exists()
