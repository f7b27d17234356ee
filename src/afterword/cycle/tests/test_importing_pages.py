"""The pages that bring in a file: sent, looked at, corrected, kept, undone, kept again."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from afterword.cycle import access, actions
from afterword.cycle.actions.uploads import KEPT, forget_uploads
from afterword.cycle.models import (
    Application,
    CompanyInterview,
    Cycle,
    Event,
    Import,
    Upload,
)
from afterword.people.tests.faults import faults_of
from afterword.people.viewer import Viewer

pytestmark = pytest.mark.django_db

SHEET = """Id,Company,Role,Applied,Wie,Status
a1,Acme,Dev,2026-03-01,gut,Rejected
a2,Birch,Dev,2026-03-02,soso,Einladung zum Kaffee mit Torte
a3,Cedar,Dev,2026-03-03,gut,Offer
,,,,,just a line
"""


def url(name, *args) -> str:
    return reverse(f"cycle:{name}", args=args)


def send(browser, text=SHEET, name="sheet.csv"):
    """Send a file; the page that says what was understood."""
    file = SimpleUploadedFile(name, text.encode())
    return browser.post(url("import"), {"files": file}, follow=True)


def shown(browser) -> str:
    return url("import-look", Upload.objects.get().pk)


def there(person):
    return access.own_applications(Viewer(person=person, chairs=frozenset()))


def test_a_file_is_looked_at_before_anything_is_kept(cast, signed_in):
    answer = send(signed_in(cast.ben))
    assert answer.status_code == 200
    assert faults_of(answer) == []
    page = answer.content.decode()
    assert "3 applications in 4 lines." in page
    assert "Einladung zum Kaffee mit Torte" in page
    assert not Application.objects.exists()
    assert bytes(Upload.objects.get().body) == SHEET.encode()


def test_a_rule_is_changed_and_the_effect_is_seen(cast, signed_in):
    browser = signed_in(cast.ben)
    send(browser)
    rule = "status-einladung zum kaffee mit torte"
    answer = browser.post(shown(browser), {rule: "phone"}, follow=True)
    assert answer.status_code == 200
    assert Upload.objects.get().mapping["statuses"] == {"Einladung zum Kaffee mit Torte": "phone"}
    assert "phone screen" in answer.content.decode()
    browser.post(url("import-keep", Upload.objects.get().pk))
    assert Event.objects.filter(application__company="Birch", stage="phone").exists()


def test_by_keys_the_choice_that_was_just_changed_is_found_again(cast, signed_in):
    """The page is drawn anew after each change, and focus goes where the same id is."""
    browser = signed_in(cast.ben)
    send(browser)

    def ids() -> list[str]:
        page = browser.get(shown(browser)).content.decode()
        choices = re.findall(r"<select [^>]*>", page.partition('id="rules"')[2])
        named = [found[1] for one in choices if (found := re.search(r' id="(\S+)"', one))]
        assert len(named) == len(choices) > 7
        return named

    before = ids()
    browser.post(shown(browser), {"status-einladung zum kaffee mit torte": "phone"})
    assert len(set(before)) == len(before)
    assert sorted(ids()) == sorted(before)


@pytest.mark.parametrize("typed", ["20024", "24", "last year", "²"])
@pytest.mark.parametrize("press", ["import-look", "import-keep"])
def test_a_wrong_year_is_told_beside_its_field_and_stays_as_typed(cast, signed_in, typed, press):
    browser = signed_in(cast.ben)
    send(browser)
    rule = "status-einladung zum kaffee mit torte"
    pressed = url(press, Upload.objects.get().pk)
    answer = browser.post(pressed, {"year": typed, rule: "phone"}, follow=True)
    assert (answer.status_code, faults_of(answer)) == (422, [])
    assert browser.get(pressed, {"page": 1}, follow=True).status_code == 200
    page = answer.content.decode()
    beside = page.partition('id="id_year_error"')[2].partition("</div>")[0]
    assert "Write the year in four digits, from 1985 to 2079, or leave it empty." in beside
    assert f'name="year" value="{typed}"' in page
    assert f'action="{shown(browser)}"' in page  # what is corrected is looked at, and not kept yet
    assert Upload.objects.get().mapping == {"statuses": {"Einladung zum Kaffee mit Torte": "phone"}}
    assert not Application.objects.exists()


def test_a_year_is_said_kept_and_taken_back(cast, signed_in):
    browser = signed_in(cast.ben)
    send(browser)
    answer = browser.post(shown(browser), {"year": " 2024 "}, follow=True)
    assert Upload.objects.get().mapping["year"] == 2024
    assert 'name="year" value="2024"' in answer.content.decode()
    browser.post(shown(browser), {"dates": "day first"})
    assert Upload.objects.get().mapping["year"] == 2024  # of a form that does not ask for it
    browser.post(shown(browser), {"year": ""})
    assert "year" not in Upload.objects.get().mapping


def test_kept_once_undone_whole_and_kept_again(cast, signed_in):
    browser = signed_in(cast.ben)
    send(browser)
    answer = browser.post(url("import-keep", Upload.objects.get().pk), follow=True)
    assert "3 applications brought in." in answer.content.decode()
    assert not Upload.objects.exists()
    assert sorted(there(cast.ben).values_list("company", "outcome")) == [
        ("Acme", "rejected"), ("Birch", "open"), ("Cedar", "open"),
    ]  # fmt: skip
    source = Import.objects.get()
    assert source.unread[0]["cells"] == {"Status": "just a line"}
    browser.post(url("import-undo", source.pk))
    assert not there(cast.ben).exists()
    send(browser)
    browser.post(url("import-keep", Upload.objects.get().pk))
    assert there(cast.ben).count() == 3


def test_a_search_that_came_in_a_file_is_called_by_its_own_days(cast, signed_in):
    browser = signed_in(cast.ben)
    send(browser)
    browser.post(url("import-keep", Upload.objects.get().pk))
    cycle = Cycle.objects.get(person=cast.ben)
    assert (cycle.started_on, cycle.name) == (date(2026, 3, 1), "Search from March 2026")
    browser.post(url("import-undo", Import.objects.get().pk))
    cycle.refresh_from_db()
    assert cycle.name == f"Search from {timezone.now():%B %Y}"


def test_a_file_never_moves_the_beginning_of_a_search_to_later(cast, signed_in):
    browser = signed_in(cast.ben)
    cycle = actions.cycle_of(cast.ben, now=timezone.now())
    began = date(2025, 9, 1)
    Cycle.objects.filter(pk=cycle.pk).update(
        started_on=began, name=f"Search from {began:%B %Y}"
    )  # as a search that was brought back from elsewhere
    send(browser)
    browser.post(url("import-keep", Upload.objects.get().pk))
    cycle.refresh_from_db()
    assert cycle.started_on == began
    browser.post(url("import-undo", Import.objects.get().pk))
    cycle.refresh_from_db()
    assert (cycle.started_on, cycle.name) == (began, "Search from September 2025")


def test_two_searches_of_one_person_have_two_names(cast, signed_in):
    browser = signed_in(cast.ben)
    first = actions.cycle_of(cast.ben, now=timezone.now())
    actions.end_cycle(first, on=timezone.localdate(), by=cast.ben)
    second = actions.cycle_of(cast.ben, now=timezone.now())
    assert second.name == f"{first.name} (2)"
    answer = browser.post(url("cycle", second.pk), {"name": first.name.upper()})
    assert answer.status_code == 422
    assert "Another search of yours is called that." in answer.content.decode()
    browser.post(url("cycle", second.pk), {"name": second.name})  # its own is not another's
    actions.name_cycle(second, name="Here in spring", by=cast.ben)
    browser.post(url("cycle", first.pk), {"name": "There in autumn"})
    assert set(Cycle.objects.values_list("name", flat=True)) == {
        "Here in spring",
        "There in autumn",
    }


def test_a_search_with_a_name_of_its_own_keeps_it(cast, signed_in):
    browser = signed_in(cast.ben)
    cycle = actions.cycle_of(cast.ben, now=timezone.now())
    actions.name_cycle(cycle, name="After the mill closed", by=cast.ben)
    send(browser)
    browser.post(url("import-keep", Upload.objects.get().pk))
    cycle.refresh_from_db()
    assert cycle.name == "After the mill closed"


def test_signs_that_no_database_keeps_are_left_out_of_names_and_cells(cast, signed_in):
    browser = signed_in(cast.ben)
    rows = r"""[{"Comp\u0000any": "Ac\u0000me", "Role": "De\ud800v", "Mood\u0000": "so\u0000so"},
        {"Comp\u0000any": "", "Role": "", "Mood\u0000": "just a li\u0000ne"}]"""
    send(browser, rows, name="app.json")
    browser.post(shown(browser), {"column-Mood": "notes", "dates": "day first"})
    browser.post(url("import-keep", Upload.objects.get().pk))
    assert [(one.company, one.role) for one in there(cast.ben)] == [("Acme", "Dev")]
    assert Import.objects.get().unread[0]["cells"] == {"Mood": "just a line"}


def test_rows_already_there_only_bring_their_news(cast, signed_in):
    browser = signed_in(cast.ben)
    for text in (
        SHEET,
        SHEET.replace("2026-03-02,soso,Einladung zum Kaffee mit Torte", "2026-03-02,,Onsite"),
    ):
        answer = send(browser, text)
        browser.post(url("import-keep", Upload.objects.get().pk))
    assert "3 of them are here already" in answer.content.decode()
    assert there(cast.ben).count() == 3
    assert there(cast.ben).get(company="Birch").stage == "onsite"
    assert Import.objects.order_by("created_at").last().joined == 3


def test_a_file_of_the_same_name_is_read_by_the_same_rules(cast, signed_in):
    browser = signed_in(cast.ben)
    send(browser)
    browser.post(shown(browser), {"status-offer": "phone"})
    browser.post(url("import-keep", Upload.objects.get().pk))
    send(browser)
    assert Upload.objects.get().mapping["statuses"] == {"Offer": "phone"}


def test_a_line_is_left_out_and_taken_in_again(cast, signed_in):
    browser = signed_in(cast.ben)
    send(browser)
    assert (
        "2 applications in 4 lines."
        in browser.post(shown(browser), {"skip": "3"}, follow=True).content.decode()
    )
    assert (
        "3 applications in 4 lines."
        in browser.post(shown(browser), {"skip": "3"}, follow=True).content.decode()
    )


@pytest.mark.parametrize(
    ("body", "says"),
    [(b"", "Choose a file"), (b"%PDF-1.7", "This is a PDF"), (b"Company,Role\n", "no rows below"),
     (b"\x89PNG\r\n", "a picture"),
     (b'{"format": "afterword-search", "version": 1}', "on the page Take it along")],
)  # fmt: skip
def test_what_is_no_table_is_answered_with_a_sentence(cast, signed_in, body, says):
    answer = signed_in(cast.ben).post(url("import"), {"files": SimpleUploadedFile("x", body)})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Upload.objects.exists()


def test_rows_can_be_pasted(cast, signed_in):
    browser = signed_in(cast.ben)
    answer = browser.post(url("import"), {"pasted": SHEET}, follow=True)
    assert "3 applications in 4 lines." in answer.content.decode()


def test_nobody_else_sees_an_upload_or_an_import(cast, signed_in):
    browser = signed_in(cast.ben)
    send(browser)
    kept = Upload.objects.get()
    browser.post(url("import-keep", kept.pk))
    send(browser)
    waiting, source = Upload.objects.get(), Import.objects.get()
    dov = signed_in(cast.dov)
    for name, pk in (("import-look", waiting.pk), ("imported", source.pk)):
        assert dov.get(url(name, pk)).status_code == 404
    for name, pk in (
        ("import-keep", waiting.pk),
        ("import-drop", waiting.pk),
        ("import-undo", source.pk),
    ):
        assert dov.post(url(name, pk)).status_code == 404
    assert Upload.objects.filter(pk=waiting.pk).exists()


def test_an_upload_is_gone_when_dropped_or_forgotten(cast, signed_in):
    browser = signed_in(cast.ben)
    send(browser)
    browser.post(url("import-drop", Upload.objects.get().pk))
    assert not Upload.objects.exists()
    send(browser)
    assert forget_uploads(now=timezone.now()) == 0
    forget_uploads(now=timezone.now() + KEPT + KEPT)
    assert not Upload.objects.exists()


def test_people_in_a_file_become_contacts_and_go_with_the_import(cast, signed_in):
    browser = signed_in(cast.ben)
    send(browser, "Company,Role,Recruiter,Email,Status\nAcme,Dev,Ines,ines@acme.example,Rejected\n")
    browser.post(url("import-keep", Upload.objects.get().pk))
    one = Application.objects.get()
    told = one.contacts.values_list("part", "name", "address")
    assert list(told) == [("recruiter", "Ines", "ines@acme.example")]
    assert "Ines" not in one.notes
    browser.post(url("import-undo", Import.objects.get().pk))
    assert access.own_contacts(Viewer(person=cast.ben, chairs=frozenset())).count() == 0


def test_people_in_a_file_join_the_application_that_is_here_each_once(cast, signed_in):
    browser, head = signed_in(cast.ben), "Company,Role,Recruiter,Email,Status\n"
    send(browser, f"{head}Acme,Dev,Ines,ines@acme.example,Rejected\n")
    browser.post(url("import-keep", Upload.objects.get().pk))
    send(
        browser,
        f"{head}Acme,Dev,INES,ines@acme.example,Rejected\nCobble,Dev,Olu,o@cobble.example,\n",
    )
    browser.post(url("import-keep", Upload.objects.get().pk))
    mine = access.own_contacts(Viewer(person=cast.ben, chairs=frozenset()))
    of_first = mine.filter(application=Application.objects.earliest("created_at"))
    assert list(of_first.values_list("name", flat=True)) == ["Ines"]

    send(browser, f"{head}Acme,Dev,Pat,pat@acme.example,Rejected\n")
    kept = browser.post(url("import-keep", Upload.objects.get().pk), follow=True)
    assert "1 was here already, with 1 new contact." in kept.content.decode()
    assert sorted(of_first.values_list("name", flat=True)) == ["Ines", "Pat"]
    browser.post(url("import-undo", Import.objects.latest("created_at").pk))
    assert list(of_first.values_list("name", flat=True)) == ["Ines"]
    send(browser, f"{head}Acme,Dev,Pat,pat@acme.example,Rejected\n")
    browser.post(url("import-keep", Upload.objects.get().pk))
    assert sorted(of_first.values_list("name", flat=True)) == ["Ines", "Pat"]


def test_an_hour_in_a_file_becomes_an_interview_and_goes_with_the_import(cast, signed_in):
    browser = signed_in(cast.ben)
    sheet = "Company,Role,Applied,Interview\nAcme,Dev,2026-03-01,2026-03-12 10:00-10:45\n"
    assert "12 Mar 2026, 10:00" in send(browser, sheet).content.decode()
    browser.post(url("import-keep", Upload.objects.get().pk))
    held = CompanyInterview.objects.get(taken_back_at=None)
    assert timezone.localtime(held.starts_at).strftime("%d %H:%M") == "12 10:00"
    assert (held.minutes, held.event.stage, held.application.notes) == (45, "phone", "")
    browser.post(url("import-undo", Import.objects.get().pk))
    assert not CompanyInterview.objects.filter(taken_back_at=None).exists()


def test_news_of_an_hour_reaches_an_application_that_is_here_already(cast, signed_in):
    browser = signed_in(cast.ben)
    send(browser, "Company,Role,Applied,Interview\nAcme,Dev,2026-03-01,\n")
    browser.post(url("import-keep", Upload.objects.get().pk))
    send(browser, "Company,Role,Applied,Interview\nAcme,Dev,2026-03-01,2026-03-12 10:00\n")
    browser.post(url("import-keep", Upload.objects.get().pk))
    assert CompanyInterview.objects.get().application == Application.objects.get()


def test_a_yes_that_nobody_understands_is_asked_first(cast, signed_in):
    browser = signed_in(cast.ben)
    page = send(browser, "Company,Applied,Result\nAcme,2026-03-01,yes\n").content.decode()
    assert "a yes or a no, and not to what" in page
    assert "What “yes” means" in page
    browser.post(shown(browser), {"status-yes": "offer"})
    browser.post(url("import-keep", Upload.objects.get().pk))
    assert there(cast.ben).get().stage == "offer"
