"""Who may see what of people and programs, and who may do what."""

from django.conf import settings
from django.db.models import Q, QuerySet

from afterword.people.enums import MembershipState, ReportState, Role
from afterword.people.models import (
    AccessToken,
    Block,
    Commitment,
    Invitation,
    Letter,
    Membership,
    Person,
    Program,
    Report,
)
from afterword.people.viewer import Viewer

# Who has a place to come to; only ACTIVE opens what is inside.
SEATED = (MembershipState.INVITED, MembershipState.ACTIVE, MembershipState.PAUSED)
# Whoever left a program closed behind them, as its last, may open it again.
LEFT_CLOSED = Q(state=MembershipState.LEFT, role=Role.ORGANIZER)


# --- programs


def programs_joined(viewer: Viewer) -> QuerySet[Program]:
    """The programs that the viewer is an active member of."""
    return Program.objects.filter(
        memberships__person=viewer.person, memberships__state=MembershipState.ACTIVE
    )


def programs_organized(viewer: Viewer) -> QuerySet[Program]:
    """The programs that the viewer is an organizer of, now."""
    return Program.objects.filter(
        memberships__person=viewer.person,
        memberships__state=MembershipState.ACTIVE,
        memberships__role=Role.ORGANIZER,
    )


def visible_programs(viewer: Viewer) -> QuerySet[Program]:
    """The programs that the viewer has a place in, paused and invited too, or could just join."""
    if viewer.person is None:
        return Program.objects.none()
    here = Q(state__in=SEATED) | LEFT_CLOSED
    seated = Membership.objects.filter(here, person=viewer.person)
    removed = Membership.objects.filter(person=viewer.person, state=MembershipState.REMOVED)
    is_open = Q(invitation_open=True) & ~Q(pk__in=removed.values("program"))
    return Program.objects.filter(Q(pk__in=seated.values("program")) | is_open)


def joinable_programs(viewer: Viewer) -> QuerySet[Program]:
    """The programs that let everybody in, where the viewer has no place and lost none."""
    kept_out = (*SEATED, MembershipState.REMOVED)
    places = Membership.objects.filter(person=viewer.person, state__in=kept_out)
    return Program.objects.filter(invitation_open=True).exclude(pk__in=places.values("program"))


def belongs(viewer: Viewer, program: Program | None) -> bool:
    """Whether the viewer is an active member of the program."""
    return program is not None and programs_joined(viewer).filter(pk=program.pk).exists()


def organizes(viewer: Viewer, program: Program | None) -> bool:
    """Whether the viewer is an organizer of the program, now."""
    if program is None or viewer.person is None:
        return False
    return programs_organized(viewer).filter(pk=program.pk).exists()


def memberships_beside(viewer: Viewer) -> QuerySet[Membership]:
    """Places in programs that the viewer is an active member of."""
    return Membership.objects.filter(program__in=programs_joined(viewer)).select_related(
        "program", "person"
    )


def own_memberships(viewer: Viewer) -> QuerySet[Membership]:
    """The viewer's own places, where there is still a place, or one that they left closed."""
    here = Q(state__in=SEATED) | LEFT_CLOSED
    return Membership.objects.filter(here, person=viewer.person).select_related("program")


def invitations_beside(viewer: Viewer) -> QuerySet[Invitation]:
    """The invitations into programs that the viewer is an active member of."""
    return Invitation.objects.filter(program__in=programs_joined(viewer)).select_related("program")


# --- people


def people_known_to(viewer: Viewer) -> QuerySet[Person]:
    """Whoever shares a program with the viewer, or once did; not the viewer."""
    if viewer.person is None:
        return Person.objects.none()
    own = Membership.objects.filter(person=viewer.person).exclude(state=MembershipState.INVITED)
    beside = Membership.objects.filter(program__in=own.values("program")).exclude(
        state=MembershipState.INVITED
    )
    return Person.objects.filter(pk__in=beside.values("person")).exclude(pk=viewer.person.pk)


def own_blocks(viewer: Viewer) -> QuerySet[Block]:
    """Whom the viewer has blocked."""
    return Block.objects.filter(blocker=viewer.person).select_related("blocked")


# --- reports


def reports_to_answer(viewer: Viewer) -> QuerySet[Report]:
    """Reports for this organizer, or for the host where there is no program; none about oneself."""
    if viewer.person is None:
        return Report.objects.none()
    mine = Q(program__in=programs_organized(viewer))
    if viewer.person.is_host:
        mine |= Q(program=None)
    return (
        Report.objects.filter(mine)
        .exclude(concerning=viewer.person)
        .exclude(reporter=viewer.person)
        .select_related("program", "reporter")
    )


def own_reports(viewer: Viewer) -> QuerySet[Report]:
    """What the viewer reported."""
    return Report.objects.filter(reporter=viewer.person).select_related("program")


def may_answer(viewer: Viewer, report: Report) -> bool:
    """Whether the report waits for this viewer."""
    return report.state == ReportState.OPEN and (
        reports_to_answer(viewer).filter(pk=report.pk).exists()
    )


# --- what is one's own


def own_letters(viewer: Viewer) -> QuerySet[Letter]:
    """The viewer's letters, without those that carry a code or a password link."""
    return Letter.objects.filter(person=viewer.person, secret=False)


def own_tokens(viewer: Viewer) -> QuerySet[AccessToken]:
    """The viewer's keys for the API."""
    return AccessToken.objects.filter(person=viewer.person)


def own_commitments(viewer: Viewer) -> QuerySet[Commitment]:
    """What the viewer means to do differently. Nobody else ever reads it."""
    return Commitment.objects.filter(person=viewer.person)


# --- signing in


def second_step_expected() -> bool:
    """Whether organizers need a second step: on a server that the world can reach over HTTPS.

    On a laptop, with or without a certificate of its own, it is offered and never asked for.
    """
    return bool(settings.SECURE and settings.ADDRESSES and not own_certificate())


def own_certificate() -> bool:
    """Whether the server made its certificate itself, with `serve --https`."""
    return bool(settings.LOCAL_ADDRESS.startswith("https:"))
