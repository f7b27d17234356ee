"""Which ratings can be compared: those that a path of shared people and questions connects."""

from collections import Counter
from collections.abc import Mapping, Sequence

from afterword.calibration.ratings import Gathered, Rated


def connected(rows: Sequence[Rated]) -> Gathered:
    """The largest part that shared people and questions connect; the others are counted apart.

    Between parts nothing could be compared. Of parts as large, the first by name.
    """
    parts = _parts(rows)
    sizes = Counter(parts[row.hour] for row in rows)
    if not sizes:
        return Gathered(())
    largest = min(sizes, key=lambda one: (-sizes[one], one))
    inside = sorted(row for row in rows if parts[row.hour] == largest)
    outside = {row.hour for row in rows if parts[row.hour] != largest}
    return Gathered(tuple(inside), apart=len(outside))


def _parts(rows: Sequence[Rated]) -> Mapping[str, str]:
    """For each interview, a name of the part it is in: union and find over what it shares."""
    leader: dict[str, str] = {}

    def find(one: str) -> str:
        while leader.setdefault(one, one) != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for row in rows:
        for facet in ("candidate", "interviewer", "question"):
            ends = find(f"{facet} {getattr(row, facet)}"), find(row.hour)
            leader[max(ends)] = min(ends)
    return {row.hour: find(row.hour) for row in rows}
