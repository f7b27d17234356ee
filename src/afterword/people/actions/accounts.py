"""A person's own account."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Q

from afterword.journal.actions import record
from afterword.kit.tokens import digest, new_token
from afterword.people.errors import AddressTaken
from afterword.people.models import AccessToken, Person

FORMER_MOST = 5
"""Each takes a look at every letter when its person leaves."""


@transaction.atomic
def welcome(person: Person, *, name: str, time_zone: str) -> None:
    """What somebody said of themselves when they signed up."""
    person.name = name
    person.time_zone = time_zone
    person.save(update_fields=["name", "time_zone"])
    record(person, "person.joined", person)


@transaction.atomic
def change_name_and_zone(person: Person, *, name: str, time_zone: str) -> None:
    """How others call a person, and which clock they live by.

    The name until now is kept for as long as they are here: when they leave, it goes with this one.
    """
    before = Person.objects.select_for_update().get(pk=person.pk)
    names = dict.fromkeys([*(before.former_names or ()), before.name])
    person.former_names = [one for one in names if one != name][-FORMER_MOST:]
    person.name = name
    person.time_zone = time_zone
    person.save(update_fields=["name", "time_zone", "former_names"])
    record(person, "person.changed", person)


def change_address(person: Person, *, email: str) -> None:
    """Another e-mail address to sign in with, where no mail server could verify it.

    Raises AddressTaken, also where somebody takes it in the same moment.
    """
    try:
        with transaction.atomic():
            _move_to(person, email.lower())
    except IntegrityError as quicker:
        raise AddressTaken(email) from quicker


def _move_to(person: Person, new: str) -> None:
    Person.objects.select_for_update().get(pk=person.pk)  # of two presses at once, one waits
    others = Person.objects.filter(email__iexact=new).exclude(pk=person.pk)
    claimed = EmailAddress.objects.filter(email__iexact=new).exclude(user=person)
    if others.exists() or claimed.exists():
        raise AddressTaken(new)
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=new, primary=True, verified=False)
    person.email = new
    person.save(update_fields=["email"])
    record(person, "person.address_changed", person)


@transaction.atomic
def make_token(
    person: Person, *, name: str, scopes: list[str], expires_at: datetime | None
) -> tuple[AccessToken, str]:
    """A key for the API, and the token itself, which is kept nowhere."""
    token = new_token()
    made = AccessToken.objects.create(
        person=person, name=name, digest=digest(token), scopes=scopes, expires_at=expires_at
    )
    record(person, "token.made", made, {"scopes": scopes})
    return made, token


@transaction.atomic
def revoke_token(token: AccessToken, *, by: Person, now: datetime) -> bool:
    """End a key. False if it had ended before."""
    if not AccessToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
        return False
    record(by, "token.revoked", token)
    return True


def note_use(token: AccessToken, *, now: datetime) -> None:
    """When a key was last used, to the quarter of an hour: reading is no write worth a journal."""
    before = Q(last_used_at=None) | Q(last_used_at__lt=now - timedelta(minutes=15))
    AccessToken.objects.filter(before, pk=token.pk).update(last_used_at=now)
