"""Real searches, read in every shape they come in: no line lost, their own totals to the row.

The totals are worked out a second time, with polars, from the file as it is.
"""

import csv
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import polars
import pytest

from afterword.cycle.reading.tests.sheets import Read, read_parts, read_sheet

REAL = Path(__file__).parents[6] / "shared" / "data" / "search"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason=f"no real searches in {REAL}")

# What the words of these files mean. Spelt out here, so that a slip of the lexicon would show.
MEANS = {
    "Rejected": "rejected", "Cancelled": "rejected", "Declined": "declined", "Accepted": "accepted",
    "Offer": "offer", "Assessment": "challenge", "Auto Int.": "challenge", "Phone Int.": "phone",
    "Phone Interview": "phone", "Virtual Int.": "phone", "Virutal Int.": "phone",
    "Video Int.": "phone", "Video Int": "phone", "Case Study Int.": "phone",
    "Case Study Interview": "phone", "Final Int.": "onsite", "Ghosted": "silence",
    "Interview": "phone", "Position Removed": "rejected",
}  # fmt: skip
ENDS = ("accepted", "declined", "rejected", "silence")


def table(name: str) -> polars.DataFrame:
    return polars.read_csv(REAL / name, infer_schema=False)


def real(name: str) -> Read:
    return read_sheet((REAL / name).read_bytes(), name=name)


def own_words(sheet: Read) -> Counter[str]:
    """How often the file uses each wording, as the reading counts them."""
    counted: Counter[str] = Counter()
    for one in sheet.reading.wordings:
        counted[one.words] += one.count
    return counted


def counts(*columns: polars.Series) -> Counter[str]:
    return Counter(str(v).strip() for one in columns for v in one.drop_nulls() if str(v).strip())


def told(sheet: Read) -> Counter[str]:
    return Counter({stage: n for stage, n in sheet.totals.events.items() if n})


def stands(sheet: Read) -> dict[str, int]:
    return {one: n for one, n in sheet.totals.outcomes.items() if n}


def say(name: str, sheet: Read) -> None:
    """Print the result: `pytest -s` shows it."""
    reached = {one: n for one, n in sheet.totals.reached.items() if n}
    size = f"{sheet.totals.lines} lines, {sheet.totals.applications} applications"
    print(f"\n{name}: {size}", stands(sheet), reached)  # noqa: T201  it is to be seen


def test_the_applications_sheet():
    name = "internships_2024_applications.csv"
    frame, sheet = table(name), real(name)
    words = counts(frame["FinalStatus"])
    assert (
        (sheet.totals.lines, sheet.totals.understood) == (frame.height, frame.height) == (445, 445)
    )
    assert own_words(sheet) == words
    expected = Counter({"applied": frame.height})
    for one, count in words.items():
        expected[MEANS[one]] += count
    assert told(sheet) == expected
    ended = {one: expected[one] for one in ENDS if expected[one]}
    assert stands(sheet) == {"open": frame.height - sum(ended.values()), **ended}
    say(name, sheet)


def test_the_wide_sheet():
    name = "internships_2024_wide.csv"
    frame, sheet = table(name), real(name)
    columns = [frame[f"Status {number}"] for number in (1, 2, 3, 4)]
    words = counts(*columns)
    assert (
        (sheet.totals.lines, sheet.totals.understood) == (frame.height, frame.height) == (443, 443)
    )
    assert own_words(sheet) == words
    last = [
        [str(v).strip() for v in row if v and str(v).strip()] for row in zip(*columns, strict=True)
    ]
    expected = Counter(MEANS[row[-1]] if row and MEANS[row[-1]] in ENDS else "open" for row in last)
    assert stands(sheet) == dict(expected)
    each = Counter(stage for row in last for stage in {MEANS[word] for word in row})
    reached = {one: n for one, n in sheet.totals.reached.items() if n and one != "applied"}
    assert reached == dict(each)
    say(name, sheet)


def test_the_history_of_statuses_alone():
    name = "internships_2024_status_history.csv"
    frame, sheet = table(name), real(name)
    words = counts(frame["Status"])
    assert (
        (sheet.totals.lines, sheet.totals.understood) == (frame.height, frame.height) == (465, 465)
    )
    assert sheet.totals.applications == frame["ApplicationId"].n_unique() == 445
    assert own_words(sheet) == words
    expected: Counter[str] = Counter()
    for one, count in words.items():
        expected[MEANS[one]] += count
    assert told(sheet) == expected
    say(name, sheet)


def test_the_applications_with_their_history():
    parts = ["internships_2024_applications.csv", "internships_2024_status_history.csv"]
    sheet = read_parts({name: (REAL / name).read_text() for name in parts})
    history = table(parts[1])
    assert sheet.totals.lines == sheet.totals.understood == 445 + 465
    assert sheet.totals.applications == 445
    ends = history.filter(polars.col("Status").is_in([w for w, s in MEANS.items() if s in ENDS]))
    expected = Counter(MEANS[word] for word in ends["Status"])
    assert {one: stands(sheet)[one] for one in expected} == dict(expected)
    reached = history.filter(polars.col("Status").is_in(list(MEANS)))
    stages = Counter(
        stage
        for _, stage in {(row["ApplicationId"], MEANS[row["Status"]]) for row in reached.to_dicts()}
    )
    assert {s: n for s, n in sheet.totals.reached.items() if n and s != "applied"} == dict(stages)
    say("both", sheet)


def test_one_column_for_each_stage():
    name = "one_column_per_stage_10_rows.csv"
    frame, sheet = table(name), real(name)
    filled = {one: int(frame[one].is_not_null().sum()) for one in frame.columns}
    assert sheet.totals.lines == sheet.totals.understood == frame.height == 10
    assert told(sheet) == Counter({
        "applied": filled["Applied"], "phone": filled["First Interview"],
        "onsite": filled["Technical Interview"] + filled["Final Interview"],
        "offer": filled["Offer"], "rejected": filled["Rejected"], "silence": filled["No Answer"],
    })  # fmt: skip
    say(name, sheet)


def test_another_persons_search():
    name = "one_search_176_applications.csv"
    frame, sheet = table(name), real(name)
    words = counts(frame["Response?"])
    assert sheet.totals.lines == sheet.totals.understood == frame.height
    assert own_words(sheet) == words
    assert stands(sheet) == {
        "silence": words["Ghosted"],
        "rejected": words["Rejected"] + words["Inter + Rejec"] + words["Position Removed"],
        "open": words["Interview"] + words["Offer"],
    }
    assert sheet.totals.reached["offer"] == (frame["Job Offer"] == "Yes").sum()
    interviewed = (frame["Response?"].is_in(["Interview", "Inter + Rejec"])) | frame[
        "Date Interview"
    ].is_not_null()
    assert sheet.totals.reached["phone"] == interviewed.sum()
    answered = frame["Date of 1st Response"].is_not_null().sum()
    assert sum(one.standing.answered_on is not None for one in sheet.ones) >= answered
    say(name, sheet)


def test_a_history_in_a_cell():
    name = "stage_history_json_5_rows.csv"
    sheet = real(name)
    rows = list(csv.DictReader((REAL / name).open()))
    assert sheet.totals.lines == sheet.totals.understood == len(rows)
    stages = [json.loads(row["Stage History"].replace("'", '"')) for row in rows]
    assert [len(one.events) for one in sheet.ones] == [len(one) for one in stages]
    assert Counter(sheet.outcomes) == Counter(
        {"Rejected": "rejected", "Ghosted": "silence"}.get(row["Stage"], "open") for row in rows
    )
    say(name, sheet)


def test_the_command_says_the_same_without_keeping_anything(tmp_path):
    command = [str(Path(sys.executable).with_name("afterword")), "import", "--dry-run", "--json"]
    answer = subprocess.run(
        [*command, str(REAL / "internships_2024_wide.csv")], capture_output=True, text=True,
        check=True, env={"PATH": "/usr/bin:/bin", "AFTERWORD_DATA": str(tmp_path / "none")},
    )  # fmt: skip
    said = json.loads(answer.stdout)
    assert said["totals"]["outcomes"] == real("internships_2024_wide.csv").totals.outcomes
    assert len(said["rows"]) == 443
    assert not (tmp_path / "none").exists()
