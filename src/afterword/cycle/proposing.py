"""What mail proposes, in the groups it was put in when it was read, beside what is there."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from afterword.cycle.actions.proposals import UNANSWERED, Accepted
from afterword.cycle.drafts import Draft
from afterword.cycle.enums import PROGRESS, Stage
from afterword.cycle.grouping_proposals import (
    COMPARED,
    Place,
    is_alike,
    match_of,
    places_by_company,
)
from afterword.cycle.models import Application, Event, Proposal
from afterword.cycle.spellings import Spellings, spellings_of

# The same stage within so many days is the same event, noted by hand or by another file.
NEAR = {Stage.APPLIED.value: 30, Stage.REJECTED.value: 30}
NEAR_OTHERWISE = 4
AT_ONCE = 5000  # proposals that are laid out; those after them come once these are answered
SHOWN = 50  # proposals of one group on a page
NO_COMPANY = "Company not named"


class Line(NamedTuple):
    """A proposal, as far as laying it out needs to know."""

    pk: UUID
    group: UUID
    stage: str
    on: date | None
    sure: bool
    mailbox: UUID
    company: str
    company_key: str
    role: str
    role_key: str


@dataclass(eq=False)
class Group:
    """Proposals of one application, as far as anybody can tell."""

    company: str
    company_key: str
    role: str
    lines: list[Line]
    about: UUID | None = None  # the application that is there already
    proposals: list[Proposal] = field(default_factory=list)  # as many as a page can hold
    others: list[Application] = field(default_factory=list)  # of the same company, to choose from

    @property
    def name(self) -> str:
        """Names the group in a form."""
        return str(self.lines[0].group)

    @property
    def unshown(self) -> int:
        """How many come once those on the page are answered."""
        return max(0, len(self.lines) - SHOWN)

    @property
    def sure(self) -> list[UUID]:
        return [one.pk for one in self.lines if one.sure]

    @property
    def application(self) -> Application | None:
        """That which is there already, once the group is filled in."""
        return next((one for one in self.others if one.pk == self.about), None)

    def accepted(self, some: Sequence[UUID]) -> Accepted:
        """These proposals as they are to be kept, unless somebody says otherwise."""
        return Accepted(some, self.about or Draft(self.company or NO_COMPANY, role=self.role))


def unanswered(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Those that nobody has said yes or no to."""
    return proposals.filter(UNANSWERED).order_by("on", "key")


def groups_of(
    proposals: QuerySet[Proposal], applications: QuerySet[Application]
) -> tuple[list[Group], int]:
    """What of these is still to answer, answers with interest first and rejections last; and how
    many messages tell what is noted already."""
    groups: dict[UUID, Group] = {}
    here = _what_is_here(proposals, applications)
    noted = start = 0
    open_rows = unanswered(proposals).values_list(*Line._fields)
    while rows := list(open_rows[start : start + AT_ONCE]):
        noted += _lay_out([Line._make(row) for row in rows], groups, here)
        start += AT_ONCE
        # What is noted already is never answered: it must not keep out what is still to answer.
        laid_out = sum(len(one.lines) for one in groups.values())
        if len(rows) < AT_ONCE or laid_out >= AT_ONCE:
            break
    return sorted((one for one in groups.values() if one.lines), key=_good_first), noted


class Here(NamedTuple):
    """What lines are laid out beside: each company's applications, and whither groups went."""

    places: Mapping[str, Sequence[Place]]
    spelled: Spellings
    went: Mapping[UUID, UUID]


def _what_is_here(proposals: QuerySet[Proposal], applications: QuerySet[Application]) -> Here:
    went = proposals.filter(event__taken_back_at=None, event__application__in=applications)
    return Here(
        places_by_company(applications),
        spellings_of(applications),
        dict(went.values_list("group", "event__application")),
    )


def _lay_out(lines: Iterable[Line], groups: dict[UUID, Group], here: Here) -> int:
    """Add to the groups what of these lines is still to answer; how many are noted already."""
    some: dict[UUID, Group] = {}
    for line in lines:
        if line.group not in some:
            key = here.spelled.of(line.company_key)
            some[line.group] = Group(line.company, key, line.role, [])
        some[line.group].lines.append(line)
    new = {name: one for name, one in some.items() if name not in groups}
    _say_what_about(new, here)
    for name in some.keys() - new.keys():
        some[name].about = groups[name].about
    noted = _leave_noted(some.values())
    for name, one in some.items():
        if name in groups:
            groups[name].lines += one.lines
        else:
            groups[name] = one
    return noted


def filled_in(groups: Sequence[Group], applications: QuerySet[Application]) -> Sequence[Group]:
    """The same, with all that a page shows of them."""
    shown = [one.pk for group in groups for one in group.lines[:SHOWN]]
    rows = Proposal.objects.in_bulk(shown)
    others = _of_companies({one.company_key for one in groups} - {""}, applications)
    chosen = applications.in_bulk([one.about for one in groups if one.about])
    for group in groups:
        group.proposals = [rows[one.pk] for one in group.lines[:SHOWN] if one.pk in rows]
        group.others = others.get(group.company_key, [])[-COMPARED:]
        if group.about in chosen and group.application is None:
            group.others = [*group.others, chosen[group.about]]
    return groups


def _of_companies(
    keys: Iterable[str], applications: QuerySet[Application]
) -> dict[str, list[Application]]:
    found: dict[str, list[Application]] = defaultdict(list)
    columns = ("company", "company_key", "role", "applied_on", "cycle_id")
    some = applications.filter(company_key__in=list(keys)).only(*columns)
    for one in some.order_by("applied_on", "pk"):
        found[one.company_key].append(one)
    return found


def _say_what_about(groups: dict[UUID, Group], here: Here) -> None:
    """That to which others of the group went, or the one whose names and day fit."""
    for name, group in groups.items():
        first = group.lines[0]
        match = _match(first, here.places.get(group.company_key, [])) if group.company_key else None
        group.about = here.went.get(name) or (match.pk if match else None)


def _match(line: Line, there: Sequence[Place]) -> Place | None:
    alike = [one for one in there[-COMPARED:] if is_alike(line.role_key, one.role_key)]
    return match_of(line.stage, line.on, alike)


def _leave_noted(groups: Iterable[Group]) -> int:
    """Take out of each group what its application's events say already; how many that are."""
    told = _days_told([one.about for one in groups if one.about])
    count = 0
    for group in groups:
        if group.about:
            still = [one for one in group.lines if not _is_noted(one, told.get(_about(group, one)))]
            count += len(group.lines) - len(still)
            group.lines = still
    return count


def _about(group: Group, line: Line) -> tuple[UUID | None, str]:
    return group.about, line.stage


# By application and stage: the day of each event, and the mailbox it came from.
_Told = list[tuple[date, UUID | None]]
ANY_DAY = date.min  # of an event whose day nobody knows


def _days_told(names: list[UUID]) -> dict[tuple[UUID | None, str], _Told]:
    told: dict[tuple[UUID | None, str], _Told] = defaultdict(list)
    for start in range(0, len(names), 500):
        events = Event.objects.filter(
            application__in=names[start : start + 500], taken_back_at=None
        )
        rows = events.values_list("application_id", "stage", "on", "proposals__mailbox")
        for pk, stage, on, mailbox in rows:
            told[pk, stage].append((on or ANY_DAY, mailbox))
    return {key: sorted(days, key=_day) for key, days in told.items()}


def _is_noted(one: Line, told: _Told | None) -> bool:
    """Whether an event of its stage is of about its day.

    What the same mailbox told is another: what it tells twice is proposed once.
    """
    others = [both for both in told or () if both[1] != one.mailbox]
    if not others or others[0][0] == ANY_DAY or one.on is None:
        return bool(others)
    near = timedelta(days=NEAR.get(one.stage, NEAR_OTHERWISE))
    at = bisect_left(others, one.on - near, key=_day)
    return at < len(others) and others[at][0] <= one.on + near


def _day(told: tuple[date, UUID | None]) -> date:
    return told[0]


def _good_first(group: Group) -> tuple[bool, int, str]:
    stages = {one.stage for one in group.lines}
    furthest = max((PROGRESS.get(one, 0) for one in stages), default=0)
    return (Stage.REJECTED.value in stages, -furthest, group.company_key)
