"""A line for each step from one stage to the next, as pictures of flows are drawn from."""

from dataclasses import replace

from afterword.cycle.reading.columns.contents import contents
from afterword.cycle.reading.plain_text import plain
from afterword.cycle.reading.sheets.heads import Sheet
from afterword.cycle.reading.vocabulary.column_names import kind_of

PAIRS = (
    ("source", "target"), ("from", "to"), ("from stage", "to stage"), ("stage", "next stage"),
    ("from status", "to status"), ("old status", "new status"), ("previous status", "status"),
)  # fmt: skip


def from_transitions(sheet: Sheet) -> tuple[Sheet, str]:
    """The two stages of each step as its first and second status; and what joins the steps."""
    labels = [plain(label) for label in sheet.labels]
    pair = next(((a, b) for a, b in PAIRS if a in labels and b in labels), None)
    if pair is None:
        return sheet, ""
    places = [labels.index(one) for one in pair]
    if not all(_holds_stages(sheet, place) for place in places):
        return sheet, ""
    kinds = {kind_of(label) for label in sheet.labels}
    if "company" not in kinds:
        return sheet, ""
    names = list(sheet.labels)
    for number, place in enumerate(places, start=1):
        names[place] = f"Status {number}"
    by = "id" if "id" in kinds else "company and role" if "role" in kinds else "company"
    return replace(sheet, labels=names), by


def _holds_stages(sheet: Sheet, place: int) -> bool:
    return contents([row[place] for row in sheet.rows]).statuses > 0.7
