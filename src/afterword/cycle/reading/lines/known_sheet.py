"""What is known of a sheet before its lines are read."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from afterword.cycle.reading.columns.days import Days
from afterword.cycle.reading.columns.wordings import Wordings
from afterword.cycle.reading.mapping import Mapping
from afterword.cycle.reading.sheets.heads import Sheet
from afterword.cycle.reading.sheets.section_headings import sections_of
from afterword.cycle.reading.vocabulary.column_names import Meaning

REACHED = ("contact email", "contact phone", "contact page")


class Known:
    """A sheet, what its columns mean, and where each meaning stands."""

    def __init__(
        self,
        sheet: Sheet,
        meanings: Sequence[Meaning],
        *,
        mapping: Mapping,
        today: date,
        file_name: str,
        only_noted: bool = False,
    ) -> None:
        self.sheet, self.meanings, self.mapping = sheet, meanings, mapping
        self.only_noted = only_noted
        self.days = Days(sheet, meanings, mapping=mapping, today=today, file_name=file_name)
        self.wordings = Wordings(mapping.statuses)
        self.places: dict[str, list[int]] = {}
        for place, one in enumerate(meanings):
            self.places.setdefault(one.kind, []).append(place)
        self.statuses = sorted(self.places.get("status", ()), key=lambda p: _number(meanings[p].of))
        self.named = any(kind in self.places for kind in ("company", "role", "company and role"))
        self.keeps_days = self._share_filled("applied on") > 0.5
        self.width = _usual_width(sheet.rows)
        self.names_people = any(kind in self.places for kind in ("contact", *REACHED))
        self.sections = sections_of(sheet, width=self.width)

    def _share_filled(self, kind: str) -> float:
        places = self.places.get(kind, ())
        filled = sum(any(row[p] for p in places) for row in self.sheet.rows)
        return filled / max(len(self.sheet.rows), 1)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _usual_width(rows: list[list[str]]) -> int:
    counts = Counter(sum(map(bool, row)) for row in rows)
    return counts.most_common(1)[0][0] if counts else 0
