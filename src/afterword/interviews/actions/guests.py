"""Links for guests: made, opened, revoked; and a chair claimed by whoever signs up later."""

from datetime import datetime

from django.db import transaction

from afterword.interviews import links
from afterword.interviews.actions import booking
from afterword.interviews.cells import cells
from afterword.interviews.enums import InterviewState
from afterword.interviews.errors import LinkIsClosed
from afterword.interviews.models import BusyCell, Chair, GuestLink
from afterword.interviews.zones import is_zone
from afterword.journal import actions as journal
from afterword.people.models import Person


@transaction.atomic
def open_link(link: GuestLink, *, time_zone: str = "", now: datetime) -> Chair:
    """A guest uses her link. It stays hers until it ends. Raises LinkIsClosed."""
    if not links.live_links(now).filter(pk=link.pk, chair__person=None).exists():
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
    """A new link for a guest; every earlier one ends at once."""
    _revoke(guest, now=now)
    link = booking.make_link(guest, now=now, lasts_until=guest.interview.starts_at)
    journal.record(by, "interview.link_renewed", guest.interview)
    return link


@transaction.atomic
def revoke_links(guest: Chair, *, by: Chair, now: datetime) -> int:
    """End every link to a guest's chair: pages at once, open sockets within a second."""
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
    """A guest's chair becomes that of her own account. False if it was claimed before."""
    across = Chair.objects.filter(interview=chair.interview_id, person=by)
    if across.exists():
        return False
    if not Chair.objects.filter(pk=chair.pk, person=None).update(person=by):
        return False
    chair.refresh_from_db()
    _revoke(chair, now=now)
    _fill_cells(chair, now=now)
    journal.record(by, "interview.claimed", chair.interview, {"chair": str(chair.pk)})
    return True


def _fill_cells(chair: Chair, *, now: datetime) -> None:
    """The hour she has agreed to counts from now on; one she has twice stays hers to sort out."""
    interview = chair.interview
    if interview.state != InterviewState.BOOKED or interview.starts_at is None:
        return
    taken = cells(interview.starts_at, minutes=interview.minutes)
    rows = [BusyCell(person=chair.person, interview=interview, cell=at) for at in taken]
    BusyCell.objects.bulk_create(rows, ignore_conflicts=True)
