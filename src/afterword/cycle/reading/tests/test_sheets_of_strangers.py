"""Sheets as strangers keep them, and what the first reading of each got wrong."""
# ruff: noqa: E501  rows of these files are as long as they are

import json

import pytest

from afterword.cycle.reading.result import as_json
from afterword.cycle.reading.tests.sheets import from_json, read_sheet


def test_two_lists_below_each_other_with_columns_of_their_own():
    sheet = read_sheet("""SUMMER INTERNSHIPS,,,,
Company,Role,Applied,Status,Link
Acme,SWE Intern,1/12/2026,OA,https://a.example/1
Globex,Data Intern,1/15/2026,Rejected,
,,,,
NEW GRAD,,,,
Firm,Position,Date Sent,Outcome,Referred by
Initech,SWE I,2/2/2026,Phone screen 2/20,Milton
Hooli,SWE New Grad,2/3/2026,Ghosted,
""")
    assert sheet.companies == ["Acme", "Globex", "Initech", "Hooli"]
    assert sheet.told(2) == [("applied", "2026-02-02"), ("phone", "2026-02-20")]
    assert [one.line for one in sheet.reading.rows] == [3, 4, 8, 9]
    assert sheet.reading.rows[2].referrer == "Milton"
    assert sheet.reading.sheets == ("sheet.csv", "NEW GRAD")


def test_a_head_that_comes_again_makes_no_second_list():
    sheet = read_sheet("""Company,Role,Applied
Acme,SWE,1/12/2026

Company,Role,Applied
Globex,SWE,1/15/2026
""")
    assert sheet.companies == ["Acme", "Globex"]
    assert sheet.reading.sheets == ("sheet.csv",)


def test_a_board_of_trello_as_it_exports_itself():
    board = {
        "name": "Job hunt",
        "lists": [{"id": "l1", "name": "To apply"}, {"id": "l2", "name": "Rejected"}],
        "cards": [
            {"id": "c1", "name": "Acme - Backend Engineer", "idList": "l2", "desc": "they called",
             "labels": [{"name": "remote"}], "dateLastActivity": "2026-01-12T10:00:00.000Z"},
            {"id": "c2", "name": "Hooli - SRE", "idList": "l1", "desc": "", "labels": [], "closed": True},
        ],
    }  # fmt: skip
    sheet = read_sheet(json.dumps(board), name="board.json")
    assert sheet.reading.kind == "Trello"
    assert sheet.companies == ["Acme", "Hooli"]
    assert sheet.outcomes == ["rejected", "open"]
    assert sheet.ones[1].standing.stage == "noted"
    assert "they called" in sheet.reading.rows[0].notes


@pytest.mark.parametrize(
    "board",
    [
        {"lists": [1], "cards": [{"idList": "x"}]},
        {"lists": [{"id": "x", "name": None}], "cards": [{"idList": ["u"], "name": "Acme - Eng"}]},
        {"lists": [{"id": "x"}], "cards": [{"idList": "x", "labels": "q", "name": None}]},
    ],
)
def test_what_only_looks_like_a_board_is_read_or_refused_and_comes_back_whole(board):
    read = read_sheet(json.dumps(board), name="board.json").reading
    back = from_json(as_json(read))  # also a line that is the first of no table
    assert [(one.line, one.taken_as) for one in back.rows] == [
        (one.line, one.taken_as) for one in read.rows
    ]


def test_groups_of_names_above_the_names():
    sheet = read_sheet(""",,Round 1,,Round 2,,Result
Company,Applied,Date,Who,Date,Who,
Acme,12.01.2026,20.01.2026,Mara,03.02.2026,Jo,
Globex,13.01.2026,21.01.2026,Al,,,Rejected
""")
    assert sheet.told(0) == [
        ("applied", "2026-01-12"),
        ("phone", "2026-01-20"),
        ("onsite", "2026-02-03"),
    ]
    assert sheet.outcomes == ["open", "rejected"]
    assert [name for _, name, _ in sheet.ones[0].named.people] == ["Mara", "Jo"]
    assert [one.line for one in sheet.reading.rows] == [3, 4]


def test_a_sheet_of_very_many_heads_is_read_as_one_list():
    rows = "".join(f"x\nFirm,Position,Date\nCompany {n},Eng,1/3/2026\n" for n in range(60))
    sheet = read_sheet(f"Company,Role,Applied\nAcme,SWE,1/2/2026\n{rows}")
    assert len(sheet.reading.sheets) == 1
    assert {"Acme", "Company 0", "Company 59"} <= set(sheet.companies)


def test_everything_in_one_column_of_notes():
    sheet = read_sheet("""notes
"Acme - backend engineer - applied Jan 12, phone screen on the 20th, rejected Feb 3"
"Globex, data intern. applied 1/14. never heard back"
"Initech: SRE, referred by Milton, onsite 2/20!!"
"call mum about the flat"
"Hooli (frontend) sent application 3 Feb 2026, offer 1 March 2026"
"applied to Umbrella today 2/28/26"
"total so far: 5"
""")
    assert sheet.companies == ["Acme", "Globex", "Initech", "Hooli", "Umbrella"]
    assert [one.named.role for one in sheet.ones] == [
        "backend engineer",
        "data intern",
        "SRE",
        "frontend",
        "",
    ]
    assert sheet.told(0) == [("applied", "2026-01-12"), ("phone", ""), ("rejected", "2026-02-03")]
    assert sheet.told(3) == [("applied", "2026-02-03"), ("offer", "2026-03-01")]
    assert sheet.told(4) == [("applied", "2026-02-28")]
    assert sheet.outcomes == ["rejected", "silence", "open", "open", "open"]
    assert sheet.taken() == {5: "not understood", 8: "totals"}
    assert "phone screen on the 20th" in sheet.reading.rows[0].notes  # every word stays


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("early March 2026", "2026-03-05"),
        ("mid-March 2026", "2026-03-15"),
        ("end of March 2026", "2026-03-25"),
        ("Anfang März 2026", "2026-03-05"),
        ("fin mars 2026", "2026-03-25"),
        ("around 3 March 2026", "2026-03-03"),
        ("sometime in spring", ""),
        ("March 2026", ""),
        ("last week", ""),
    ],
)
def test_a_third_of_a_month_is_a_day_within_it_and_what_is_wider_stays_words(words, day):
    others = "Brot,2026-03-09,Rejected\nCelsius,2026-03-10,\nDorn,2026-03-11,\n"
    sheet = read_sheet(f"Company,Applied,Status\nAcme,{words},Rejected\n{others}")
    assert sheet.applied == [day, "2026-03-09", "2026-03-10", "2026-03-11"]
    assert words in sheet.reading.rows[0].notes


def test_two_days_in_one_cell_are_no_day_of_the_year_fifteen():
    sheet = read_sheet("Company,Applied,Interview\nAcme,8-Jul-2025,8-Jul / 15-Jul\n")
    assert sheet.told(0) == [
        ("applied", "2025-07-08"),
        ("phone", "2025-07-08"),
        ("phone", "2025-07-15"),
    ]


def test_with_somebody_is_no_withdrawal():
    sheet = read_sheet(
        "Company,Applied,Interview\nAcme,2026-03-09,2026-03-20 at 3pm CET with Mara\n"
    )
    assert sheet.told(0) == [("applied", "2026-03-09"), ("phone", "2026-03-20")]
    assert "3pm CET with Mara" in sheet.reading.rows[0].notes


def test_a_traffic_light_is_not_taken_for_an_offer_that_was_accepted():
    sheet = read_sheet(
        "Company,Applied,Status\nAcme,2026-03-09,🟢\nBrot,2026-03-09,🟡\nCelsius,2026-03-09,❌\n"
    )
    assert sheet.outcomes == ["open", "open", "rejected"]
    assert [one.value for one in sheet.reading.rows[0].unread] == ["🟢"]


def test_a_line_about_the_list_is_no_application():
    sheet = read_sheet(
        "Company,Role,Applied\nAcme,SWE,2026-03-09\nBrot,SWE,2026-03-10\nlast updated on a train,,\n"
    )
    assert sheet.companies == ["Acme", "Brot"]
    assert sheet.taken() == {4: "not understood"}
