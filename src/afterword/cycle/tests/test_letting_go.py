"""Letting go is a reading: a later answer opens it again, and it tells nothing of the others."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from afterword.cycle import actions
from afterword.cycle.drafts import Draft
from afterword.cycle.enums import Stage
from afterword.cycle.models import Application
from afterword.cycle.paths import paths_of, watched
from afterword.cycle.standing import Happening
from afterword.cycle.tests.making import NOW, applied

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
LONG_AGO = date(2024, 9, 14)


def let_go(*some: Application, on: date = TODAY):
    person = some[0].cycle.person
    return actions.note_together(
        some[0].cycle, some, Stage.SILENCE, on=on, by=person, now=NOW
    )  # fmt: skip


def note(browser, one: Application, **told: str) -> str:
    browser.post(reverse("cycle:note", args=[one.pk]), told)
    page = browser.get(reverse("cycle:application", args=[one.pk])).content.decode()
    one.refresh_from_db()
    return page


def test_an_answer_of_the_same_day_opens_what_was_let_go(cast, signed_in):
    one = applied(cast.ben, "Acme")
    let_go(one, on=timezone.localdate())
    page = note(signed_in(cast.ben), one, stage="recruiter", on=f"{timezone.localdate()}")
    assert (one.outcome, one.stage) == ("open", "recruiter")
    assert "stays let go" not in page


@pytest.mark.parametrize("on", ["", "2026-11-10"])
def test_where_no_day_says_that_an_answer_came_later_the_page_says_so(cast, signed_in, on):
    one, browser = applied(cast.ben, "Acme"), signed_in(cast.ben)
    let_go(one)
    assert "stays let go" in note(browser, one, stage="recruiter", on=on)
    assert one.outcome == "silence"
    note(browser, one, stage="reopened", on=f"{timezone.localdate() + timedelta(days=1)}")
    assert one.outcome == "open"


def test_many_are_let_go_and_brought_back_in_one_press(cast):
    some = [applied(cast.ben, name) for name in ("Acme", "Brot", "Celsius")]
    actions.undo(let_go(*some), by=cast.ben, now=NOW)
    assert set(Application.objects.values_list("outcome", flat=True)) == {"open"}


def sent_long_ago(person, company: str) -> Application:
    told = Happening(LONG_AGO, 0, Stage.APPLIED)
    draft = Draft(company, happenings=(told,))
    return actions.add(actions.cycle_of(person, now=NOW), draft, by=person, now=NOW)


def test_to_let_one_go_does_not_make_two_years_of_silence_of_the_others(cast):
    first, *_ = [sent_long_ago(cast.ben, name) for name in ("Acme", "Brot", "Celsius")]
    mine = Application.objects.all()
    kept = LONG_AGO + timedelta(days=1)
    assert watched(mine, today=TODAY) == kept
    let_go(first)
    assert {one.until for one in paths_of(mine, today=TODAY)} == {kept}
    assert watched(mine, today=TODAY) == kept


def test_what_was_heard_of_one_before_it_was_let_go_shows_that_the_search_was_kept(cast):
    one = sent_long_ago(cast.ben, "Acme")
    heard = Happening(TODAY - timedelta(days=9), 0, Stage.PHONE)
    actions.note(one, heard, by=cast.ben, now=NOW)
    let_go(one)
    assert watched(Application.objects.all(), today=TODAY) == TODAY


def test_the_last_that_was_heard_counts_not_the_first_answer(cast):
    one = sent_long_ago(cast.ben, "Acme")
    for on, stage in (
        (LONG_AGO + timedelta(days=5), "phone"),
        (TODAY - timedelta(days=9), "onsite"),
    ):
        actions.note(one, Happening(on, 0, stage), by=cast.ben, now=NOW)
    let_go(one)
    assert watched(Application.objects.all(), today=TODAY) == TODAY


def test_the_table_shows_what_was_heard_last_not_when_it_was_let_go(cast, signed_in):
    let_go(applied(cast.ben, "Acme", ("applied", 1), ("phone", 5)), on=date(2026, 11, 19))
    table = signed_in(cast.ben).get(reverse("cycle:table"), {"show": "silence"}).content.decode()
    assert 'data-label="Last news">5 Nov 2026' in table


def test_upgrading_takes_letting_go_out_of_the_last_news(cast):
    one, other = (applied(cast.ben, name, ("applied", 1)) for name in ("Acme", "Brot"))
    let_go(one, on=date(2026, 11, 19))
    Application.objects.update(last_on=date(2026, 11, 19))
    import_module("afterword.cycle.migrations.0014_let_go_is_no_news").forget_letting_go(apps, None)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.last_on, other.last_on) == (date(2026, 11, 1), date(2026, 11, 19))


def test_a_round_that_is_planned_is_said_to_be_ahead(cast, signed_in):
    on = timezone.localdate() + timedelta(days=6)
    one = applied(cast.ben, "Acme")
    page = note(signed_in(cast.ben), one, stage="onsite", on=f"{on}")
    assert f"furthest stage: on-site rounds. Planned for {on.day} {on:%b %Y}." in page


def test_the_page_says_that_nobody_can_say_where_nobody_was_watched_for_as_long(cast, signed_in):
    for name in ("Acme", "Brot", "Celsius", "Dorn", "Eiche"):
        sent_long_ago(cast.ben, name)
    answered = Application.objects.get(company="Acme")
    heard = Happening(LONG_AGO + timedelta(days=9), 0, "rejected")
    actions.note(answered, heard, by=cast.ben, now=NOW)
    page = signed_in(cast.ben).get(reverse("cycle:silence")).content.decode()
    assert "Of these nobody can say: fewer than three were watched for as long." in page
    assert "counted until 24 September 2024 and no longer" in page
    assert "most likely" not in page
    assert "Rests on" not in page
