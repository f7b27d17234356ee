"""What mail proposes, by company and application, beside what is there already."""

from collections import defaultdict
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

    @property
    def name(self) -> str:
        """Names the group in a form: its first proposal."""
        return str(self.proposals[0].pk)

    @property
    def began(self) -> date | None:
        """The first day that it tells of."""
        return min((one.on for one in self.proposals if one.on), default=None)

    @property
    def sure(self) -> list[Proposal]:
        return [one for one in self.proposals if one.sure]

    def accepted(self, some: Iterable[Proposal]) -> Accepted:
        """These proposals as they are to be kept, unless somebody says otherwise."""
        about = self.application or Draft(self.company or NO_COMPANY, role=self.role)
        return Accepted(list(some), about)


def unanswered(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Those that nobody has said yes or no to."""
    return proposals.filter(UNANSWERED).select_related("mailbox").order_by("on", "key")


def groups_of(
    proposals: Sequence[Proposal], applications: QuerySet[Application]
) -> tuple[list[Group], int]:
    """What is proposed, answers with interest first and rejections last; and how many messages
    tell what is noted already."""
    there = _by_company(applications)
    groups: dict[str, list[Group]] = defaultdict(list)
    for one in proposals:
        company = name_key(one.company) if one.company else str(one.pk)
        group = _group_of(one, groups[company], there.get(company, []))
        if group not in groups[company]:
            groups[company].append(group)
        group.proposals.append(one)
    every = [group for some in groups.values() for group in some]
    noted = _leave_noted(every)
    return sorted((one for one in every if one.proposals), key=_good_first), noted


def _group_of(one: Proposal, groups: list[Group], same: list[Application]) -> Group:
    """Where a message belongs: to an application that is there, or to one that mail tells of."""
    match = _match(one, same)
    new = next(
        (g for g in reversed(groups) if g.application is None and _is_alike(one.role, g.role)), None
    )
    if new is not None and not _applies_again(one, new.began) and _is_later(new, match):
        return new
    if match is not None:
        known = (group for group in groups if group.application == match)
        return next(known, Group(one.company, one.role, [], match, same))
    return Group(one.company, one.role, [], None, same)


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


def _match(one: Proposal, same: list[Application]) -> Application | None:
    """The application that a message is about: of its company and role, the last one before it."""
    alike = [app for app in same if _is_alike(one.role, app.role)]
    before = [app for app in alike if not one.on or _sent_before(app, one.on)]
    if before and not _applies_again(one, before[-1].applied_on):
        return before[-1]
    return alike[0] if len(alike) == 1 and not before and one.stage == Stage.APPLIED else None


def _sent_before(application: Application, day: date) -> bool:
    return application.applied_on is None or application.applied_on <= day + timedelta(days=3)


def _is_alike(one: str, other: str) -> bool:
    if not one or not other:
        return True
    a, b = name_key(one), name_key(other)
    return a == b or fuzz.token_set_ratio(a, b) >= ALIKE


def _leave_noted(groups: list[Group]) -> int:
    """Take out of each group what its application's events say already; how many that are."""
    told: dict[UUID, list[tuple[str, date | None]]] = defaultdict(list)
    names = [one.application.pk for one in groups if one.application]
    for start in range(0, len(names), 500):
        events = Event.objects.filter(
            application__in=names[start : start + 500], taken_back_at=None
        )
        for pk, stage, on in events.values_list("application_id", "stage", "on"):
            told[pk].append((stage, on))
    for group in groups:
        if group.application:
            events_there = told[group.application.pk]
            group.noted = [one for one in group.proposals if _is_noted(one, events_there)]
            group.proposals = [one for one in group.proposals if one not in group.noted]
    return sum(len(one.noted) for one in groups)


def _is_noted(one: Proposal, events: list[tuple[str, date | None]]) -> bool:
    near = timedelta(days=NEAR.get(one.stage, NEAR_OTHERWISE))
    return any(
        stage == one.stage and (on is None or one.on is None or abs(on - one.on) <= near)
        for stage, on in events
    )


def _good_first(group: Group) -> tuple[bool, int, str]:
    stages = {one.stage for one in group.proposals}
    furthest = max((PROGRESS.get(one, 0) for one in stages), default=0)
    return (Stage.REJECTED.value in stages, -furthest, name_key(group.company))
