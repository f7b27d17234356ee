"""The real searches kept beside the repository, as days: applied, answered, and with what."""

import csv
from datetime import date, datetime
from pathlib import Path

import numpy as np

from afterword.numerics.incidence import INTEREST, REJECTION, SILENT
from afterword.numerics.tests.back_testing import Search

FOLDER = Path(__file__).parents[5] / "shared/data/search"
INTERESTED = {"Auto Int.", "Virtual Int.", "Video Int.", "Phone Int.", "Assessment",
              "Case Study Int.", "Offer", "Accepted", "Declined"}  # fmt: skip


def real_searches() -> dict[str, Search]:
    return {"internships 2024": _internships(), "one search of 176": _one_search()}


def _internships() -> Search:
    first: dict[str, tuple[date, int]] = {}
    for row in _rows("internships_2024_status_history.csv"):
        if not (row["Status"] and row["CommunicationDate"]) or row["Status"] == "Cancelled":
            continue
        cause = INTEREST if row["Status"] in INTERESTED else REJECTION
        heard = (date.fromisoformat(row["CommunicationDate"]), cause)
        first[row["ApplicationId"]] = min(heard, first.get(row["ApplicationId"], heard))
    rows = [
        (date.fromisoformat(row["ApplicationDate"]), *first.get(row["ApplicationId"], (None, 0)))
        for row in _rows("internships_2024_applications.csv")
        if row["ApplicationDate"]
    ]
    return _search(rows)


def _one_search() -> Search:
    rows: list[tuple[date, date | None, int]] = []
    for row in _rows("one_search_176_applications.csv"):
        answer = _us(row["Date of 1st Response"])
        told = row["Response?"]
        cause = SILENT if answer is None else INTEREST
        if answer is not None and told in {"Rejected", "Position Removed"}:
            cause = REJECTION
        sent = _us(row["Date sent"])
        if sent:
            rows.append((sent, answer, cause))
    return _search(rows)


def _search(rows: list[tuple[date, date | None, int]]) -> Search:
    rows = sorted((one for one in rows if not one[1] or one[1] >= one[0]), key=lambda one: one[0])
    begin = rows[0][0]
    applied = np.array([(one[0] - begin).days for one in rows])
    answered = np.array([(one[1] - begin).days if one[1] else -1 for one in rows])
    return Search(applied, answered, np.array([one[2] for one in rows]))


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def _us(text: str) -> date | None:
    return datetime.strptime(text, "%m/%d/%Y").date() if text.strip() else None  # noqa: DTZ007 (a day)
