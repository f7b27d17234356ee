"""What is in a column: days, links, statuses, boxes, numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from afterword.cycle.reading.cells.dates import written
from afterword.cycle.reading.cells.hours import is_hour
from afterword.cycle.reading.cells.segments import segments_of
from afterword.cycle.reading.plain_text import plain

LOOKED_AT = 300  # rows whose contents are looked at
_LINK = re.compile(r"^\s*(?:https?://|www\.)\S|^=hyperlink\(|^\[.*\]\(https?:", re.IGNORECASE)
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.\w+$")
_HISTORY = re.compile(
    r"^\s*[\[{].*['\"](?:stage|status|state|name|event|type|step|new_status)['\"]", re.DOTALL | re.I
)
ROLE = re.compile(
    r"\b(?:engineer|developer|analyst|manager|scientist|designer|intern|internship|consultant|"
    r"architect|administrator|specialist|assistant|associate|programmer|researcher|technician|"
    r"coordinator|director|swe|sde|dev|lead|trainee|officer|entwickler|ingenieur|praktikant|"
    r"werkstudent|d[eé]veloppeur|ing[eé]nieur|stagiaire|desarrollador|desenvolvedor|sviluppatore|"
    r"ontwikkelaar|programista|sviluppatrice|product|software|frontend|backend|data|marketing)\b",
    re.IGNORECASE,
)
_MARKS = frozenset({
    "yes", "no", "y", "n", "x", "true", "false", "1", "0", "ja", "nein", "oui", "non", "si", "sim",
    "nao", "ok", "✓", "✔", "✅", "❌", "☑", "☐", "-", "t", "f", "j", "nee", "checked", "unchecked",
    "tak", "nie", "是", "否", "cleared", "passed", "pass", "qualified", "通過", "通过",
})  # fmt: skip


@dataclass(frozen=True)
class Contents:
    """What is in a column: how many cells, and which share of them is what."""

    filled: int
    dates: float
    links: float
    emails: float
    statuses: float
    marks: float
    numbers: float
    counts: float  # numbers small enough to count something
    roles: float
    histories: float
    diaries: float  # several things that happened, each with its day
    hours: float
    distinct: float
    length: float


def contents(cells: Sequence[str]) -> Contents:
    """Look at a column's first cells; the same text is looked at once."""
    filled = [cell for cell in cells if cell][:LOOKED_AT]
    counted = Counter(filled)
    total = max(len(filled), 1)

    def share(test: "re.Pattern[str]") -> float:
        return sum(n for cell, n in counted.items() if test.search(cell)) / total

    return Contents(
        filled=len(filled),
        dates=sum(n for cell, n in counted.items() if is_date(cell)) / total,
        links=share(_LINK),
        emails=share(_EMAIL),
        statuses=sum(n for cell, n in counted.items() if _is_status(cell)) / total,
        marks=sum(n for cell, n in counted.items() if is_mark(cell)) / total,
        numbers=sum(n for cell, n in counted.items() if _is_number(cell)) / total,
        counts=sum(n for cell, n in counted.items() if cell.isdigit() and len(cell) < 3) / total,
        roles=share(ROLE),
        histories=share(_HISTORY),
        diaries=sum(n for cell, n in counted.items() if _is_diary(cell)) / total,
        hours=sum(n for cell, n in counted.items() if is_hour(cell)) / total,
        distinct=len(counted) / total,
        length=sum(len(cell) * n for cell, n in counted.items()) / total,
    )


def is_date(cell: str) -> bool:
    """The cell is a date, or several, and hardly anything else."""
    if len(cell) > 80 or not any(one.isdigit() for one in cell):
        return False
    found = written(cell)
    return bool(found.dates or found.wrong) and len(found.rest) <= max(12, len(cell) // 2)


def is_mark(cell: str) -> bool:
    """Yes, no, x, a tick."""
    return cell.casefold() in _MARKS or plain(cell) in _MARKS


def _is_status(cell: str) -> bool:
    if len(cell) > 60 or is_mark(cell):
        return False
    return any(
        one.status.stages and one.status.known and one.status.sure for one in segments_of(cell)
    )


def _is_diary(cell: str) -> bool:
    lines = [line for line in cell.splitlines() if line.strip()]
    if len(cell) < 12 or len(lines) > 40:
        return False
    told = [
        one for line in lines for one in segments_of(line[:300])
        if one.dates.dates and one.status.known and one.status.stages
    ]  # fmt: skip
    return len(told) > 1 and len(told) * 2 >= len(lines)


def _is_number(cell: str) -> bool:
    return cell.strip("$€£% ").replace(",", "").replace(".", "").isdigit()
