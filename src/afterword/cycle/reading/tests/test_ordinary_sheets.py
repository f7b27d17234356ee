"""Sheets as ordinary people keep them, in shapes and languages of their own.

Written before anybody looked at how the rules do on them; each is here for what it taught.
"""
# ruff: noqa: E501  rows of these files are as long as they are

from datetime import datetime

import pytest

from afterword.cycle.reading.cells.statuses import read_status
from afterword.cycle.reading.tests.broken import workbook
from afterword.cycle.reading.tests.sheets import read_sheet


def test_a_sheet_in_german_with_its_total_below():
    sheet = read_sheet("""Meine Bewerbungen Herbst 2024;;;;;
;;;;;
Firma;Stelle;Beworben am;Stand;Ansprechpartner;Bemerkung
Bäckerei Müller GmbH;Werkstudent IT;3.9.24;Absage am 17.9.;Fr. Öztürk;nette Mail
SAP;Praktikum Backend;3.9.24;noch nichts gehört;;
Siemens AG;Dualer Student;5.9.24;Vorstellungsgespräch am 12.9., dann Absage;Hr. Wagner;waren zu dritt
Bosch;Praktikant;10.9.24;Zusage!!;Hr. Klein (klein@bosch.example);
Stadtwerke;Hiwi;11.9.24;läuft;;2. Gespräch nächste Woche
N26;iOS;2.10.24;von mir abgesagt;;zu weit
;;;;;
Summe: 6 Bewerbungen;;;2 Absagen;;
""")
    assert sheet.outcomes == ["rejected", "open", "rejected", "open", "open", "withdrawn"]
    assert sheet.told(2) == [("applied", "2024-09-05"), ("phone", "2024-09-12"), ("rejected", "")]
    assert sheet.taken() == {11: "totals"}
    assert [one.named.people for one in sheet.ones][3] == (
        ("other", "Hr. Klein", "klein@bosch.example"),
    )


def test_a_sheet_in_dutch_whose_columns_have_other_names():
    sheet = read_sheet("""Bedrijf,Functie,Datum verstuurd,Stand van zaken,Laatste contact
Philips,Stagiair,4 sep 2024,afgewezen,18 sep 2024
ASML,Junior,4 sep 2024,gesprek gehad,25 sep 2024
Adyen,Stage,6 sep 2024,geen reactie,
Booking,Junior,9 sep 2024,aangenomen!,10 okt 2024
Picnic,Stage,11 sep 2024,afwachten,
Coolblue,Stage,12 sep 2024,afgewezen na gesprek,1 okt 2024
ING,Trainee,16 sep 2024,zelf afgezegd,20 sep 2024
""")
    assert sheet.outcomes == [
        "rejected",
        "open",
        "silence",
        "accepted",
        "open",
        "rejected",
        "withdrawn",
    ]
    assert sheet.told(5) == [("applied", "2024-09-12"), ("phone", ""), ("rejected", "2024-10-01")]


def test_a_column_for_each_stage_with_names_below():
    sheet = read_sheet("""To apply,Applied,Interviewing,Offer,Rejected
Spotify,Klarna (Sep 3),King,Northvolt,Ericsson
Volvo,Tink (Sep 4),,,H&M - data
,Voi,,,IKEA
,,,,Saab - defence intern
""")
    stands = {one.named.company: (one.standing.stage, one.standing.outcome) for one in sheet.ones}
    assert stands == {
        "Spotify": ("noted", "open"), "Volvo": ("noted", "open"), "Klarna": ("applied", "open"),
        "Tink": ("applied", "open"), "Voi": ("applied", "open"), "King": ("phone", "open"),
        "Northvolt": ("offer", "open"), "Ericsson": ("applied", "rejected"),
        "H&M": ("applied", "rejected"), "IKEA": ("applied", "rejected"), "Saab": ("applied", "rejected"),
    }  # fmt: skip
    assert [day for day in sheet.applied if day] == ["2026-09-03", "2026-09-04"]
    assert {one.named.role for one in sheet.ones} == {"", "data", "defence intern"}


def test_columns_of_days_are_no_board():
    sheet = read_sheet("""Applied,Phone screen,Onsite,Rejected
2026-01-05,2026-01-10,,2026-01-20
2026-01-06,,,
2026-01-07,2026-01-11,2026-01-19,
""")
    assert "Company and role" not in [one.label for one in sheet.reading.columns]


def test_one_sheet_a_company_with_what_happened_when():
    day = datetime
    head = ["Date", "What happened", "Who"]
    body = workbook([], **{
        "Stripe": [head, [day(2024, 9, 1), "Applied", "site"], [day(2024, 9, 14), "OA", ""],
                   [day(2024, 9, 20), "Rejected", ""]],
        "Acme Corp": [head, [day(2024, 9, 3), "applied with referral", "Ana"],
                      [day(2024, 10, 5), "onsite", ""], [day(2024, 10, 12), "OFFER!!", ""]],
        "Globex": [head, [day(2024, 10, 1), "sent CV", ""]],
    })  # fmt: skip
    sheet = read_sheet(body, name="search.xlsx")
    assert sheet.companies == ["Stripe", "Acme Corp", "Globex"]
    assert sheet.told(0) == [
        ("applied", "2024-09-01"), ("challenge", "2024-09-14"), ("rejected", "2024-09-20"),
    ]  # fmt: skip
    assert sheet.outcomes == ["rejected", "open", "open"]


def test_sheets_of_seasons_are_no_companies():
    head = ["Date", "Company", "Status"]
    fall = [head, ["2024-09-01", "Acme", "Rejected"], ["2024-09-02", "Birch", "Applied"]]
    spring = [head, ["2025-02-01", "Cedar", "Rejected"], ["2025-02-02", "Dune", "Applied"]]
    body = workbook([], Fall=fall, Spring=spring)
    assert read_sheet(body, name="x.xlsx").companies == ["Acme", "Birch", "Cedar", "Dune"]


def test_headings_that_say_how_those_below_stand():
    sheet = read_sheet("""Company,Role,Sent
WAITING,,
Asana,Intern,09/05/2024
Atlassian,Intern,09/20/2024
,,
NOPE,,
Dropbox,Intern,09/02/2024
Twitch,Intern,09/13/2024
,,
INTERVIEWS,,
Lyft,Intern,09/25/2024
,,
total: 5,,
""")
    assert sheet.companies == ["Asana", "Atlassian", "Dropbox", "Twitch", "Lyft"]
    assert sheet.outcomes == ["open", "open", "rejected", "rejected", "open"]
    assert sheet.ones[4].standing.stage == "phone"
    assert set(sheet.taken().values()) == {"heading", "totals"}


def test_a_company_that_is_called_like_a_status_stays_one():
    sheet = read_sheet("""Company,Role,Sent
Target,,
Asana,Intern,09/05/2024
Atlassian,Intern,09/20/2024
""")
    assert sheet.companies == ["Target", "Asana", "Atlassian"]


def test_boxes_that_are_ticked_and_the_count_of_them_below():
    sheet = read_sheet("""Company,Role,Applied?,Date,Heard back?,Interview?,Offer?,Rejected?
Roblox,SWE,TRUE,9/4/2024,TRUE,TRUE,FALSE,TRUE
Epic,SWE,FALSE,,FALSE,FALSE,FALSE,FALSE
Riot,SWE,TRUE,9/7/2024,TRUE,TRUE,TRUE,FALSE
EA,SWE,x,9/10/2024,,,,x
Valve,SWE,✓,9/11/2024,,,,
5,,4,,2,2,1,2
""")
    assert sheet.companies == ["Roblox", "Epic", "Riot", "EA", "Valve"]
    assert [one.standing.stage for one in sheet.ones] == [
        "phone",
        "noted",
        "offer",
        "applied",
        "applied",
    ]
    assert sheet.taken() == {7: "totals"}


def test_companies_that_are_numbers_stay_companies():
    sheet = read_sheet("Company,Role,Days\n37,Dev,12\n99,Dev,3\n1,Dev,4\n500,2,3\n")
    assert sheet.companies == ["37", "99", "1", "500"]


def test_company_and_role_in_one_cell_and_statuses_in_pictures():
    sheet = read_sheet("""where / what,when,?,link
Google – SWE Intern,Sep 3,❌,https://careers.google.example/1
Stripe – Backend,Sep 3,👻,
Figma – New Grad,Sep 9,📞 phone screen,
Notion – Intern,Sep 12,🎉 OFFER 🎉,
Jane Street – Trading Intern,Oct 2,❌ after onsite 😭,
Airbnb – Intern,Nov 3,🤷,
""")
    assert sheet.companies == ["Google", "Stripe", "Figma", "Notion", "Jane Street", "Airbnb"]
    assert sheet.ones[0].named.role == "SWE Intern"
    assert sheet.outcomes == ["rejected", "silence", "open", "open", "rejected", "open"]
    assert sheet.ones[4].standing.stage == "onsite"


@pytest.mark.parametrize(
    ("words", "stages"),
    [
        ("onsite ❌", ("onsite", "rejected")),
        ("no response ❌", ("silence",)),
        ("rejected by me", ("withdrawn",)),
        ("abgesagt (von mir)", ("withdrawn",)),
        ("offer, rejected by me", ("offer", "declined")),
        ("Ich habe eine Absage", ("rejected",)),
        ("j'ai décliné l'offre", ("offer", "declined")),
        ("Refus après 2e entretien", ("onsite", "rejected")),
    ],
)
def test_whose_no_it_was_and_what_came_before_it(words, stages):
    assert read_status(words).stages == stages


def test_people_are_people_with_how_to_reach_them():
    sheet = read_sheet("""Company,Role,Recruiter,Recruiter email,Hiring manager,Referral? (Y/N),Status
Cloudflare,Intern,Dana Smith,dana@cf.example,,N,Rejected
Okta,Intern,Lee Wong,lee@okta.example; +1 555 010 0000,Pat Roe,Y - Sam,Onsite
Twilio,Intern,,no-reply@twilio.example,,N,Applied
Elastic,Intern,"Kim & Ana",kim@e.example; ana@e.example,,N,Applied
Mongo,Intern,they said they would call me back next week maybe,,,N,Applied
""")
    assert [one.named.people for one in sheet.ones] == [
        (("recruiter", "Dana Smith", "dana@cf.example"),),
        (
            ("recruiter", "Lee Wong", "lee@okta.example, +1 555 010 0000"),
            ("interviewer", "Pat Roe", ""),
        ),
        (),
        (("recruiter", "Kim", "kim@e.example"), ("recruiter", "Ana", "ana@e.example")),
        (),
    ]
    assert sheet.ones[1].named.referrer == "Sam"
    assert "no-reply@twilio.example" in sheet.ones[2].named.notes
    assert "would call me back" in sheet.ones[4].named.notes


def test_a_page_is_somebodys_and_a_posting_is_a_link():
    sheet = read_sheet("""Company,Role,Recruiter,Recruiter LinkedIn,Status
Cloudflare,Intern,Dana Smith,https://www.linkedin.com/in/dana-smith-4a1b2/,Rejected
Okta,Intern,,linkedin.com/in/lee-wong,Applied
Twilio,Intern,,https://www.linkedin.com/jobs/view/771,Applied
Elastic,Intern,Kim; Ana,https://linkedin.com/in/kim; https://linkedin.com/in/ana,Applied
Mongo,Intern,Sam,n/a,Applied
""")
    assert [one.named.people for one in sheet.ones] == [
        (("recruiter", "Dana Smith", "https://www.linkedin.com/in/dana-smith-4a1b2/"),),
        (("other", "Lee Wong", "linkedin.com/in/lee-wong"),),
        (),
        (
            ("recruiter", "Kim", "https://linkedin.com/in/kim"),
            ("recruiter", "Ana", "https://linkedin.com/in/ana"),
        ),
        (("recruiter", "Sam", ""),),
    ]
    assert sheet.ones[2].named.links == "https://www.linkedin.com/jobs/view/771"


def test_a_column_named_linkedin_that_holds_no_pages_stays_in_the_notes():
    sheet = read_sheet("Company,Role,LinkedIn,Status\nAcme,Dev,wrote to 3 people,Applied\n")
    assert sheet.ones[0].named.people == ()
    assert "wrote to 3 people" in sheet.ones[0].named.notes


def test_the_address_in_linkedin_s_export_is_ones_own():
    sheet = read_sheet("""Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers
"11/20/24, 8:15 AM",ben@example.org,+49 30 1234567,Acme,Engineer,https://example.org/1,cv.pdf,
""")
    assert sheet.ones[0].named.people == ()
    assert "ben@example.org" in sheet.ones[0].named.notes


def test_two_lines_of_names_above():
    body = workbook([
        ["Company", "Role", "Applied", "Phone", None, "Onsite", None, "Final"],
        [None, None, None, "Date", "Result", "Date", "Result", None],
        ["Acme", "SWE", "2024-09-01", "2024-09-10", "passed", "2024-09-20", "failed", "Rejected"],
        ["Brot", "SWE", "2024-09-02", "2024-09-12", "failed", None, None, "Rejected"],
        ["Cela", "Data", "2024-09-03", None, None, None, None, None],
        ["Dune", "Data", "2024-09-04", "2024-09-14", "passed", "2024-09-30", "passed", "Offer"],
    ])  # fmt: skip
    sheet = read_sheet(body, name="x.xlsx")
    assert sheet.outcomes == ["rejected", "rejected", "open", "open"]
    assert [one.standing.stage for one in sheet.ones] == ["onsite", "phone", "applied", "offer"]
    assert sheet.told(3)[:3] == [
        ("applied", "2024-09-04"), ("phone", "2024-09-14"), ("onsite", "2024-09-30"),
    ]  # fmt: skip


def test_a_column_for_each_application():
    sheet = read_sheet("""Company,Acme,Brot,Cela,Dune
Role,SWE,SWE,Data,Data
Applied,2024-09-01,2024-09-02,2024-09-03,2024-09-04
Status,Rejected,Interview,Applied,Offer
Location,Berlin,Remote,Oslo,Paris
""")
    assert sheet.companies == ["Acme", "Brot", "Cela", "Dune"]
    assert [one.standing.stage for one in sheet.ones] == ["applied", "phone", "applied", "offer"]
    assert sheet.ones[2].named.place == "Oslo"


def test_a_list_with_dashes_that_is_no_table():
    sheet = read_sheet(
        """my applications

Acme - intern - applied 9/3 - rejected 9/10
Brot - intern - applied 9/4
Cela - data intern - applied 9/9 - OA 9/12 - rejected 9/30
Dune - intern - applied 10/1 - phone 10/8 - offer 10/20!!
""",
        name="list.txt",
    )
    assert sheet.companies == ["Acme", "Brot", "Cela", "Dune"]
    assert sheet.told(2) == [
        ("applied", "2026-09-09"), ("challenge", "2026-09-12"), ("rejected", "2026-09-30"),
    ]  # fmt: skip
    assert sheet.ones[2].named.role == "data intern"


def test_smileys_question_marks_and_notes_above():
    sheet = read_sheet("""Job search of Eve,,,,
goal: 5 a week!!,,,,
,,,,
#,Firm,What,When,So?
1,Acme,Dev,01.09.24,:(
2,Brot,Dev,02.09.24,nope
3,Cela,Dev,03.09.24,:)  interview 20.09.
4,Dune,Dev,04.09.24,???
5,Elm,Dev,05.09.24,"OFFER!!! (declined, too far)"
applied: 5,,,,
""")
    assert sheet.outcomes == ["rejected", "rejected", "open", "open", "declined"]
    assert sheet.told(2)[1] == ("phone", "2024-09-20")
    assert sheet.taken() == {10: "totals"}


def test_an_answer_that_is_yes_or_no():
    sheet = read_sheet("""Employer,Job,Sent,Answer
Acme,Dev,20240903,no
Brot,Dev,3. Sept.,yes - interview 12. Sept.
Cela,Dev,Sept 5th,
Dune,Dev,5th of September 2024,no (20.09.)
Elm,Dev,Thu 12 Sep,yes
Fir,Dev,13/9,position frozen
""")
    assert sheet.outcomes == ["open", "open", "open", "rejected", "open", "rejected"]
    assert sheet.told(1)[1] == ("phone", "2024-09-12")
    assert sheet.told(4)[1] == ("recruiter", "")


def test_a_sheet_for_each_way_of_standing():
    head = ["Company", "Role", "Sent"]
    waiting = [head, ["Acme", "Dev", "2024-09-01"], ["Brot", "Dev", "2024-09-02"]]
    over = [head, ["Cela", "Dev", "2024-09-03"], ["Dune", "Dev", "2024-09-04"]]
    won = [head, ["Elm", "Dev", "2024-09-05"]]
    body = workbook([], Open=waiting, Rejected=over, Offers=won)
    sheet = read_sheet(body, name="x.xlsx")
    assert sheet.companies == ["Acme", "Brot", "Cela", "Dune", "Elm"]
    assert sheet.outcomes == ["open", "open", "rejected", "rejected", "open"]
    assert sheet.ones[4].standing.stage == "offer"
