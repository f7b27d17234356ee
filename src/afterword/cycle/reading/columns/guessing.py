"""What each column of a sheet means: each by itself, and then by its neighbours."""

import re

from afterword.cycle.enums import HELD
from afterword.cycle.reading.cells.two_names import split_in_two
from afterword.cycle.reading.columns.contents import LOOKED_AT, ROLE, Contents, contents
from afterword.cycle.reading.columns.one_column import by_contents, meaning_of, stage_named
from afterword.cycle.reading.columns.wordings import is_about_answers
from afterword.cycle.reading.plain_text import plain
from afterword.cycle.reading.sheets.heads import Sheet
from afterword.cycle.reading.vocabulary.column_names import KEEP, Meaning, by_name

ONCE = frozenset({
    "company", "role", "company and role", "place", "link", "source", "referral", "salary",
    "contact", "contact email", "contact phone", "contact page", "id", "number", "applied on",
    "applied", "noted on", "status on", "answered", "answered on", "history", "order",
})  # fmt: skip


def guessed(sheet: Sheet) -> list[Meaning]:
    """A meaning for every column. What says nothing that is known is kept in the notes."""
    inside = [contents([row[place] for row in sheet.rows]) for place in range(len(sheet.labels))]
    meanings = [
        meaning_of(label, seen) if own else by_contents(seen)
        for label, own, seen in zip(sheet.labels, sheet.named, inside, strict=True)
    ]
    meanings = _of_history(_once(meanings, inside))
    meanings = _hours(_paired(meanings, sheet.labels, inside), sheet.labels, inside)
    meanings = _fill_status(meanings, inside)
    meanings = _two_in_one(_fill_unnamed(meanings, sheet, inside), sheet)
    return _fill_dates(meanings, sheet, inside)


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
        strong = max(
            bare,
            key=lambda p: (inside[p].statuses > 0.5, _tells_the_end(labels[p]), inside[p].filled),
        )
        if len(repeated) == len(bare):
            for number, place in enumerate(bare, start=1):
                found[place] = Meaning("status", str(number))
        else:
            for number, place in enumerate([strong, *(p for p in bare if p != strong)], start=1):
                if number > 1:
                    found[place] = _further_status(labels[place], inside[place], number)
    return found


_JUST_HOUR = frozenset({"time", "hour", "at", "uhrzeit", "zeit", "heure", "hora", "ora", "tijd"})


def _hours(meanings: list[Meaning], labels: list[str], inside: list[Contents]) -> list[Meaning]:
    """`Interview time`, or `Time` beside a stage: the hour of what has its day elsewhere."""
    found = list(meanings)
    for place, one in enumerate(meanings):
        if inside[place].hours <= 0.5 or one.kind not in ("keep", "stage"):
            continue
        before = meanings[place - 1] if place else KEEP
        stage = stage_named(labels[place])
        if plain(labels[place]) in _JUST_HOUR and before.kind == "stage":
            stage = before.of
        if stage in HELD and Meaning("stage", stage) in (*found[:place], *found[place + 1 :]):
            found[place] = Meaning("hour", stage)
    return found


def _further_status(label: str, seen: Contents, number: int) -> Meaning:
    """A second status, if it tells anything: `yes` under `Response` does, and `yes` under `Result`
    is asked about."""
    if seen.statuses + seen.marks <= 0.5:
        return KEEP
    if seen.statuses == 0 and is_about_answers(label):
        return Meaning("answered")
    tells = seen.statuses > 0 or _RESULT.search(plain(label))
    return Meaning("status", str(number)) if tells else KEEP


_RESULT_WORDS = r"outcome|result|decision|verdict|ergebnis|resultat|resultado|esito"
_RESULT = re.compile(rf"\b(?:{_RESULT_WORDS})\b")
_END = re.compile(rf"\b(?:{_RESULT_WORDS}|status)\b")


def _tells_the_end(label: str) -> bool:
    """`Outcome` beside `Furthest stage`: a day without a name is the day of the end."""
    return bool(_END.search(plain(label)))


def _fill_status(meanings: list[Meaning], inside: list[Contents]) -> list[Meaning]:
    """No column for how it stands? The one that is full of statuses."""
    found = list(meanings)
    if any(one.kind in ("status", "history", "stage") for one in found):
        return found
    diary = max(range(len(found)), key=lambda p: inside[p].diaries, default=0)
    if found and found[diary].kind in ("keep", "notes") and inside[diary].diaries >= 0.5:
        found[diary] = Meaning("history")
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
    roles = sum(bool(ROLE.search(role)) for role in split)
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
            return _titled(found)
        if free:
            place = max(free, key=lambda p: (inside[p].filled * inside[p].distinct, -p))
            found[place] = Meaning("company")
    return found


def _titled(found: list[Meaning]) -> list[Meaning]:
    """`Name`, `Job` or `Title` alone: whatever is applied to, company and role in one."""
    place = next(p for p, one in enumerate(found) if one.kind == "role")
    if not any(one.kind in ("link", "status", "applied on", "stage") for one in found):
        return found
    found[place] = Meaning("company and role")
    return found


_ANY_DAY = frozenset({"when", "date", "day", "on", "wann", "datum", "fecha", "quand", "data"})


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
    nameless += [
        p for p, one in enumerate(found)
        if one == KEEP and plain(sheet.labels[p]) in _ANY_DAY and inside[p].dates > 0.6
    ]  # fmt: skip
    if nameless and not any(one.kind in ("status on", "answered on") for one in found):
        after = [p for p in nameless if p and found[p - 1].kind == "status"]
        if after:
            found[after[0]] = Meaning("status on", found[after[0] - 1].of)
    return found
