"""Invitations: written, taken back, used."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F

from afterword.journal.actions import record
from afterword.kit.tokens import digest
from afterword.people import emails, post, queries
from afterword.people.actions.memberships import take_place
from afterword.people.enums import Role
from afterword.people.errors import InvitationUnusable, PlaceChanged
from afterword.people.links import token_of
from afterword.people.models import Invitation, Membership, Person, Program


@transaction.atomic
def invite_many(program: Program, *, by: Person, days: int, uses: int, now: datetime) -> Invitation:
    """A link for whoever an organizer hands it to, `uses` times in `days` days."""
    invitation = _written(
        Invitation(
            program=program, invited_by=by, expires_at=now + timedelta(days=days), uses_left=uses
        )
    )
    record(by, "invitation.made", invitation, {"uses": uses, "days": days})
    return invitation


@transaction.atomic
def invite_address(
    program: Program, *, by: Person, email: str, role: Role, days: int, now: datetime
) -> Invitation:
    """A link for one address, in a letter. Whoever uses it has shown that the address is theirs."""
    invitation = _written(
        Invitation(
            program=program,
            invited_by=by,
            email=email.lower(),
            role=role,
            expires_at=now + timedelta(days=days),
        )
    )
    post.write_to_address(invitation.email, emails.invitation(invitation))
    record(by, "invitation.made", invitation, {"role": str(role), "days": days})
    return invitation


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: Person, now: datetime) -> bool:
    """Take a link back. False if it was taken back before."""
    rows = Invitation.objects.filter(pk=invitation.pk, revoked_at=None)
    if not rows.update(revoked_at=now):
        return False
    record(by, "invitation.revoked", invitation)
    return True


@transaction.atomic
def accept_invitation(invitation: Invitation, *, person: Person, now: datetime) -> Membership:
    """Take the place that a link offers, and one of its uses. Raises InvitationUnusable."""
    if not is_for(invitation, person=person):
        raise InvitationUnusable(invitation)
    _spend(invitation, now=now)
    try:
        place = take_place(invitation.program, person=person, role=Role(invitation.role), now=now)
    except PlaceChanged as refused:
        raise InvitationUnusable(invitation) from refused
    if invitation.email:
        _verify_address(person, email=invitation.email)
    record(person, "invitation.accepted", invitation, {"membership": str(place.pk)})
    return place


def is_for(invitation: Invitation, *, person: Person) -> bool:
    """Whether a link may be used by this account: by any, or by that of its one address."""
    if not invitation.email:
        return True
    if invitation.email == person.email.lower():
        return True
    own = EmailAddress.objects.filter(user=person, email__iexact=invitation.email, verified=True)
    return bool(own.exists())


def _written(invitation: Invitation) -> Invitation:
    invitation.digest = digest(token_of(invitation))
    invitation.save(force_insert=True)
    return invitation


def _spend(invitation: Invitation, *, now: datetime) -> None:
    usable = queries.open_invitations(invitation.program, now=now).filter(pk=invitation.pk)
    if not usable.order_by().update(uses_left=F("uses_left") - 1, used_at=now):
        raise InvitationUnusable(invitation)


def _verify_address(person: Person, *, email: str) -> None:
    """The link went to this address, and whoever opened it holds the account: that proves it."""
    is_first = not EmailAddress.objects.filter(user=person, primary=True).exists()
    taken = EmailAddress.objects.filter(email__iexact=email, verified=True).exclude(user=person)
    if taken.exists():
        return
    address, _ = EmailAddress.objects.get_or_create(
        user=person, email=email, defaults={"primary": is_first}
    )
    EmailAddress.objects.filter(pk=address.pk).update(verified=True)
