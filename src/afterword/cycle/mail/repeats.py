"""The same news only once: a reminder is no second confirmation, but a second interview is one."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from afterword.cycle.mail.found import Candidate
from afterword.cycle.mail.which_interview import Hour
from afterword.cycle.names import name_key

# The same news within so many days is told twice: a reminder, a confirmation of a confirmation.
SAME_NEWS = {"applied": 30, "challenge": 21, "phone": 10, "onsite": 21, "offer": 30,
             "rejected": 90, "withdrawn": 90}  # fmt: skip
INTERVIEWS = frozenset({"phone", "onsite"})
COMPARED = 100  # interviews of one application that a message is compared with, the latest


def without_repeats(told: list[Candidate], cancelled: Mapping[str, date]) -> list[Candidate]:
    """Those that tell something new, of messages in the order of their days.

    `cancelled`: events of calendars that were called off, and when. Where the company is not known,
    nobody can say what is told again.
    """
    seen: dict[tuple[str, str, str], date | None] = {}
    interviews: dict[tuple[str, str], _Interviews] = defaultdict(lambda: _Interviews(cancelled))
    kept = []
    for one in told:
        about = (name_key(one.found.company), name_key(one.found.role))
        if not one.found.company:
            new = True
        elif one.found.kind in INTERVIEWS:
            new = interviews[about].has_another(one)
        else:
            new = _is_news(one, (*about, one.found.kind), seen)
        if new:
            kept.append(one)
    return kept


def _is_news(
    one: Candidate, about: tuple[str, str, str], seen: dict[tuple[str, str, str], date | None]
) -> bool:
    """Whether it is the first of its kind, or long after the one that was kept before."""
    on = one.found.on
    if about in seen and not _is_long_after(seen[about], on, kind=one.found.kind):
        return False
    seen[about] = on
    return True


def _is_long_after(before: date | None, on: date | None, *, kind: str) -> bool:
    return bool(before and on and on - before > timedelta(days=SAME_NEWS[kind]))


@dataclass(slots=True)
class _Interview:
    """One interview, by all that messages have said of it so far."""

    kind: str
    last_told: date | None
    days: frozenset[date] = frozenset()
    number: int = 0
    met: bool = False
    further: bool = False
    events: set[str] = field(default_factory=set)
    thread: set[str] = field(default_factory=set)

    def take(self, one: Candidate) -> None:
        """Another message about it: its newest days hold."""
        hour = one.hour
        self.days = hour.days or self.days
        self.number = hour.number or self.number
        self.met, self.further = self.met or hour.met, self.further or hour.further
        self.events |= {hour.invitation.name} - {""}
        self.thread |= one.names
        self.last_told = one.found.on or self.last_told

    def is_over(self, day: date | None) -> bool:
        """Whether all its days are past."""
        return bool(day and self.days and max(self.days) < day)

    def is_certainly(self, hour: Hour) -> bool:
        """Whether this is the same event of a calendar, the same number, or the same day."""
        if hour.invitation.name in self.events or (hour.number and hour.number == self.number):
            return True
        return bool(hour.days & self.days) and not (hour.number and self.number)


@dataclass(slots=True)
class _Interviews:
    """The interviews of one application, in the order in which mail told of them."""

    cancelled: Mapping[str, date]
    known: list[_Interview] = field(default_factory=list)

    def has_another(self, one: Candidate) -> bool:
        """Whether it tells of an interview that no message before it told of."""
        if one.hour.invitation.cancelled:
            return False
        latest = reversed(self.known[-COMPARED:])
        there = next((it for it in latest if it.is_certainly(one.hour)), None)
        if there is None and self.known and not self._comes_next(one):
            there = self.known[-1]
        if there is None:
            self.known.append(_Interview(one.found.kind, one.found.on))
        (there or self.known[-1]).take(one)
        return there is None

    def _comes_next(self, one: Candidate) -> bool:
        """Whether it is after the latest one, for what it says or for what has happened since."""
        hour, on, latest = one.hour, one.found.on, self.known[-1]
        if hour.moved or self._is_off(latest, on):
            return False
        if hour.number and latest.number:
            return True
        if latest.is_over(on) or hour.number > len(self.known):
            return True
        return not hour.again and self._is_new(one, latest)

    def _is_new(self, one: Candidate, latest: _Interview) -> bool:
        """Whether it reads as if it told of something for the first time."""
        hour, thread = one.hour, not one.names.isdisjoint(latest.thread)
        if (hour.met and not latest.met) or (hour.further and not latest.further):
            return True
        if one.found.kind != latest.kind or (hour.days and latest.days):
            return not thread
        return _is_long_after(latest.last_told, one.found.on, kind=latest.kind)

    def _is_off(self, it: _Interview, on: date | None) -> bool:
        """Whether every event of it was called off by that day."""
        if on is None or not it.events:
            return False
        return all(self.cancelled.get(name, date.max) <= on for name in it.events)
