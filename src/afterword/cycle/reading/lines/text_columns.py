"""The texts of a line: company, role, links, people, where it came from, notes."""

import re

from afterword.cycle.enums import Source
from afterword.cycle.reading.cells.links import addresses, linked
from afterword.cycle.reading.cells.people import is_no_person, is_people, people_in
from afterword.cycle.reading.cells.sources import source_of
from afterword.cycle.reading.cells.two_names import split_in_two
from afterword.cycle.reading.cells.yes_or_no import NOTHING_THERE, says_no, says_yes
from afterword.cycle.reading.columns.wordings import LONGEST_WORDS
from afterword.cycle.reading.lines.known_sheet import REACHED
from afterword.cycle.reading.lines.line import Line

_YES_AND = re.compile(r"^(?:yes|y|ja|oui|si|sí|sim)\b[\s,:;–-]+(?=\w)", re.IGNORECASE)
_TEXTS = {"place": "place", "salary": "pay"}


def read_texts(line: Line) -> None:
    """Read every column that holds a text."""
    for place, cell in line.of_kind("company"):
        _name(line, "company", place, cell)
    for place, cell in line.of_kind("role"):
        _name(line, "role", place, cell)
    for _, cell in line.of_kind("company and role"):
        company, role = split_in_two(linked(cell)[0])
        line.texts.setdefault("company", company)
        if role:
            line.texts.setdefault("role", role)
    for kind, field in _TEXTS.items():
        for _, cell in line.of_kind(kind):
            if not says_no(cell):
                line.texts[field] = "; ".join(filter(None, [line.texts.get(field, ""), cell]))
    for _, cell in line.of_kind("id"):
        line.texts["id"] = cell
    for place, cell in line.of_kind("link"):
        _link(line, place, cell)
    if line.of.names_people:
        _read_people(line)
    _read_source(line)
    for place, cell in line.of_kind("notes"):
        if cell in NOTHING_THERE:
            continue
        line.kept.append(("" if len(line.of.places["notes"]) == 1 else line.label(place), cell))
    for place, _ in line.of_kind("keep"):
        line.keep(place)


def _name(line: Line, field: str, place: int, cell: str) -> None:
    text, address = linked(cell)
    if address:
        _add_link(line, address)
    if field == "role" and text in NOTHING_THERE:
        return
    if len(text) > LONGEST_WORDS:
        line.keep(place)
        text = text[: LONGEST_WORDS - 1] + "…"
    line.texts.setdefault(field, " ".join(text.split()))


def _link(line: Line, place: int, cell: str) -> None:
    found = addresses(cell)
    for one in found:
        _add_link(line, one)
    if not found and "." in cell and " " not in cell and len(cell) > 4:
        _add_link(line, cell)
    elif len("".join(found)) + 3 < len(cell.strip()) and not linked(cell)[1]:
        line.keep(place)


def _add_link(line: Line, address: str) -> None:
    line.texts["links"] = "\n".join(filter(None, [line.texts.get("links", ""), address]))


def _read_people(line: Line) -> None:
    told = [both for both in line.of_kind("contact") if not says_no(both[1])]
    named = [(p, cell) for p, cell in told if not says_yes(cell) and is_people(cell)]
    reached = [both for kind in REACHED for both in line.of_kind(kind) if not says_no(both[1])]
    for _, cell in [one for one in reached if is_no_person(one[1])]:
        _add_link(line, cell)
    reached = [one for one in reached if not is_no_person(one[1])]
    line.texts["people"] = people_in(
        [(line.label(p), cell) for p, cell in named], [cell for _, cell in reached]
    )
    lost = [both for both in told if both not in named]
    for place, _ in [*lost, *(reached if not line.texts["people"] else ())]:
        line.keep(place)


def _read_source(line: Line) -> None:
    for _, cell in line.of_kind("source"):
        if cell in NOTHING_THERE:
            continue
        line.texts["source_words"] = cell
        line.texts["source"] = source_of(cell)
    for place, cell in line.of_kind("referral"):
        if says_no(cell):
            continue
        who = _YES_AND.sub("", cell)
        if not says_yes(cell):
            if source_of(cell) == Source.OUTBOUND and len(cell) < LONGEST_WORDS:
                line.texts["referrer"] = who
            else:
                line.keep(place)
        line.texts["source"] = Source.REFERRAL.value
