"""What a file says less plainly than one would wish: about when, to what, at which hour."""

import pytest

from afterword.cycle.reading.cells.hours import hours_in
from afterword.cycle.reading.tests.sheets import read_sheet

HEAD = "Company,Role,Applied,Status"


def test_closed_and_not_selected_is_one_rejection():
    sheet = read_sheet(f"{HEAD}\nAcme,Dev,2026-03-01,Closed - not selected\n")
    assert sheet.told(0) == [("applied", "2026-03-01"), ("rejected", "")]
    assert sheet.ones[0].events[-1].words == "Closed - not selected"


def test_an_offer_turned_down_for_a_role_that_closed_is_no_rejection():
    sheet = read_sheet(f"{HEAD}\nAcme,Dev,2026-03-01,Offer declined; role closed\n")
    assert sheet.outcomes == ["declined"]


@pytest.mark.parametrize("name", ["Result", "Final result", "Outcome", "Ergebnis"])
def test_a_yes_or_no_to_nobody_knows_what_is_asked_and_kept(name):
    sheet = read_sheet(f"{HEAD},{name}\nAcme,Dev,1 May 2026,,no\nBirch,Dev,2 May 2026,Offer,YES\n")
    assert [one.events[-1].stage for one in sheet.ones] == ["applied", "offer"]
    assert [one.why for row in sheet.reading.rows for one in row.unread] == [
        "a yes or a no, and not to what"
    ] * 2
    assert f"from the file: {name}: no" in sheet.reading.rows[0].notes
    asked = {one.words for one in sheet.reading.wordings if not one.known}
    assert asked == {"no", "YES"}


def test_what_its_owner_says_a_no_means_is_what_it_means():
    rows = f"{HEAD},Result\nAcme,Dev,1 May 2026,,no\nBirch,Dev,2 May 2026,,yes\n"
    sheet = read_sheet(rows, mapping={"statuses": {"no": "rejected", "yes": "offer"}})
    told = [one.events[-1] for one in sheet.ones]
    assert [(one.stage, one.words) for one in told] == [("rejected", ""), ("offer", "")]
    assert sheet.totals.unread_cells == 0


def test_a_response_of_yes_beside_a_status_is_an_answer():
    rows = "Acme,Dev,1 May 2026,Applied,yes\nBirch,Dev,2 May 2026,Applied,no\n"
    sheet = read_sheet(f"{HEAD},Response\n{rows}")
    assert [one.standing.answer for one in sheet.ones] == ["recruiter", ""]


@pytest.mark.parametrize(
    "when", ["March 2026", "in spring", "3/2026", "2026-03", "Q1 2026", "2026"]
)
def test_a_month_without_a_day_stays_in_its_words_and_gets_no_day(when):
    others = "Birch,Dev,2026-03-09,\nCedar,Dev,2026-03-10,\n"
    sheet = read_sheet(f"{HEAD}\nAcme,Dev,{when},\n{others}")
    (event,) = sheet.ones[0].events
    assert (event.stage, event.on, event.words) == ("applied", None, f"applied, {when}")
    assert when in sheet.reading.rows[0].notes


def test_a_day_that_is_only_near_says_so_beside_it():
    sheet = read_sheet(f"{HEAD}\nAcme,Dev,early March 2026,\nBirch,Dev,2026-03-09,\n")
    (event,) = sheet.ones[0].events
    assert (f"{event.on}", event.words) == ("2026-03-05", "applied, early March 2026")


def test_months_as_spreadsheets_show_them_are_no_days():
    sheet = read_sheet(f"{HEAD}\nAcme,Dev,Mar-25,\nBirch,Dev,Nov-25,\nCedar,Dev,Jan-26,\n")
    assert sheet.applied == ["", "", ""]
    assert [one.events[0].stage for one in sheet.ones] == ["applied"] * 3
    assert sheet.ones[1].events[0].words == "applied, Nov-25"


def test_days_of_a_month_are_days():
    sheet = read_sheet(f"{HEAD}\nAcme,Dev,Mar-04,\nBirch,Dev,Mar-25,\nCedar,Dev,Apr-26,\n")
    assert sheet.applied == ["2026-03-04", "2026-03-25", "2026-04-26"]


def test_one_day_in_a_column_of_seasons_is_read():
    rows = "Acme,Dev,in spring,\nBirch,Dev,last year,\nCedar,Dev,12 March 2026,\n"
    assert read_sheet(f"{HEAD}\n{rows}").applied == ["", "", "2026-03-12"]


def test_a_stage_in_summer_happened_on_no_day():
    sheet = read_sheet("Company,Applied,Rejected\nAcme,2026-03-01,June 2026\n")
    assert sheet.told(0) == [("applied", "2026-03-01"), ("rejected", "")]
    assert sheet.ones[0].events[-1].words == "rejected, June 2026"


def test_days_with_dots_are_day_first_where_nothing_else_tells():
    sheet = read_sheet("Firma;Stelle;Beworben am\nAcme;Dev;1.3.26\n")
    assert sheet.applied == ["2026-03-01"]


def test_two_days_with_hours_in_one_cell_are_two_interviews():
    sheet = read_sheet(
        "Company,Applied,Onsite\nAcme,2026-03-01,2026-04-02 10:00; 2026-04-03 11:00\n"
    )
    assert sheet.told(0)[1:] == [("onsite", "2026-04-02"), ("onsite", "2026-04-03")]


@pytest.mark.parametrize(
    ("cell", "start", "minutes"),
    [
        ("2026-03-12 10:00", "10:00", 60),
        ("12 March at 3pm", "15:00", 60),
        ("12.3.2026, 14 Uhr", "14:00", 60),
        ("14h30", "14:30", 60),
        ("2:00-3:30 pm", "14:00", 90),
        ("9:30 - 16:00 with Mara", "09:30", 390),
    ],
)
def test_an_hour_is_read_as_people_write_it(cell, start, minutes):
    found = hours_in(cell)
    assert found is not None
    assert (f"{found.start:%H:%M}", found.minutes) == (start, minutes)


@pytest.mark.parametrize(
    "cell", ["2026-03-12 00:00", "3:00", "10:00 CET", "2 - 3:30 pm", "10:00, 11:00, 12:00", "25:00",
             "2026-03-12T10:00:00-05:00", "16:00-9:00", "12 March"],
)  # fmt: skip
def test_an_hour_in_doubt_is_none(cell):
    assert hours_in(cell) is None


def test_the_hour_of_an_interview_goes_with_its_day():
    sheet = read_sheet("Company,Applied,Interview\nAcme,2026-03-01,2026-03-12 10:00\n")
    event = sheet.ones[0].events[-1]
    assert (event.at, event.minutes, sheet.reading.rows[0].notes) == ("10:00", 60, "")


def test_an_hour_in_a_column_of_its_own_is_that_of_its_stage():
    rows = "Acme,2026-03-01,2026-03-12,10:30\nBirch,2026-03-01,,11:00\n"
    sheet = read_sheet(f"Company,Applied,Interview date,Interview time\n{rows}")
    assert sheet.ones[0].events[-1].at == "10:30"
    assert sheet.told(1) == [("applied", "2026-03-01")]
    assert "Interview time: 11:00" in sheet.reading.rows[1].notes


def test_a_no_under_the_result_of_a_stage_is_not_lost():
    rows = "Company,Applied,Phone date,Phone result\nAcme,2026-03-01,2026-03-05,no\n"
    sheet = read_sheet(rows)
    assert sheet.told(0) == [("applied", "2026-03-01"), ("phone", "2026-03-05")]
    assert "from the file: Phone result: no" in sheet.reading.rows[0].notes


def test_a_title_that_says_how_it_stands_holds_where_a_status_says_nothing_known():
    lists = "Company,Role,Date,Status\nAcme,Dev,2026-03-01,Applied\n,,,\n"
    lists += "Rejected,,,\nCompany,Role,Date,Why\nCedar,Dev,2026-02-01,no budget\n"
    lists += "Dune,Dev,2026-02-02,position closed\n"
    sheet = read_sheet(lists)
    assert sheet.outcomes == ["open", "rejected", "rejected"]
    assert "no budget" in sheet.reading.rows[1].notes


MONTHS_OF_YEARS = [
    ["Mrz 26", "Apr 26", "Mai 26"], ["mars 26", "janv. 26", "févr. 26"],
    ["Mär-26", "Dez-25", "Jan-26"], ["Mar 26", "Apr 26", "May 26"],
]  # fmt: skip


@pytest.mark.parametrize("cells", MONTHS_OF_YEARS)
def test_a_column_of_months_of_years_in_any_language_has_no_days(cells):
    rows = "".join(f"Firm {at},{cell}\n" for at, cell in enumerate(cells))
    sheet = read_sheet(f"Company,Applied\n{rows}")
    assert [event.words for one in sheet.ones for event in one.events] == [
        f"applied, {cell}" for cell in cells
    ]
    assert not any(event.on for one in sheet.ones for event in one.events)


def test_where_a_sheet_cannot_tell_what_follows_a_month_its_owner_is_asked():
    text = "Company,Applied\nAcme,Mär 26\nBirch,Apr 26\n"
    sheet = read_sheet(text)
    assert "may be a day or a month of a year" in sheet.reading.rows[0].unread[0].why
    assert sheet.reading.columns[1].doubtful
    days = read_sheet(text, mapping={"month_and_number": "day"})
    assert days.applied == ["2026-03-26", "2026-04-26"]
    years = read_sheet(text, mapping={"month_and_number": "year"})
    assert years.applied == ["", ""]
    assert not years.reading.columns[1].doubtful


@pytest.mark.parametrize(
    "rows",
    [
        "Acme,Mar 26,\nBirch,Apr 3,\n",  # no year is meant by 3
        "Acme,Mar 26,\nBirch,2026-04-03,\n",
        "Acme,Mar 26,\nBirch,,Feb 12\n",
    ],
)
def test_days_beside_it_say_that_a_number_after_a_month_is_one(rows):
    sheet = read_sheet(f"Company,Applied,OA\n{rows}")
    assert sheet.applied[0] == "2026-03-26"
    assert not any(one.doubtful for one in sheet.reading.columns[1:2] if not one.order)
