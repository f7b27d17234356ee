"""What is written of a debriefs.json: debriefs, what they rest on, and what came of them.

Rows of one moment keep the order in which the file has them.
"""

from collections.abc import Sequence
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
    ShareLinkPart,
)
from afterword.debriefs.models import CycleDebrief, InterviewDebrief, ShareLink
from afterword.debriefs.placing import Places
from afterword.kit.models import with_names
from afterword.kit.tokens import digest, new_token
from afterword.people import actions as people
from afterword.people.models import Person
from afterword.people.queries import programs_of
from afterword.questions.models import Retelling
from afterword.questions.restoring import Retold, restore_retellings, restore_rubric

TIED = {"application", "interview", "cycle", "rubric", "retelling", "points", "share_links"}


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
        programs = {one.name: one for one in programs_of(self.person)}
        told = [
            Retold(program=programs.get(one.program or ""), **one.model_dump(exclude={"program"}))
            for one in parts
        ]
        found, new = restore_retellings(self.person, told)
        self.brought["retellings"] += [str(one.pk) for one in new]
        return found

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
        rated = part.rubric.model_dump() if part.rubric else None
        rubric = restore_rubric(now=self.now, **rated) if rated else None
        row = InterviewDebrief.objects.create(
            id=pk, person=self.person, application_id=home.application_id, interview=home,
            rubric=rubric, retelling=_at(retellings, part.retelling),
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
        told = []
        for part in parts:
            grown = interviews.get(_or_none(part.interview)) or cycles.get(_or_none(part.cycle))
            origin = grown.origin if grown else f"cycledebrief:{uuid4()}"
            told.append(people.Committed(part.text, part.state, part.created_at, origin))
        new = people.restore_commitments(self.person, told)
        self.brought["commitments"] += [str(one.pk) for one in new]
        self.brought["states"] += [one.state for one in new]

    def wishes(self, parts: Sequence[WishPart]) -> None:
        """What was wished for, where nothing is by now."""
        came = restore_wishes(self.person, parts)
        self.brought["wishes"] += [(str(one.pk), one.saved_at.isoformat()) for one in came]


def _or_none(place: int | None) -> int:
    return -1 if place is None else place


Kept = TypeVar("Kept")


def _at(rows: Sequence[Kept], place: int | None) -> Kept | None:
    return rows[place] if place is not None and place < len(rows) else None


def _keep_links(debrief: CycleDebrief, parts: Sequence[ShareLinkPart], *, now: datetime) -> None:
    """That something was shared. Nobody has the key of such a link, so it is closed."""
    for pk, part in with_names(parts):
        closed = part.revoked_at or (now if part.expires_at > now else None)
        row = ShareLink.objects.create(
            id=pk, debrief=debrief, digest=digest(new_token()), sections=part.sections,
            expires_at=part.expires_at, revoked_at=closed,
        )  # fmt: skip
        ShareLink.objects.filter(pk=row.pk).update(created_at=part.created_at)
