"""What stands beside a question of a debrief, as a page, a printed page and a mentor see it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeVar

from afterword.cycle.models import Cycle
from afterword.cycle.remembered import Pictures, pictures_of
from afterword.debriefs.enums import OFFERS
from afterword.debriefs.models import ShareLink
from afterword.kit.charts import Chart
from afterword.kit.drawing import Words, filled, filled_chart, holes_in, rows_drawn

Read = TypeVar("Read")


@dataclass(frozen=True)
class Eyes:
    """Who looks, and on which day: its author, or a mentor who came by a link."""

    today: date
    link: ShareLink | None = None
    # Any: whatever several steps of one page rest on.
    _read: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def opened_before(self) -> datetime | None:
        """What the author had not read when they chose what to share is not for a mentor."""
        return self.link.created_at if self.link else None

    @property
    def see_offers(self) -> bool:
        return self.link is None or OFFERS in self.link.sections

    def once(self, name: str, read: Callable[[], Read]) -> Read:
        """What several steps of one page rest on, read once."""
        if name not in self._read:
            self._read[name] = read()
        found: Read = self._read[name]
        return found

    def pictures(self, cycle: Cycle) -> Pictures:
        """What is counted of a search; what members share is not for a mentor."""
        pooled = self.link is None
        return self.once("pictures", lambda: pictures_of(cycle, today=self.today, pooled=pooled))


@dataclass(frozen=True)
class Row:
    """A line of a table: its head, its cells."""

    head: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """Words that somebody wrote, what they are about, and perhaps what they answer.

    Hiring notes are written with emphasis and code, as one line of a letter shows them.
    """

    text: str
    about: str = ""
    before: str = ""
    from_notes: bool = False


@dataclass(frozen=True)
class Laid:
    """A sentence, pictures, a table, lines that somebody wrote, points to take along."""

    sentence: str = ""
    lines: tuple[Said, ...] = ()
    charts: tuple[Chart, ...] = ()
    shares: Pictures | None = None  # each stage beside the program's
    luck: Pictures | None = None  # how often, and how many more
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    rows_title: str = ""
    note: str = ""
    how_we_know: str = ""  # the name of a page of docs/sums
    page: str = ""  # the name of a route that shows more
    points: tuple[Any, ...] = field(default=())  # Any: points, or commitments
    thoughts: tuple[Any, ...] = field(default=())  # Any: points that rest on nothing yet

    @property
    def holes(self) -> list[str]:
        """The names of the words that are still to be put in."""
        texts = (self.note, *(one.drawn for one in self.charts))
        return [name for text in texts for name in holes_in(text)]

    def filled(self, words: Words) -> "Laid":
        """The same with its words."""
        charts = tuple(filled_chart(one, words) for one in self.charts)
        return replace(self, note=filled(self.note, words), charts=charts)

    @property
    def shows(self) -> bool:
        """There is more to see than a sentence that says what is missing."""
        return bool(self.lines or self.charts or self.shares or self.rows or self.luck)

    @property
    def rows_drawn(self) -> str:
        """The rows with each cell beside the name of its column."""
        return rows_drawn(self.columns, [(row.head, *row.cells) for row in self.rows])

    @property
    def draws(self) -> bool:
        """A script draws something of it."""
        return bool(self.charts or self.shares or self.luck)
