"""A sheet for each company, with a line for each thing that happened."""

import re
from collections.abc import Sequence
from dataclasses import replace

from afterword.cycle.reading.columns.contents import contents
from afterword.cycle.reading.layouts.made_columns import COMPANY, STATUS, STATUS_DATE
from afterword.cycle.reading.plain_text import plain
from afterword.cycle.reading.sheets.heads import Sheet
from afterword.cycle.reading.vocabulary.column_names import kind_of

# Names of columns that are a person or a place as often as a company.
LOOSE = frozenset({"who", "where", "sender name"})
_NO_COMPANY = re.compile(
    r"(?:sheet|tabelle|feuille|hoja|foglio|blad|planilha|arkusz|лист|シート|시트)\s*\d*|[\d\W]+|"
    r"(?:20\d\d|spring|summer|fall|autumn|winter|q[1-4]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|"
    r"nov|dec)\b.*|.*\b(?:jobs?|applications?|tracker|internships?|search|list|bewerbung\w*|"
    r"candidatur\w*|stats?|statistics|summary|overview|notes?|contacts?|template)\b.*",
    re.IGNORECASE,
)


def is_sheet_each(sheets: Sequence[Sheet]) -> bool:
    """Several sheets called like companies, in none of which a company is named."""
    there = [one for one in sheets if one.rows]
    if len(there) < 2 or any(_NO_COMPANY.fullmatch(one.name.strip()) for one in there):
        return False
    told = sum(_is_diary(one) for one in there)
    return told * 5 >= len(there) * 4 and not any(_names_companies(one) for one in there)


def _names_companies(sheet: Sheet) -> bool:
    kinds = {kind_of(label) for label in sheet.labels if plain(label) not in LOOSE}
    return bool(kinds & {"company", "company and role", "role"})


def _is_diary(sheet: Sheet) -> bool:
    """A column of days and a column of what happened on them."""
    inside = [contents([row[place] for row in sheet.rows]) for place in range(len(sheet.labels))]
    return any(one.dates > 0.5 for one in inside) and any(one.statuses >= 0.5 for one in inside)


def of_company(sheet: Sheet) -> Sheet:
    """The sheet's name in a column of its own; its days are those of what happened."""
    inside = [contents([row[place] for row in sheet.rows]) for place in range(len(sheet.labels))]
    days = max(range(len(inside)), key=lambda p: inside[p].dates)
    told = max(range(len(inside)), key=lambda p: inside[p].statuses)
    labels = [f"{label} there" if plain(label) in LOOSE else label for label in sheet.labels]
    labels[days], labels[told] = STATUS_DATE, STATUS
    named = [own or place in (days, told) for place, own in enumerate(sheet.named)]
    rows = [[sheet.name.strip(), *row] for row in sheet.rows]
    return replace(sheet, labels=[COMPANY, *labels], named=[True, *named], rows=rows)
