"""Leaving for good: asked for, waited for, and done. Until it is done it can be taken back."""

import json
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from afterword.journal.actions import Actor, record
from afterword.people import emails, post, queries
from afterword.people.actions.memberships import PRESENT, leave
from afterword.people.errors import StillNeeded
from afterword.people.models import (
    NAMELESS,
    AccessToken,
    Block,
    Commitment,
    Invitation,
    Letter,
    Membership,
    Person,
)

WAIT = timedelta(days=7)


@transaction.atomic
def ask_to_leave(person: Person, *, now: datetime, by: Actor | None = None) -> None:
    """Have the account erased in a week: one's own, unless `by` somebody else. Raises StillNeeded.

    Until then everything stays as it is, and one press takes it back.
    """
    if queries.is_needed(person):
        raise StillNeeded
    waiting = Person.objects.filter(pk=person.pk, is_active=True, leaves_at=None)
    if waiting.update(leaves_at=now + WAIT):
        person.refresh_from_db()
        record(by or person, "person.leaves", person)
        post.write_to(person, emails.account_goes(by_oneself=by is None))


@transaction.atomic
def stay(person: Person) -> bool:
    """Keep the account after all. False if it was not going."""
    leaving = Person.objects.filter(pk=person.pk, is_active=True, leaves_at__isnull=False)
    if not leaving.update(leaves_at=None):
        return False
    record(person, "person.stays", person)
    return True


def begin_to_erase(person: Person, *, now: datetime) -> bool:
    """From here on nobody signs in, and nothing brings the account back; False if it is gone, or
    may not go. Whoever is cut off after this is finished by the next sweep."""
    there = Q(is_active=True) | Q(leaves_at__isnull=False)
    going = Person.objects.filter(there, pk=person.pk, is_host=False)
    return bool(going.update(is_active=False, leaves_at=now))


def let_stay_on(person: Person, *, leaves_at: datetime | None) -> None:
    """Nothing of it was done: the account is as it was before it began."""
    begun = Person.objects.filter(pk=person.pk, is_active=False, leaves_at__isnull=False)
    begun.update(is_active=True, leaves_at=leaves_at)


def erase_person(person: Person) -> None:
    """Take the name from an account, and everything that is nobody else's.

    What is left is a row without a name, so that what others keep has somebody it came from. The
    caller's transaction: parts above have erased theirs in it. Raises LastOrganizer.
    """
    for place in Membership.objects.filter(person=person, state__in=PRESENT):
        leave(place, by=person)
    for rows in (Membership, Letter, Commitment, AccessToken):
        rows.objects.filter(person=person).delete()
    for rows in (EmailAddress, Authenticator, SocialAccount):
        rows.objects.filter(user=person).delete()
    Letter.objects.filter(to_email__iexact=person.email).delete()
    Block.objects.filter(Q(blocker=person) | Q(blocked=person)).delete()
    Invitation.objects.filter(email__iexact=person.email).delete()
    _end_sessions(person)
    _take_the_name(person)
    record(person, "person.erased", person)


def _end_sessions(person: Person) -> None:
    mine = [one.pk for one in Session.objects.iterator() if _names(one, person)]
    Session.objects.filter(pk__in=mine).delete()


def _names(session: Session, person: Person) -> bool:
    """Theirs, or that of somebody halfway through signing in or up with their address."""
    held = session.get_decoded()
    if "_auth_user_id" in held:
        return bool(held["_auth_user_id"] == str(person.pk))
    said = json.dumps(held, default=str).lower()
    return str(person.pk) in said or person.email.lower() in said


def _take_the_name(person: Person) -> None:
    person.name, person.email, person.time_zone = NAMELESS, f"{person.pk}@left.invalid", "UTC"
    person.former_names = None
    person.is_active, person.leaves_at, person.last_login = False, None, None
    person.set_unusable_password()
    person.save()
