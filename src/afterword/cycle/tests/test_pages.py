"""The pages of a search: they render, keep the policy, and do what their buttons say."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from afterword.cycle import actions
from afterword.cycle.enums import Stage
from afterword.cycle.models import AngryLine, Application, CompanyInterview, Event, Paper, Reason
from afterword.cycle.standing import Happening
from afterword.cycle.tests.making import NOW, applied
from afterword.people.tests.faults import faults_of

pytestmark = pytest.mark.django_db


def url(name, *args) -> str:
    return reverse(f"cycle:{name}", args=args)


def everything(person) -> Application:
    """An application with one of everything."""
    one = applied(
        person, "Böhm & Söhne", ("applied", 1), ("phone", 9), role="محلل بيانات",
        links="https://example.org/job", notes="*Kind* people.", where="Kyoto", pay="much",
        referrer="Cleo",
    )  # fmt: skip
    fields = {"starts_at": timezone.now() + timedelta(days=1), "people": "Mx. Li", "kind": "call"}
    fields |= {"follow_up_on": timezone.localdate(), "follow_up": "Thank them"}
    actions.add_interview(one, stage="onsite", fields=fields, by=person, now=NOW)
    actions.add_contact(one, fields={"name": "Ines", "part": "recruiter"}, by=person)
    actions.enclose(one, kind="cv", name="cv.pdf", body=b"%PDF-1.7 hello", by=person)
    reason = {"kind": "pile", "control": "outside", "known": "told", "sureness": "high",
              "words": "Too many."}  # fmt: skip
    for _ in range(2):
        actions.give_reason(one, fields=reason, by=person, now=NOW)
    actions.be_angry(one, text="Grr", by=person)
    return one


PLACES = ("board", "table", "add", "calendar", "wishes", "cycles", "sharing", "export")


def test_every_page_renders_and_keeps_the_policy(cast, signed_in):
    browser, one = signed_in(cast.ben), everything(cast.ben)
    pages = [url(name) for name in PLACES]
    pages += [url(name, one.pk) for name in ("application", "change", "reasons", "letters",
                                             "interview-new", "contact-new")]  # fmt: skip
    pages += [url("event", event.pk) for event in one.events.all()]
    pages += [url("interview", one.interviews.get().pk), url("contact", one.contacts.get().pk)]
    pages += [url("cycle", one.cycle_id), url("table") + "?show=all&q=söhne&sort=company&silent=1"]
    for page in pages:
        answer = browser.get(page)
        assert answer.status_code == 200, page
        assert faults_of(answer) == [], page


def test_nobody_was_told_that_nothing_was_said(cast, signed_in):
    one = applied(cast.ben, "Acme", ("applied", 1), ("rejected", 9))
    said = {"known": "told", "kind": "not_said", "control": "unclear", "sureness": "low"}
    answer = signed_in(cast.ben).post(url("reasons", one.pk), {**said, "words": "Sorry, no."})
    assert answer.status_code == 422
    assert "choose what comes closest to their words" in answer.content.decode()
    assert "Sorry, no." in answer.content.decode()
    assert not one.reasons.exists()


def test_before_the_first_application_the_page_says_what_to_do(cast, signed_in):
    answer = signed_in(cast.ben).get(url("board"))
    assert "Type three" in answer.content.decode() or "type three" in answer.content.decode()
    assert faults_of(answer) == []


def test_three_lines_give_one_true_sentence(cast, signed_in):
    browser = signed_in(cast.ben)
    for line in ("Acme, Engineer, Berlin", "Baker at Cakes Ltd, Oslo", "Zeta"):
        assert browser.post(url("add-line"), {"line": line}).status_code == 302
    rows = {one.company: one for one in Application.objects.all()}
    assert (rows["Acme"].role, rows["Acme"].where) == ("Engineer", "Berlin")
    assert (rows["Cakes Ltd"].role, rows["Cakes Ltd"].where) == ("Baker", "Oslo")
    assert rows["Zeta"].applied_on == timezone.localdate()
    assert "3 applications, no answer noted yet" in browser.get(url("board")).content.decode()


def test_have_i_applied_here_already(cast, signed_in):
    applied(cast.ben, "Acme, Inc.", role="Engineer")
    applied(cast.ada, "Acme GmbH", role="Spy")
    answer = signed_in(cast.ben).get(url("known"), {"company": "ACME"}).content.decode()
    assert "Engineer, Acme, Inc." in answer
    assert "Spy" not in answer
    assert "Acme" not in signed_in(cast.ben).get(url("known"), {"line": "Zeta, x"}).content.decode()


def test_letting_many_go_is_one_act_and_one_undo(cast, signed_in):
    browser = signed_in(cast.ben)
    some = [applied(cast.ben, f"Company {n}") for n in range(3)]
    applied(cast.ben, "Answered", ("applied", 1), ("rejected", 3))
    browser.post(
        url("together"),
        {"cycle": some[0].cycle_id, "deed": "let-go", "every": "yes", "show": ""},
    )
    assert set(Application.objects.values_list("outcome", flat=True)) == {"silence", "rejected"}
    edit = Event.objects.filter(stage=Stage.SILENCE).first().added_in
    browser.post(url("undo", edit.pk))
    assert Application.objects.filter(outcome="open").count() == 3


def test_what_has_a_day_ahead_is_not_let_go_and_not_counted(cast, signed_in):
    browser = signed_in(cast.ben)
    one, ahead = applied(cast.ben, "Quiet"), applied(cast.ben, "Invited")
    on = timezone.localdate() + timedelta(days=5)
    actions.note(ahead, Happening(on, 0, "phone"), by=cast.ben, now=NOW)
    sent = {"cycle": one.cycle_id, "deed": "let-go", "one": [one.pk, ahead.pk]}
    text = browser.post(url("together"), sent, follow=True).content.decode()
    assert "One application is let go." in text
    assert Application.objects.get(pk=ahead.pk).outcome == "open"
    again = browser.post(url("together"), sent, follow=True).content.decode()
    assert "there was nothing to let go" in again


def test_what_is_ended_is_out_of_sight_until_asked_for(cast, signed_in):
    browser = signed_in(cast.ben)
    applied(cast.ben, "Goes On")
    applied(cast.ben, "Said No", ("applied", 1), ("rejected", 3))
    for page in (url("board"), url("table")):
        text = browser.get(page).content.decode()
        assert "Goes On" in text
        assert "Said No" not in text
    assert "Said No" in browser.get(url("table") + "?show=rejected").content.decode()


def test_a_rejection_gets_one_quiet_line_and_its_place(cast, signed_in):
    one = applied(cast.ben)
    data = {"stage": "rejected", "on": "2026-11-12", "words": ""}
    answer = signed_in(cast.ben).post(url("note", one.pk), data, follow=True)
    assert answer.redirect_chain[0][0].endswith("#why")
    assert "Three sentences while it is fresh" in answer.content.decode()
    one.refresh_from_db()
    assert one.outcome == "rejected"


def test_a_year_that_is_a_slip_is_said_beside_the_field(cast, signed_in):
    one = applied(cast.ben)
    answer = signed_in(cast.ben).post(url("note", one.pk), {"stage": "phone", "on": "2926-01-01"})
    assert answer.status_code == 422
    assert "Is it a slip?" in answer.content.decode()
    assert one.events.count() == 1


def test_an_event_is_corrected_and_its_history_stays(cast, signed_in):
    browser, event = signed_in(cast.ben), applied(cast.ben).events.get()
    browser.post(url("event", event.pk), {"stage": "applied", "on": "2026-11-05", "words": ""})
    newer = Event.objects.get(taken_back_at=None)
    assert newer.replaces == event
    assert "1 Nov 2026" in browser.get(url("event", newer.pk)).content.decode()


def test_an_interview_is_looked_back_on_once_it_was_held(cast, signed_in):
    browser, one = signed_in(cast.ben), everything(cast.ben)
    page = url("application", one.pk)
    begin = reverse("debriefs:interview-begin", args=[one.interviews.get().pk])
    assert begin not in browser.get(page).text
    one.interviews.update(starts_at=timezone.now() - timedelta(minutes=1))
    assert begin in browser.get(page).text


def test_moving_an_interview_moves_its_day(cast, signed_in):
    one = everything(cast.ben)
    it = one.interviews.get()
    data = {"kind": "coding", "starts_at": "2026-12-24T10:00", "minutes": "45", "people": "Li"}
    assert signed_in(cast.ben).post(url("interview", it.pk), data).status_code == 302
    it.refresh_from_db()
    assert (it.kind, it.event.on.isoformat()) == ("coding", "2026-12-24")
    actions.undo(it.event.added_in, by=cast.ben, now=NOW)
    it.refresh_from_db()
    assert (it.kind, it.event.taken_back_at) == ("call", None)


def test_what_was_told_and_what_is_guessed_stand_side_by_side(cast, signed_in):
    one, browser = applied(cast.ben), signed_in(cast.ben)
    for known, kind in (("guessed", "basics"), ("told", "pile"), ("guessed", "fit")):
        data = {"known": known, "kind": kind, "control": "unclear", "sureness": "low", "words": ""}
        browser.post(url("reasons", one.pk), data)
    standing = Reason.objects.filter(taken_back_at=None).values_list("known", "kind")
    assert set(standing) == {("told", "pile"), ("guessed", "fit")}
    assert Reason.objects.count() == 3


def test_a_paper_comes_back_as_an_attachment_to_its_owner_alone(cast, signed_in):
    one, browser = applied(cast.ben), signed_in(cast.ben)
    file = SimpleUploadedFile("my cv.pdf", b"%PDF-1.7 words")
    browser.post(url("paper-add", one.pk), {"kind": "cv", "file": file})
    paper = Paper.objects.get()
    answer = browser.get(url("paper", paper.pk))
    assert answer.content == b"%PDF-1.7 words"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert signed_in(cast.dov).get(url("paper", paper.pk)).status_code == 404


@pytest.mark.parametrize(
    ("name", "body"),
    [("cv.pdf", b"<html>"), ("cv.html", b"<html>"), ("cv.pdf", b""), ("cv", b"x")],
)
def test_a_file_that_is_something_else_is_not_kept(cast, signed_in, name, body):
    one = applied(cast.ben)
    file = SimpleUploadedFile(name, body)
    signed_in(cast.ben).post(url("paper-add", one.pk), {"kind": "cv", "file": file})
    assert Paper.objects.count() == 0


def test_the_same_file_is_kept_once(cast):
    for company in ("Acme", "Other"):
        one = applied(cast.ben, company)
        actions.enclose(one, kind="cv", name="cv.pdf", body=b"%PDF-1", by=cast.ben)
    assert Paper.objects.count() == 1


def test_a_stage_that_has_a_day_is_on_the_calendar_once(cast, signed_in, client):
    browser = signed_in(cast.ben)
    one = applied(cast.ben, "Acme", ("applied", 1), ("phone", 12), role="Baker")
    held = {"stage": "onsite", "kind": "call", "starts_at": "2026-11-24T10:00", "minutes": 60}
    browser.post(url("interview-new", one.pk), held)
    text = browser.get(url("calendar"), {"month": "2026-11"}).content.decode()
    assert text.count("Acme: phone screen") == 2  # in its square, and in the list
    assert "Acme: on-site rounds" not in text
    assert "Acme: applied" not in text
    answer = browser.post(url("feed-open"), follow=True).content.decode()
    token = answer.split(".ics")[0].split("/search/calendar/")[-1]
    body = client.get(url("feed", token)).content.decode()
    assert body.count("BEGIN:VEVENT") == 2
    assert "SUMMARY:Acme: phone screen" in body


def test_a_day_with_many_says_how_many_more(cast, signed_in):
    for number in range(6):
        applied(cast.ben, f"Company {number}", ("applied", 1), ("phone", 12))
    text = signed_in(cast.ben).get(url("calendar"), {"month": "2026-11"}).content.decode()
    assert "and 2 more" in text


def test_an_empty_month_leads_to_the_last_that_was_not(cast, signed_in):
    one = applied(cast.ben, "Acme", ("applied", 1), ("phone", 12))
    browser, empty = signed_in(cast.ben), {"month": "2028-02"}
    text = browser.get(url("calendar"), empty).content.decode()
    assert '<a href="?month=2026-11">November 2026</a>' in text
    assert "This month" in text
    held = {"stage": "onsite", "kind": "call", "starts_at": "2026-12-24T10:00", "minutes": 60}
    browser.post(url("interview-new", one.pk), held)
    text = browser.get(url("calendar"), empty).content.decode()
    assert '<a href="?month=2026-12">December 2026</a>' in text
    assert "This month" not in browser.get(url("calendar")).content.decode()


def test_a_calendar_reads_the_secret_address_until_it_ends(cast, signed_in, client):
    everything(cast.ben)
    browser = signed_in(cast.ben)
    text = browser.post(url("feed-open"), follow=True).content.decode()
    token = text.split(".ics")[0].split("/search/calendar/")[-1]
    body = client.get(url("feed", token))
    assert body.headers["Content-Type"].startswith("text/calendar")
    assert "Böhm & Söhne" in body.content.decode()
    assert "Follow up with" in body.content.decode()
    assert ".ics" not in browser.get(url("calendar")).content.decode()
    browser.post(url("feed-close", cast.ben.feeds.get().pk))
    assert client.get(url("feed", token)).status_code == 404


def test_a_calendar_without_a_day_in_it_is_one_that_programs_read(cast, signed_in, client):
    applied(cast.ben, "Acme")
    text = signed_in(cast.ben).post(url("feed-open"), follow=True).content.decode()
    token = text.split(".ics")[0].split("/search/calendar/")[-1]
    (calendar,) = Calendar.from_ical(client.get(url("feed", token)).content, multiple=True)
    assert [one.name for one in calendar.subcomponents] == ["VTIMEZONE"]
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=1)


def test_a_day_without_an_hour_makes_nobody_busy(cast, signed_in, client):
    everything(cast.ben)
    text = signed_in(cast.ben).post(url("feed-open"), follow=True).content.decode()
    token = text.split(".ics")[0].split("/search/calendar/")[-1]
    calendar = Calendar.from_ical(client.get(url("feed", token)).content)
    told = {f"{one['SUMMARY']}": one.get("TRANSP", "OPAQUE") for one in calendar.walk("VEVENT")}
    hours = {f"{one['SUMMARY']}" for one in calendar.walk("VEVENT") if "DTEND" in one}
    assert hours
    assert {name for name, busy in told.items() if busy == "OPAQUE"} == hours


def test_a_field_that_cannot_be_meant_leaves_the_other_filters_as_they_are(cast, signed_in):
    applied(cast.ben, "Acme", ("applied", 1), ("rejected", 4))
    applied(cast.ben, "Brot")
    page = signed_in(cast.ben).get(url("table"), {"show": "rejected", "silent": "soon"})
    text = page.content.decode()
    assert "Acme" in text
    assert "Brot" not in text
    assert "Enter a whole number." in text


def test_a_line_to_be_angry_in_goes_for_good(cast, signed_in):
    one, browser = applied(cast.ben), signed_in(cast.ben)
    browser.post(url("angry", one.pk), {"text": "Grr"})
    browser.post(url("cool-down", AngryLine.objects.get().pk))
    assert AngryLine.objects.count() == 0


def test_nobody_else_finds_anything(cast, signed_in):
    one = everything(cast.ben)
    cast.dov.is_host = True
    cast.dov.save()
    for name in ("application", "change", "reasons", "letters", "interview-new"):
        assert signed_in(cast.dov).get(url(name, one.pk)).status_code == 404
    assert signed_in(cast.dov).post(url("undo", one.added_in_id)).status_code == 404
    assert signed_in(cast.dov).get(url("table"), {"cycle": one.cycle_id}).status_code == 404


def test_a_long_board_asks_no_more_than_a_short_one(cast, signed_in, django_assert_max_num_queries):
    browser = signed_in(cast.ben)
    for n in range(40):
        applied(cast.ben, f"Company {n}", ("applied", 1), ("phone", 2) if n % 2 else ("offer", 3))
    for page in ("board", "table"):
        browser.get(url(page))
        with django_assert_max_num_queries(8):
            answer = browser.get(url(page))
        assert answer.status_code == 200
    assert browser.get(url("board")).content.decode().count("<li><a") <= 7 * 12 + 12


def test_a_follow_up_leaves_the_list_once_it_is_written(cast, signed_in):
    everything(cast.ben)
    it = CompanyInterview.objects.get()
    signed_in(cast.ben).post(url("followed-up", it.pk))
    it.refresh_from_db()
    assert it.followed_up
