"""Who sits where: from the cookies of a handshake to a chair, and whether it is still theirs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.http import HttpRequest, parse_cookie

from afterword.interviews.access import ROOM_STATES
from afterword.interviews.links import own_links
from afterword.interviews.models import Chair
from afterword.interviews.queries import seats_of
from afterword.people.middleware import viewer_of
from afterword.people.models import Person


@dataclass(frozen=True, slots=True)
class Seat:
    """A chair taken by a session. Fixed for as long as its connection lives."""

    interview_id: UUID
    chair_id: UUID
    role: str
    name: str
    person_id: UUID | None
    password: str
    session_key: str

    @property
    def author(self) -> str:
        """How the record names whoever sits here."""
        return f"chair:{self.chair_id}"


def seat_for(headers: Mapping[str, str], interview_id: UUID, *, now: datetime) -> Seat | None:
    """The seat that a handshake's cookies give in an interview, if they give one."""
    request = _request(headers)
    if request is None:
        return None
    viewer = viewer_of(request)
    mine = _held(now).filter(seats_of(viewer), interview=interview_id)
    chair = mine.select_related("person").first()
    if chair is None:
        return None
    return Seat(
        interview_id=interview_id,
        chair_id=chair.pk,
        role=chair.kind,
        name=chair.name,
        person_id=chair.person_id,
        password=chair.person.password if chair.person is not None else "",
        session_key=request.session.session_key or "",
    )


def _request(headers: Mapping[str, str]) -> HttpRequest | None:
    cookie = parse_cookie(headers.get("cookie", "")).get(settings.SESSION_COOKIE_NAME)
    if not cookie:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(cookie)
    return request


def _held(now: datetime) -> QuerySet[Chair]:
    """The chairs that somebody may sit in now: a guest's needs her own link, still good."""
    guest = Q(person=None, left_at=None, pk__in=own_links(now).values("chair"))
    seated = guest | Q(person__is_active=True)
    return Chair.objects.filter(seated, interview__state__in=ROOM_STATES)


def seats_lost(seats: Iterable[Seat], *, now: datetime) -> set[Seat]:
    """Those seats that are no longer held, in three queries however many there are."""
    seats = set(seats)
    sessions = Session.objects.filter(
        session_key__in={seat.session_key for seat in seats}, expire_date__gt=now
    )
    alive = set(sessions.values_list("session_key", flat=True))
    chairs = _held(now).filter(pk__in={seat.chair_id for seat in seats})
    held = set(chairs.values_list("pk", "person_id"))
    people = Person.objects.filter(pk__in={seat.person_id for seat in seats if seat.person_id})
    passwords = dict(people.values_list("pk", "password"))
    return {
        seat
        for seat in seats
        if seat.session_key not in alive
        or (seat.chair_id, seat.person_id) not in held
        or (seat.person_id is not None and passwords.get(seat.person_id) != seat.password)
    }
