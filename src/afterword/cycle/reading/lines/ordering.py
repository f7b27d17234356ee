"""How a line begins, and that what it tells goes on in an order that can be."""

from datetime import date

from afterword.cycle.enums import ENDS, Stage
from afterword.cycle.reading.lines.line import Line
from afterword.cycle.reading.result import Told, Unread


def begin(line: Line, applied: list[date], noted: list[date]) -> None:
    """The application itself: the day it was sent, or that it was only noted."""
    there = [one for one in line.events if one.stage == Stage.APPLIED]
    if applied or any(one.on for one in there):  # a confirmation without a day adds nothing
        line.events = [one for one in line.events if one.stage != Stage.APPLIED or one.on]
        there = [one for one in there if one.on]
    words = _about(line)
    for day in reversed(applied):
        if not _is_only_noted(line) and not any(one.on == day for one in there):
            line.events.insert(
                0, Told(day, Stage.APPLIED, words, line.label(line.of.places["applied on"][0]))
            )
    if there or (applied and not _is_only_noted(line)):
        _begin_noted(line, noted, beside=True)
        return
    if _is_only_noted(line) or not _was_applied(line):
        _begin_noted(line, noted or applied, beside=False)
        return
    sent = noted[0] if noted and not line.of.places.get("applied on") else None
    if line.of.named or not line.of.places.get("order"):
        line.events.insert(0, Told(sent, Stage.APPLIED, words, ""))


def _about(line: Line) -> str:
    """About when it was sent, in the file's words, where it names no day."""
    cells = line.of_kind("applied on")
    when = next(filter(None, (line.of.days.about(line.place, place) for place, _ in cells)), "")
    return f"applied, {when}" if when else ""


def _is_only_noted(line: Line) -> bool:
    happened = any(one.stage != Stage.NOTED for one in line.events)
    return not happened and (
        line.says_applied is False or (line.noted_only and not line.says_applied)
    )


def _was_applied(line: Line) -> bool:
    """A line of a list of applications is one, unless the list keeps days and this has none."""
    if line.events or line.says_applied or _about(line):
        return True
    return not line.of.keeps_days


def _begin_noted(line: Line, noted: list[date], *, beside: bool) -> None:
    told = any(one.stage == Stage.NOTED for one in line.events)
    if not beside and not noted and not told:
        line.events.insert(0, Told(None, Stage.NOTED, "", ""))
    for day in noted[:1]:
        if not any(one.on == day for one in line.events):
            line.events.insert(0, Told(day, Stage.NOTED, "", ""))


def in_order(line: Line) -> None:
    """An ending told last stays last: an earlier thing dated after it loses its day, aloud."""
    ends = [at for at, one in enumerate(line.events) if one.stage in ENDS and one.on]
    if not ends:
        _look_at_applied(line)
        return
    end = line.events[ends[-1]]
    numbered = len(line.of.statuses) > 1 or bool(line.of.places.get("history"))
    for at, one in enumerate(list(line.events)):
        earlier = at < ends[-1] or not numbered
        later = one.on and end.on and one.on > end.on and one.stage not in ENDS
        if later and earlier and end in line.events:
            _undate(line, one, end)
    _look_at_applied(line)


def _undate(line: Line, one: Told, end: Told) -> None:
    """Of two days that cannot both be right, leave one open: the ending's, if the day of
    applying is like those of the lines around it."""
    wrong, other = one, end
    if one.stage == Stage.APPLIED and not line.of.days.stands_out(line.place):
        wrong, other = end, one
    where = line.events.index(wrong)
    line.events[where] = Told(None, wrong.stage, wrong.words, wrong.column)
    relation = "after" if wrong is one else "before"
    why = f"lies {relation} {other.stage} on {other.on}; the day is left open"
    line.unread.append(Unread(wrong.column or wrong.stage, f"{wrong.on}", why))


def _look_at_applied(line: Line) -> None:
    applied = [one.on for one in line.events if one.stage == Stage.APPLIED and one.on]
    early = [
        one
        for one in line.events
        if one.on and applied and one.on < min(applied) and one.stage != Stage.NOTED
    ]
    for one in early:
        line.remarks.append(f"{one.stage} on {one.on} lies before you applied on {min(applied)}")
