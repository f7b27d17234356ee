"""Named reads about people and programs."""

from datetime import datetime
from uuid import UUID
from zoneinfo import available_timezones

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OrderBy,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from afterword.kit.prepared import Gap
from afterword.kit.tokens import digest
from afterword.people.access import programs_joined, programs_organized, second_step_expected
from afterword.people.enums import CommitmentState, MembershipState, Role
from afterword.people.models import (
    AccessToken,
    Block,
    Commitment,
    Invitation,
    Letter,
    Membership,
    Person,
    Program,
)
from afterword.people.viewer import Viewer

# --- programs and members


def programs_of(person: Person | None) -> QuerySet[Program]:
    """The programs that a person is an active member of."""
    return programs_joined(Viewer(person)).order_by("name", "pk")


def membership_in(program: Program | None, person: Person | None) -> Membership | None:
    """A person's active membership in a program, if there is one."""
    if program is None or person is None:
        return None
    return Membership.objects.filter(
        program=program, person=person, state=MembershipState.ACTIVE
    ).first()


def place_in(program: Program, person: Person) -> Membership | None:
    """A person's membership in whatever state, left and removed too."""
    return Membership.objects.filter(program=program, person=person).first()


def active_members(program: Program) -> QuerySet[Person]:
    """Who can be asked for an interview in this program."""
    return Person.objects.filter(
        memberships__program=program,
        memberships__state=MembershipState.ACTIVE,
        is_active=True,
    ).order_by("name", "pk")


def organizers(program: Program) -> QuerySet[Person]:
    """Who organizes a program, now."""
    return active_members(program).filter(memberships__role=Role.ORGANIZER)


PLACES_BY: dict[str, tuple[OrderBy | str, ...]] = {
    "place": ("presence",),
    "name": (),
    "since": (F("joined_at").desc(nulls_last=True),),
}
"""Orders of a list of members: those who are there first, by name, the newest first."""


def places_by_state(program: Program | UUID | Gap, *, by: str = "place") -> QuerySet[Membership]:
    """Every place in a program with its person, in one of PLACES_BY's orders."""
    order = {state: number for number, state in enumerate(MembershipState.values)}
    order[MembershipState.ACTIVE] = -1
    return (
        Membership.objects.filter(program=program)
        .select_related("person")
        .only("program", "role", "state", "joined_at", "person__name")
        .annotate(
            presence=Case(
                *(When(state=state, then=Value(number)) for state, number in order.items()),
                output_field=IntegerField(),
            )
        )
        .order_by(*PLACES_BY[by], "person__name", "pk")
    )


def programs_in_need_of(person: Person) -> QuerySet[Program]:
    """Programs with other people in them that nobody else organizes."""
    here = Membership.objects.filter(
        program=OuterRef("pk"), state__in=(MembershipState.ACTIVE, MembershipState.PAUSED)
    )
    own = here.filter(person=person, role=Role.ORGANIZER, state=MembershipState.ACTIVE)
    others = here.exclude(person=person)
    other_organizers = others.filter(
        role=Role.ORGANIZER, state=MembershipState.ACTIVE, person__is_active=True
    )
    return Program.objects.filter(Exists(own), Exists(others), ~Exists(other_organizers))


def is_empty(program: Program) -> bool:
    """Whether nobody is in a program, or may come back to it by themselves."""
    here = (MembershipState.ACTIVE, MembershipState.PAUSED)
    return not Membership.objects.filter(program=program, state__in=here).exists()


def is_alone_in(place: Membership) -> bool:
    """Whether nobody else is in the program, paused members counted."""
    here = (MembershipState.ACTIVE, MembershipState.PAUSED)
    others = Membership.objects.filter(program=place.program_id, state__in=here)
    return not others.exclude(pk=place.pk).exists()


def is_needed(person: Person) -> bool:
    """Whether a program, or the whole server, would be without anybody who looks after it."""
    return person.is_host or programs_in_need_of(person).exists()


def people_leaving(*, now: datetime) -> QuerySet[Person]:
    """Whose time of waiting is over, also where erasing them was begun and cut off."""
    return Person.objects.filter(leaves_at__lte=now).order_by("leaves_at", "pk")


def successors_for(membership: Membership) -> QuerySet[Membership]:
    """Who could organize the program instead."""
    return (
        Membership.objects.filter(
            program=membership.program_id,
            state=MembershipState.ACTIVE,
            person__is_active=True,
        )
        .exclude(pk=membership.pk)
        .select_related("person")
        .order_by("person__name", "pk")
    )


def is_last_organizer(membership: Membership) -> bool:
    """Whether the program would be without an organizer if this one went."""
    if membership.role != Role.ORGANIZER or membership.state != MembershipState.ACTIVE:
        return False
    others = successors_for(membership).filter(role=Role.ORGANIZER)
    return not others.exists()


# --- invitations and signing up


def invitation_with(invitation_digest: str, *, now: datetime) -> Invitation | None:
    """The invitation behind a link while it can be used; None tells nothing of why not."""
    named = Invitation.objects.filter(_works(now), digest=invitation_digest)
    return named.select_related("program", "invited_by").first()


def _works(now: datetime) -> Q:
    """What an invitation is that can still be used."""
    return Q(revoked_at=None, expires_at__gt=now, uses_left__gt=0)


def open_invitations(program: Program, *, now: datetime) -> QuerySet[Invitation]:
    """Links into a program that still work, newest first."""
    return Invitation.objects.filter(_works(now), program=program).order_by("-created_at", "pk")


def links_nobody_took(viewer: Viewer, *, now: datetime) -> QuerySet[Invitation]:
    """Links that the viewer has to hand out, into programs in which nobody else is yet."""
    places = Membership.objects.filter(program=OuterRef("program"), state=MembershipState.ACTIVE)
    return Invitation.objects.filter(
        _works(now),
        ~Exists(places.exclude(person=viewer.person)),
        program__in=programs_organized(viewer).values("pk"),
        email="",
    )


def link_for_everybody(program: Program, *, now: datetime) -> Invitation | None:
    """The newest working link that is for no address in particular."""
    return open_invitations(program, now=now).filter(email="").first()


def sign_up_open() -> bool:
    """Whether somebody without an invitation may make an account."""
    return bool(settings.SIGN_UP_OPEN or Program.objects.filter(invitation_open=True).exists())


def has_second_step(person: Person) -> bool:
    """Whether somebody with this person's password still could not sign in."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=person, type__in=kinds).exists())


def lacks_second_step(viewer: Viewer) -> bool:
    """Whether this organizer is to set up a second step before organizing."""
    if viewer.person is None or not second_step_expected():
        return False
    return programs_organized(viewer).exists() and not has_second_step(viewer.person)


# --- reports


def report_readers(
    program: Program | None, *, concerning: Person | None, by: Person
) -> QuerySet[Person]:
    """Who would read a report: organizers, or the host where there is no program.

    Never the one it concerns, nor its writer: so it may be nobody.
    """
    if program is None:
        readers = Person.objects.filter(is_host=True, is_active=True)
    else:
        readers = organizers(program)
    return readers.exclude(pk__in=[one.pk for one in (concerning, by) if one is not None])


def report_goes_to(
    program: Program | None, *, concerning: Person | None, by: Person
) -> Program | None:
    """The program, if somebody else organizes it; otherwise nobody's: then it is the host's."""
    if program is None or report_readers(program, concerning=concerning, by=by).exists():
        return program
    return None


# --- blocks


def blocked_between(one: Person, other: Person) -> bool:
    """Whether either of two people wants no interview with the other."""
    pair = Q(blocker=one, blocked=other) | Q(blocker=other, blocked=one)
    return Block.objects.filter(pair).exists()


def people_blocked_with(person: Person) -> QuerySet[Person]:
    """Everybody whom this person should not be booked with, whoever of the two said so."""
    blocked = Block.objects.filter(blocker=person).values("blocked")
    blockers = Block.objects.filter(blocked=person).values("blocker")
    return Person.objects.filter(Q(pk__in=blocked) | Q(pk__in=blockers))


# --- letters, commitments, tokens


def unread_letters(person: Person) -> QuerySet[Letter]:
    """Letters that the person has not put away."""
    return Letter.objects.filter(person=person, secret=False, read_at=None)


def open_commitments(person: Person) -> QuerySet[Commitment]:
    """What a person means to do, oldest first. For that person's eyes alone."""
    return Commitment.objects.filter(person=person, state=CommitmentState.OPEN).order_by(
        "created_at"
    )


def token_named(token: str, *, now: datetime) -> AccessToken | None:
    """The key behind a token, while it works and its owner may sign in."""
    live = Q(expires_at=None) | Q(expires_at__gt=now)
    return (
        AccessToken.objects.filter(
            live, digest=digest(token), revoked_at=None, person__is_active=True
        )
        .select_related("person")
        .first()
    )


def time_zones() -> list[str]:
    """Every zone that this server knows by name."""
    return sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
