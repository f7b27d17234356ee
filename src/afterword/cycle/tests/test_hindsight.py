"""Hindsight: asked only where it is wanted, about interviews alone, in one batch, kept for ever."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from afterword.cycle import actions
from afterword.cycle.drafts import Draft
from afterword.cycle.hindsight import MOST
from afterword.cycle.models import Application, Cycle, Hindsight, HindsightAnswer
from afterword.cycle.standing import Happening
from afterword.cycle.tests.making import NOW, applied
from afterword.people.models import Letter
from afterword.people.tests.faults import faults_of

pytestmark = pytest.mark.django_db
PAGE = "/search/hindsight/"


def ended(person, company: str, days_ago: int, *stages: str, outcome="rejected") -> Application:
    """An application that ended so many days before now."""
    last = NOW.date() - timedelta(days=days_ago)
    told = [Happening(last - timedelta(days=9 - at), 0, stage) for at, stage in enumerate(stages)]
    draft = Draft(company, happenings=(*told, Happening(last, 0, outcome)))
    return actions.add(actions.cycle_of(person, now=NOW), draft, by=person, now=NOW)


def asked(person) -> set[tuple[str, str]]:
    rows = Hindsight.objects.filter(application__cycle__person=person)
    return set(rows.values_list("application__company", "later"))


def test_nobody_is_asked_who_did_not_want_to_be(cast):
    ended(cast.ben, "Acme", 200, "applied", "phone")
    assert actions.ask_everybody(now=NOW) == 0
    assert asked(cast.ben) == set()
    assert Letter.objects.count() == 0


def test_one_batch_and_one_letter_about_interviews_of_long_ago(cast):
    ended(cast.ben, "Half", 200, "applied", "phone")
    ended(cast.ben, "Year", 400, "applied", "onsite", outcome="declined")
    ended(cast.ben, "Lately", 100, "applied", "phone")
    ended(cast.ben, "Unspoken", 200, "applied")
    applied(cast.ben, "Open", ("applied", 1), ("phone", 2))
    actions.ask_me_later(cast.ben)
    actions.ask_everybody(now=NOW)
    assert asked(cast.ben) == {("Half", "half_year"), ("Year", "year")}
    letter = Letter.objects.get(person=cast.ben)
    assert not any(name in letter.subject + letter.body for name in ("Half ", "Year", "Unspoken"))
    assert letter.link.endswith(PAGE)


def test_a_noted_company_interview_is_enough(cast):
    one = ended(cast.ben, "Acme", 200, "applied")
    actions.add_interview(one, stage="other", fields={"kind": "call"}, by=cast.ben, now=NOW)
    actions.note(one, Happening(one.ended_on, 9, "rejected"), by=cast.ben, now=NOW)
    actions.ask_me_later(cast.ben)
    actions.ask_everybody(now=NOW)
    assert asked(cast.ben) == {("Acme", "half_year")}


def test_the_next_batch_waits_a_month_and_never_repeats(cast):
    for number in range(MOST + 2):
        ended(cast.ben, f"N{number}", 200 + number, "applied", "phone")
    actions.ask_me_later(cast.ben)
    assert actions.ask_everybody(now=NOW) == MOST
    assert actions.ask_everybody(now=NOW + timedelta(days=29)) == 0
    assert actions.ask_everybody(now=NOW + timedelta(days=31)) == 2
    assert actions.ask_everybody(now=NOW + timedelta(days=70)) == 0


def test_a_year_later_it_is_asked_once_more(cast):
    ended(cast.ben, "Acme", 200, "applied", "phone")
    actions.ask_me_later(cast.ben)
    actions.ask_everybody(now=NOW)
    actions.ask_everybody(now=NOW + timedelta(days=170))
    assert asked(cast.ben) == {("Acme", "half_year"), ("Acme", "year")}


def test_what_is_left_out_is_not_asked_again(cast, signed_in):
    said = ended(cast.ben, "Said", 200, "applied", "phone")
    left = ended(cast.ben, "Left", 201, "applied", "phone")
    actions.ask_me_later(cast.ben)
    actions.ask_everybody(now=NOW)
    browser, names = signed_in(cast.ben), list(Hindsight.objects.values_list("pk", flat=True))
    assert faults_of(browser.get(PAGE)) == []
    mine = Hindsight.objects.get(application=said).pk
    words = {f"{mine}-words": "They folded.", f"{mine}-glad": "yes", f"{mine}-control": "outside"}
    browser.post(PAGE, {"asked": names, **words})
    kept = said.hindsight_answers.get()
    assert (kept.words, kept.glad, kept.control) == ("They folded.", True, "outside")
    assert left.hindsight_answers.count() == 0
    assert Hindsight.objects.filter(settled_at=None).count() == 0


def test_undone_it_is_asked_again_what_was_left_out_as_well(cast, signed_in):
    for name in ("Said", "Left"):
        ended(cast.ben, name, 200, "applied", "phone")
    actions.ask_me_later(cast.ben)
    actions.ask_everybody(now=NOW)
    names = list(Hindsight.objects.values_list("pk", flat=True))
    signed_in(cast.ben).post(PAGE, {"asked": names, f"{names[0]}-words": "They folded."})
    answer = HindsightAnswer.objects.get()
    actions.undo(answer.added_in, by=cast.ben, now=NOW)
    assert Hindsight.objects.filter(settled_at=None).count() == 2
    answer.refresh_from_db()
    assert answer.taken_back_at


def test_a_batch_over_two_searches_is_undone_in_one_press(cast, signed_in):
    first = ended(cast.ben, "Earlier", 200, "applied", "phone")
    actions.end_cycle(first.cycle, on=NOW.date(), by=cast.ben)
    second = ended(cast.ben, "Later", 200, "applied", "phone")
    assert first.cycle != second.cycle
    actions.ask_me_later(cast.ben)
    actions.ask_everybody(now=NOW)
    browser, names = signed_in(cast.ben), list(Hindsight.objects.values_list("pk", flat=True))
    told = {f"{name}-words": "They folded." for name in names}
    browser.post(PAGE, {"asked": names, **told})
    (edit,) = set(HindsightAnswer.objects.values_list("added_in", flat=True))
    searches = Cycle.objects.order_by("started_on", "pk")
    before = list(searches.values_list("revision", flat=True))
    browser.post(reverse("cycle:undo", args=[edit]))
    assert Hindsight.objects.filter(settled_at=None).count() == 2
    assert not HindsightAnswer.objects.filter(taken_back_at=None).exists()
    after = searches.values_list("revision", flat=True)
    assert [one > other for one, other in zip(after, before, strict=True)] == [True, True]


def test_what_goes_on_again_is_not_asked_about(cast, signed_in):
    one = ended(cast.ben, "Acme", 200, "applied", "phone")
    actions.ask_me_later(cast.ben)
    actions.ask_everybody(now=NOW)
    actions.note(one, Happening(NOW.date(), 0, "onsite"), by=cast.ben, now=NOW)
    assert "Nothing is asked now" in signed_in(cast.ben).get(PAGE).content.decode()
    assert PAGE not in signed_in(cast.ben).get("/").content.decode()


def test_an_answer_is_corrected_and_both_stay(cast, signed_in):
    one = ended(cast.ben, "Acme", 200, "applied", "phone")
    browser, page = signed_in(cast.ben), reverse("cycle:look-back", args=[one.pk])
    for words in ("It was me.", "It was the budget."):
        browser.post(page, {"words": words})
    shown = browser.get(page).content.decode()
    assert shown.index("As it stands") < shown.rindex("It was the budget.")
    assert shown.index("What you said before") < shown.rindex("It was me.")
    assert one.hindsight_answers.get(taken_back_at=None).words == "It was the budget."


def test_one_press_stops_it_and_answers_stay(cast, signed_in):
    one = ended(cast.ben, "Acme", 200, "applied", "phone")
    ended(cast.ben, "Brot", 400, "applied", "phone")
    actions.ask_me_later(cast.ben)
    actions.answer(one, "half_year", fields={"words": "Fine."}, by=cast.ben, now=NOW)
    actions.ask_everybody(now=NOW)
    signed_in(cast.ben).post(reverse("cycle:ask-me"), {"stop": "yes"})
    assert actions.ask_everybody(now=NOW + timedelta(days=90)) == 0
    assert Hindsight.objects.count() == 0
    assert one.hindsight_answers.get().words == "Fine."


def test_the_next_search_keeps_being_asked(cast):
    cycle = ended(cast.ben, "Acme", 200, "applied").cycle
    actions.ask_me_later(cast.ben)
    actions.end_cycle(cycle, on=NOW.date(), by=cast.ben)
    assert actions.cycle_of(cast.ben, now=NOW).asks_hindsight


def test_it_lies_on_the_desk_of_its_person_alone(cast, signed_in):
    ended(cast.ben, "Acme", 200, "applied", "phone")
    actions.ask_me_later(cast.ben)
    actions.ask_everybody(now=datetime.now(UTC))
    assert PAGE in signed_in(cast.ben).get("/").content.decode()
    assert PAGE not in signed_in(cast.dov).get("/").content.decode()
