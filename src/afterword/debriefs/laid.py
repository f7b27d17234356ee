"""What stands beside a question of a debrief, as a page, a printed page and a mentor see it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from afterword.cycle.models import Cycle
from afterword.cycle.remembered import Pictures, pictures_of
from afterword.debriefs.enums import OFFERS
from afterword.debriefs.models import ShareLink
from afterword.kit.charts import Chart


@dataclass(frozen=True)
class Eyes:
    """Who looks, and on which day: its author, or a mentor who came by a link."""

    today: date
    link: ShareLink | None = None
    _counted: dict[UUID, Pictures] = field(default_factory=dict, compare=False)

    @property
    def opened_before(self) -> datetime | None:
        """What the author had not read when they chose what to share is not for a mentor."""
        return self.link.created_at if self.link else None

    @property
    def see_offers(self) -> bool:
        return self.link is None or OFFERS in self.link.sections

    def pictures(self, cycle: Cycle) -> Pictures:
        """What is counted of a search, read once; what members share is not for a mentor."""
        if cycle.pk not in self._counted:
            pooled = self.link is None
            self._counted[cycle.pk] = pictures_of(cycle, today=self.today, pooled=pooled)
        return self._counted[cycle.pk]


@dataclass(frozen=True)
class Row:
    """A line of a table: its head, its cells."""

    head: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Laid:
    """A sentence, pictures, a table, lines in the person's own words, points to take along."""

    sentence: str = ""
    lines: tuple[str, ...] = ()
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

    @property
    def shows(self) -> bool:
        """There is more to see than a sentence that says what is missing."""
        return bool(self.lines or self.charts or self.shares or self.rows or self.luck)

    @property
    def named_rows(self) -> list[dict[str, object]]:
        """The rows with each cell beside the name of its column."""
        return [
            {"head": row.head, "cells": list(zip(self.columns[1:], row.cells, strict=True))}
            for row in self.rows
        ]

    @property
    def draws(self) -> bool:
        """A script draws something of it."""
        return bool(self.charts or self.shares or self.luck)
