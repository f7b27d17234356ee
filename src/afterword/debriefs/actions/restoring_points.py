"""Bringing back the points of a debrief, tied to what is here."""

from collections.abc import Sequence

from afterword.debriefs.document import PointPart
from afterword.debriefs.models import CycleDebrief, Point, Tie
from afterword.debriefs.placing import Places
from afterword.kit.columns import keep_dated
from afterword.kit.models import with_names


def keep_points(debrief: CycleDebrief, parts: Sequence[PointPart], places: Places) -> None:
    """Each as it was said; one that rests on nothing that is here comes as a thought."""
    rows = [
        Point(id=pk, debrief=debrief, kind=one.kind, text=one.text, created_at=one.created_at)
        for pk, one in with_names(parts)
    ]
    keep_dated(rows)
    pairs = [(row, tie) for row, one in zip(rows, parts, strict=True) for tie in one.ties]
    found = [(row, seen) for row, tie in pairs if (seen := places.seen_in(tie))]
    Tie.objects.bulk_create(seen.as_tie(row, pk=pk) for pk, (row, seen) in with_names(found))
