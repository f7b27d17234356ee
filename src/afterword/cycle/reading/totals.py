"""The totals of a reading: by outcome and by stage, and as the file itself words them."""

from collections import Counter
from dataclasses import dataclass

from afterword.cycle.enums import Outcome, Stage
from afterword.cycle.reading.cells.statuses import read_status
from afterword.cycle.reading.lines.joining import events_of
from afterword.cycle.reading.result import APPLICATION, PART, Reading, Row, Told
from afterword.cycle.reading.vocabulary.status_words import CLOSED
from afterword.cycle.standing import Happening, Standing, standing


@dataclass(frozen=True)
class One:
    """One application of the reading: its lines folded."""

    rows: tuple[Row, ...]
    events: tuple[Told, ...]
    standing: Standing

    @property
    def closed(self) -> bool:
        """It was rejected by nobody: the position went away, as the file says."""
        ends = [told for told in self.events if told.stage == Stage.REJECTED]
        return self.standing.outcome == Outcome.REJECTED and all(
            CLOSED in read_status(told.words or "rejected").stages for told in ends
        )

    @property
    def named(self) -> Row:
        """The line that names it."""
        return next((row for row in self.rows if row.taken_as == APPLICATION), self.rows[0])


@dataclass(frozen=True)
class Totals:
    """Counts of lines, of applications by how they stand, and of those that reached a stage."""

    lines: int
    understood: int
    taken_as: dict[str, int]
    unread_cells: int
    applications: int
    outcomes: dict[str, int]
    reached: dict[str, int]
    events: dict[str, int]


def applications_of(reading: Reading) -> list[One]:
    """Every application, folded."""
    found = []
    for places in reading.applications:
        rows = tuple(reading.rows[place] for place in places)
        events = tuple(events_of(rows))
        found.append(One(rows, events, standing(happenings(events))))
    return found


def happenings(events: tuple[Told, ...]) -> list[Happening]:
    """Events as the fold takes them."""
    return [
        Happening(one.on, place, one.stage, one.words, one.at, one.minutes)
        for place, one in enumerate(events)
    ]


def totals_of(reading: Reading, ones: list[One]) -> Totals:
    """Count. Every line is counted once, every application in one outcome."""
    taken = Counter(row.taken_as for row in reading.rows)
    outcomes = Counter(one.standing.outcome for one in ones)
    reached = Counter(stage for one in ones for stage in {told.stage for told in one.events})
    events = Counter(told.stage for one in ones for told in one.events)
    return Totals(
        lines=len(reading.rows),
        understood=taken[APPLICATION] + taken[PART],
        taken_as=dict(taken),
        unread_cells=sum(len(row.unread) for row in reading.rows),
        applications=len(ones),
        outcomes={one: outcomes[one] for one in Outcome.values},
        reached={one: reached[one] for one in Stage.values},
        events={one: events[one] for one in Stage.values},
    )
