"""Sheets as strangers keep them: what programs export, and what grew by hand for years.

Each is made up, and here for a way of writing that was once read wrongly or not at all.
"""
# ruff: noqa: E501  rows of these files are as long as they are

import io
import json
import time

import pytest

from afterword.cycle.reading.cells.segments import segments_of
from afterword.cycle.reading.files.json_lists import from_json
from afterword.cycle.reading.tests.broken import workbook
from afterword.cycle.reading.tests.sheets import read_sheet


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("Rejected 9/12 (applied 9/3)", [("rejected", (9, 12)), ("applied", (9, 3))]),
        ("Applied 9/5 - followed up 9/15 - rejected 9/16",
         [("applied", (9, 5)), ("waiting", (9, 15)), ("rejected", (9, 16))]),
        ("applied 9/5 rejected 9/16", [("applied", (9, 5)), ("rejected", (9, 16))]),
        ("9/5 applied 9/16 rejected", [("applied", (9, 5)), ("rejected", (9, 16))]),
        ("Absage (Do, 19.09.)", [("rejected", (19, 9))]),
        ("Ghosted since 10/4", [("silence", (10, 4))]),
    ],
)  # fmt: skip
def test_a_day_belongs_to_the_words_beside_it(cell, told):
    found = [
        (stage, (day.first, day.second))
        for one in segments_of(cell)
        for stage in one.status.stages
        for day in one.dates.dates
    ]
    assert found == told


def test_a_page_of_notion_is_named_without_its_address():
    sheet = read_sheet("""Name,Company,Status,Date Applied
Backend Intern,Pinecrest Labs (https://www.notion.so/Pinecrest-0a1b2c3d?pvs=21),Applied,"September 3, 2024"
Data Intern,Harbor Nine (https://www.notion.so/Harbor-1a1b2c3d?pvs=21),🚫 Rejected,"September 4, 2024"
""")
    assert sheet.companies == ["Pinecrest Labs", "Harbor Nine"]
    assert sheet.outcomes == ["open", "rejected"]


def test_cards_of_trello_are_applications_and_their_last_activity_is_no_day_of_applying():
    sheet = read_sheet("""Card ID,Card Name,Card URL,Last Activity Date,List Name,Board Name
66d1,Brindle – Software Engineer,https://trello.com/c/a,2024-10-02T14:11:00.000Z,Applied,Job hunt
66d2,Dovetail – ML Engineer,https://trello.com/c/b,2024-09-30T09:00:00.000Z,Rejected 😞,Job hunt
66d3,Everly – Engineer,https://trello.com/c/c,2024-09-29T09:00:00.000Z,Wishlist,Job hunt
""")
    assert sheet.reading.kind == "Trello"
    assert [(one.named.company, one.standing.stage) for one in sheet.ones] == [
        ("Brindle", "applied"), ("Dovetail", "applied"), ("Everly", "noted"),
    ]  # fmt: skip
    assert sheet.applied == ["", "", ""]


def test_days_of_the_week_in_german_say_nothing_more():
    sheet = read_sheet("""Nr.;Firma;Position;Bewerbung raus;Gespräch;Ergebnis
1;Lindner Maschinenbau;Werkstudent;Mo, 02.09.2024;;Absage (Do, 19.09.2024)
2;Kranich Systeme;Praktikum;Di, 03.09.2024;Fr, 13.09.2024 10:00;2. Runde am 24.09.
3;Stadtreinigung;IT;Fr, 6. Sept. 2024;;zurückgezogen
""")
    assert sheet.applied == ["2024-09-02", "2024-09-03", "2024-09-06"]
    assert sheet.told(1) == [
        ("applied", "2024-09-03"), ("phone", "2024-09-13"), ("onsite", "2024-09-24"),
    ]  # fmt: skip
    assert sheet.outcomes == ["rejected", "open", "withdrawn"]
    assert sheet.ones[1].events[1].at == "10:00"


def _merged() -> bytes:
    import openpyxl  # only these tests write workbooks

    rows = [
        ["Company", "Role", "Applied on", "Response", "When"],
        ["Tamarack", "Backend Engineer", "2024-09-02", "rejected", "2024-09-09"],
        [None, "Platform Engineer", "2024-09-02", "rejected", "2024-09-12"],
        [None, "SRE", "2024-09-20", None, None],
        ["Umber", "Backend Engineer", "2024-09-05", "phone interview", "2024-09-15"],
    ]
    book = openpyxl.load_workbook(io.BytesIO(workbook(rows)))
    book.active.merge_cells("A2:A4")
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_merged_cell_is_said_of_every_line_beside_it():
    sheet = read_sheet(_merged(), name="merged.xlsx")
    assert sheet.companies == ["Tamarack", "Tamarack", "Tamarack", "Umber"]
    assert sheet.told(1) == [("applied", "2024-09-02"), ("rejected", "2024-09-12")]
    assert not any(row.remarks for row in sheet.reading.rows)


def test_a_company_named_once_for_several_lines_is_taken_from_above_aloud():
    sheet = read_sheet("""Company,Role,Applied,Status
Acorn,SWE,2024-09-13,rejected
,SRE,2024-09-14,rejected
,Data,2024-09-15,
Birch,SWE,2024-09-16,interview
""")
    assert sheet.companies == ["Acorn", "Acorn", "Acorn", "Birch"]
    assert [bool(row.remarks) for row in sheet.reading.rows] == [False, True, True, False]


def test_whoever_writes_companies_again_and_again_left_one_out_by_mistake():
    sheet = read_sheet("""Company,Role,Applied,Status
Acorn,SWE,2024-09-13,rejected
Acorn,SRE,2024-09-14,rejected
,Data,2024-09-15,
""")
    assert sheet.companies == ["Acorn", "Acorn", ""]


def test_ditto_marks_repeat_what_stands_above():
    sheet = read_sheet('''Company,Role,Applied,Status
Acorn,SWE,2024-09-13,rejected
"""",SRE,ditto,rejected
''')
    assert sheet.companies == ["Acorn", "Acorn"]
    assert sheet.applied == ["2024-09-13", "2024-09-13"]


def test_two_lists_beside_each_other_are_two_lists():
    sheet = read_sheet("""Active,,,,Rejected,,
Company,Role,Applied,,Company,Role,Applied
Walnut,SWE,9/1/2024,,Apricot,SWE,9/2/2024
Xylo,SWE,9/13/2024,,Banana,SWE,9/3/2024
,,,,Cherry,SWE,9/14/2024
""")
    stands = {one.named.company: one.standing.outcome for one in sheet.ones}
    assert stands == {"Walnut": "open", "Xylo": "open", "Apricot": "rejected",
                      "Banana": "rejected", "Cherry": "rejected"}  # fmt: skip


def test_steps_from_stage_to_stage_make_one_application_of_each_company():
    sheet = read_sheet("""Company,Source,Target
Orchid,Applied,Recruiter call
Orchid,Recruiter call,Technical Interview
Orchid,Technical Interview,Rejected
Peony,Applied,No Response
""")
    assert [(one.named.company, one.standing.stage, one.standing.outcome) for one in sheet.ones] == [
        ("Orchid", "onsite", "rejected"), ("Peony", "applied", "silence"),
    ]  # fmt: skip


def test_the_furthest_stage_and_how_it_ended_stand_in_two_columns():
    sheet = read_sheet("""Company,Role,Furthest stage,Outcome,Applied,Closed
Abelia,Dev,Phone,Rejected,2024-09-01,2024-09-14
Campion,Dev,Onsite,Offer declined,2024-09-02,2024-10-14
Dahlia,Dev,OA,Ghosted,2024-09-03,
""")
    assert [one.standing.stage for one in sheet.ones] == ["phone", "offer", "challenge"]
    assert sheet.outcomes == ["rejected", "declined", "silence"]
    assert ("rejected", "2024-09-14") in sheet.told(0)
    assert ("phone", "") in sheet.told(0)


def test_notes_that_tell_day_by_day_what_happened_are_read_and_kept():
    sheet = read_sheet("""Company,Role,Notes
Maple,SWE Intern,"9/3/2024 applied
9/10/2024 OA
9/20/2024 rejected"
Neem,SWE Intern,"9/4/2024 applied
9/19/2024 onsite, nice people"
""")
    assert sheet.told(0) == [
        ("applied", "2024-09-03"), ("challenge", "2024-09-10"), ("rejected", "2024-09-20"),
    ]  # fmt: skip
    assert "9/10/2024 OA" in sheet.reading.rows[0].notes


def test_a_column_of_several_days_with_their_stages_is_no_column_of_days_of_applying():
    sheet = read_sheet("""Company,Position,Dates,Result
Alpha,Dev,"applied: 2024-02-01; phone: 2024-02-08; onsite: 2024-02-20",rejected 2024-02-25
Gamma,Dev,"applied: 2024-02-03; phone: 2024-02-10",ghosted
""")
    assert sheet.told(0) == [
        ("applied", "2024-02-01"), ("phone", "2024-02-08"), ("onsite", "2024-02-20"),
        ("rejected", "2024-02-25"),
    ]  # fmt: skip


def test_objects_inside_objects_are_named_and_their_events_are_told():
    jobs = [
        {"id": "a1", "company": {"name": "Oleander", "website": "https://example.org"},
         "title": "Engineer", "events": [{"type": "APPLIED", "date": "2024-09-03"},
                                         {"type": "REJECTED", "date": "2024-09-30"}]},
    ]  # fmt: skip
    sheet = read_sheet(json.dumps({"exportedAt": "2024-10-10", "jobs": jobs}), name="app.json")
    assert sheet.companies == ["Oleander"]
    assert sheet.told(0) == [("applied", "2024-09-03"), ("rejected", "2024-09-30")]


def test_a_number_too_large_to_reckon_with_stays_as_it_is_written():
    told = '[{"company": "Acme", "status": "rejected", "Code": 1' + "0" * 400 + "}]"
    sheet = read_sheet(told, name="app.json")
    assert sheet.companies == ["Acme"]
    assert from_json(told, "app.json", ())[0].rows[1][2] == "1" + "0" * 400


def test_ten_thousand_lines_that_name_nobody_are_read_quickly():
    lines = "\n".join(
        f"2025-01-{number % 28 + 1:02},{'went for a walk ' * 9}" for number in range(10_000)
    )
    began = time.process_time()
    assert read_sheet(f"When,What\n{lines}\n").companies == []
    assert time.process_time() - began < 2  # it was 4, and 16 for twice as many


@pytest.mark.parametrize("between", [" ", "("])
def test_twenty_thousand_signs_in_one_cell_hold_nobody_up(between):
    began = time.process_time()
    told = segments_of(f"applied 9/5{between * 20_000}x; rejected 9/16")
    assert time.process_time() - began < 2  # it was minutes
    assert told


def test_rounds_that_were_cleared_or_crossed_out():
    sheet = read_sheet("""S.No,Company Name,Date,OA,Interview R1,Interview R2,Verdict
1,Ashoka,14/08/24,Cleared,Cleared,✗ 20/08/24,
2,Banyan,15/08/24,Not cleared,,,Rejected
3,Cassia,16/08/24,Cleared,Cleared,Cleared,SELECTED 🎉
""")
    assert [(one.standing.stage, one.standing.outcome) for one in sheet.ones] == [
        ("onsite", "rejected"), ("challenge", "rejected"), ("offer", "open"),
    ]  # fmt: skip


def test_counts_of_stages_below_a_list_are_no_companies():
    sheet = read_sheet("""Company,Role,Date Applied,Status
Palm,Analyst,2024-09-01,Rejected
Rowan,Analyst,2024-09-04,Applied
,,,
Interviews,1,,
Rejections,1,,
Response rate:,67%,,
""")
    assert sheet.companies == ["Palm", "Rowan"]
    assert set(sheet.taken().values()) == {"totals"}


def test_a_sheet_of_companies_beside_a_list_of_applications_is_left_out_by_name():
    body = workbook([], Applications=[["Company", "Job", "Applied"], ["Dogwood", "SWE", "2025-01-07"]], Companies=[["Company", "Website"], ["Kapok", "https://example.org"]])  # fmt: skip
    sheet = read_sheet(body, name="hunt.xlsx")
    assert sheet.companies == ["Dogwood"]
    assert sheet.reading.left_out == (
        "Companies: it names companies, and nothing that was sent to them",
    )


def test_a_quotation_mark_that_nothing_closes_takes_no_lines_along():
    sheet = read_sheet("""Company,Role,Applied,Status
Acorn,SWE,9/13/2024,rejected
",SRE,9/14/2024,rejected
Birch,SWE,9/16/2024,interview
Clover,SWE,9/18/2024,
""")
    assert sheet.companies == ["Acorn", "Acorn", "Birch", "Clover"]


def test_who_held_a_round_becomes_a_contact():
    sheet = read_sheet("""Company,Role,Applied,Interview 1 date,Interview 1 with,Result
Yucca,PM,2024-09-02,2024-09-12 15:00,Sam Oduya,Rejected
Zinnia,PM,2024-09-03,2024-09-14 10:30,Kim,Withdrew
""")
    assert [person.name for one in sheet.ones for person in one.named.people] == [
        "Sam Oduya",
        "Kim",
    ]
    assert sheet.ones[0].events[1].at == "15:00"
    assert {one.part for row in sheet.reading.rows for one in row.people} == {"interviewer"}


def test_whose_no_it_was_that_declined():
    sheet = read_sheet("""Company,Role,Applied,Outcome
Van,Ops,2025-01-28,Declined by them
Web,Ops,2025-01-29,I declined
""")
    assert sheet.outcomes == ["rejected", "declined"]


def test_a_stage_of_interviews_beside_the_status_says_how_far_it_came():
    sheet = read_sheet("""company,position,application_status,interview_stage,applied_date
Eel,Dev,rejected,phone_screen,2025-01-10
Fen,Dev,in_progress,technical_interview,2025-01-12
Hop,Dev,no_response,,2025-01-20
""")
    assert [one.standing.stage for one in sheet.ones] == ["phone", "onsite", "applied"]
    assert sheet.outcomes == ["rejected", "open", "silence"]


@pytest.mark.parametrize(
    "text",
    [
        """会社名,職種,応募日,書類選考,一次面接,二次面接,結果
桜技研,エンジニア,2025/01/05,通過,2025/01/20,2025/02/01,内定
梅田商事,営業,2025/01/06,不通過,,,お祈り
""",
        """회사명,직무,지원일,서류,1차면접,2차면접,최종결과
가람,백엔드,2025-01-05,합격,2025-01-20,2025-02-01,최종합격
나루,백엔드,2025-01-06,불합격,,,
""",
    ],
)
def test_papers_that_got_through_or_not_in_japan_and_korea(text):
    sheet = read_sheet(text)
    assert [(one.standing.stage, one.standing.outcome) for one in sheet.ones] == [
        ("offer", "open"), ("applied", "rejected"),
    ]  # fmt: skip
    assert sheet.told(0)[1:3] == [("phone", "2025-01-20"), ("onsite", "2025-02-01")]


def test_what_an_interview_was_like_is_nobody_s_name():
    sheet = read_sheet("""Company,Role,Applied,Interview,Status
Quay,Dev,2025-01-05,went well I think,Rejected
Reef,Dev,2025-01-06,strange questions,Rejected
""")
    assert [row.people for row in sheet.reading.rows] == [(), ()]
    assert "went well I think" in sheet.reading.rows[0].notes


def test_a_diary_in_sentences_is_gathered_by_company():
    sheet = read_sheet("""Date,What
2024-09-02,Applied to Kerria (SWE)
2024-09-02,Applied to Lantana (Data)
2024-09-09,Rejected by Lantana
2024-09-11,Phone screen with Kerria
2024-09-28,Offer from Kerria!!!
""")
    assert [(one.named.company, one.named.role) for one in sheet.ones] == [
        ("Kerria", "SWE"), ("Lantana", "Data"),
    ]  # fmt: skip
    assert sheet.told(0) == [
        ("applied", "2024-09-02"), ("phone", "2024-09-11"), ("offer", "2024-09-28"),
    ]  # fmt: skip
    assert sheet.outcomes == ["open", "rejected"]


def test_a_company_with_an_of_or_a_for_in_its_name_is_no_diary():
    sheet = read_sheet("""Employer,Applied
Interview at Home Ltd,2024-09-02
Offer for You GmbH,2024-09-03
Screen with Us Inc,2024-09-04
""")
    assert sheet.companies == ["Interview at Home Ltd", "Offer for You GmbH", "Screen with Us Inc"]


def test_what_a_program_writes_for_nothing_is_nothing():
    sheet = read_sheet("""company_name,job_title,application_date,application_site,response_date,notes
Alp,GTM Engineer,2026-08-26,Ashby,null,null
Bow,null,2026-08-26,None,2026-08-27,Role not named
""")
    rows = sheet.reading.rows
    assert [(row.role, row.source_words, row.notes) for row in rows] == [
        ("GTM Engineer", "Ashby", ""), ("", "", "Role not named"),
    ]  # fmt: skip


def test_letters_are_read_by_the_legend_above():
    sheet = read_sheet("""Legend:,A = applied,I = interview,R = rejected,G = ghosted,O = offer
,,,,,
Company,Role,Date,St,Notes,
Freesia,Dev,2024-09-01,R,,
Gladiola,Dev,2024-09-02,G,,
Hosta,Dev,2024-09-03,I,A nice one,
Ixia,Dev,2024-09-04,O,,
""")
    assert sheet.outcomes == ["rejected", "silence", "open", "open"]
    assert [one.standing.stage for one in sheet.ones] == ["applied", "applied", "phone", "offer"]
    assert "A, I, R, G, O were read as it is said above the table" in sheet.reading.remarks
