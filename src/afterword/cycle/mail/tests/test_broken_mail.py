"""Mail never crashes or hangs its reading, whatever it is: a report, or a sentence.

Each kind is read in the limited child, as a person's mailbox would be.
"""

import json
import os
import random
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from afterword.cycle.mail.confining import mail_told
from afterword.cycle.mail.tests.broken import BORDER, GOOD, kinds
from afterword.cycle.reading.confining import NotRead

KINDS = kinds()
TODAY = date(2026, 11, 26)
# What must be proposed all the same: how many of the good message's news.
SURVIVE = {
    "an mbox without From lines": 1, "a From line without a day": 1, "NULs everywhere": 0,
    "From lines without empty lines before": 1, "From in the middle of words": 1,
    "ends in the middle of a head": 1, "line ends of Windows": 1, "an emlx with its length": 1,
    "a byte order mark first": 1, "a message three times": 1, "the year 20024": 1,
    "a day that is none": 1, "a zone that is none": 1, "an encoded word in no charset": 1,
    "an encoded word in a slow charset": 1, "an encoded word of half a pair": 2,
    "a NUL in an encoded word": 1, "an encoded word cut short": 1,
    "a .gz cut short": 1, "a zip with names that lead out": 1, "a zip of a bomb": 1,
    "a zip in a zip": 1, "a zip whose inside is damaged": 1, "noise with From lines": 1,
}  # fmt: skip
REFUSED = {
    "nothing": "The file is empty.", "nothing but spaces": "The file is empty.",
    "a PDF": "This is a PDF, not mail.", "a .gz of nothing": "The file is empty.",
    "an empty zip": "There is not a single message in it.",
    "a zip of pictures": "There is not a single message in it.",
    "a zip cut short": "The zip is damaged: it cannot be opened.",
    "a tar": "This is a tar archive. Unpack it, and bring in the mail inside.",
}  # fmt: skip
SLOWEST = 15.0  # seconds, on a machine that does much else


def told(folder: Path, body: bytes) -> dict[str, Any] | str:
    """The last report, or the sentence that refuses."""
    path = folder / "mail"
    path.write_bytes(body)
    report: dict[str, Any] = {}
    try:
        for report in mail_told([("mail", path)], today=TODAY):
            assert report["done"] <= max(report["total"], 1)
    except NotRead as why:
        return str(why)
    return report


def test_there_are_enough_kinds():
    assert len(KINDS) >= 60


@pytest.mark.parametrize("kind", KINDS)
def test_broken_mail_is_read_or_refused_in_a_sentence(kind, tmp_path):
    begun = time.monotonic()
    report = told(tmp_path, KINDS[kind])
    assert time.monotonic() - begun < SLOWEST
    if isinstance(report, str):
        assert report == REFUSED.get(kind, report)
        assert report.endswith(".")
        assert kind not in SURVIVE
        return
    assert kind not in REFUSED
    assert len(report["found"]) == SURVIVE.get(kind, len(report["found"]))
    counted = len(report["found"]) + report["repeats"] + sum(report["nothing"].values())
    assert counted + report["unread_count"] == report["messages"]
    assert "\\u0000" not in json.dumps(report)
    assert all(where and why for where, why in report["unread"])
    assert all(len(one["says"]) < 300 and len(one["subject"]) <= 200 for one in report["found"])


def test_a_day_that_cannot_be_is_no_day_and_not_sure(tmp_path):
    report = told(tmp_path, KINDS["the year 20024"])
    assert isinstance(report, dict)
    assert [(one["on"], one["sure"]) for one in report["found"]] == [(None, False)]


def test_mail_changed_at_random_is_read_or_refused(tmp_path):
    """One of many seeds each time; AFTERWORD_SEED repeats one."""
    seed = int(os.environ.get("AFTERWORD_SEED", random.randrange(10**9)))
    chance, bodies = random.Random(seed), list(KINDS.values())
    box = b""
    for _ in range(400):
        one = bytearray(BORDER + chance.choice(bodies)[: chance.randrange(1, 6000)] + GOOD)
        for _ in range(chance.randrange(12)):
            one[chance.randrange(len(one))] = chance.randrange(256)
        box += bytes(one) + b"\n"
    report = told(tmp_path, box)
    assert isinstance(report, dict), f"AFTERWORD_SEED={seed}: {report}"
    assert report["messages"] >= 200, f"AFTERWORD_SEED={seed}"
