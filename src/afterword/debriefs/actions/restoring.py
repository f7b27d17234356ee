"""Bringing back debriefs from their JSON document, whole; and taking out what came."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import uuid4

from django.db import transaction

from afterword.cycle.actions.restoring import restore_wishes
from afterword.cycle.models import CompanyInterview, Cycle
from afterword.debriefs.document import (
    CommitmentPart,
    CycleDebriefPart,
    Document,
    InterviewDebriefPart,
    PointPart,
    RetellingPart,
    RubricPart,
    ShareLinkPart,
)
from afterword.debriefs.errors import NotPlaced, UndoneAlready
from afterword.debriefs.homes import Homes, NoPlace
from afterword.debriefs.models import (
    CycleDebrief,
    DebriefImport,
    InterviewDebrief,
    Point,
    ShareLink,
)
from afterword.journal.actions import record
from afterword.kit.models import with_names
from afterword.kit.tokens import digest, new_token
from afterword.people.models import Commitment, Person
from afterword.people.queries import programs_of
from afterword.questions.enums import RetellingState
from afterword.questions.models import Retelling, Rubric

TIED = {"application", "interview", "cycle", "rubric", "retelling", "points", "share_links"}
Part = TypeVar("Part", InterviewDebriefPart, CycleDebriefPart)
Home = TypeVar("Home", CompanyInterview, Cycle)


@dataclass
class Restored:
    """What came of a document: how many debriefs were here already, and which have no place."""

    source: DebriefImport
    known: int
    left_out: Sequence[str]


@transaction.atomic
def restore(person: Person, document: Document, *, leave_out: bool, now: datetime) -> Restored:
    """Keep every debrief of a document, or none. What is here already stays as it is.

    Raises NotPlaced with what was written about something that is not here, unless it may be left
    out. What came can be taken out again.
    """
    Person.objects.select_for_update().get(pk=person.pk)  # two tabs take turns
    homes, problems = Homes(person), list[str]()
    interviews = _placed(document.interviews, lambda it: _interview_of(homes, it), problems)
    cycles = _placed(document.cycles, lambda it: homes.search(it.cycle), problems)
    if problems and not leave_out:
        raise NotPlaced(problems)
    source = DebriefImport(person=person)
    bringing = _Bringing(person, homes, now)
    retellings = [bringing.retelling(one) for one in document.retellings]
    looked_back = {at: bringing.interview(it, home, retellings) for at, it, home in interviews}
    searches = {at: bringing.cycle(it, home) for at, it, home in cycles}
    for one in document.commitments:
        bringing.commitment(one, looked_back, searches)
    restore_wishes(person, document.wishes)
    source.brought = bringing.brought
    source.save()
    record(person, "debriefs.restored", source)
    return Restored(source, bringing.known, problems)


def _interview_of(homes: Homes, part: InterviewDebriefPart) -> CompanyInterview:
    return homes.interview(part.interview, part.application)


def _placed(
    parts: Iterable[Part], home: Callable[[Part], Home], problems: list[str]
) -> list[tuple[int, Part, Home]]:
    """Each with its place in the file and where it belongs; what belongs nowhere is told."""
    found = []
    for at, part in enumerate(parts):
        try:
            found.append((at, part, home(part)))
        except NoPlace as why:
            problems.append(str(why))
    return found


# Any: names of rows, as JSON.
def _nothing() -> dict[str, list[Any]]:
    return {"interviews": [], "cycles": [], "commitments": [], "retellings": []}


@dataclass
class _Bringing:
    """What is written of a document, and the names of what came."""

    person: Person
    homes: Homes
    now: datetime
    known: int = 0
    brought: dict[str, list[Any]] = field(default_factory=_nothing)  # Any: names, as JSON

    def retelling(self, part: RetellingPart) -> Retelling:
        """One that is here; or the words of it, which ask nobody for an answer."""
        told = part.model_dump(exclude={"program", "state", "created_at"})
        mine = Retelling.objects.filter(person=self.person, created_at=part.created_at)
        known = mine.filter(title=part.title, text=part.text).first()
        if known is not None:
            return known
        programs = {one.name: one for one in programs_of(self.person)}
        done = part.state == RetellingState.DECLINED
        row = Retelling.objects.create(
            person=self.person, program=programs.get(part.program or ""), **told,
            state=part.state if done else RetellingState.WITHDRAWN,
        )  # fmt: skip
        Retelling.objects.filter(pk=row.pk).update(created_at=part.created_at)
        self.brought["retellings"].append(str(row.pk))
        return row

    def interview(
        self, part: InterviewDebriefPart, home: CompanyInterview, retellings: Sequence[Retelling]
    ) -> InterviewDebrief:
        """The debrief of an interview; where it has one, that stays."""
        known = InterviewDebrief.objects.filter(interview=home).first()
        if known is not None:
            self.known += 1
            return known
        offered = part.retelling
        row = InterviewDebrief.objects.create(
            person=self.person, application_id=home.application_id, interview=home,
            rubric=_rubric(part.rubric, now=self.now) if part.rubric else None,
            retelling=_at(retellings, offered),
            **part.model_dump(exclude=TIED),
        )  # fmt: skip
        self.brought["interviews"].append(str(row.pk))
        return row

    def cycle(self, part: CycleDebriefPart, home: Cycle) -> CycleDebrief:
        """The debrief of a search; one that was begun in the same moment is the same."""
        there = CycleDebrief.objects.filter(cycle=home, taken_back_at=None)
        known = there.filter(begun_at=part.begun_at).first()
        if known is not None:
            self.known += 1
            return known
        row = CycleDebrief.objects.create(cycle=home, **part.model_dump(exclude=TIED))
        _keep_points(row, part.points, self.homes)
        _keep_links(row, part.share_links, now=self.now)
        self.brought["cycles"].append(str(row.pk))
        return row

    def commitment(
        self,
        part: CommitmentPart,
        interviews: dict[int, InterviewDebrief],
        cycles: dict[int, CycleDebrief],
    ) -> None:
        """What was committed to, tied to what it grew from, where that is here."""
        mine = Commitment.objects.filter(person=self.person, created_at=part.created_at)
        if mine.filter(text=part.text).exists():
            return
        grown = interviews.get(_or_none(part.interview)) or cycles.get(_or_none(part.cycle))
        row = Commitment.objects.create(
            person=self.person, text=part.text, state=part.state,
            origin=grown.origin if grown else f"cycledebrief:{uuid4()}",
        )  # fmt: skip
        Commitment.objects.filter(pk=row.pk).update(created_at=part.created_at)
        self.brought["commitments"].append(str(row.pk))


def _or_none(place: int | None) -> int:
    return -1 if place is None else place


Kept = TypeVar("Kept")


def _at(rows: Sequence[Kept], place: int | None) -> Kept | None:
    return rows[place] if place is not None and place < len(rows) else None


def _rubric(part: RubricPart, *, now: datetime) -> Rubric:
    """The same dimensions as were rated; where they are not here, a rubric that is out of use."""
    told = part.model_dump()
    here = Rubric.objects.filter(kind=part.kind, title=part.title, program=None)
    same = (one for one in here if one.dimensions == told["dimensions"])
    return next(same, None) or Rubric.objects.create(retired_at=now, **told)


def _keep_points(debrief: CycleDebrief, parts: Sequence[PointPart], homes: Homes) -> None:
    rows = [
        Point(
            id=pk, debrief=debrief, kind=one.kind, text=one.text,
            application=homes.seen_in(one.application), notes=homes.mock(one.notes),
        )
        for pk, one in with_names(parts)
    ]  # fmt: skip
    Point.objects.bulk_create(rows)
    for row, part in zip(rows, parts, strict=True):
        row.created_at = part.created_at
    Point.objects.bulk_update(rows, ["created_at"], batch_size=100)


def _keep_links(debrief: CycleDebrief, parts: Sequence[ShareLinkPart], *, now: datetime) -> None:
    """That something was shared. Nobody has the key of such a link, so it is closed."""
    for part in parts:
        closed = part.revoked_at or (now if part.expires_at > now else None)
        row = ShareLink.objects.create(
            debrief=debrief, digest=digest(new_token()), sections=part.sections,
            expires_at=part.expires_at, revoked_at=closed,
        )  # fmt: skip
        ShareLink.objects.filter(pk=row.pk).update(created_at=part.created_at)


@transaction.atomic
def take_out(source: DebriefImport, *, by: Person, now: datetime) -> int:
    """Undo an import, but for what was written in since: how many stay. Raises UndoneAlready."""
    there = DebriefImport.objects.filter(pk=source.pk, undone_at=None)
    if not there.update(undone_at=now):
        raise UndoneAlready
    interviews = InterviewDebrief.objects.filter(pk__in=source.brought["interviews"])
    cycles = CycleDebrief.objects.filter(pk__in=source.brought["cycles"], taken_back_at=None)
    interviews.filter(revision=0).delete()
    cycles.filter(revision=0).update(taken_back_at=now)
    stay = [*(one.origin for one in interviews), *(one.origin for one in cycles)]
    grown = Commitment.objects.filter(pk__in=source.brought["commitments"])
    grown.exclude(origin__in=stay).delete()
    offered = Retelling.objects.filter(pk__in=source.brought["retellings"])
    offered.exclude(pk__in=[one.retelling_id for one in interviews if one.retelling_id]).delete()
    record(by, "debriefs.taken_out", source)
    return len(stay)
