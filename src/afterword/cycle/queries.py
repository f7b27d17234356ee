"""Reads of a search by name. Each takes rows that its reader may see."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple, TypedDict
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from afterword.cycle.access import own_cycles
from afterword.cycle.enums import PROGRESS, Outcome, Source, Stage
from afterword.cycle.models import Application, CompanyInterview, Cycle, Event, Import, Offer
from afterword.cycle.names import name_key
from afterword.cycle.sentences import Waited, first_sentence
from afterword.kit.remembering import remembered
from afterword.people.prepared import ForViewer
from afterword.people.viewer import Viewer

CARDS = 10
SHOWN = ("company", "role", "where", "stage", "outcome", "applied_on", "last_on", "answered_on")
# The order of the columns; one that is always there even when it is empty says what comes next.
COLUMNS = tuple(sorted(PROGRESS, key=lambda one: (PROGRESS[one], one == Stage.OTHER)))
ALWAYS = frozenset({Stage.APPLIED, Stage.PHONE, Stage.ONSITE, Stage.OFFER})


class Card(NamedTuple):
    """An application as far as the board shows it."""

    pk: UUID
    company: str
    role: str
    last_on: date | None


class Line(NamedTuple):
    """An application as far as the table shows it."""

    pk: UUID
    company: str
    role: str
    stage: str
    outcome: str
    put_away: bool
    applied_on: date | None
    last_on: date | None


@dataclass(frozen=True)
class Column:
    """One stage of the board: how many stand there, and the latest of them."""

    stage: str
    label: str
    count: int
    cards: list[Card]


class Summary(TypedDict):
    """What is said of a whole cycle on every visit; remembered until something is written."""

    stages: dict[str, int]  # open ones in sight, by stage
    outcomes: dict[str, int]  # all in sight, by outcome
    away: int
    total: int
    latest: list[str]  # the names of those that the board shows
    ahead: list[tuple[str, str]]  # whose company interview is when
    sentence: str


_latest_first = ForViewer(
    lambda viewer: own_cycles(viewer).order_by(
        F("ended_on").desc(nulls_first=True), "-started_on", "pk"
    )
)


def open_cycle(viewer: Viewer) -> Cycle | None:
    """The cycle of the viewer's that is going on, or else the last one."""
    return next(iter(_latest_first(viewer)[:1]), None)


def there_in(cycle: Cycle) -> QuerySet[Application]:
    """The applications of a cycle, which its reader may see, without those taken away."""
    return Application.objects.filter(cycle=cycle, taken_back_at=None)


def summary_of(cycle: Cycle, *, today: date) -> Summary:
    """Counts and one true sentence, from memory where nothing has been written since."""
    state = f"{cycle.revision}:{today:%Y%m%d}"
    return remembered(f"cycle:summary:{cycle.pk}", state, lambda: _summary(cycle, today=today))


def _summary(cycle: Cycle, *, today: date) -> Summary:
    rows = Application.objects.filter(cycle=cycle, taken_back_at=None)
    stages: dict[str, int] = defaultdict(int)
    outcomes: dict[str, int] = defaultdict(int)
    away = total = 0
    groups = rows.order_by().values_list("stage", "outcome", "put_away")
    for stage, outcome, is_away, count in groups.annotate(Count("pk")):
        total += count
        if is_away:
            away += count
            continue
        outcomes[outcome] += count
        stages[stage] += count if outcome == Outcome.OPEN else 0
    sent, left_out = waited(rows)
    sentence = first_sentence(sent, left_out=left_out, today=today)
    return Summary(
        stages=dict(stages),
        outcomes=dict(outcomes),
        away=away,
        total=total,
        latest=_latest(cycle, [one for one in COLUMNS if stages.get(one)]),
        ahead=_ahead(cycle, today=today),
        sentence=sentence,
    )


def waited(applications: QuerySet[Application]) -> tuple[list[Waited], bool]:
    """How long each application that went out on a known day has waited, or did.

    And whether there are others: sent on no known day, or where they wrote first.
    """
    sent = applications.exclude(stage=Stage.NOTED, outcome=Outcome.OPEN)
    rows = sent.values_list("applied_on", "answered_on", "answer", "outcome", "source")
    told = [
        Waited(applied, answered, bool(answer), outcome == Outcome.OPEN)
        for applied, answered, answer, outcome, source in rows
        if applied and source != Source.INBOUND
    ]
    return told, len(told) < len(rows)


def board(summary: Summary) -> list[Column]:
    """Open applications in sight by stage, the latest of each."""
    stages = summary["stages"]
    cards = _cards([UUID(one) for one in summary["latest"]])
    return [
        Column(one, Stage(one).label, stages.get(one, 0), cards.get(one, []))
        for one in COLUMNS
        if stages.get(one) or one in ALWAYS
    ]


def _cards(names: list[UUID]) -> dict[str, list[Card]]:
    """These applications as cards, by stage, the latest first."""
    rows = Application.objects.filter(pk__in=names).order_by("-last_on", "pk")
    cards: dict[str, list[Card]] = defaultdict(list)
    columns = ("stage", "pk", "company", "role", "last_on")
    for stage, pk, company, role, last_on in rows.values_list(*columns):
        cards[stage].append(Card(pk, company, role, last_on))
    return cards


def _latest(cycle: Cycle, stages: Iterable[str]) -> list[str]:
    """The names of the latest applications of each stage."""
    rows = Application.objects.filter(cycle=cycle, outcome=Outcome.OPEN).filter(
        taken_back_at=None, put_away=False
    )
    latest = (F("last_on").desc(nulls_last=True), "pk")
    place = Window(RowNumber(), partition_by="stage", order_by=latest)
    first = rows.filter(stage__in=stages).annotate(place=place).filter(place__lte=CARDS)
    return [str(pk) for pk in first.values_list("pk", flat=True)]


def next_interviews(summary: Summary, *, now: datetime) -> dict[UUID, datetime]:
    """When the next company interview of an application is, where one is ahead."""
    ahead = [(UUID(one), datetime.fromisoformat(at)) for one, at in summary["ahead"]]
    return {one: at for one, at in reversed(ahead) if at >= now}


def _ahead(cycle: Cycle, *, today: date) -> list[tuple[str, str]]:
    """Company interviews from this day on, the next one first."""
    since = datetime.combine(today - timedelta(days=1), time.min, tzinfo=UTC)
    rows = CompanyInterview.objects.filter(
        application__cycle=cycle, taken_back_at=None, starts_at__gte=since
    ).order_by("starts_at", "pk")
    return [
        (str(one), at.isoformat()) for one, at in rows.values_list("application", "starts_at") if at
    ]


def known_at(applications: QuerySet[Application], company: str) -> QuerySet[Application]:
    """Have I applied here already? Those whose company's name begins like this one."""
    key = name_key(company)
    if len(key) < 2:
        return applications.none()
    like = (
        Q(company_key=key) | Q(company_key__startswith=key) if len(key) > 2 else Q(company_key=key)
    )
    return applications.filter(like).order_by("-last_on", "-created_at", "pk").only(*SHOWN)


def follow_ups(interviews: QuerySet[CompanyInterview]) -> QuerySet[CompanyInterview]:
    """Company interviews after which somebody is still to be written to."""
    waiting = interviews.filter(follow_up_on__isnull=False, followed_up=False)
    return waiting.select_related("application").order_by("follow_up_on", "pk")


def brought_by(source: Import) -> QuerySet[Application]:
    """What is here of a file, or of a search that was brought back whole."""
    came = Q(imported=source) | (Q(added_in=source.edit_id) if source.edit_id else Q())
    return Application.objects.filter(came, taken_back_at=None)


ON_A_DAY = (Stage.RECRUITER, Stage.CHALLENGE, Stage.PHONE, Stage.ONSITE, Stage.OTHER, Stage.OFFER)


def on_days(events: QuerySet[Event], first: date, last: date) -> QuerySet[Event]:
    """Stages with a day and no hour: one that has an hour is a company interview."""
    timed = CompanyInterview.objects.filter(
        event=OuterRef("pk"), taken_back_at=None, starts_at__isnull=False
    )
    some = events.filter(
        ~Exists(timed),
        stage__in=ON_A_DAY,
        on__range=(first, last),
        application__last_on__gte=first,  # nothing happened to the others since; few are left
    )
    return some.select_related("application").order_by("on", "pk")


def to_answer(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """Offers that are open and want an answer by some day."""
    waiting = offers.filter(application__outcome=Outcome.OPEN, answer_by__isnull=False)
    return waiting.select_related("application").order_by("answer_by", "pk")


def of_text(applications: QuerySet[Application], text: str) -> QuerySet[Application]:
    """Those in which the words are found, in company, role, place or notes."""
    found = applications
    for word in text.split()[:8]:
        found = found.filter(
            Q(company__icontains=word) | Q(role__icontains=word)
            | Q(where__icontains=word) | Q(notes__icontains=word)
        )  # fmt: skip
    return found
