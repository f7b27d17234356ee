"""What mail proposes, by company and application, beside what is there already."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from rapidfuzz import fuzz

from afterword.cycle.actions.proposals import UNANSWERED, Accepted
from afterword.cycle.drafts import Draft
from afterword.cycle.enums import PROGRESS, Stage
from afterword.cycle.models import Application, Event, Proposal
from afterword.cycle.names import name_key

# The same stage within so many days is the same event, noted by hand or by another file.
NEAR = {Stage.APPLIED.value: 30, Stage.REJECTED.value: 30}
NEAR_OTHERWISE = 4
AGAIN = timedelta(days=60)
ALIKE = 75  # of a hundred: two spellings of one role
AT_ONCE = 5000  # proposals that are grouped; those after them come once these are answered
COMPARED = 30  # applications of one company that a message is compared with, the newest
SHOWN = 50  # proposals of one group on a page
NO_COMPANY = "Company not named"


@dataclass(eq=False)
class Group:
    """Proposals of one application, as far as anybody can tell."""

    company: str
    role: str
    proposals: list[Proposal]
    application: Application | None = None  # the one that is there already
    others: list[Application] = field(default_factory=list)  # of the same company, to choose from
    noted: list[Proposal] = field(default_factory=list)  # already among its events
    role_key: str = ""  # the role as it compares
    began: date | None = None  # the first day that it tells of

    def add(self, one: Proposal) -> None:
        """This one is of it as well."""
        self.proposals.append(one)
        if one.on and (self.began is None or one.on < self.began):
            self.began = one.on

    @property
    def name(self) -> str:
        """Names the group in a form: its first proposal."""
        return str(self.proposals[0].pk)

    @property
    def shown(self) -> list[Proposal]:
        """As many as a page can hold; the others come once these are answered."""
        return self.proposals[:SHOWN]

    @property
    def unshown(self) -> int:
        return max(0, len(self.proposals) - SHOWN)

    @property
    def sure(self) -> list[Proposal]:
        return [one for one in self.proposals if one.sure]

    def accepted(self, some: Iterable[Proposal]) -> Accepted:
        """These proposals as they are to be kept, unless somebody says otherwise."""
        about = self.application or Draft(self.company or NO_COMPANY, role=self.role)
        return Accepted(list(some), about)


def unanswered(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Those that nobody has said yes or no to."""
    return proposals.filter(UNANSWERED).order_by("on", "key")


def groups_of(
    proposals: Sequence[Proposal], applications: QuerySet[Application]
) -> tuple[list[Group], int]:
    """What is proposed, answers with interest first and rejections last; and how many messages
    tell what is noted already."""
    there = _by_company(applications)
    companies: dict[str, _Company] = {}
    for one in proposals:
        key = name_key(one.company) if one.company else str(one.pk)
        if key not in companies:
            companies[key] = _Company(there.get(key, []))
        companies[key].take(one)
    every = [group for one in companies.values() for group in one.groups]
    noted = _leave_noted(every)
    return sorted((one for one in every if one.proposals), key=_good_first), noted


class _Company:
    """The applications at one company: those that are there, and those that mail tells of.

    However much mail one company sends, a message is compared with the newest few of either.
    """

    def __init__(self, there: Sequence[Application]) -> None:
        self.groups: list[Group] = []
        self._others = list(there[-COMPARED:])
        self._keys = [name_key(one.role) for one in self._others]
        self._alike: dict[str, list[Application]] = {}
        self._told: deque[Group] = deque(maxlen=COMPARED)  # the newest first
        self._known: dict[UUID, Group] = {}

    def take(self, one: Proposal) -> None:
        """Put a message where it belongs; they come in the order of their days."""
        role = name_key(one.role)
        match = _match(one, self._alike_there(role))
        new = next((group for group in self._told if _is_alike(role, group.role_key)), None)
        if new is not None and not _applies_again(one, new.began) and _is_later(new, match):
            new.add(one)
        else:
            self._group_for(one, role, match).add(one)

    def _alike_there(self, role: str) -> list[Application]:
        """Those that are there, of a role; found once for each role."""
        if role not in self._alike:
            both = zip(self._others, self._keys, strict=True)
            self._alike[role] = [app for app, key in both if _is_alike(role, key)]
        return self._alike[role]

    def _group_for(self, one: Proposal, role: str, match: Application | None) -> Group:
        """That of the application that is there, or a new one."""
        if match is not None and match.pk in self._known:
            return self._known[match.pk]
        group = Group(one.company, one.role, [], match, self._others, role_key=role)
        self.groups.append(group)
        if match is None:
            self._told.appendleft(group)
        else:
            self._known[match.pk] = group
        return group


def _is_later(new: Group, match: Application | None) -> bool:
    """Whether an application that mail tells of was sent after the one that is there."""
    if match is None:
        return True
    return bool(new.began and match.applied_on and new.began > match.applied_on)


def _applies_again(one: Proposal, began: date | None) -> bool:
    """A confirmation long after the last one is of another application."""
    return bool(one.stage == Stage.APPLIED and one.on and began and one.on > began + AGAIN)


def _by_company(applications: QuerySet[Application]) -> dict[str, list[Application]]:
    found: dict[str, list[Application]] = defaultdict(list)
    columns = ("company", "company_key", "role", "applied_on", "last_on", "cycle_id")
    for one in applications.only(*columns).order_by("applied_on", "pk"):
        found[one.company_key].append(one)
    return found


def _match(one: Proposal, alike: Sequence[Application]) -> Application | None:
    """The application that a message is about: of its company and role, the last one before it."""
    before = [app for app in alike if not one.on or _sent_before(app, one.on)]
    if before and not _applies_again(one, before[-1].applied_on):
        return before[-1]
    return alike[0] if len(alike) == 1 and not before and one.stage == Stage.APPLIED else None


def _sent_before(application: Application, day: date) -> bool:
    return application.applied_on is None or application.applied_on <= day + timedelta(days=3)


def _is_alike(one: str, other: str) -> bool:
    """Whether two roles, as they compare, are one. A role that is not named may be any."""
    if not one or not other or one == other:
        return True
    return fuzz.token_set_ratio(one, other) >= ALIKE


def _leave_noted(groups: list[Group]) -> int:
    """Take out of each group what its application's events say already; how many that are."""
    told = _days_told([one.application.pk for one in groups if one.application])
    for group in groups:
        if group.application:
            every, pk = group.proposals, group.application.pk
            group.noted, group.proposals = [], []
            for one in every:
                noted = _is_noted(one, told.get((pk, one.stage), []))
                (group.noted if noted else group.proposals).append(one)
    return sum(len(one.noted) for one in groups)


# By application and stage: the days of its events, in their order.
_Days = dict[tuple[UUID, str], list[date]]
ANY_DAY = date.min  # of an event whose day nobody knows


def _days_told(names: list[UUID]) -> _Days:
    told: _Days = defaultdict(list)
    for start in range(0, len(names), 500):
        events = Event.objects.filter(
            application__in=names[start : start + 500], taken_back_at=None
        )
        for pk, stage, on in events.values_list("application_id", "stage", "on"):
            told[pk, stage].append(on or ANY_DAY)
    return {key: sorted(days) for key, days in told.items()}


def _is_noted(one: Proposal, days: Sequence[date]) -> bool:
    """Whether an event of its stage is of about its day."""
    if not days or days[0] == ANY_DAY or one.on is None:
        return bool(days)
    near = timedelta(days=NEAR.get(one.stage, NEAR_OTHERWISE))
    at = bisect_left(days, one.on - near)
    return at < len(days) and days[at] <= one.on + near


def _good_first(group: Group) -> tuple[bool, int, str]:
    stages = {one.stage for one in group.proposals}
    furthest = max((PROGRESS.get(one, 0) for one in stages), default=0)
    return (Stage.REJECTED.value in stages, -furthest, name_key(group.company))
