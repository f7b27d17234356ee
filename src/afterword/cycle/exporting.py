"""A search in formats that others read: one JSON document, CSV, JSON Resume, SankeyMATIC."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models import Model, Prefetch, QuerySet

from afterword.cycle.document import (
    ApplicationPart,
    ContactPartOf,
    CyclePart,
    Document,
    EventPart,
    FilePart,
    HindsightAnswerPart,
    HindsightPart,
    InterviewPart,
    OfferPart,
    PaperPart,
    Part,
    ReasonPart,
    WishPart,
)
from afterword.cycle.enums import ANSWERS_WITH_INTEREST, IMPLIES, PROGRESS, Outcome, Stage
from afterword.cycle.models import (
    Application,
    CompanyInterview,
    Contact,
    Cycle,
    Enclosure,
    Event,
    Offer,
    Paper,
    Wish,
)
from afterword.kit.models import OLDEST_FIRST

# --- JSON


def whole(
    cycles: QuerySet[Cycle], papers: QuerySet[Paper], wishes: QuerySet[Wish], *, angry: bool
) -> Document:
    """Everything as one document; angry lines only where they are asked for."""
    kept = list(papers.order_by(*OLDEST_FIRST))
    places = {paper.pk: place for place, paper in enumerate(kept)}
    return Document(
        cycles=[
            _cycle(one, places, angry=angry) for one in cycles.order_by("started_on", *OLDEST_FIRST)
        ],
        papers=[_part(PaperPart, one, body=one.body) for one in kept],
        wishes=[_part(WishPart, one) for one in wishes.order_by("kind")],
    )


def as_json(document: Document) -> bytes:
    """Readable, and the same document every time."""
    return document.model_dump_json(indent=1, warnings="none").encode()


# Any: fields of a part that are not simply the row's own.
def _part(part: type[Part], row: Model, **fields: Any) -> Any:
    own = {name: getattr(row, name) for name in part.model_fields if name not in fields}
    return part.model_construct(**_plain(own), **fields)


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Without the enum types that a row in memory may still carry."""
    return {name: str(v) if isinstance(v, str) else v for name, v in fields.items()}


def _cycle(cycle: Cycle, papers: Mapping[UUID, int], *, angry: bool) -> CyclePart:
    there = {"taken_back_at": None}
    rows = cycle.applications.filter(**there).order_by(*OLDEST_FIRST)
    rows = rows.prefetch_related(
        Prefetch("events", Event.objects.order_by("noted_at", "created_at", "pk")),
        Prefetch("interviews", CompanyInterview.objects.filter(**there).order_by(*OLDEST_FIRST)),
        Prefetch("contacts", Contact.objects.filter(**there).order_by(*OLDEST_FIRST)),
        Prefetch("enclosures", Enclosure.objects.filter(**there).order_by(*OLDEST_FIRST)),
        Prefetch("offers", Offer.objects.filter(**there)),
        "reasons", "hindsights", "hindsight_answers", "origins",
        *(["angry_lines"] if angry else []),
    )  # fmt: skip
    files = list(cycle.imports.filter(edit=None).order_by(*OLDEST_FIRST))
    at: dict[UUID | None, int] = {one.pk: place for place, one in enumerate(files)}
    parts = [_application(one, papers, at, angry=angry) for one in rows]
    kept = [_part(FilePart, f, name=f.file_name, brought_at=f.created_at) for f in files]
    return _part(CyclePart, cycle, files=kept, applications=parts)  # type: ignore[no-any-return]  # see _part


def _application(
    one: Application, papers: Mapping[UUID, int], files: Mapping[UUID | None, int], *, angry: bool
) -> ApplicationPart:
    events = list(one.events.all())
    at: dict[UUID | None, int] = {event.pk: place for place, event in enumerate(events)}
    lines = sorted(one.angry_lines.all(), key=_age) if angry else []
    return _part(  # type: ignore[no-any-return]  # see _part
        ApplicationPart, one, added_at=one.created_at, file=files.get(one.imported_id),
        events=[
            _part(EventPart, e, replaces=at.get(e.replaces_id), file=files.get(e.imported_id))
            for e in events
        ],
        interviews=[
            _part(InterviewPart, i, event=at.get(i.event_id)) for i in one.interviews.all()
        ],
        contacts=[_part(ContactPartOf, c) for c in one.contacts.all()],
        reasons=[_part(ReasonPart, r) for r in sorted(one.reasons.all(), key=_told)],
        offer=next((_part(OfferPart, o) for o in one.offers.all()), None),
        hindsights=[_part(HindsightPart, h) for h in sorted(one.hindsights.all(), key=_asked)],
        hindsight_answers=[
            _part(HindsightAnswerPart, a) for a in sorted(one.hindsight_answers.all(), key=_told)
        ],
        ids_in_files=[o.id_in_file for o in sorted(one.origins.all(), key=_age)],
        papers=[papers[e.paper_id] for e in one.enclosures.all()],
        angry_lines=[line.text for line in lines],
    )  # fmt: skip


# Any: rows and their moments, which sort among their own.
def _age(row: Any) -> Any:
    return (row.created_at, row.pk)


def _told(row: Any) -> Any:
    return (row.noted_at, row.created_at, row.pk)


def _asked(row: Any) -> Any:
    return (row.asked_at, row.later)


# --- CSV

COLUMNS = (
    "company", "role", "where", "pay", "source", "source_words", "referrer", "links", "stage",
    "outcome", "applied_on", "answered_on", "last_on", "ended_on", "put_away", "notes",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(applications: QuerySet[Application]) -> Iterator[str]:
    """A row for each application, with what happened in the last column."""
    yield _row([*COLUMNS, "events"])
    there = Prefetch("events", Event.objects.filter(taken_back_at=None).order_by("on", "place"))
    for one in applications.prefetch_related(there).iterator(chunk_size=500):
        told = "; ".join(_event(event) for event in one.events.all())
        yield _row([*(_cell(getattr(one, name)) for name in COLUMNS), _cell(told)])


def _event(event: Event) -> str:
    return f"{event.on or 'day not known'} {event.title}"


# Any: a column's value, whatever its kind.
def _cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula, whatever stands before the sign."""
    if value is None or value is False:
        return ""
    text = "yes" if value is True else str(value)
    return f"'{text}" if text.strip(" \u00a0\u200b\ufeff'\"").startswith(FORMULA) else text


def _row(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


# --- JSON Resume


def as_resume(applications: Iterable[Application], *, name: str, email: str) -> bytes:
    """Accepted applications as work entries. Days of work are not known here, and left out."""
    work = [
        {
            "name": one.company,
            **({"position": one.role} if one.role else {}),
            **({"location": one.where} if one.where else {}),
        }
        for one in applications
        if one.outcome == Outcome.ACCEPTED
    ]
    schema = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
    resume = {"$schema": schema, "basics": {"name": name, "email": email}, "work": work}
    return json.dumps(resume, ensure_ascii=False, indent=1).encode()


# --- SankeyMATIC

WAITS, GOES_ON = "No answer yet", "Still going on"


def as_sankey(applications: QuerySet[Application]) -> str:
    """Flows from stage to stage to outcome. What enters a stage leaves it: the counts add up."""
    flows: Counter[tuple[str, str]] = Counter()
    there = Prefetch(
        "events", Event.objects.filter(taken_back_at=None).only("stage", "application")
    )
    for one in applications.prefetch_related(there).iterator(chunk_size=500):
        path = list(_path(one))
        flows.update(pairwise(path))
    order = {name: place for place, name in enumerate(_names())}
    lines = sorted(flows.items(), key=lambda flow: [order[name] for name in flow[0]])
    return "".join(f"{start} [{count}] {end}\n" for (start, end), count in lines)


def _names() -> list[str]:
    stages = sorted(PROGRESS, key=lambda one: (PROGRESS[one], one))
    return [*(_label(one) for one in stages), WAITS, GOES_ON, *(_label(o) for o, _ in ENDINGS)]


ENDINGS = [(one, label) for one, label in Outcome.choices if one != Outcome.OPEN]


def _label(stage: str) -> str:
    label = Stage(stage).label if stage in Stage.values else Outcome(stage).label
    return label[:1].upper() + label[1:]


def _path(one: Application) -> Iterator[str]:
    """From being sent, by the stages in which somebody was interested, to how it stands."""
    stages = {event.stage for event in one.events.all()}
    stages |= {IMPLIES[stage] for stage in stages if stage in IMPLIES}
    yield _label(Stage.APPLIED if one.stage != Stage.NOTED else Stage.NOTED)
    reached = stages & ANSWERS_WITH_INTEREST
    yield from (_label(s) for s in sorted(reached, key=lambda s: (PROGRESS[s], s)))
    if one.outcome == Outcome.OPEN:
        yield GOES_ON if reached else WAITS
    else:
        yield _label(one.outcome)
