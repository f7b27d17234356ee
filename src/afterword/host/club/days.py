"""Days of the fictional club's job searches, counted back from the moment it is opened."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

NEAR = 3  # days that stay what they are, so that there is something to do whenever one looks
Words = dict[str, Any]  # Any: what the file holds


@cache
def words() -> Words:
    """Everything that is written out, with days counted back from now."""
    text = Path(__file__).with_name("search.yaml").read_text(encoding="utf-8")
    said: Words = yaml.safe_load(text)
    return said


@dataclass(frozen=True)
class Calendar:
    """Days counted back from now, where somebody lives."""

    now: datetime
    zone: ZoneInfo

    def day(self, ago: int) -> date:
        """So many days ago."""
        return self.now.astimezone(self.zone).date() - timedelta(days=ago)

    def office(self, ago: int) -> int:
        """The same day or, where that is long ago and nobody was in, the Friday before it."""
        return ago if ago < NEAR else ago + max(0, self.day(ago).weekday() - 4)

    def at(self, ago: int, hour: int) -> datetime:
        """That day at that hour."""
        return datetime.combine(self.day(ago), time(hour), self.zone)

    def starts(self, told: Words) -> datetime:
        """When a company interview takes place that is told with its day and its hour."""
        return self.at(self.office(told["day"]), told["hour"])

    def evening(self, ago: int) -> datetime:
        """When somebody would write about a day; never later than now."""
        return min(self.now, self.at(ago, 19))
