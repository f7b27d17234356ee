"""What each column of a sheet means: by its name, by what is in it, and by its neighbours."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from afterword.cycle.enums import Stage
from afterword.cycle.reading.cells import split_in_two
from afterword.cycle.reading.dates import written
from afterword.cycle.reading.heads import Sheet
from afterword.cycle.reading.lexicon import CLOSED, SHELVED, WAITING
from afterword.cycle.reading.names import KEEP, Meaning, by_name
from afterword.cycle.reading.names import named as known_names
from afterword.cycle.reading.plain import plain, plain_name
from afterword.cycle.reading.statuses import read_told, read_whole

ONCE = frozenset(
    {
        "company",
        "role",
        "company and role",
        "place",
        "link",
        "source",
        "referral",
        "salary",
        "contact",
        "contact email",
        "contact phone",
        "id",
        "number",
        "applied on",
        "applied",
        "noted on",
        "status on",
        "answered",
        "answered on",
        "history",
        "order",
    }
)
LOOKED_AT = 300  # rows whose contents are looked at
_LINK = re.compile(r"^\s*(?:https?://|www\.)\S|^=hyperlink\(|^\[.*\]\(https?:", re.IGNORECASE)
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.\w+$")
_HISTORY = re.compile(r"^\s*[\[{].*['\"](?:stage|status|state|name|event)['\"]", re.DOTALL | re.I)
_ROLE = re.compile(
    r"\b(?:engineer|developer|analyst|manager|scientist|designer|intern|internship|consultant|"
    r"architect|administrator|specialist|assistant|associate|programmer|researcher|technician|"
    r"coordinator|director|swe|sde|dev|lead|trainee|officer|entwickler|ingenieur|praktikant|"
    r"werkstudent|d[eé]veloppeur|ing[eé]nieur|stagiaire|desarrollador|desenvolvedor|sviluppatore|"
    r"ontwikkelaar|programista|sviluppatrice|product|software|frontend|backend|data|marketing)\b",
    re.IGNORECASE,
)
_MARKS = frozenset(
    {
        "yes",
        "no",
        "y",
        "n",
        "x",
        "true",
        "false",
        "1",
        "0",
        "ja",
        "nein",
        "oui",
        "non",
        "si",
        "sim",
        "nao",
        "ok",
        "✓",
        "✔",
        "✅",
        "❌",
        "☑",
        "☐",
        "-",
        "t",
        "f",
        "j",
        "nee",
        "checked",
        "unchecked",
        "tak",
        "nie",
        "是",
        "否",
    }
)


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
        roles=share(_ROLE),
        histories=share(_HISTORY),
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
        one.status.stages and one.status.known and one.status.sure for one in read_told(cell)
    )


def _is_number(cell: str) -> bool:
    return cell.strip("$€£% ").replace(",", "").replace(".", "").isdigit()


def guessed(sheet: Sheet) -> list[Meaning]:
    """A meaning for every column. What says nothing that is known is kept in the notes."""
    inside = [contents([row[place] for row in sheet.rows]) for place in range(len(sheet.labels))]
    meanings = [
        _meaning(label, seen) if own else _by_contents(seen)
        for label, own, seen in zip(sheet.labels, sheet.named, inside, strict=True)
    ]
    meanings = _of_history(_once(meanings, inside))
    meanings = _paired(meanings, sheet.labels, inside)
    meanings = _fill_status(meanings, sheet, inside)
    meanings = _two_in_one(_fill_unnamed(meanings, sheet, inside), sheet)
    return _fill_dates(meanings, sheet, inside)


def _meaning(label: str, seen: Contents) -> Meaning:
    """By name, unless what is inside says otherwise."""
    label = re.sub(r" \(\d+\)$", "", label)
    named = by_name(label)
    staged = stage_named(label)
    if staged and plain_name(label) in ("final", "finally", "end") and seen.statuses > 0.5:
        return Meaning("status")
    if staged and _can_be_stage(seen) and (named is None or _gives_way(named, label)):
        return Meaning("stage", staged)
    if plain_name(label) in ("phone", "telephone") and seen.numbers > 0.5:
        return Meaning("contact phone")
    if named is None:
        return _by_contents(seen)
    return _checked(named, label, seen)


def _gives_way(named: Meaning, label: str) -> bool:
    """A name that was only alike, and a few that are also a stage: `Ghosted`, `Contacted`."""
    words = plain_name(label)
    if words not in known_names():
        return True
    return named.kind in ("keep", "contact", "referral", "role") and len(words.split()) == 1


_DATE_WORDS_WORDS = """
date day on at time when datum am le fecha data de del di tarihi y n yes no scheduled completed
done received the of is got sent ed round number no count s my did you get status result outcome
日期 时间 日
"""
_DATE_WORDS = frozenset(_DATE_WORDS_WORDS.split())


def stage_named(label: str) -> str | None:
    """The stage that a column's name speaks of: `Phone screen date`, `Rejected?`, `OA`."""
    words = plain_name(label)
    if words in {"sent", "list", "status", "response", "responses", "result", "update", "notes"}:
        return None
    for text in (words, _undated(words)):
        read = read_whole(text) if text and len(text) < 45 else None
        if read is None:
            continue
        if len(read.stages) == 1:
            stage = read.stages[0]
            return None if stage in (WAITING, CLOSED, SHELVED, Stage.NOTED) else stage
        if read.stages[:1] == (Stage.OFFER,):
            return str(read.stages[-1])
    return None


def _undated(words: str) -> str:
    return " ".join(word for word in words.split() if word not in _DATE_WORDS)


def _can_be_stage(seen: Contents) -> bool:
    """Days, yes and no, or what became of it; not names of people, not long notes."""
    return seen.filled == 0 or seen.dates + seen.marks + seen.statuses + seen.counts >= 0.5


def _checked(named: Meaning, label: str, seen: Contents) -> Meaning:
    """A name promises something; hold it against what is there."""
    kind = named.kind
    if seen.filled == 0:
        return named
    if kind in ("applied on", "noted on", "status on", "answered on"):
        return _checked_date(named, label, seen)
    if kind == "applied":
        return (
            Meaning("applied on")
            if seen.dates > 0.5
            else named
            if seen.marks > 0.3
            else (Meaning("status") if seen.statuses > 0.5 else named)
        )
    if kind == "status" and seen.dates > 0.8 and seen.statuses < 0.2:
        return (
            Meaning("answered on")
            if "respon" in label.casefold()
            else Meaning("status on", named.of)
        )
    if kind == "answered" and seen.dates > 0.5:
        return Meaning("answered on")
    if kind in ("answered", "contact", "company") and seen.statuses > 0.6 and seen.marks < 0.5:
        return Meaning("status") if kind != "company" else named
    if kind == "link" and seen.links < 0.3 and seen.distinct < 0.5 and 5 < seen.length < 30:
        return Meaning("source")
    if kind == "source" and seen.links > 0.6:
        return Meaning("link")
    if kind == "id" and seen.distinct < 0.2 and seen.filled > 20:
        return KEEP
    if kind == "id" and seen.links > 0.5:
        return Meaning("link")
    if kind == "role" and seen.links > 0.5:
        return Meaning("link")
    if kind == "keep" and seen.histories > 0.3:
        return Meaning("history")
    if kind == "history" and seen.histories < 0.3:
        return Meaning("history") if seen.statuses > 0.5 else Meaning("notes")
    if kind == "place" and seen.statuses > 0.5:
        return Meaning("status")
    if kind == "number" and seen.numbers < 0.5:
        return Meaning("id") if seen.distinct > 0.9 and seen.length < 30 else KEEP
    return named


def _checked_date(named: Meaning, label: str, seen: Contents) -> Meaning:
    if seen.dates >= 0.3:
        return named
    if seen.marks > 0.5:
        return Meaning("applied") if named.kind == "applied on" else Meaning("answered")
    if seen.statuses > 0.5:
        return Meaning("status")
    return named if seen.dates > 0 else KEEP


def _by_contents(seen: Contents) -> Meaning:
    """A column whose name says nothing."""
    if seen.filled == 0:
        return KEEP
    if seen.links > 0.5:
        return Meaning("link")
    if seen.emails > 0.5:
        return Meaning("contact email")
    if seen.histories > 0.5:
        return Meaning("history")
    return KEEP


def _once(meanings: list[Meaning], inside: list[Contents]) -> list[Meaning]:
    """Of two columns with one meaning the fuller keeps it; the other is kept in the notes."""
    best: dict[Meaning, int] = {}
    for place, one in enumerate(meanings):
        if one.kind in ONCE and (
            one not in best or inside[place].filled > inside[best[one]].filled * 1.5
        ):
            best[one] = place
    return [
        one if one.kind not in ONCE or best[one] == place else _second(one)
        for place, one in enumerate(meanings)
    ]


def _of_history(meanings: list[Meaning]) -> list[Meaning]:
    """A table that names nobody but ids and statuses: its day is the status's."""
    kinds = {one.kind for one in meanings}
    if kinds & {"company", "company and role", "role"} or not {"id", "status"} <= kinds:
        return meanings
    if "status on" in kinds:
        return meanings
    return [
        Meaning("status on") if one.kind in ("applied on", "noted on") else one for one in meanings
    ]


def _second(one: Meaning) -> Meaning:
    return Meaning("contact") if one.kind == "contact" else KEEP


def _paired(meanings: list[Meaning], labels: list[str], inside: list[Contents]) -> list[Meaning]:
    """Several statuses: numbered in their order; a nameless or plain date beside one is its day."""
    found = list(meanings)
    bare = [place for place, one in enumerate(found) if one == Meaning("status")]
    if len(bare) > 1:
        repeated = [
            p for p in bare if plain(labels[p]).split()[0] == plain(labels[bare[0]]).split()[0]
        ]
        strong = max(bare, key=lambda p: (inside[p].statuses > 0.5, inside[p].filled))
        if len(repeated) == len(bare):
            for number, place in enumerate(bare, start=1):
                found[place] = Meaning("status", str(number))
        else:
            for number, place in enumerate([strong, *(p for p in bare if p != strong)], start=1):
                if number > 1:
                    found[place] = (
                        Meaning("status", str(number)) if inside[place].statuses > 0.5 else KEEP
                    )
    return found


def _fill_status(meanings: list[Meaning], sheet: Sheet, inside: list[Contents]) -> list[Meaning]:
    """No column for how it stands? The one that is full of statuses."""
    found = list(meanings)
    if any(one.kind in ("status", "history", "stage") for one in found):
        return found
    free = [p for p, one in enumerate(found) if one.kind in ("keep", "notes", "role", "place")]
    best = max(free, key=lambda p: inside[p].statuses * (inside[p].filled > 0), default=None)
    if best is not None and inside[best].statuses >= 0.5 and inside[best].filled > 1:
        found[best] = Meaning("status")
    return found


def _two_in_one(meanings: list[Meaning], sheet: Sheet) -> list[Meaning]:
    """`Google – SWE Intern` under `Company`, and no column for roles: both are in that cell."""
    place = next((p for p, one in enumerate(meanings) if one.kind == "company"), None)
    if place is None or any(one.kind == "role" for one in meanings):
        return meanings
    cells = [row[place] for row in sheet.rows if row[place]][:LOOKED_AT]
    split = [role for cell in cells if (role := split_in_two(cell)[1])]
    roles = sum(bool(_ROLE.search(role)) for role in split)
    if len(split) * 5 < len(cells) * 3 or roles * 2 < len(split) or len(split) < 2:
        return meanings
    found = list(meanings)
    found[place] = Meaning("company and role")
    return found


def _fill_unnamed(meanings: list[Meaning], sheet: Sheet, inside: list[Contents]) -> list[Meaning]:
    """Company and role, where no name gave them: by what is inside, from the left."""
    found = list(meanings)
    kinds = {one.kind for one in found}
    if kinds & {"company", "company and role"} and "role" in kinds:
        return found
    free = [
        p
        for p, one in enumerate(found)
        if one == KEEP
        and not (sheet.named[p] and by_name(sheet.labels[p]))
        and inside[p].filled
        and inside[p].length < 70
        and max(inside[p].dates, inside[p].links, inside[p].marks, inside[p].emails) < 0.5
        and inside[p].numbers < 0.5
        and inside[p].statuses < 0.5
    ]
    if "role" not in kinds:
        roles = [p for p in free if inside[p].roles >= 0.4]
        if roles and (kinds & {"company", "company and role"} or len(free) > 1):
            place = max(roles, key=lambda p: inside[p].roles)
            found[place] = Meaning("role")
            free.remove(place)
    if not kinds & {"company", "company and role", "id"}:
        if not free and "role" in kinds:
            return _titled(found, sheet)
        if free:
            place = max(free, key=lambda p: (inside[p].filled * inside[p].distinct, -p))
            found[place] = Meaning("company")
    return found


def _titled(found: list[Meaning], sheet: Sheet) -> list[Meaning]:
    """`Name`, `Job` or `Title` alone: whatever is applied to, company and role in one."""
    place = next(p for p, one in enumerate(found) if one.kind == "role")
    if not any(one.kind in ("link", "status", "applied on", "stage") for one in found):
        return found
    found[place] = Meaning("company and role")
    return found


def _fill_dates(meanings: list[Meaning], sheet: Sheet, inside: list[Contents]) -> list[Meaning]:
    """The day of applying: a column of days that nobody named, or the day it was noted."""
    found = list(meanings)
    nameless = [
        p
        for p, one in enumerate(found)
        if one == KEEP
        and inside[p].dates > 0.6
        and inside[p].filled
        and not (sheet.named[p] and by_name(sheet.labels[p]))
    ]
    dated = any(one.kind == "applied on" or one == Meaning("stage", "applied") for one in found)
    if nameless and not dated:
        found[nameless.pop(0)] = Meaning("applied on")
    if nameless and not any(one.kind in ("status on", "answered on") for one in found):
        after = [p for p in nameless if p and found[p - 1].kind == "status"]
        if after:
            found[after[0]] = Meaning("status on", found[after[0] - 1].of)
    return found
