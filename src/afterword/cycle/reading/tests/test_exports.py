"""Exports of the tools that people keep their search in, as those write them."""
# ruff: noqa: E501  rows of these files are as long as they are

import io
import json
import zipfile

import pytest

from afterword.cycle.reading.errors import Damaged, NotATable
from afterword.cycle.reading.tests.sheets import read_sheet

LISTS = {"l0": "Wishlist", "l1": "Applied", "l2": "Phone screen", "l3": "Rejected", "l4": "Offer"}
ID = "1234567890abcdef1234567890abcdef"
ROWS = """Company,Position,Status,Date Applied,Link
Acme,Software Engineer,Applied,"March 3, 2026",https://a.example/1
Globex,Data Intern,Rejected,"March 5, 2026",
"""
PAGE = f"""# Acme

Company: [Acme](https://www.notion.so/Acme-{ID})
Position: Software Engineer
Status: Applied
Date Applied: March 3, 2026

## Prep

They asked: two sums.
"""
APPLICATIONS = (
    "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers\n"
    '"11/20/24, 8:15 AM",ben@example.org,,Acme,Engineer,https://www.linkedin.com/jobs/view/1,cv.pdf,\n'
)
SAVED = "Saved Date,Job Url,Job Title,Company Name\n1/13/26,https://www.linkedin.com/jobs/view/9,Analyst,Initech\n"


def zipped(files):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return kept.getvalue()


def moved(card, day, into, came_from="", time="10:00"):
    kind = "updateCard" if came_from else "createCard"
    lists = {"listBefore": came_from, "listAfter": into} if came_from else {"list": into}
    named = {name: {"id": one, "name": "as it was called then"} for name, one in lists.items()}
    return {"type": kind, "date": f"{day}T{time}:00.000Z", "data": {"card": {"id": card}, **named}}


def board(cards, *actions):
    """A board of Trello: where each card lies, and what happened, the newest first."""
    return json.dumps({
        "name": "Job hunt",
        "lists": [{"id": one, "name": name} for one, name in LISTS.items()],
        "cards": [{"id": f"c{at}", "name": f"{name} - Dev", "idList": into} for at, (name, into) in enumerate(cards.items())],
        "actions": [*reversed(actions)],
    })  # fmt: skip


def test_the_moves_of_a_card_are_its_stages_with_their_days():
    sheet = read_sheet(
        board(
            {"Acme": "l3", "Hooli": "l2", "Initech": "l0", "Birch": "l3"},
            moved("c0", "2026-01-10", "l0"),
            moved("c0", "2026-01-12", "l1", "l0"),
            moved("c2", "2026-01-13", "l0"),
            moved("c1", "2026-02-01", "l2", "l1"),
            moved("c0", "2026-02-10", "l2", "l1"),
            moved("c0", "2026-02-20", "l3", "l2"),
        ),
        name="board.json",
    )
    assert [sheet.told(at) for at in range(4)] == [
        [("noted", "2026-01-10"), ("applied", "2026-01-12"), ("phone", "2026-02-10"), ("rejected", "2026-02-20")],
        [("applied", ""), ("phone", "2026-02-01")],
        [("noted", "2026-01-13")],
        [("applied", ""), ("rejected", "")],
    ]  # fmt: skip
    assert sheet.outcomes == ["rejected", "open", "open", "rejected"]


def test_a_card_dragged_to_a_wrong_list_and_back_was_never_there():
    sheet = read_sheet(
        board(
            {"Acme": "l1"},
            moved("c0", "2026-01-12", "l1"),
            moved("c0", "2026-01-12", "l4", "l1", "11:00"),
            moved("c0", "2026-01-12", "l1", "l4", "11:01"),
        ),
        name="board.json",
    )
    assert sheet.told(0) == [("applied", "2026-01-12")]


@pytest.mark.parametrize(
    "actions",
    ["q", [1, None], [{"data": 1}], [{"data": {"card": 1}, "date": "x"}],
     [{"type": "createCard", "date": "soon", "data": {"card": {"id": "c0"}, "list": {"id": "l1"}}}],
     [{"type": "createCard", "date": "2026-01-12", "data": {"card": {"id": "c0"}, "list": 7}}]],
)  # fmt: skip
def test_actions_that_say_nothing_change_nothing(actions):
    whole = {**json.loads(board({"Acme": "l2"})), "actions": actions}
    sheet = read_sheet(json.dumps(whole), name="board.json")
    assert sheet.told(0) == [("applied", ""), ("phone", "")]


def test_saved_jobs_of_linkedin_were_not_applied_to():
    sheet = read_sheet(SAVED, name="Saved Jobs.csv")
    assert sheet.told(0) == [("noted", "2026-01-13")]


def test_linkedin_s_whole_zip_gives_what_was_applied_to_and_saved():
    sheet = read_sheet(
        zipped({
            "Connections.csv": "First Name,Last Name,Company,Position,Connected On\nA,B,Acme,Recruiter,05 Mar 2024\n",
            "Jobs/Job Applications.csv": APPLICATIONS,
            "Jobs/Saved Jobs.csv": SAVED,
        }),
        name="Complete_LinkedInDataExport.zip",
    )  # fmt: skip
    assert sheet.companies == ["Acme", "Initech"]
    assert sheet.reading.kind == "LinkedIn, Job Applications, LinkedIn, Saved Jobs"


def test_notion_s_zip_gives_each_row_once_with_what_its_page_says():
    folder = f"Private & Shared/Job hunt {ID}"
    inner = zipped({
        f"{folder}.csv": ROWS.rpartition("Globex")[0],
        f"{folder}_all.csv": "\ufeff" + ROWS,
        f"{folder}/Acme {ID}.md": PAGE,
        f"{folder}/cv.pdf": "%PDF",
    })  # fmt: skip
    sheet = read_sheet(zipped({"ExportBlock-1-Part-1.zip": inner}), name="notion.zip")
    assert sheet.companies == ["Acme", "Globex"]
    assert sheet.outcomes == ["open", "rejected"]
    assert "They asked: two sums." in sheet.reading.rows[0].notes
    assert "two sums" not in sheet.reading.rows[1].notes


def test_pages_of_notion_without_their_table_are_a_table_by_their_properties():
    pages = {f"Job hunt/Acme {ID}.md": PAGE, f"Job hunt {ID}.md": "# Job hunt\n\nMy list.\n"}
    sheet = read_sheet(zipped(pages), name="notion.zip")
    assert (sheet.companies, sheet.told(0)) == (["Acme"], [("applied", "2026-03-03")])
    assert "They asked: two sums." in sheet.reading.rows[0].notes


def test_a_file_inside_that_nobody_can_read_holds_up_none_of_the_others():
    sheet = read_sheet(zipped({"a.json": "{", "rows.csv": ROWS}), name="both.zip")
    assert sheet.companies == ["Acme", "Globex"]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"Takeout/Mail/All.mbox": "From x"}, "There is mail in this zip. Bring it in under Mail."),
        ({"cv.pdf": "%PDF"}, "There is no table in this zip."),
        ({}, "There is no table in this zip."),
    ],
)
def test_a_zip_without_a_table_says_what_it_is(files, says):
    with pytest.raises(NotATable, match=says):
        read_sheet(zipped(files), name="some.zip")


def test_a_damaged_file_in_a_zip_is_named():
    body = zipped({"rows.csv": ROWS * 20})
    at = body.index(b"rows.csv") + 20
    with pytest.raises(Damaged, match=r"rows\.csv in this zip is damaged"):
        read_sheet(body[:at] + b"\xff" * 20 + body[at + 20 :], name="some.zip")
