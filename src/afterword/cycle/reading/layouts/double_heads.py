"""Two lines of names above: `Phone` over `Date` and `Result`."""

from collections import Counter
from dataclasses import replace

from afterword.cycle.reading.cells.dates import written
from afterword.cycle.reading.columns.one_column import stage_named
from afterword.cycle.reading.sheets.heads import Sheet
from afterword.cycle.reading.vocabulary.column_names import by_name, kind_of

NAMING = frozenset({"company", "role", "company and role"})


def under_one_head(sheet: Sheet) -> Sheet:
    """`Phone` over `Date` and `Result`: the names of both lines made one, and the second gone."""
    if not sheet.rows or sheet.head_line is None or not _is_second_head(sheet):
        return sheet
    second, group, labels = sheet.rows[0], "", []
    for label, own, below in zip(sheet.labels, sheet.named, second, strict=True):
        group = label if own else group
        labels.append(_one_name(group, below, label) if below else label)
    named = [own or bool(below) for own, below in zip(sheet.named, second, strict=True)]
    above = [*sheet.above, (sheet.lines[0], " ".join(filter(None, second)))]
    return replace(
        sheet, labels=_told_apart(labels), named=named, rows=sheet.rows[1:],
        lines=sheet.lines[1:], above=above,
    )  # fmt: skip


def _is_second_head(sheet: Sheet) -> bool:
    below = [cell for cell in sheet.rows[0] if cell]
    names = [place for place, label in enumerate(sheet.labels) if kind_of(label) in NAMING]
    if len(below) < 2 or not names or any(sheet.rows[0][place] for place in names):
        return False
    return all(by_name(cell) is not None and not written(cell).dates for cell in below)


def _one_name(group: str, below: str, label: str) -> str:
    """The name that says most: both, or that of the upper line, or the lower one's."""
    both = f"{group} {below}"
    if by_name(both) or stage_named(both):
        return both
    return label if label == group and by_name(group) else below


def _told_apart(labels: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    found = []
    for label in labels:
        seen[label] += 1
        found.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return found
