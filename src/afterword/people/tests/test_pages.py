"""Every page renders, keeps the strict policy, and asks no more of the database for more rows."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.kit import unsent
from afterword.people import actions
from afterword.people.models import Commitment, Letter, Membership, Person, Program

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"
INLINE = re.compile(
    r"""\sstyle=|\son\w+=|<style|<script(?![^>]*(?:src=|application/json))|data:image""",
    re.IGNORECASE,
)
NEVER = re.compile(
    r"\b(fail(ed|ure)?|passed|weak|poor|score|rank|flag|invalid)\b|!\s*<", re.IGNORECASE
)


def faults_of(response) -> list[str]:
    """What is wrong with a page: inline code, or words that we never use."""
    text = response.content.decode()
    words = re.sub(r"<script.*?</script>|<!doctype[^>]*>|<[^>]+>", " ", text, flags=re.DOTALL)
    return [match[0] for match in (*INLINE.finditer(text), *NEVER.finditer(words))]


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
    picture = browser.get(reverse("people:announcement-qr", args=[cast.program.pk]))
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<svg")


@pytest.fixture
def known(cast) -> Client:
    """Dov's browser, where the password was typed a moment ago, and once more."""
    browser = Client(headers={"host": "localhost"})
    browser.post(reverse("account_login"), {"login": cast.dov.email, "password": PASSWORD})
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


ENTRANCE = (
    "account_login", "account_signup", "account_reset_password", "account_reset_password_done",
    "account_inactive", "account_reset_password_from_key_done",
)  # fmt: skip
MANAGE = (
    "account_logout", "account_change_password", "account_reauthenticate",
    "mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn",
)  # fmt: skip
WITH_SECOND_STEP = (
    "mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp",
    "mfa_reauthenticate",
)  # fmt: skip


@pytest.mark.parametrize("name", ENTRANCE)
def test_pages_before_signing_in_render_cleanly(cast, name):
    response = Client(headers={"host": "localhost"}).get(reverse(name))
    assert faults_of(response) == []
    assert 'class="site-head"' in response.content.decode()


@pytest.mark.parametrize("name", MANAGE)
def test_pages_about_signing_in_render_cleanly(cast, known, name):
    response = known.get(reverse(name))
    assert (response.status_code, faults_of(response)) == (200, [])
    assert 'class="site-head"' in response.content.decode()


@pytest.mark.parametrize("name", WITH_SECOND_STEP)
def test_pages_about_the_second_step_render_cleanly(cast, known, name):
    TOTP.activate(cast.dov, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(cast.dov)
    response = known.get(reverse(name))
    assert (response.status_code, faults_of(response)) == (200, [])


def test_the_second_step_is_asked_for_after_the_password(cast):
    TOTP.activate(cast.dov, "JBSWY3DPEHPK3PXP")
    browser = Client(headers={"host": "localhost"})
    response = browser.post(
        reverse("account_login"), {"login": cast.dov.email, "password": PASSWORD}, follow=True
    )
    assert response.redirect_chain[-1][0] == reverse("mfa_authenticate")
    assert faults_of(response) == []
    assert browser.get(reverse("people:programs")).status_code == 302


def test_passkeys_are_offered_only_where_browsers_have_them(cast):
    assert (
        "passkey" in Client(headers={"host": "localhost"}).get("/account/login/").content.decode()
    )
    for host in ("127.0.0.1", "testserver"):
        page = Client(headers={"host": host}).get("/account/login/")
        assert "passkey" not in page.content.decode()
    page = Client(headers={"host": "testserver"}).get("/account/login/", secure=True)
    assert "passkey" in page.content.decode()


def test_no_passkey_is_offered_where_browsers_warn_of_the_certificate(cast, settings):
    settings.LOCAL_ADDRESS = "https://night.local:8000"
    page = Client(headers={"host": "testserver"}).get("/account/login/", secure=True)
    assert "passkey" not in page.content.decode()
    page = Client(headers={"host": "localhost"}).get("/account/login/", secure=True)
    assert "passkey" in page.content.decode()


def test_without_a_mail_server_nobody_is_promised_a_letter(cast):
    page = Client().get(reverse("account_reset_password"))
    assert "Ask whoever runs it" in page.content.decode()
    Client().post(reverse("account_reset_password"), {"email": cast.ada.email})
    assert not Letter.objects.exists()


def test_with_a_mail_server_the_letter_is_secret(cast, settings):
    settings.MAIL = True
    EmailAddress.objects.create(user=cast.ada, email=cast.ada.email, verified=True, primary=True)
    Client().post(reverse("account_reset_password"), {"email": cast.ada.email})
    letter = Letter.objects.get(to_email=cast.ada.email)
    assert letter.secret
    assert "/account/password/reset/key/" in letter.body


def test_organizers_are_asked_for_a_second_step_only_on_a_public_server(cast, signed_in, settings):
    address = reverse("people:invite", args=[cast.program.pk])
    browser = signed_in(cast.dov)
    assert browser.get(address).status_code == 200
    settings.SECURE, settings.ADDRESSES = True, ["https://interviews.example.org"]
    assert browser.get(address).headers["Location"] == reverse("people:second-step")
    assert faults_of(browser.get(reverse("people:second-step"))) == []
    leaving = browser.get(reverse("people:leave", args=[cast.program.pk]))
    assert leaving.status_code == 200
    Authenticator.objects.create(user=cast.dov, type=Authenticator.Type.TOTP, data={})
    assert browser.get(address).status_code == 200


def test_a_disabled_account_is_nobody(cast, signed_in):
    browser = signed_in(cast.ada)
    assert browser.get(reverse("people:programs")).status_code == 200
    Person.objects.filter(pk=cast.ada.pk).update(is_active=False)
    assert browser.get(reverse("people:programs")).status_code == 302


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


def test_guesses_at_one_account_count_together_however_and_from_wherever_they_come(cast):
    ways = [
        "ada@example.org",
        "ADA@example.org",
        "Ada@Example.org",
        "aDa@EXAMPLE.ORG",
        " ada@example.org",
    ]
    for number, login in enumerate(ways):
        elsewhere = Client(
            REMOTE_ADDR=f"10.0.0.{number}", headers={"x-forwarded-for": f"9.9.9.{number}"}
        )
        page = elsewhere.post(
            reverse("account_login"), {"login": login, "password": "a guess at it"}
        )
        assert "do not go together" in page.content.decode()
    right = {"login": "ada@example.org", "password": PASSWORD}
    page = Client(REMOTE_ADDR="10.0.1.1").post(reverse("account_login"), right)
    assert "Too many tries" in page.content.decode()
    other = {"login": "ben@example.org", "password": PASSWORD}
    assert Client(REMOTE_ADDR="10.0.1.1").post(reverse("account_login"), other).status_code == 302


def test_guesses_from_one_address_count_together_whoever_they_are_at(cast):
    def guess(number: int):
        wrong = {"login": f"p{number}@example.org", "password": "a guess at it"}
        forged = {"x-forwarded-for": f"9.9.9.{number}"}
        return Client(headers=forged).post(reverse("account_login"), wrong).content.decode()

    assert "do not go together" in guess(0)
    assert "Too many tries" in [guess(number) for number in range(1, 12)][-1]


def sent_from_an_older_page(person, fields, *, origin, to="/commitments/"):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    headers = {"origin": origin, "referer": f"{origin}{to}"}
    return browser, browser.post(to, {"csrfmiddlewaretoken": "x" * 64, **fields}, headers=headers)


def test_what_was_typed_on_an_older_page_is_sent_with_one_more_press(cast):
    words = "\nSay the plan aloud,\n<b>then</b> type."
    browser, page = sent_from_an_older_page(cast.ada, {"text": words}, origin="http://testserver")
    assert (page.status_code, faults_of(page)) == (403, [])
    assert "You are signed in as <bdi>Ada</bdi>" in page.content.decode()
    assert not Commitment.objects.exists()
    kept = dict(page.context["typed"])
    again = {**kept, "csrfmiddlewaretoken": str(page.context["csrf_token"])}
    browser.post("/commitments/", again, headers={"origin": "http://testserver"})
    assert Commitment.objects.get().text.strip() == words.strip()


def test_what_another_site_sends_is_neither_shown_nor_offered(cast):
    _, page = sent_from_an_older_page(cast.ada, {"text": "Evil"}, origin="https://evil.example")
    assert page.status_code == 403
    assert "Evil" not in page.content.decode()
    assert "evil.example" not in page.content.decode()
    assert "<form" not in page.content.decode()


@pytest.mark.parametrize("name", ["code", "recovery_code", "key", "token", "credential", "word"])
def test_what_opens_something_is_not_written_into_a_page(cast, name):
    fields = {name: "otter-4711", "next": "/"}
    _, page = sent_from_an_older_page(cast.ada, fields, origin="http://testserver")
    assert page.status_code == 403
    assert "otter-4711" not in page.content.decode()
    assert 'href="/commitments/"' in page.content.decode()


def test_a_password_is_not_written_into_a_page(cast):
    fields = {"login": cast.ada.email, "password": PASSWORD}
    origin = "http://testserver"
    _, page = sent_from_an_older_page(cast.ada, fields, origin=origin, to="/account/login/")
    assert page.status_code == 403
    assert PASSWORD not in page.content.decode()
    assert 'href="/account/login/"' in page.content.decode()


def test_words_sent_after_signing_out_wait_until_one_is_in_again(cast):
    browser = Client(headers={"origin": "http://testserver"})
    page = browser.post("/commitments/", {"text": "Say the plan aloud."})
    assert (page.status_code, faults_of(page)) == (403, [])
    assert reverse("account_login") in page.content.decode()
    browser.force_login(cast.ada)
    browser.post("/commitments/", dict(page.context["typed"]))
    assert Commitment.objects.get().text == "Say the plan aloud."


@pytest.mark.parametrize("page", ["people:program-new", "people:program-defaults"])
def test_the_name_of_a_program_is_one_line(cast, signed_in, page):
    place = [] if page == "people:program-new" else [cast.program.pk]
    words = {"name": "Owls\n\nYour account is locked. Go to evil.example", "about": ""}
    answer = signed_in(cast.dov).post(reverse(page, args=place), words)
    assert answer.status_code == 422
    assert "Please write this on one line." in answer.content.decode()


OURS = {"origin": "http://testserver"}


def kept_while_signed_out(browser: Client) -> dict[str, str]:
    """The fields of the page that keeps what somebody sent after they were signed out."""
    token = str(browser.get(reverse("account_login")).context["csrf_token"])
    words = {"text": "Say the plan aloud.", "csrfmiddlewaretoken": token}
    page = browser.post("/commitments/", words, headers=OURS)
    assert "You are signed out by now" in page.content.decode()
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode()))


def sign_in(browser: Client, person: Person) -> None:
    """As it is done in another tab: the browser gets another secret for its forms."""
    browser.force_login(person)
    browser.cookies.pop(settings.CSRF_COOKIE_NAME)
    browser.get("/commitments/")


def test_one_press_sends_what_was_kept_after_signing_in_elsewhere(cast):
    browser = Client(enforce_csrf_checks=True)
    kept = kept_while_signed_out(browser)
    sign_in(browser, cast.ada)
    assert browser.post("/commitments/", kept, headers=OURS).status_code == 302
    assert Commitment.objects.get().text == "Say the plan aloud."


@pytest.mark.parametrize(
    ("to", "headers"),
    [
        ("/commitments/", {"origin": "https://evil.example"}),
        ("/commitments/", {"origin": "null"}),
        ("/commitments/", {}),
        ("/report/", OURS),
    ],
)
def test_what_was_kept_is_sent_by_no_other_site_and_nowhere_else(cast, to, headers):
    browser = Client(enforce_csrf_checks=True)
    kept = kept_while_signed_out(browser)
    sign_in(browser, cast.ada)
    assert browser.post(to, kept, headers=headers).status_code == 403
    assert not Commitment.objects.exists()


def test_what_was_kept_for_an_hour_asks_for_one_more_press(cast, monkeypatch):
    browser = Client(enforce_csrf_checks=True)
    kept = kept_while_signed_out(browser)
    sign_in(browser, cast.ada)
    monkeypatch.setattr(unsent, "HOUR", -1)
    page = browser.post("/commitments/", kept, headers=OURS)
    assert (page.status_code, page.context["typed"]) == (403, [("text", "Say the plan aloud.")])


def test_what_ada_typed_is_not_sent_in_bens_name_by_the_same_press(cast):
    _, page = sent_from_an_older_page(cast.ada, {"text": "Mine."}, origin="http://testserver")
    kept = {**dict(page.context["typed"]), "again": page.context["again"]}
    for person, status in ((cast.ben, 403), (cast.ada, 302)):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(person)
        assert browser.post("/commitments/", kept, headers=OURS).status_code == status
    assert [one.person for one in Commitment.objects.all()] == [cast.ada]


def test_opening_what_only_a_form_sends_to_leads_on(cast, signed_in):
    page = signed_in(cast.ada).get(reverse("people:letters-read"))
    assert (page.status_code, page.headers["Allow"], faults_of(page)) == (405, "POST", [])
    assert "There is nothing to open here" in page.content.decode()


DEFAULTS = {
    "name": "Night Owls CS Club", "review_policy": "every", "review_share": 50,
    "interview_minutes": 40, "notes_hours": 24, "review_hours": 24, "seal_hours": 48,
}  # fmt: skip


def test_second_readings_count_from_when_they_are_turned_on(cast, signed_in):
    dov, url = signed_in(cast.dov), reverse("people:program-defaults", args=[cast.program.pk])
    for share, begun in ((30, True), (40, True), (0, False), (30, True)):
        dov.post(url, {**DEFAULTS, "second_reading_share": share})
        kept = Program.objects.get(pk=cast.program.pk)
        assert (kept.second_reading_share, kept.second_readings_since is not None) == (share, begun)
    first = kept.second_readings_since
    dov.post(url, {**DEFAULTS, "second_reading_share": 90})
    assert Program.objects.get(pk=cast.program.pk).second_readings_since == first


def test_a_page_from_before_second_readings_leaves_them_as_they_are(cast, signed_in):
    Program.objects.update(second_reading_share=30, second_readings_since=timezone.now())
    url = reverse("people:program-defaults", args=[cast.program.pk])
    assert signed_in(cast.dov).post(url, DEFAULTS).status_code == 302
    assert Program.objects.get(pk=cast.program.pk).second_reading_share == 30


def test_more_than_all_notes_are_not_read_twice(cast, signed_in):
    url = reverse("people:program-defaults", args=[cast.program.pk])
    answer = signed_in(cast.dov).post(url, {**DEFAULTS, "second_reading_share": 101})
    assert answer.status_code == 422


def test_who_agrees_on_a_page_that_was_open_before_is_not_read_again(cast, signed_in):
    url = reverse("people:program-defaults", args=[cast.program.pk])
    signed_in(cast.dov).post(url, {**DEFAULTS, "second_reading_share": 30})
    since = Program.objects.get(pk=cast.program.pk).second_readings_since
    assert since > timezone.now() + timedelta(hours=23)


def test_an_emptied_share_is_none(cast, signed_in):
    Program.objects.update(second_reading_share=30, second_readings_since=timezone.now())
    url = reverse("people:program-defaults", args=[cast.program.pk])
    signed_in(cast.dov).post(url, {**DEFAULTS, "second_reading_share": ""})
    kept = Program.objects.get(pk=cast.program.pk)
    assert (kept.second_reading_share, kept.second_readings_since) == (0, None)


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
