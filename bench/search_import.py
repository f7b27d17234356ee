"""A 10,000-row spreadsheet understood and previewed, against polars reading the same file."""

import csv
import gc
import io
import random
import statistics
import time
from datetime import date, timedelta

import polars

from afterword.cycle.reading.confining import understood
from afterword.cycle.reading.totals import applications_of, totals_of
from bench import ruler

ROWS, ROUNDS, TIMES, CONSTANT, SEED = 10_000, 7, 3, 1.0, 7
NAMES = (
    "ApplicationID", "Company", "Title", "Status 1", "Status 2", "Application Date",
    "Status 1 Date", "Status 2 Date", "Link", "Notes",
)  # fmt: skip
STATUSES = ("Rejected", "reeejected", "Phone Int.", "Auto Int.", "Ghosted", "", "", "OA", "Offer!")


def sheet() -> bytes:
    """A sheet such as people keep, long enough for ten searches."""
    chance = random.Random(SEED)
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(NAMES)
    for number in range(ROWS):
        day = date(2024, 1, 1) + timedelta(days=number // 20)
        first = chance.choice(STATUSES)
        second = "Rejected" if first == "Phone Int." else ""
        later = [f"{day + timedelta(days=n):%-m/%-d/%Y}" for n in (0, 12, 30)]
        rows.writerow([
            f"APP{number}", f"Company {number % 3000}", "Data Analyst", first, second, later[0],
            later[1] if first else "", later[2] if second else "",
            f"https://jobs.example.org/{number}", "a note of a few words" * (number % 3),
        ])  # fmt: skip
    return out.getvalue().encode()


def run() -> None:
    body = sheet()
    understood([("warm.csv", body[:2000])], mapping={}, today=date(2026, 1, 1))
    gc.freeze()  # as config/asgi.py does
    ours, peer = [], []
    for _ in range(ROUNDS):
        ours.append(_seconds(lambda: _previewed(body)))
        peer.append(_seconds(lambda: polars.read_csv(body)))
    mine, theirs = statistics.median(ours), statistics.median(peer)
    allowed = TIMES * theirs + CONSTANT
    ruler.note(
        "search/import", ours=mine, peer=theirs, seed=SEED,
        goal=f"{TIMES} times polars and {CONSTANT:g} s: {allowed:.3g} s", met=mine <= allowed,
        command="make bench ONLY=search_import", rows=ROWS, clock="wall, with the limited child",
    )  # fmt: skip


def _previewed(body: bytes) -> None:
    reading = understood([("sheet.csv", body)], mapping={}, today=date(2026, 11, 23))
    totals = totals_of(reading, applications_of(reading))
    assert totals.applications == ROWS


def _seconds(work: object) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    run()
