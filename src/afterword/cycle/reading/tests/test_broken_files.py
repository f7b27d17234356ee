"""An import never crashes, hangs or half-applies, whatever the file.

Each kind is read in the limited child, as a person's file would be. What comes back is a reading
in which every line is accounted for, or a sentence.
"""

import os
import random
import time
from datetime import date

import pytest

from afterword.cycle.reading.confining import NotRead, understood
from afterword.cycle.reading.result import Reading
from afterword.cycle.reading.tests.broken import GOOD, corpus
from afterword.cycle.reading.totals import applications_of, totals_of

KINDS = corpus()
TODAY = date(2026, 11, 23)
# What must be readable all the same.
SURVIVE = {
    "NULs inside": 2, "utf-8 with a byte order mark": 2, "utf-16": 2, "utf-16 without its mark": 2,
    "utf-16 big-endian": 2, "utf-32": 2, "cp1252": 1, "latin-1": 1, "broken utf-8": 3,
    "two encodings in one file": 2, "old Mac line ends": 2, "mixed line ends": 2,
    "no line end at the end": 2, "control characters": 2, "zero-width spaces": 2,
    "marks that turn the text round": 2, "quoted line breaks": 2, "the year 20024": 1,
    "names of columns in the middle": 1, "a Markdown table without a rule": 1, "JSON lines": 2,
    "a quotation mark never closed": 5001, "one cell of five megabytes": 1,
    "ten thousand different statuses": 10_000, "ten thousand misspelt statuses": 10_000,
    "JSON with other things in it": 1, "a workbook with a sheet of numbers": 1,
    "a named separator that is none": 2,
}  # fmt: skip


def read(body: bytes) -> Reading | NotRead:
    try:
        return understood([("broken", body)], mapping={}, today=TODAY)
    except NotRead as why:
        return why


def well_answered(got: Reading | NotRead) -> None:
    """Rows that are sound, or a sentence."""
    if isinstance(got, Reading):
        sound(got)
        return
    assert str(got).endswith(".")
    assert "Traceback" not in str(got)


def sound(reading: Reading) -> None:
    """Every line is in one place, every application has its lines, the sums add up."""
    totals = totals_of(reading, applications_of(reading))
    grouped = sorted(place for one in reading.applications for place in one)
    assert grouped == [place for place, row in enumerate(reading.rows) if row.counts]
    assert sum(totals.taken_as.values()) == totals.lines
    assert sum(totals.outcomes.values()) == totals.applications
    for row in reading.rows:
        assert row.counts or row.why
        for one in row.unread:
            assert one.why


def test_there_are_enough_kinds():
    assert len(KINDS) >= 60


@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_file_gives_rows_or_a_sentence(kind):
    begun = time.monotonic()
    got = read(KINDS[kind])
    assert time.monotonic() - begun < 30
    well_answered(got)
    if kind in SURVIVE:
        assert isinstance(got, Reading), got
        assert len(got.applications) == SURVIVE[kind]


def test_text_is_never_lost():
    got = read(KINDS["one cell of five megabytes"])
    assert isinstance(got, Reading)
    assert "y" * 5_000_000 in got.rows[0].notes


def mutated(chance: random.Random, body: bytearray) -> bytes:
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(body))
        what = chance.randrange(4)
        if what == 0:
            body[at] = chance.randrange(256)
        elif what == 1:
            del body[at : at + chance.randint(1, 20)]
        elif what == 2:
            body[at:at] = chance.choice(
                [b'"', b",", b"\n", b"\x00", b"\xff", b";", b"8/82019", b"=1+1"]
            )
        else:
            body[at:at] = body[at : at + chance.randint(1, 60)]
        if not body:
            body += b"x"
    return bytes(body)


def test_mutations_of_a_good_file_give_rows_or_a_sentence():
    chance = random.Random(20261123)
    many = 1_000_000 if os.environ.get("FORTRESS") == "yes" else 30
    got = [read(mutated(chance, bytearray(GOOD.encode()))) for _ in range(many)]
    for one in got:
        well_answered(one)
    assert sum(isinstance(one, Reading) for one in got) > many / 2  # there was something to hold
