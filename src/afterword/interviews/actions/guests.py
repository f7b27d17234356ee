"""Guests: a chair taken by the ask, opened by a link of one's own, claimed by whoever signs up."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from afterword.interviews import emails, links
from afterword.interviews.actions import booking
from afterword.interviews.actions.proposing import accept_time
from afterword.interviews.actions.telling import tell
from afterword.interviews.cells import cells
from afterword.interviews.enums import InterviewState
from afterword.interviews.errors import ChairIsTaken, LinkIsClosed, NotOpenForGuests
from afterword.interviews.models import BusyCell, Chair, GuestLink
from afterword.interviews.queries import other_chair
from afterword.interviews.zones import is_zone
from afterword.journal import actions as journal
from afterword.people.models import Person

WAITS_FOR_GUESTS = (InterviewState.PROPOSED, InterviewState.BOOKED, InterviewState.MISSED)


@dataclass(frozen=True, slots=True)
class Introduction:
    """What a guest says of herself as she sits down; all of it if she likes."""

    name: str = ""
    email: str = ""
    time_zone: str = ""


@transaction.atomic
def take_chair(
    ask: GuestLink, *, introduction: Introduction, time_id: UUID | None = None, now: datetime
) -> GuestLink:
    """A guest takes the chair that she is asked to take, and a proposed time if she names one.

    She gets a link of her own, and nobody else takes this chair after her. Raises ChairIsTaken.
    """
    chair = ask.chair
    _check_open(ask, now=now)
    own = booking.make_own_link(chair, expires_at=ask.expires_at)
    _introduce(chair, introduction)
    journal.record(chair, "interview.chair_taken", chair.interview)
    if time_id is not None:
        accept_time(chair.interview, time_id=time_id, by=chair, now=now)
    else:
        send_own_link(chair, now=now)
    return own


def _check_open(ask: GuestLink, *, now: datetime) -> None:
    if not links.live_links(now).filter(pk=ask.pk, own=False, chair__person=None).exists():
        raise LinkIsClosed
    if booking.locked(ask.chair.interview).state not in WAITS_FOR_GUESTS:
        raise NotOpenForGuests


def _introduce(chair: Chair, said: Introduction) -> None:
    """The asker's wording of her name stands until she says another; the address is only hers."""
    chair.guest_name = said.name or chair.guest_name
    chair.guest_email = said.email
    if is_zone(said.time_zone):
        chair.guest_time_zone = said.time_zone
    chair.save(update_fields=["guest_name", "guest_email", "guest_time_zone"])


def send_own_link(chair: Chair, *, now: datetime) -> bool:
    """Write to the address that a guest has left, with the link that is hers."""
    letter = partial(emails.own_link, chair.interview, to=chair, other=other_chair(chair))
    return tell(chair, letter, now=now)


@transaction.atomic
def open_link(link: GuestLink, *, time_zone: str = "", now: datetime) -> Chair:
    """A guest uses her own link. It stays hers until it ends. Raises LinkIsClosed."""
    if not links.own_links(now).filter(pk=link.pk, chair__person=None).exists():
        raise LinkIsClosed
    chair = link.chair
    if is_zone(time_zone) and chair.guest_time_zone != time_zone:
        Chair.objects.filter(pk=chair.pk).update(guest_time_zone=time_zone)
        chair.guest_time_zone = time_zone
    if GuestLink.objects.filter(pk=link.pk, first_used_at=None).update(first_used_at=now):
        journal.record(chair, "interview.link_opened", chair.interview)
    return chair


@transaction.atomic
def renew_link(guest: Chair, *, by: Chair, now: datetime) -> GuestLink:
    """A new ask; every earlier one ends at once. Raises ChairIsTaken: what she wrote is hers."""
    booking.locked(guest.interview)
    if links.taken_at(guest) is not None:
        raise ChairIsTaken
    _revoke(guest, now=now)
    link = booking.make_ask(guest, now=now, lasts_until=guest.interview.starts_at)
    journal.record(by, "interview.link_renewed", guest.interview)
    return link


@transaction.atomic
def revoke_links(guest: Chair, *, by: Chair, now: datetime) -> int:
    """End every link to a guest's chair: pages at once, open sockets within a second.

    A chair that was taken stays taken: it opens to nobody any more.
    """
    ended = _revoke(guest, now=now)
    journal.record(by, "interview.link_revoked", guest.interview, {"links": ended})
    return ended


def _revoke(guest: Chair, *, now: datetime) -> int:
    return GuestLink.objects.filter(chair=guest, revoked_at=None).update(revoked_at=now)


def retire_expired(*, now: datetime) -> int:
    """Make an expired link's end final, so that a clock set back revives none."""
    over = GuestLink.objects.filter(revoked_at=None, expires_at__lte=now)
    return over.update(revoked_at=now)


@transaction.atomic
def leave_address(chair: Chair, *, name: str, email: str) -> None:
    """A guest says how she is called and where letters reach her; both if she likes."""
    Chair.objects.filter(pk=chair.pk, person=None).update(guest_name=name, guest_email=email)
    chair.guest_name, chair.guest_email = name, email
    journal.record(chair, "interview.guest_introduced", chair.interview)


@transaction.atomic
def claim_chair(chair: Chair, *, by: Person, now: datetime) -> bool:
    """A guest's chair becomes that of her own account. False if it is not hers to have: somebody
    else was quicker, she sits across, or the guest has left for good."""
    mine = Chair.objects.filter(interview=chair.interview_id, person=by)
    if mine.exists():
        return mine.filter(pk=chair.pk).exists()
    free = Chair.objects.filter(pk=chair.pk, person=None, left_at=None)
    if not free.update(person=by, leaves_at=None):
        return False
    chair.refresh_from_db()
    _revoke(chair, now=now)
    _fill_cells(chair)
    journal.record(by, "interview.claimed", chair.interview, {"chair": str(chair.pk)})
    return True


def _fill_cells(chair: Chair) -> None:
    """The hour she has agreed to counts from now on; one she has twice stays hers to sort out."""
    interview = chair.interview
    if interview.state != InterviewState.BOOKED or interview.starts_at is None:
        return
    taken = cells(interview.starts_at, minutes=interview.minutes)
    rows = [BusyCell(person=chair.person, interview=interview, cell=at) for at in taken]
    BusyCell.objects.bulk_create(rows, ignore_conflicts=True)
