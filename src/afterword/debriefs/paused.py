"""What somebody began to look back on and left, with what is still empty in it."""

import json
from collections import defaultdict
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast

from afterword.debriefs import access
from afterword.debriefs.enums import POINTS, STEPS, Step
from afterword.debriefs.models import CycleDebrief
from afterword.people.prepared import ForViewer
from afterword.people.viewer import Viewer

INTERVIEW, CYCLE, POINT, COMMITMENT = "interview", "cycle", "point", "commitment"
# What a company interview asks on a phone; the rest is for a desk, and may well stay empty.
TWO_MINUTES = {
    "went_well": "what went well",
    "could_better": "what could have gone better",
    "next_time": "what you will do next time",
    "asked": "what you were asked",
}

Row = tuple[Any, ...]  # Any: names and words, by what the first column says


class PausedInterview(NamedTuple):
    """A company interview that was begun to be looked back on."""

    pk: UUID
    company: str
    empty: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """None of what is asked on a phone was written."""
        return len(self.empty) == len(TWO_MINUTES)


class PausedCycle(NamedTuple):
    """A cycle that was begun to be looked back on, where it was left, and what was not answered."""

    pk: UUID
    cycle: str
    at: Step
    empty: tuple[Step, ...]
    questions: int


class Paused(NamedTuple):
    """Both."""

    interviews: list[PausedInterview]
    cycles: list[PausedCycle]


def paused_of(viewer: Viewer) -> Paused:
    """All that the viewer began and neither ended nor took away, in one query."""
    by_kind: defaultdict[str, list[Row]] = defaultdict(list)
    for kind, *row in _rows(viewer):
        by_kind[kind].append(tuple(row))
    gathered = {(pk, POINT, said) for pk, said, *_ in by_kind[POINT]}
    meant = {origin for _, origin, *_ in by_kind[COMMITMENT]}
    return Paused(
        [_interview(*row) for row in by_kind[INTERVIEW]],
        [_cycle(*row[:-1], gathered=gathered, meant=meant) for row in by_kind[CYCLE]],
    )


def _interview(pk: UUID, company: str, *words: str) -> PausedInterview:
    said = zip(TWO_MINUTES.values(), words, strict=True)
    return PausedInterview(pk, company, tuple(name for name, text in said if not text.strip()))


def _cycle(
    pk: UUID, cycle: str, length: str, at: str, answers: str, *,
    gathered: set[Row], meant: set[str],
) -> PausedCycle:  # fmt: skip
    words = json.loads(answers)
    origin = CycleDebrief(pk=pk).origin
    # Whether they held is asked of whoever meant something before.
    asked = [one for one in STEPS[length] if one != Step.HELD]
    empty = (
        one
        for one in asked
        if not words.get(one, "").strip()
        and (pk, POINT, POINTS.get(one)) not in gathered
        and not (one == Step.COMMITMENTS and origin in meant)
    )
    return PausedCycle(pk, cycle, Step(at), tuple(empty), len(asked))


# Any: rows of several models, and expressions among their columns.
def _rows_of(rows: "QuerySet[Any]", kind: str, *names: str) -> "QuerySet[Any, Row]":
    empty = [Value("", TextField())] * (6 - len(names))
    return rows.order_by().values_list(Value(kind, TextField()), *names, *empty)


def _paused(viewer: Viewer) -> "QuerySet[Any, Row]":
    interviews = access.own_interview_debriefs(viewer).filter(ended_at=None)
    cycles = access.own_cycle_debriefs(viewer).select_related(None).filter(ended_at=None)
    points = access.own_points(viewer).select_related(None)
    there = points.filter(taken_back_at=None, debrief__ended_at=None)
    commitments = access.commitments_from_debriefs(viewer).filter(origin__startswith="cycle")
    said = cycles.annotate(said=Cast("answers", TextField()))
    return _rows_of(interviews, INTERVIEW, "pk", "application__company", *TWO_MINUTES).union(
        _rows_of(said, CYCLE, "pk", "cycle__name", "length", "at", "said"),
        _rows_of(there, POINT, "debrief", "kind"),
        _rows_of(commitments, COMMITMENT, "pk", "origin"),
        all=True,
    )


_rows = ForViewer(_paused)
