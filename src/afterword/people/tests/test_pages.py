"""Every page renders, keeps the strict policy, and asks no more of the database for more rows."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.people import actions
from afterword.people.models import Letter, Membership, Person, Program
from afterword.people.tests.faults import faults_of

pytestmark = pytest.mark.django_db


def own_pages(cast) -> list[str]:
    report = actions.report(
        f"person:{cast.ada.pk}",
        by=cast.ben,
        text="unkind words",
        program=cast.program,
        concerning=cast.ada,
    )
    letter = Letter.objects.create(
        person=cast.dov, subject="Hello", body="Hello", link="http://localhost/x"
    )
    in_program = (
        "program",
        "members",
        "program-defaults",
        "leave",
        "invite",
        "announcement",
        "first-week",
    )
    return [
        *(reverse(f"people:{name}", args=[cast.program.pk]) for name in in_program),
        *(
            reverse(f"people:{name}")
            for name in (
                "programs", "program-new", "primer", "reports", "blocks", "settings", "address",
                "second-step", "tokens", "letters", "commitments",
            )
        ),
        reverse("people:report") + f"?about=person:{cast.ada.pk}",
        reverse("people:report-answer", args=[report.pk]),
        reverse("people:block", args=[cast.ada.pk]),
        reverse("people:letter", args=[letter.pk]),
    ]  # fmt: skip


def test_every_page_of_ours_renders_cleanly(cast, signed_in):
    browser = signed_in(cast.dov)
    for address in own_pages(cast):
        response = browser.get(address)
        assert (address, response.status_code, faults_of(response)) == (address, 200, [])


def test_the_announcement_shows_its_link_as_a_picture(cast, signed_in):
    browser = signed_in(cast.dov)
    address = reverse("people:announcement", args=[cast.program.pk])
    browser.post(address)
    page = browser.get(address)
    assert faults_of(page) == []
    assert "{{" not in page.content.decode()
    assert "*" not in page.context["text"]
    picture = browser.get(reverse("people:announcement-qr", args=[cast.program.pk]))
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<svg")


def crowd(program: Program, size: int) -> None:
    for number in range(size):
        person = Person.objects.create_user(f"p{number}@example.org", name=f"Person {number}")
        Membership.objects.create(program=program, person=person, joined_at=timezone.now())


@pytest.mark.parametrize("name", ["people:members", "people:invite"])
def test_more_rows_ask_no_more_questions(cast, signed_in, django_assert_max_num_queries, name):
    browser = signed_in(cast.dov)
    address = reverse(name, args=[cast.program.pk])
    crowd(cast.program, 40)
    for _ in range(20):
        actions.invite_many(cast.program, by=cast.dov, days=1, uses=1, now=timezone.now())
    browser.get(address)
    with django_assert_max_num_queries(12):
        browser.get(address)


def test_members_are_ordered_by_the_column_in_the_address(cast, signed_in):
    def names(by):
        page = signed_in(cast.dov).get(reverse("people:members", args=[cast.program.pk]), by)
        return [place.name for place in page.context["places"]], page.content.decode()

    Membership.objects.filter(person=cast.cleo).update(joined_at=timezone.now())
    Membership.objects.filter(person=cast.ada).update(state="paused")
    assert names({})[0] == ["Ben", "Cleo", "Dov", "Ada"]
    assert names({"by": "name"})[0] == ["Ada", "Ben", "Cleo", "Dov"]
    newest, html = names({"by": "since", "q": "e"})
    assert newest == ["Cleo", "Ben"]
    assert 'aria-sort="descending"' in html
    assert "?by=name&amp;q=e" in html or "?by=name&q=e" in html
    assert names({"by": "person__email"})[0] == ["Ben", "Cleo", "Dov", "Ada"]


def test_the_only_organizer_is_told_why_there_is_no_pause(cast, signed_in):
    def page():
        return signed_in(cast.dov).get(reverse("people:program", args=[cast.program.pk]))

    assert "You are the only organizer." in page().content.decode()
    assert reverse("people:pause", args=[cast.program.pk]) not in page().content.decode()
    Membership.objects.filter(person=cast.ada).update(role="organizer")
    assert reverse("people:pause", args=[cast.program.pk]) in page().content.decode()


@pytest.mark.parametrize("page", ["people:program-new", "people:program-defaults"])
def test_the_name_of_a_program_is_one_line(cast, signed_in, page):
    place = [] if page == "people:program-new" else [cast.program.pk]
    words = {"name": "Owls\n\nYour account is locked. Go to evil.example", "about": ""}
    answer = signed_in(cast.dov).post(reverse(page, args=place), words)
    assert answer.status_code == 422
    assert "Please write this on one line." in answer.content.decode()


def test_opening_what_only_a_form_sends_to_leads_on(cast, signed_in):
    page = signed_in(cast.ada).get(reverse("people:letters-read"))
    assert (page.status_code, page.headers["Allow"], faults_of(page)) == (405, "POST", [])
    assert "There is nothing to open here" in page.content.decode()


def test_one_hour_is_no_hours(cast, signed_in):
    Program.objects.filter(pk=cast.program.pk).update(review_hours=1, notes_hours=1)

    html = signed_in(cast.ben).get(reverse("people:program", args=[cast.program.pk])).content

    assert b"1 hour<" in html
    assert b"1 hours" not in html


@pytest.mark.django_db(databases=["default", "record"])
def test_only_the_host_is_led_to_the_server_and_hears_where_they_are(cast, signed_in):
    Person.objects.filter(pk=cast.dov.pk).update(is_host=True)
    here = reverse("host:overview")

    assert f'href="{here}" aria-current="page"' in signed_in(cast.dov).get(here).content.decode()
    assert f'href="{here}"' not in signed_in(cast.ben).get("/").content.decode()


@pytest.mark.parametrize("page", ["people:invite", "people:announcement"])
def test_a_link_that_opens_here_alone_is_not_handed_out_unawares(cast, signed_in, settings, page):
    place, dov = reverse(page, args=[cast.program.pk]), signed_in(cast.dov)
    words = {"uses": "30", "days": "30"} if page == "people:invite" else {}

    def said() -> str:
        return dov.get(place).content.decode()

    settings.ADDRESSES = ["http://127.0.0.1:8000"]
    assert "on this machine alone" not in said()
    dov.post(place, words)
    assert "ask whoever runs this server" in said()
    Person.objects.filter(pk=cast.dov.pk).update(is_host=True)
    assert reverse("host:setup-reach") in said()
    settings.ADDRESSES = ["https://club.example"]
    assert "on this machine alone" not in said()


def test_somebody_new_is_asked_for_a_password_and_not_for_another(cast):
    program = cast.program
    Program.objects.filter(pk=program.pk).update(invitation_open=True)
    page = Client().get(reverse("account_signup")).content.decode()
    assert ">A password<" in page
    assert "New password" not in page
