"""What every booking does: two chairs, their quarter hours, a link that lasts long enough."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from afterword.interviews import links
from afterword.interviews.cells import cells, reminders_due
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.errors import (
    AlreadyBooked,
    ChairIsTaken,
    NotAvailable,
    NotInProgram,
    TimeIsFar,
    TimeIsPast,
    TooManyOpen,
    WithYourself,
    WrongNumberOfTimes,
    YouAreBooked,
)
from afterword.interviews.models import BusyCell, Chair, GuestLink, Interview, ProposedTime
from afterword.interviews.plan import FAR, Plan
from afterword.interviews.queries import (
    are_together,
    have_met,
    is_busy,
    open_proposals_of,
)
from afterword.kit import tokens
from afterword.people.models import Person
from afterword.people.queries import blocked_between, membership_in, programs_of
from afterword.questions.queries import rubric_for

MOST_TIMES = 3
MOST_OPEN = 20
LINK_OUTLIVES = timedelta(days=14)
LATE = timedelta(minutes=5)


def check_pair(plan: Plan, *, by: Person) -> None:
    """Raises unless `by` may book this with whom they name. A block looks like being away."""
    if open_proposals_of(by) >= MOST_OPEN:
        raise TooManyOpen
    if plan.other is None:
        _check_own_program(plan, by=by)
        return
    if plan.other == by:
        raise WithYourself
    if not may_meet(by, plan.other, plan=plan):
        raise NotAvailable


def _check_own_program(plan: Plan, *, by: Person) -> None:
    if plan.program is None:
        return
    if not programs_of(by).filter(pk=plan.program.pk).exists():
        raise NotInProgram


def may_meet(one: Person, other: Person, *, plan: Plan) -> bool:
    """Whether two people take interviews with each other: in a program, or having met before."""
    if blocked_between(one, other) or not other.is_active:
        return False
    if plan.program is not None:
        return are_together(one, other, program=plan.program)
    return have_met(one, other)


def check_still_together(interview: Interview, one: Chair, other: Chair) -> None:
    """Since it was proposed somebody may have left the program, or want no more of this."""
    if one.person and other.person and blocked_between(one.person, other.person):
        raise NotAvailable
    for person in (one.person, other.person):
        if person is None:
            continue
        if not person.is_active:
            raise NotAvailable
        if interview.program is not None and not membership_in(interview.program, person):
            raise NotAvailable


def new_interview(plan: Plan, *, by: Person, now: datetime) -> tuple[Interview, Chair]:
    """An interview with its two chairs, not booked yet; and the booker's chair."""
    interview = Interview.objects.create(
        program=plan.program,
        kind=plan.kind,
        seniority=plan.seniority,
        minutes=plan.minutes,
        focus=plan.focus,
        rubric=rubric_for(plan.kind, program=plan.program),
        booked_by=by,
    )
    mine = Chair.objects.create(interview=interview, kind=plan.chair, person=by)
    other = Chair.objects.create(
        interview=interview,
        kind=ChairKind(plan.chair).other,
        person=plan.other,
        guest_name="" if plan.other else plan.guest_name,
    )
    if plan.other is None:
        make_ask(other, now=now)
    return interview, mine


def make_ask(chair: Chair, *, now: datetime, lasts_until: datetime | None = None) -> GuestLink:
    """A link to hand to a guest; those before it keep working until they are revoked."""
    link = GuestLink(chair=chair, expires_at=(lasts_until or now) + LINK_OUTLIVES)
    return _saved(link)


def make_own_link(chair: Chair, *, expires_at: datetime) -> GuestLink:
    """The link of the guest who takes a chair. One for ever; raises ChairIsTaken."""
    try:
        with transaction.atomic():
            return _saved(GuestLink(chair=chair, expires_at=expires_at, own=True))
    except IntegrityError as taken:
        raise ChairIsTaken from taken


def _saved(link: GuestLink) -> GuestLink:
    link.digest = tokens.digest(links.token_of(link))
    link.save()
    return link


def check_times(times: Iterable[datetime], *, now: datetime) -> list[datetime]:
    """One to three different times that are still to come, within a year, in order."""
    chosen = sorted(set(times))
    if not 1 <= len(chosen) <= MOST_TIMES:
        raise WrongNumberOfTimes
    if chosen[0] < now:
        raise TimeIsPast
    if chosen[-1] > now + FAR:
        raise TimeIsFar
    return chosen


def check_free(person: Person | None, times: Iterable[datetime], *, minutes: int) -> None:
    """Raises YouAreBooked if somebody proposes a time at which they sit elsewhere."""
    if person is not None and any(is_busy(person, cells(at, minutes=minutes)) for at in times):
        raise YouAreBooked


def set_times(
    interview: Interview, *, by: Chair, times: list[datetime], now: datetime
) -> list[ProposedTime]:
    """Replace the proposed times; a guest's link outlives the last of them."""
    ProposedTime.objects.filter(interview=interview).delete()
    outlive(interview, until=times[-1], now=now)
    rows = [ProposedTime(interview=interview, proposed_by=by, starts_at=at) for at in times]
    return ProposedTime.objects.bulk_create(rows)


def outlive(interview: Interview, *, until: datetime, now: datetime) -> None:
    """Let live guest links last until two weeks after a time; a dead one stays dead."""
    lasts = until + LINK_OUTLIVES
    links.live_links(now).filter(chair__interview=interview, expires_at__lt=lasts).update(
        expires_at=lasts
    )


def take_time(interview: Interview, *, asked_by: Person | None) -> None:
    """Take both sides' quarter hours. Raises AlreadyBooked if one is taken: nobody sits twice."""
    assert interview.starts_at is not None  # noqa: S101  the caller has just booked it
    taken = cells(interview.starts_at, minutes=interview.minutes)
    people = Person.objects.filter(chairs__interview=interview)
    rows = [BusyCell(person=one, interview=interview, cell=at) for one in people for at in taken]
    try:
        with transaction.atomic():
            BusyCell.objects.bulk_create(rows)
    except IntegrityError as taken_already:
        mine = asked_by is not None and is_busy(asked_by, taken)
        raise (YouAreBooked if mine else AlreadyBooked) from taken_already


def give_time_back(interview: Interview) -> None:
    BusyCell.objects.filter(interview=interview).delete()


def locked(interview: Interview) -> Interview:
    """The row as it stands, held until the transaction ends."""
    return Interview.objects.select_for_update().get(pk=interview.pk)


def book(
    interview: Interview,
    *,
    starts_at: datetime,
    before: str,
    asked_by: Person | None,
    now: datetime,
) -> bool:
    """Move to booked and take both sides' time. False if somebody was quicker.

    Whoever books an hour ahead needs no letter about tomorrow: what is due already is not sent.
    """
    if not interview.moved(
        before,
        InterviewState.BOOKED,
        starts_at=starts_at,
        reminders=reminders_due(starts_at, now=now),
        calendar_sequence=F("calendar_sequence") + 1,
    ):
        return False
    take_time(interview, asked_by=asked_by)
    return True
