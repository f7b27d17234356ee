"""Offers: written down part by part, compared beside one's own wishes, answered, looked back on."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from afterword.cycle import actions
from afterword.cycle.calendar import calendar_file
from afterword.cycle.letters_to_copy import letters_about
from afterword.cycle.models import Application, Edit, Offer
from afterword.cycle.offers import first_offers, side_by_side, with_offers
from afterword.cycle.queries import to_answer
from afterword.cycle.tests.making import NOW, applied, described
from afterword.people.tests.faults import faults_of

pytestmark = pytest.mark.django_db
LATER = timezone.now() + timedelta(days=1)


def url(name, *args) -> str:
    return reverse(f"cycle:{name}", args=args)


def offered(person, company: str, *ending, **fields) -> Application:
    one = applied(person, company, ("applied", 1), ("offer", 9), *ending)
    if fields:
        described(one, by=person, **fields)
    return one


def test_each_part_stands_beside_what_would_make_it_right(cast):
    actions.wish(cast.ben, texts={"work": "Bread", "pay": "Rent"}, now=NOW)
    one = offered(cast.ben, "Acme", work="Rolls", pay="Little")
    other = offered(cast.ben, "Brot", work="Rye")
    parts = side_by_side(with_offers(Application.objects.all()), cast.ben.wishes.all())
    told = {part.label: (part.wish, dict(part.said)) for part in parts}
    assert told["the work"] == ("Bread", {one: "Rolls", other: "Rye"})
    assert told["the pay"] == ("Rent", {one: "Little", other: ""})
    assert [part.label for part in parts] == [
        "the work", "the people", "mentoring", "the place", "the pay",
    ]  # fmt: skip


def test_open_ones_stand_first_and_lost_ones_nowhere(cast):
    offered(cast.ben, "A", ("declined", 12))
    offered(cast.ben, "B", ("rejected", 12))
    offered(cast.ben, "C", ("accepted", 12))
    offered(cast.ben, "D")
    assert [one.company for one in with_offers(Application.objects.all())] == ["D", "C", "A"]


def test_describing_an_offer_again_changes_it_and_undo_puts_it_back(cast):
    one = offered(cast.ben, "Acme", work="Rolls", answer_by=NOW.date())
    later = NOW.date() + timedelta(days=3)
    edit = described(one, by=cast.ben, now=LATER, work="Rye", answer_by=later)
    assert one.offers.get().work == "Rye"
    actions.undo(edit, by=cast.ben, now=NOW)
    assert (one.offers.get().work, one.offers.get().answer_by) == ("Rolls", NOW.date())


def test_the_first_words_about_an_offer_can_be_undone_and_written_again(cast):
    one = offered(cast.ben, "Acme")
    actions.undo(described(one, by=cast.ben, work="Rolls"), by=cast.ben, now=NOW)
    assert one.offers.filter(taken_back_at=None).count() == 0
    described(one, by=cast.ben, work="Rye")
    assert one.offers.get(taken_back_at=None).work == "Rye"


def test_the_pages_render_empty_and_full(cast, signed_in):
    browser = signed_in(cast.ben)
    applied(cast.ben, "Zeta")
    assert "No offer yet" in browser.get(url("offers")).content.decode()
    one = offered(cast.ben, "Böhm & Söhne", work="*Rolls*", answer_by=timezone.localdate())
    offered(cast.ben, "Acme", ("declined", 12), because="Too far.")
    pages = [url("offers"), url("offers") + "?all=yes"]
    pages += [url(name, one.pk) for name in ("application", "offer", "offer-decline",
                                             "offer-decided")]  # fmt: skip
    for page in pages:
        answer = browser.get(page)
        assert answer.status_code == 200, page
        assert faults_of(answer) == [], page
    assert "Too far." in browser.get(url("offers") + "?all=yes").content.decode()
    assert "Too far." not in browser.get(url("offers")).content.decode()


def test_what_is_kept_of_one_offer_leaves_the_look_back_alone(cast, signed_in):
    one, browser = offered(cast.ben, "Acme", because="The people."), signed_in(cast.ben)
    browser.post(url("offer", one.pk), {"work": "Rolls", "answer_by": "2026-12-01", "revision": 1})
    kept = one.offers.get()
    assert (kept.work, kept.because) == ("Rolls", "The people.")


def test_declining_leads_to_what_decided_it(cast, signed_in):
    one, browser = offered(cast.ben, "Acme"), signed_in(cast.ben)
    answer = browser.post(url("note", one.pk), {"stage": "declined", "on": "2026-11-20"})
    assert answer.url == url("offer-decided", one.pk)
    browser.post(answer.url, {"because": "Too far.", "gave_up": "The bakery.", "next_time": "Ask."})
    page = browser.get(url("application", one.pk)).content.decode()
    assert "Too far." in page


def test_a_letter_declines_with_thanks_and_names_nobody_it_does_not_know(cast, signed_in):
    one = offered(cast.ben, "Acme")
    page = signed_in(cast.ben).get(url("offer-decline", one.pk)).content.decode()
    assert "Hello,\n\nthank you for offering me the role at Acme" in page
    assert "whoever referred you" not in page
    actions.add_contact(one, fields={"name": "Ines", "part": "recruiter"}, by=cast.ben)
    actions.add_contact(one, fields={"name": "Cleo", "part": "referrer"}, by=cast.ben)
    page = signed_in(cast.ben).get(url("offer-decline", one.pk)).content.decode()
    assert "Hello Ines,\n" in page
    assert "Hi Cleo,\n" in page


def test_the_last_day_is_on_the_calendar_until_it_is_answered(cast, signed_in):
    day = timezone.localdate() + timedelta(days=2)
    one = offered(cast.ben, "Acme", answer_by=day)
    told = calendar_file([], to_answer(Offer.objects.all()), [], now=NOW).decode()
    assert "Answer the offer of Acme" in told
    month = url("calendar") + f"?month={day:%Y-%m}"
    assert "Answer the offer of Acme" in signed_in(cast.ben).get(month).content.decode()
    actions.note(one, happening_on("accepted", 20), by=cast.ben, now=NOW)
    assert "Acme" not in calendar_file([], to_answer(Offer.objects.all()), [], now=NOW).decode()


def happening_on(stage: str, day: int):
    from afterword.cycle.tests.making import happenings

    return happenings((stage, day))[0]


@pytest.mark.parametrize(
    ("ending", "asks"),
    [((), "how it stands"), ((("rejected", 9),), "one thing that I should work on")],
)
def test_a_letter_asks_how_it_stands_or_why_it_ended(cast, signed_in, ending, asks):
    one = applied(cast.ben, "Acme", ("applied", 1), *ending)
    page = signed_in(cast.ben).get(url("letters", one.pk)).content.decode()
    assert asks in " ".join(page.split())


def test_a_letter_thanks_nobody_for_what_nobody_did(cast, signed_in):
    told = (("applied", 1), ("rejected", 9))
    page = signed_in(cast.ben).get(url("letters", applied(cast.ben, "Acme", *told).pk))
    assert "putting me forward" not in page.content.decode()
    referred = applied(cast.ben, "Brot", *told, source="referral")
    page = signed_in(cast.ben).get(url("letters", referred.pk))
    assert "Hi,\n\nthank you again for putting me forward" in page.content.decode()


def test_whoever_withdrew_does_not_ask_what_to_work_on(cast, signed_in):
    one = applied(cast.ben, "Acme", ("applied", 1), ("withdrawn", 9))
    page = signed_in(cast.ben).get(url("application", one.pk)).content.decode()
    assert "It was your own step." in page
    assert "They didn’t say." not in page
    page = signed_in(cast.ben).get(url("letters", one.pk)).content.decode()
    assert "decided to withdraw my application" in " ".join(page.split())
    assert "work on" not in page


@pytest.mark.parametrize(
    ("decided", "says"),
    [("accepted", "glad to take the role at Acme"), ("declined", "I decline with thanks")],
)
def test_whoever_decided_thanks_and_asks_nothing(cast, signed_in, decided, says):
    one = offered(cast.ben, "Acme", (decided, 12))
    Application.objects.update(source="referral")
    page = " ".join(signed_in(cast.ben).get(url("letters", one.pk)).content.decode().split())
    assert says in page
    assert page.count("putting me forward") == 1
    assert "not work out" not in page
    assert "what you were told" not in page


def test_a_letter_says_the_year_where_it_is_another_one(cast):
    one = applied(cast.ben, "Acme")
    first, _ = letters_about(one, [], sender="Ben", today=date(2026, 12, 1))
    later, _ = letters_about(one, [], sender="Ben", today=date(2027, 1, 2))
    assert "at Acme on 1 November, and" in first.body
    assert "at Acme on 1 November 2026, and" in later.body


def test_nobody_who_decided_is_told_that_they_did_not_say(cast, signed_in):
    one = offered(cast.ben, "Acme", ("accepted", 12))
    assert "didn’t say" not in signed_in(cast.ben).get(url("application", one.pk)).content.decode()


def test_the_first_offers_are_those_that_stand_first_side_by_side(cast):
    for name, *told in (
        ("A", ("offer", 3), ("declined", 5)), ("B", ("offer", 3)), ("C", ("offer", 3)),
        ("D", ("offer", 3), ("accepted", 4)), ("E", ("phone", 3)),
    ):  # fmt: skip
        one = applied(cast.ben, name, *told)
    taken = Application.objects.get(company="C")
    Offer.objects.create(application=taken, because="Not this.", taken_back_at=NOW)
    Offer.objects.create(application=taken, because="The people.", gave_up="Oslo.")
    shown = first_offers(one.cycle, most=9)
    assert [it.company for it in shown] == [
        it.company for it in with_offers(Application.objects.all())
    ]
    assert [(it.because, it.gave_up) for it in shown if it.company == "C"] == [
        ("The people.", "Oslo.")
    ]
    assert [it.company for it in first_offers(one.cycle, most=2)] == ["B", "C"]


def typed(browser, one, name, revision, **fields):
    return browser.post(url(f"{name}-save", one.pk), {**fields, "revision": revision})


def test_a_look_back_on_an_offer_is_saved_as_it_is_typed(cast, signed_in):
    one, browser = offered(cast.ben, "Acme", ("declined", 12)), signed_in(cast.ben)
    for revision, words in enumerate(("Too", "Too far.")):
        answer = typed(browser, one, "offer-decided", revision, because=words)
        assert (answer.status_code, answer.json()["revision"]) == (200, revision + 1)
    assert one.offers.get().because == "Too far."


def test_what_is_typed_in_one_go_is_undone_in_one_go(cast, signed_in):
    one, browser = offered(cast.ben, "Acme", because="Before."), signed_in(cast.ben)
    Edit.objects.update(created_at=timezone.now() - timedelta(days=1))
    for revision in (1, 2, 3):
        typed(browser, one, "offer-decided", revision, because=f"Words {revision}")
    browser.post(url("offer-decided", one.pk), {"because": "Words 3", "revision": 4})
    actions.undo(Edit.objects.order_by("created_at").last(), by=cast.ben, now=NOW)
    assert one.offers.get().because == "Before."
    assert Edit.objects.filter(verb="offer_described").count() == 2


def test_two_tabs_do_not_overwrite_an_offer(cast, signed_in):
    one, browser = offered(cast.ben, "Acme"), signed_in(cast.ben)
    typed(browser, one, "offer", 0, work="Rolls")
    answer = typed(browser, one, "offer", 0, work="Rye")
    assert (answer.status_code, answer.json()["fields"]["work"]) == (409, "Rolls")
    page = browser.post(url("offer", one.pk), {"work": "Rye", "revision": 0})
    assert (page.status_code, one.offers.get().work) == (422, "Rolls")
    shown = page.context["form"]["revision"].value()
    browser.post(url("offer", one.pk), {"work": "Rye", "revision": shown})
    assert one.offers.get().work == "Rye"


def test_a_tab_that_still_shows_what_was_undone_does_not_bring_it_back(cast, signed_in):
    one, browser = offered(cast.ben, "Acme"), signed_in(cast.ben)
    typed(browser, one, "offer", 0, work="Rolls")
    Edit.objects.update(created_at=timezone.now() - timedelta(days=1))
    typed(browser, one, "offer", 1, work="Rye")
    actions.undo(Edit.objects.order_by("created_at").last(), by=cast.ben, now=NOW)
    assert one.offers.get().work == "Rolls"
    assert typed(browser, one, "offer", 2, work="Rye, and more").status_code == 409
    assert one.offers.get().work == "Rolls"


def test_an_offer_that_was_accepted_has_no_letter_that_declines_it(cast, signed_in):
    one = offered(cast.ben, "Acme", ("accepted", 12))
    page = signed_in(cast.ben).get(url("offer-decline", one.pk)).content.decode()
    assert "thank you for offering me" not in page
    assert "If you have changed your mind, ring them" in page
    assert url("application", one.pk) in page


def test_whoever_was_rejected_has_nothing_to_decline(cast, signed_in):
    one = applied(cast.ben, "Acme", ("applied", 1), ("rejected", 9))
    page = signed_in(cast.ben).get(url("offer-decline", one.pk)).content.decode()
    assert "thank you for offering me" not in page
    assert "it is noted as rejected" in page
