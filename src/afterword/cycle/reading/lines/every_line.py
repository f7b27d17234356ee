"""One sheet, line by line: what each says happened, and what it says besides."""

from collections.abc import Iterable

from afterword.cycle.reading.lines.day_columns import days_of
from afterword.cycle.reading.lines.first_answers import read_answer, read_days_to
from afterword.cycle.reading.lines.known_sheet import Known
from afterword.cycle.reading.lines.line import Line
from afterword.cycle.reading.lines.ordering import begin, in_order
from afterword.cycle.reading.lines.other_lines import OtherLines
from afterword.cycle.reading.lines.stage_columns import read_stages
from afterword.cycle.reading.lines.status_columns import read_histories, read_statuses
from afterword.cycle.reading.lines.text_columns import read_texts
from afterword.cycle.reading.result import APPLICATION, HEADING, PART, SKIPPED, Row


def rows_of(known: Known) -> list[Row]:
    """Every line, in order."""
    others = OtherLines(known)
    return [_row(known, others, place, cells) for place, cells in enumerate(known.sheet.rows)]


def _row(known: Known, others: OtherLines, place: int, cells: list[str]) -> Row:
    line = known.sheet.lines[place]
    if line in known.mapping.skip_lines:
        return _no_application(known, line, cells, SKIPPED, "left out, as you said")
    if place in known.sections.heads:
        return _no_application(known, line, cells, HEADING, "a heading between the applications")
    if (other := others.what(cells)) is not None:
        return _no_application(known, line, cells, *other)
    return _application(Line(known, place, cells))


def _no_application(known: Known, line: int, cells: list[str], taken_as: str, why: str) -> Row:
    filled = {label: cell for label, cell in zip(known.sheet.labels, cells, strict=True) if cell}
    return Row(known.sheet.name, line, taken_as, why, cells=filled)


def _application(line: Line) -> Row:
    read_texts(line)
    days = {kind: days_of(line, kind) for kind in ("applied on", "noted on", "answered on")}
    read_stages(line)
    read_histories(line)
    read_statuses(line)
    read_answer(line, days["answered on"])
    read_days_to(line, days["applied on"])
    begin(line, days["applied on"], days["noted on"])
    in_order(line)
    return _done(line)


def _done(line: Line) -> Row:
    taken_as = APPLICATION if line.of.named else PART
    for one in line.unread:
        if (one.column, one.value) not in line.kept:
            line.kept.append((one.column, one.value))
    notes = "\n".join(
        f"from the file: {name}: {value}" if name else value for name, value in _once(line.kept)
    )
    if not line.texts.get("company") and line.of.named:
        line.remarks.append("no company is named in this line")
    return Row(
        line.of.sheet.name,
        line.of.sheet.lines[line.place],
        taken_as,
        notes=notes,
        events=tuple(dict.fromkeys(line.events)),
        unread=tuple(line.unread),
        remarks=tuple(line.remarks),
        **line.texts,
    )


def _once(kept: list[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return dict.fromkeys(kept)
