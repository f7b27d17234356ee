"""Somebody leaves for good: their hours, their own lines, and what they typed."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet

from afterword.interviews import emails
from afterword.interviews.actions.departing import call_off_all_hours, call_off_hour
from afterword.interviews.actions.flattening import Flattened, flattened
from afterword.interviews.actions.telling import tell
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.models import (
    BusyCell,
    Chair,
    GuestLink,
    Interview,
    PrivateNote,
    ProposedTime,
)
from afterword.interviews.queries import other_chair
from afterword.journal import actions as journal
from afterword.journal.actions import Actor
from afterword.people.actions import take_names_out
from afterword.people.actions.erasing import WAIT
from afterword.people.links import token_of
from afterword.people.models import NAMELESS, Invitation, Letter, Person

SETTLES = timedelta(minutes=10)
"""So long after its end an hour's room may still write, and its record is sealed."""


def is_in_an_hour(person: Person, *, now: datetime) -> bool:
    """Whether an interview of theirs runs, or has only just ended: nobody is taken out of it."""
    return _is_in_an_hour(Chair.objects.filter(person=person), now=now)


def is_guest_in_an_hour(guest: Chair, *, now: datetime) -> bool:
    """The same of a guest."""
    return _is_in_an_hour(Chair.objects.filter(pk=guest.pk), now=now)


def _is_in_an_hour(chairs: QuerySet[Chair], *, now: datetime) -> bool:
    running = Q(interview__state=InterviewState.RUNNING)
    settling = Q(interview__state=InterviewState.ENDED, interview__ended_at__gt=now - SETTLES)
    return chairs.filter(running | settling).exists()


def records_without(person: Person) -> list[Flattened]:
    """What is left of the records of their hours without them. Takes a child's time for each."""
    return records_without_chairs(Chair.objects.filter(person=person))


def records_without_chairs(chairs: QuerySet[Chair]) -> list[Flattened]:
    """The same for some chairs."""
    held = chairs.filter(interview__state=InterviewState.ENDED)
    return [flattened(one) for one in held.select_related("interview")]


def erase_hours(person: Person, *, now: datetime) -> None:
    """Call off what is ahead, and delete what only they could read. The caller's transaction."""
    call_off_all_hours(person, now=now)
    BusyCell.objects.filter(person=person).delete()
    mine = Chair.objects.filter(person=person)
    invited = {token_of(one) for one in Invitation.objects.filter(invited_by=person)}
    names = {person.name, *(person.former_names or ()), *_names(mine)}
    take_names_out(names, about=_hours(mine) | invited, near=_people_near(person))
    erase_seats(mine)
    Chair.objects.filter(guest_email__iexact=person.email).update(guest_email="")


def _people_near(person: Person) -> QuerySet[Person]:
    """Who was in a program or an hour with them, and may have a letter that names them."""
    together = Q(memberships__program__memberships__person=person)
    across = Q(chairs__interview__chairs__person=person)
    return Person.objects.filter(together | across).distinct()


def _names(mine: QuerySet[Chair]) -> set[str]:
    return set(mine.values_list("guest_name", flat=True))


def _hours(mine: QuerySet[Chair]) -> set[str]:
    return {str(pk) for pk in mine.values_list("interview", flat=True)}


def erase_seats(mine: QuerySet[Chair]) -> None:
    """What was noted and said from some chairs goes, and what they knew of who sat there."""
    for guest in mine.exclude(guest_email=""):
        _erase_letters(guest, besides=mine)
    PrivateNote.objects.filter(chair__in=mine).delete()
    ProposedTime.objects.filter(proposed_by__in=mine).delete()
    asked = mine.filter(kind=ChairKind.CANDIDATE).values("interview")
    Interview.objects.filter(pk__in=asked).update(focus="")
    mine.update(guest_name="", guest_email="", guest_time_zone="")


# --- guests, who have no account


@transaction.atomic
def ask_to_go(guest: Chair, *, now: datetime, by: Actor | None = None) -> bool:
    """A guest has what is hers here erased in a week, by herself unless `by` somebody else. False
    if she has asked, or has gone.

    Until then everything stays as it is, and one press takes it back.
    """
    staying = Chair.objects.filter(pk=guest.pk, person=None, leaves_at=None, left_at=None)
    if not staying.update(leaves_at=now + WAIT):
        return False
    journal.record(by or guest, "interview.guest_leaves", guest.interview)
    goes = partial(
        emails.what_is_yours_goes, guest.interview, other=other_chair(guest), by_oneself=by is None
    )
    tell(guest, goes, now=now)
    return True


@transaction.atomic
def stay_after_all(guest: Chair) -> bool:
    """Keep it after all. False if it was not going."""
    leaving = Chair.objects.filter(pk=guest.pk, left_at=None, leaves_at__isnull=False)
    if not leaving.update(leaves_at=None):
        return False
    journal.record(guest, "interview.guest_stays", guest.interview)
    return True


def begin_to_erase_guest(guest: Chair, *, now: datetime) -> bool:
    """From here on her chair opens to nobody, and nothing brings it back; False if she has stayed,
    or has gone. Whoever is cut off after this is finished by the next sweep."""
    return bool(_going(now).filter(pk=guest.pk).update(left_at=now))


def let_guest_stay_on(guest: Chair) -> None:
    """Nothing of it was done: she is where she was before it began."""
    Chair.objects.filter(pk=guest.pk, leaves_at__isnull=False).update(left_at=None)


def _going(now: datetime) -> QuerySet[Chair]:
    return Chair.objects.filter(person=None, leaves_at__lte=now)


def erase_guest(guest: Chair, *, now: datetime) -> bool:
    """Take a guest's name and words out of her hour; False where that was done already.

    The caller's transaction: parts above have erased theirs in it.
    """
    mine = Chair.objects.filter(pk=guest.pk)
    if not mine.filter(left_at__isnull=False, leaves_at__isnull=False).update(leaves_at=None):
        return False
    call_off_hour(guest, now=now)
    GuestLink.objects.filter(chair=guest, revoked_at=None).update(revoked_at=now)
    take_names_out(_names(mine), about=_hours(mine), near=Person.objects.none())
    erase_seats(mine)
    mine.update(guest_name=NAMELESS)
    journal.record(guest, "interview.guest_erased", guest.interview)
    return True


def _erase_letters(guest: Chair, *, besides: QuerySet[Chair]) -> None:
    """Letters to a guest's address, unless she keeps another chair that she gave it for."""
    others = Chair.objects.filter(guest_email__iexact=guest.guest_email, left_at=None)
    if not others.exclude(pk__in=besides).exists():
        Letter.objects.filter(person=None, to_email__iexact=guest.guest_email).delete()
