"""What is written of a debriefs.json: debriefs, what they rest on, and what came of them.

Rows of one moment keep the order in which the file has them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from afterword.cycle.actions.restoring import restore_wishes
from afterword.cycle.document import WishPart
from afterword.cycle.models import CompanyInterview, Cycle
from afterword.debriefs.actions.restoring_points import keep_points
from afterword.debriefs.document import (
    CommitmentPart,
    CycleDebriefPart,
    InterviewDebriefPart,
    RetellingPart,
    RubricPart,
    ShareLinkPart,
)
from afterword.debriefs.models import CycleDebrief, InterviewDebrief, ShareLink
from afterword.debriefs.placing import Places
from afterword.kit.columns import write_columns
from afterword.kit.models import with_names
from afterword.kit.tokens import digest, new_token
from afterword.people.models import Commitment, Person, Program
from afterword.people.queries import programs_of
from afterword.questions.enums import RetellingState
from afterword.questions.models import Retelling, Rubric

AT_ONCE = 500
TIED = {"application", "interview", "cycle", "rubric", "retelling", "points", "share_links"}
Row = TypeVar("Row", Retelling, Commitment)


# Any: names of rows, and how they stood, as JSON.
def _nothing() -> dict[str, list[Any]]:
    return {
        name: []
        for name in ("interviews", "cycles", "commitments", "states", "retellings", "wishes")
    }


@dataclass
class Bringing:
    """What is written of a document, and the names of what came."""

    person: Person
    places: Places
    now: datetime
    known: int = 0
    brought: dict[str, list[Any]] = field(default_factory=_nothing)  # Any: names, as JSON

    def retellings(self, parts: Sequence[RetellingPart]) -> list[Retelling]:
        """Those that are here; of others the words, which ask nobody for an answer."""
        mine = Retelling.objects.filter(person=self.person)
        here = {(one.created_at, one.title, one.text): one for one in mine}
        programs = {one.name: one for one in programs_of(self.person)}
        found, new = [], []
        for pk, part in with_names(parts):
            key = part.created_at, part.title, part.text
            if key not in here:
                here[key] = self._retelling(pk, part, programs)
                new.append(here[key])
            found.append(here[key])
        _keep_all(new)
        self.brought["retellings"] += [str(one.pk) for one in new]
        return found

    def _retelling(
        self, pk: UUID, part: RetellingPart, programs: Mapping[str, Program]
    ) -> Retelling:
        told = part.model_dump(exclude={"program", "state"})
        done = part.state == RetellingState.DECLINED
        return Retelling(
            id=pk, person=self.person, program=programs.get(part.program or ""), **told,
            state=part.state if done else RetellingState.WITHDRAWN,
        )  # fmt: skip

    def interview(
        self,
        pk: UUID,
        part: InterviewDebriefPart,
        home: CompanyInterview,
        retellings: Sequence[Retelling],
    ) -> InterviewDebrief:
        """The debrief of an interview; where it has one, that stays."""
        known = InterviewDebrief.objects.filter(interview=home).first()
        if known is not None:
            self.known += 1
            return known
        offered = part.retelling
        row = InterviewDebrief.objects.create(
            id=pk, person=self.person, application_id=home.application_id, interview=home,
            rubric=_rubric(part.rubric, now=self.now) if part.rubric else None,
            retelling=_at(retellings, offered),
            **part.model_dump(exclude=TIED),
        )  # fmt: skip
        self.brought["interviews"].append(str(row.pk))
        return row

    def cycle(self, pk: UUID, part: CycleDebriefPart, home: Cycle) -> CycleDebrief:
        """The debrief of a search; one that was begun in the same moment is the same."""
        there = CycleDebrief.objects.filter(cycle=home, taken_back_at=None)
        known = there.filter(begun_at=part.begun_at).first()
        if known is not None:
            self.known += 1
            return known
        row = CycleDebrief.objects.create(id=pk, cycle=home, **part.model_dump(exclude=TIED))
        keep_points(row, part.points, self.places)
        _keep_links(row, part.share_links, now=self.now)
        self.brought["cycles"].append(str(row.pk))
        return row

    def commitments(
        self,
        parts: Sequence[CommitmentPart],
        interviews: dict[int, InterviewDebrief],
        cycles: dict[int, CycleDebrief],
    ) -> None:
        """What was committed to, tied to what it grew from, where that is here."""
        mine = Commitment.objects.filter(person=self.person)
        here, new = set(mine.values_list("created_at", "text")), []
        for pk, part in with_names(parts):
            if (part.created_at, part.text) in here:
                continue
            here.add((part.created_at, part.text))
            grown = interviews.get(_or_none(part.interview)) or cycles.get(_or_none(part.cycle))
            new.append(
                Commitment(
                    id=pk, person=self.person, created_at=part.created_at, text=part.text,
                    state=part.state,
                    origin=grown.origin if grown else f"cycledebrief:{uuid4()}",
                )
            )  # fmt: skip
        _keep_all(new)
        self.brought["commitments"] += [str(one.pk) for one in new]
        self.brought["states"] += [one.state for one in new]

    def wishes(self, parts: Sequence[WishPart]) -> None:
        """What was wished for, where nothing is by now."""
        came = restore_wishes(self.person, parts)
        self.brought["wishes"] += [(str(one.pk), one.saved_at.isoformat()) for one in came]


def _keep_all(rows: Sequence[Row]) -> None:
    """Keep rows at once, each begun when it says."""
    if not rows:
        return
    begun = [one.created_at for one in rows]
    type(rows[0]).objects.bulk_create(rows, batch_size=AT_ONCE)  # which dates them today
    for row, moment in zip(rows, begun, strict=True):
        row.created_at = moment
    write_columns(rows, ["created_at"])


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


def _keep_links(debrief: CycleDebrief, parts: Sequence[ShareLinkPart], *, now: datetime) -> None:
    """That something was shared. Nobody has the key of such a link, so it is closed."""
    for pk, part in with_names(parts):
        closed = part.revoked_at or (now if part.expires_at > now else None)
        row = ShareLink.objects.create(
            id=pk, debrief=debrief, digest=digest(new_token()), sections=part.sections,
            expires_at=part.expires_at, revoked_at=closed,
        )  # fmt: skip
        ShareLink.objects.filter(pk=row.pk).update(created_at=part.created_at)
