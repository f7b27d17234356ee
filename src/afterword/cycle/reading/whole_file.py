"""A whole file: which of its tables are applications, what they say, which lines belong together.

`read` is what runs in the limited child: bytes in, plain JSON out.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from afterword.cycle.reading.columns.days import Days
from afterword.cycle.reading.columns.guessing import guessed
from afterword.cycle.reading.columns.known_formats import Format, format_of, meanings_of
from afterword.cycle.reading.errors import NothingInside
from afterword.cycle.reading.files.opening import tables_in
from afterword.cycle.reading.files.tables import Table
from afterword.cycle.reading.layouts.choosing import plainly
from afterword.cycle.reading.layouts.grouped_names import under_groups
from afterword.cycle.reading.layouts.one_below_another import one_by_one
from afterword.cycle.reading.layouts.side_by_side import apart
from afterword.cycle.reading.layouts.transposed import upright
from afterword.cycle.reading.lines.every_line import rows_of
from afterword.cycle.reading.lines.joining import together
from afterword.cycle.reading.lines.known_sheet import Known
from afterword.cycle.reading.mapping import Mapping, mapping_from
from afterword.cycle.reading.plain_text import plain
from afterword.cycle.reading.result import Column, Reading, Row, Wording, as_json
from afterword.cycle.reading.sheets.ditto_marks import filled_from_above, without_marks
from afterword.cycle.reading.sheets.heads import Sheet, headed
from afterword.cycle.reading.sheets.legends import spelt_out
from afterword.cycle.reading.sheets.section_headings import stands_for
from afterword.cycle.reading.vocabulary.column_names import Meaning


# Any: JSON.
def read(
    files: Sequence[tuple[str, bytes]], mapping: dict[str, Any] | None, today: str
) -> dict[str, Any]:
    """Understand one file, or several that belong together. Raises Unreadable or BadMapping."""
    tables = [table for name, body in files for table in tables_in(body, name=name)]
    names = ", ".join(name for name, _ in files)
    if not any(headed(one).rows for one in tables):
        raise NothingInside("The file names its columns, and has no rows below them.")
    reading = understand(
        tables,
        file_name=names,
        mapping=mapping_from(mapping or {}),
        today=date.fromisoformat(today),
    )
    return as_json(reading)


def understand(
    tables: Sequence[Table], *, file_name: str, mapping: Mapping, today: date
) -> Reading:
    """What the tables say. A table without applications is left out, by name and with a reason."""
    as_kept = [
        spelt_out(without_marks(headed(one, head_line=mapping.head_line, told=mapping.columns)))
        for table in tables
        for part in one_by_one(under_groups(upright(table)))
        for one in apart(part)
    ]
    sheets, joined = plainly(as_kept)
    chosen, left_out = _chosen(sheets, mapping)
    known = [format_of(sheet.labels) for sheet in chosen]
    parts = [
        _understood(sheet, one, mapping=mapping, today=today, file_name=file_name)
        for sheet, one in zip(chosen, known, strict=True)
    ]
    rows = tuple(row for one, _ in parts for row in one)
    names = {one.name: None for one in known if one}
    by = mapping.together or joined or next((one.together for one in known if one), "id")
    applications, rows = together(rows, by=by)
    return Reading(
        file_name=file_name,
        kind=", ".join(names),
        sheets=tuple(sheet.name for sheet in chosen),
        left_out=left_out,
        columns=tuple(_column(u, place) for _, u in parts for place in range(len(u.meanings))),
        wordings=_wordings([one for _, u in parts for one in u.wordings.counted()]),
        rows=rows,
        applications=applications,
        remarks=_remarks(chosen, [u.days for _, u in parts]),
        head_line=chosen[0].head_line if len(chosen) == 1 else None,
    )


def _chosen(sheets: list[Sheet], mapping: Mapping) -> tuple[list[Sheet], tuple[str, ...]]:
    if mapping.sheets:
        wanted = [one for one in sheets if one.name in mapping.sheets]
        others = tuple(f"{one.name}: not asked for" for one in sheets if one not in wanted)
        return wanted or sheets, others if wanted else ()
    fit = [(one, _objection(one)) for one in sheets]
    if any(not why and _sends(one) for one, why in fit):
        fit = [(one, why or _only_names(one)) for one, why in fit]
    good = [one for one, why in fit if not why]
    if not good:
        return sheets[:1], tuple(f"{one.name}: {why}" for one, why in fit[1:])
    return good, tuple(f"{one.name}: {why}" for one, why in fit if why)


def _objection(sheet: Sheet) -> str:
    """Why a sheet is no list of applications, or nothing."""
    if not sheet.rows:
        return "it has no rows"
    kinds = {one.kind for one in _meanings(sheet, format_of(sheet.labels))}
    who = kinds & {"company", "company and role", "id"}
    what = kinds & {
        "role",
        "status",
        "applied on",
        "stage",
        "link",
        "history",
        "answered",
        "company and role",
    }
    if who and what:
        return ""
    return "it does not look like a list of applications"


SENDS = frozenset({"role", "status", "applied on", "stage", "history", "company and role"})


def _sends(sheet: Sheet) -> bool:
    """Whether a sheet tells more than names and pages."""
    kinds = {one.kind for one in _meanings(sheet, format_of(sheet.labels))}
    return bool(kinds & SENDS) or stands_for(sheet.name)


def _only_names(sheet: Sheet) -> str:
    return "" if _sends(sheet) else "it names companies, and nothing that was sent to them"


def _meanings(sheet: Sheet, known: Format | None) -> list[Meaning]:
    return meanings_of(known, sheet.labels) if known else guessed(sheet)


def _understood(
    sheet: Sheet, known: Format | None, *, mapping: Mapping, today: date, file_name: str
) -> tuple[list[Row], Known]:
    meanings = [
        mapping.columns.get(label, meaning)
        for label, meaning in zip(sheet.labels, _meanings(sheet, known), strict=True)
    ]
    if known:
        rules = {plain(words): stages for words, stages in known.statuses.items()}
        mapping = replace(mapping, statuses={**rules, **mapping.statuses})
    filled = filled_from_above(sheet, meanings)
    one = Known(
        filled.sheet, meanings, mapping=mapping, today=today, file_name=file_name,
        only_noted=bool(known and known.only_noted),
    )  # fmt: skip
    return [_owing(row, at in filled.from_above) for at, row in enumerate(rows_of(one))], one


def _owing(row: Row, owes: bool) -> Row:
    if not (owes and row.counts):
        return row
    said = f"no company stands in this line; it was taken to be {row.company}, from above"
    return replace(row, remarks=(*row.remarks, said))


def _column(one: Known, place: int) -> Column:
    cells = (row[place] for row in one.sheet.rows)
    examples = list(dict.fromkeys(cell[:80] for cell in cells if cell))[:4]
    learnt = one.days.learnt.get(place)
    return Column(
        one.sheet.name, one.sheet.labels[place], str(one.meanings[place]), tuple(examples),
        str(learnt.order) if learnt and learnt.why else "", learnt.why if learnt else "",
        bool(learnt and learnt.doubtful) or one.days.unclear(place),
    )  # fmt: skip


def _wordings(found: list[Wording]) -> tuple[Wording, ...]:
    return tuple(sorted(found, key=lambda one: -one.count))


def _remarks(sheets: list[Sheet], days: list[Days]) -> tuple[str, ...]:
    """What holds for the file as a whole."""
    said: dict[str, None] = {}
    for sheet in sheets:
        for remark in sheet.remarks:
            said[remark] = None
        if sheet.head_line is None:
            said["no line names the columns; they were told by what is in them"] = None
        for line, text in sheet.above:
            said[f"above the table, line {line}: {text[:200]}"] = None
    if any(one.doubtful for learnt in days for one in learnt.learnt.values()):
        said["every date could be day first or month first; month first was taken"] = None
    return tuple(said)
