"""Sheets as people keep them. Written before anybody looked at how the rules do on them."""
# ruff: noqa: E501  rows of these files are as long as they are

from datetime import date, datetime

from afterword.cycle.reading.tests.broken import workbook
from afterword.cycle.reading.tests.sheets import read_parts, read_sheet


def test_days_without_a_year_follow_the_list_over_new_year():
    sheet = read_sheet("""Company,Title,Applied,Response
Acme,Engineer,8-Jul,12-Jul rejected
Birch,Engineer,30-Nov,
Cedar,Engineer,28-Dec,3-Jan
Dune,Engineer,2-Jan,
Elm,Engineer,20-Feb,
""")
    assert sheet.applied == ["2025-07-08", "2025-11-30", "2025-12-28", "2026-01-02", "2026-02-20"]
    assert sheet.outcomes[0] == "rejected"
    assert ("2026-01-03") in [day for _, day in sheet.told(2)]


def test_a_list_that_grows_upwards_keeps_its_years():
    sheet = read_sheet("""Date,Employer,Role,Status
14-Feb,Acme,Analyst,waiting
3-Jan,Birch,Analyst,waiting
19-Dec,Cedar,Analyst,rejected
1-Oct,Dune,Analyst,ghosted
""")
    assert sheet.applied == ["2026-02-14", "2026-01-03", "2025-12-19", "2025-10-01"]


def test_a_year_in_one_row_dates_its_neighbours():
    sheet = read_sheet("""Company,Position,Date,Outcome
Acme,Dev,9/19/21,Rejected
Birch,Dev,9/25,Rejected
Cedar,Dev,12/30,No Answer
Dune,Dev,1/4,Rejected
""")
    assert sheet.applied == ["2021-09-19", "2021-09-25", "2021-12-30", "2022-01-04"]


def test_a_slash_that_was_forgotten_and_a_year_that_cannot_be():
    sheet = read_sheet("""Company,Role,Date Applied,Status
Acme,Dev,8/82019,Rejected
Birch,Dev,8/9/2019,Rejected
Cedar,Dev,8/10/20024,Rejected
""")
    assert sheet.applied == ["2019-08-08", "2019-08-09", ""]
    assert sheet.outcomes == ["rejected"] * 3
    (unread,) = sheet.reading.rows[2].unread
    assert unread.value == "8/10/20024"
    assert "20024" in unread.why
    assert "8/10/20024" in sheet.reading.rows[2].notes


def test_two_dates_in_a_cell_are_two_events():
    sheet = read_sheet("""Company,Role,Applied,Phone Screen,Onsite,Rejected
Acme,Dev,1/5/2024,"1/12/2024, 1/19/2024",2/1/2024 & 2/2/2024,2/20/2024
Birch,Dev,1/15/2024,,,
""")
    assert sheet.told(0) == [
        ("applied", "2024-01-05"), ("phone", "2024-01-12"), ("phone", "2024-01-19"),
        ("onsite", "2024-02-01"), ("onsite", "2024-02-02"), ("rejected", "2024-02-20"),
    ]  # fmt: skip


def test_day_first_is_learnt_from_the_whole_column():
    sheet = read_sheet("""Firma;Stelle;Beworben am;Status
Acme;Entwickler;03.04.2024;Absage
Birke;Entwickler;05.04.2024;keine Antwort
Zeder;Entwickler;23.04.2024;Vorstellungsgespräch
""")
    assert sheet.applied == ["2024-04-03", "2024-04-05", "2024-04-23"]
    assert sheet.outcomes == ["rejected", "silence", "open"]
    assert sheet.ones[2].standing.stage == "phone"


def test_dashes_day_first_and_accents():
    sheet = read_sheet("""Entreprise,Poste,Date de candidature,Réponse
Société Générale,Développeur,13-01-2023,Refusé
Ubisoft,Développeur,02-02-2023,Entretien
Ÿnov,Développeuse,05-02-2023,Sans réponse
""")
    assert sheet.applied == ["2023-01-13", "2023-02-02", "2023-02-05"]
    assert sheet.outcomes == ["rejected", "open", "silence"]


def test_misspelt_statuses_and_shouting():
    words = [
        "reeejected", "REJECTED!!", "Rejectd", "Accepted!", "Auto Int.", "Ghosted 👻", "No Answer",
        "Virutal Int.", "withdrawen", "Interveiw", "offer recieved", "Assesment", "Decline",
        "Waiting...", "Rejected :(", "Inter + Rejec",
    ]  # fmt: skip
    sheet = read_sheet(
        "Company,Role,Status\n" + "".join(f"C{i},Dev,{w}\n" for i, w in enumerate(words))
    )
    got = [[stage for stage, _ in sheet.told(i) if stage != "applied"] for i in range(len(words))]
    assert got == [
        ["rejected"], ["rejected"], ["rejected"], ["accepted"], ["challenge"], ["silence"], ["silence"],
        ["phone"], ["withdrawn"], ["phone"], ["offer"], ["challenge"], ["declined"],
        [], ["rejected"], ["phone", "rejected"],
    ]  # fmt: skip
    assert sheet.totals.unread_cells == 0


def test_nameless_columns_are_told_by_what_is_in_them():
    sheet = read_sheet("""Company,,,Status
Acme,Software Engineer,https://acme.example/1,Rejected
Birch,Data Analyst,https://birch.example/2,Applied
Cedar,Backend Developer Intern,https://cedar.example/3,Offer
""")
    rows = sheet.reading.rows
    assert [row.role for row in rows] == [
        "Software Engineer",
        "Data Analyst",
        "Backend Developer Intern",
    ]
    assert rows[0].links == "https://acme.example/1"


def test_a_file_without_any_names_of_columns():
    sheet = read_sheet("""Acme,Software Engineer,2024-03-01,Rejected
Birch,Data Engineer,2024-03-02,Interview
Cedar,Frontend Developer,2024-03-09,Ghosted
""")
    assert sheet.companies == ["Acme", "Birch", "Cedar"]
    assert sheet.applied == ["2024-03-01", "2024-03-02", "2024-03-09"]
    assert sheet.outcomes == ["rejected", "open", "silence"]


def test_a_title_above_and_totals_below():
    sheet = read_sheet("""My internship hunt!!,,,
last touched on a Sunday,,,
,,,
Company,Role,Applied on,Result
Acme,Intern,2/1/2023,Rejected
Birch,Intern,2/14/2023,
,,,
Total,2,,
Rejection rate,50%,,
""")
    assert sheet.companies == ["Acme", "Birch"]
    assert sheet.taken() == {8: "totals", 9: "totals"}
    assert any("My internship hunt" in one for one in sheet.reading.remarks)


def test_headings_between_and_the_names_again():
    sheet = read_sheet("""Company,Role,Date,Status
2019,,,
Acme,Dev,11/3,Rejected
Birch,Dev,12/1,Rejected
2020,,,
Company,Role,Date,Status
Cedar,Dev,1/14,Offer
""")
    assert sheet.applied == ["2019-11-03", "2019-12-01", "2020-01-14"]
    assert sheet.taken() == {2: "heading", 5: "heading", 6: "head again"}


def test_quoted_line_breaks_and_quotes_keep_lines_counted():
    sheet = read_sheet("""Company,Notes,Status
"Acme, Inc.","First line
second ""quoted"" line",Rejected
Birch,,Applied
""")
    assert sheet.companies == ["Acme, Inc.", "Birch"]
    assert [row.line for row in sheet.reading.rows] == [2, 4]
    assert 'second "quoted" line' in sheet.reading.rows[0].notes


def test_one_column_of_ticks_per_stage():
    sheet = read_sheet("""Company,Position,Applied?,OA,Phone Screen,Onsite,Offer?,Rejected?
Acme,SWE,yes,x,x,,no,x
Birch,SWE,yes,,,,no,
Cedar,SWE,yes,x,x,x,yes,
Dune,SWE,no,,,,,
""")
    assert [one.standing.stage for one in sheet.ones] == ["phone", "applied", "offer", "noted"]
    assert sheet.outcomes == ["rejected", "open", "open", "open"]


def test_rows_of_unticked_boxes_are_no_applications():
    sheet = read_sheet(
        "Company,Role,Applied,Rejected\nAcme,SWE,TRUE,FALSE\n" + ",,FALSE,FALSE\n" * 30
    )
    assert sheet.companies == ["Acme"]
    assert set(sheet.taken().values()) == {"empty"}


def test_several_things_told_in_one_cell_with_their_days():
    sheet = read_sheet("""Company,Role,Progress
Acme,Dev,Applied 3/4/2024; phone screen 3/10/2024; rejected 3/12/2024
Birch,Dev,Applied 3/14/2024 -> OA 3/15/2024
""")
    assert sheet.told(0) == [
        ("applied", "2024-03-04"),
        ("phone", "2024-03-10"),
        ("rejected", "2024-03-12"),
    ]
    assert sheet.told(1) == [("applied", "2024-03-14"), ("challenge", "2024-03-15")]


def test_company_and_role_in_one_cell():
    sheet = read_sheet("""Company / Role,Date,Status
Acme - Software Engineer,2024-01-01,Rejected
Data Analyst at Birch,2024-01-02,Rejected
""")
    assert sheet.companies == ["Acme", "Birch"]
    assert [row.role for row in sheet.reading.rows] == ["Software Engineer", "Data Analyst"]


def test_spreadsheet_numbers_for_days():
    sheet = read_sheet(
        "Company,Role,Date Applied,Status\nAcme,Dev,45292,Rejected\nBirch,Dev,45300.5,\n"
    )
    assert sheet.applied == ["2024-01-01", "2024-01-09"]


def test_the_same_company_twice_stays_two_and_the_same_id_is_one():
    sheet = read_sheet("""Id,Company,Role,Date,Status
1a,Acme,Dev,2024-01-01,Rejected
1b,Acme,Dev,2024-01-01,Rejected
1b,Acme,Dev,2024-01-01,Phone screen
""")
    assert len(sheet.ones) == 2
    assert ("phone", "") in sheet.told(1)


def test_a_history_in_a_second_table_is_joined_by_id():
    sheet = read_parts(
        {
            "applications.csv": "AppID,Company,Role,Applied\nA1,Acme,Dev,2024-01-01\nA2,Birch,Dev,2024-01-03\n",
            "history.csv": "AppID,Order,Status,Date\nA2,1,Phone Int.,2024-01-09\nA2,2,Rejected,2024-01-20\n",
        }
    )
    assert len(sheet.ones) == 2
    assert sheet.told(1) == [
        ("applied", "2024-01-03"),
        ("phone", "2024-01-09"),
        ("rejected", "2024-01-20"),
    ]
    assert sheet.totals.understood == 4


def test_a_history_of_stages_in_json():
    sheet = read_sheet("""Name,Stage History
Acme,"[{""stage"": ""Applied"", ""date"": ""2024-11-05""}, {""stage"": ""Offer"", ""date"": ""2024-12-01""}]"
Birch,"[{'stage': 'Applied', 'date': '2024-11-06'}]"
""")
    assert sheet.told(0) == [("applied", "2024-11-05"), ("offer", "2024-12-01")]
    assert sheet.told(1) == [("applied", "2024-11-06")]


def test_links_in_the_spreadsheets_and_markdowns_way():
    sheet = read_sheet("""Company,Role,Status
"=HYPERLINK(""https://acme.example/jobs"",""Acme"")",Dev,Rejected
[Birch](https://birch.example),Dev,
""")
    assert sheet.companies == ["Acme", "Birch"]
    assert [row.links for row in sheet.reading.rows] == [
        "https://acme.example/jobs",
        "https://birch.example",
    ]


def test_tabs_semicolons_pipes_and_a_named_separator():
    rows = [
        ["Company", "Role", "Status"],
        ["Acme, Inc.", "Dev", "Rejected"],
        ["Birch", "Dev", "Offer"],
    ]
    for delimiter in ("\t", ";", "|"):
        sheet = read_sheet("\n".join(delimiter.join(row) for row in rows))
        assert sheet.companies == ["Acme, Inc.", "Birch"], delimiter
    sheet = read_sheet("sep=;\nCompany;Status\nAcme;Rejected\n")
    assert sheet.outcomes == ["rejected"]


def test_a_markdown_table():
    sheet = read_sheet(
        "| Company | Role | Status |\n|---|:--|---|\n| Acme | Dev | ❌ |\n| Birch | Dev | ⏳ |\n"
    )
    assert sheet.companies == ["Acme", "Birch"]
    assert sheet.outcomes == ["rejected", "open"]


def test_encodings_of_old_programs():
    text = "Société,Poste,Statut\nCafé Zoë,Ingénieur,Refusé\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"):
        assert read_sheet(text.encode(encoding)).companies == ["Café Zoë"], encoding


def test_what_is_not_read_is_kept_word_for_word():
    sheet = read_sheet("""Company,Role,Date,Status,Excitement,Salary
Acme,Dev,sometime in spring,waiting for the stars to align,5/5,"$120,000"
""")
    (row,) = sheet.reading.rows
    assert "from the file: Date: sometime in spring" in row.notes
    assert "waiting for the stars to align" in row.notes
    assert "Excitement: 5/5" in row.notes
    assert row.pay == "$120,000"


def test_only_saved_ones_are_noted_and_not_applied():
    sheet = read_sheet("""Company,Role,Status,Date
Acme,Dev,Wishlist,2024-01-01
Birch,Dev,To apply,
Cedar,Dev,Applied,2024-01-02
""")
    assert [one.standing.stage for one in sheet.ones] == ["noted", "noted", "applied"]


def test_an_offer_turned_down_and_one_taken():
    sheet = read_sheet("""Company,Role,Final status
Acme,Dev,Offer - declined
Birch,Dev,Accepted offer!
Cedar,Dev,Rejected after onsite
Dune,Dev,Withdrew (bad Glassdoor)
""")
    assert sheet.outcomes == ["declined", "accepted", "rejected", "withdrawn"]
    assert sheet.ones[2].standing.stage == "onsite"


def test_the_position_was_cancelled_is_no_withdrawal():
    sheet = read_sheet("Company,Role,Status\nAcme,Dev,Position Removed\nBirch,Dev,Cancelled\n")
    assert sheet.outcomes == ["rejected", "rejected"]
    assert [one.events[-1].words for one in sheet.ones] == ["Position Removed", "Cancelled"]


def test_a_stage_dated_after_its_ending_loses_its_day_not_the_ending():
    sheet = read_sheet("""Company,Status 1,Status 2,Status 3,Applied,Status 1 Date,Status 2 Date,Status 3 Date
Acme,Phone Int.,Assessment,Rejected,2024-10-01,2024-10-15,2025-10-24,2024-11-25
Birch,Rejected,,,2024-10-02,2024-10-20,,
""")
    assert sheet.outcomes == ["rejected", "rejected"]
    assert ("challenge", "") in sheet.told(0)
    assert "2025-10-24" in sheet.reading.rows[0].notes


def test_linkedin_writes_days_with_times():
    sheet = read_sheet("""Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers
"11/20/24, 8:15 AM",ben@example.org,,Acme,Engineer,https://www.linkedin.com/jobs/view/1,cv.pdf,
"1/3/25, 11:02 PM",,,Birch,Engineer,https://www.linkedin.com/jobs/view/2,cv.pdf,"Years: 2 | Visa: no"
""")
    assert sheet.reading.kind == "LinkedIn, Job Applications"
    assert sheet.applied == ["2024-11-20", "2025-01-03"]
    assert "Visa: no" in sheet.reading.rows[1].notes


def test_a_person_can_say_otherwise():
    text = "Wo,Was,Wann,Wie\nAcme,Dev,04/05/2024,hmm\nBirch,Dev,06/05/2024,nö\n"
    sheet = read_sheet(
        text,
        mapping={
            "columns": {"Wo": "company", "Was": "role", "Wann": "applied on", "Wie": "status"},
            "dates": "day first",
            "statuses": {"hmm": "phone", "nö": ["phone", "rejected"]},
        },
    )
    assert sheet.applied == ["2024-05-04", "2024-05-06"]
    assert sheet.outcomes == ["open", "rejected"]
    assert sheet.ones[1].standing.stage == "phone"


def test_a_workbook_with_a_sheet_for_each_season_and_a_dashboard():
    body = workbook(
        [["Company", "Role", "Applied", "Status"], ["Acme", "Dev", date(2023, 10, 2), "Rejected"]],
        Spring=[["", ""], ["Employer", "Position", "Date", "Outcome"],
                       ["Birch", "Dev", datetime(2024, 2, 3, 9, 30), "Offer!"],  # noqa: DTZ001  a cell has no zone
                       ["Cedar", "Dev", 45330, None]], Dashboard=[["Total", 3], ["Rejected", "33%"]],
    )  # fmt: skip
    sheet = read_sheet(body, name="hunt.xlsx")
    assert sheet.companies == ["Acme", "Birch", "Cedar"]
    assert sheet.applied == ["2023-10-02", "2024-02-03", "2024-02-08"]
    assert sheet.outcomes == ["rejected", "open", "open"]
    assert [one.partition(":")[0] for one in sheet.reading.left_out] == ["Dashboard"]


def test_a_not_turns_a_status_round_and_is_not_read():
    sheet = read_sheet("Company,Role,Status\nAcme,Dev,Not contacted\nBirch,Dev,Delivery failed\n")
    assert [len(row.unread) for row in sheet.reading.rows] == [1, 1]
    assert sheet.outcomes == ["open", "open"]


def test_own_totals_stay_as_the_file_words_them():
    sheet = read_sheet("Company,Role,Status\nA,Dev,Rejected\nB,Dev,reeejected\nC,Dev,Cancelled\n")
    assert {one.words: one.count for one in sheet.reading.wordings} == {
        "Rejected": 1, "reeejected": 1, "Cancelled": 1,
    }  # fmt: skip
    assert sum(one.closed for one in sheet.ones) == 1
