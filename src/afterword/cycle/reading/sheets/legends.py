"""Letters that stand for words, where the file says for which: `R = rejected`."""

import re
from dataclasses import replace

from afterword.cycle.reading.cells.statuses import read_status
from afterword.cycle.reading.sheets.heads import Sheet

_STANDS_FOR = re.compile(r"(?<!\w)(\w{1,3})\s*=\s*([^=;,|]+?)(?=\s+\w{1,3}\s*=|\s*[;,|]|\s*$)")
FEWEST = 2  # letters that make a legend


def spelt_out(sheet: Sheet) -> Sheet:
    """The words in the place of the letters, in every column that holds nothing but letters."""
    words = _legend(sheet)
    if len(words) < FEWEST:
        return sheet
    places = [place for place in range(len(sheet.labels)) if _holds_only(sheet, place, words)]
    if not places:
        return sheet
    rows = [
        [words.get(cell, cell) if place in places else cell for place, cell in enumerate(row)]
        for row in sheet.rows
    ]
    said = f"{', '.join(words)} were read as it is said above the table"
    return replace(sheet, rows=rows, remarks=(*sheet.remarks, said))


def _legend(sheet: Sheet) -> dict[str, str]:
    """What stands above the table, as far as it explains statuses."""
    told = [found for _, text in sheet.above for found in _STANDS_FOR.findall(text[:1000])]
    return {letter: words for letter, words in told if _is_status(words)}


def _is_status(words: str) -> bool:
    status = read_status(words)
    return status.known and bool(status.stages)


def _holds_only(sheet: Sheet, place: int, words: dict[str, str]) -> bool:
    there = {row[place] for row in sheet.rows if row[place]}
    return bool(there) and there <= words.keys()
