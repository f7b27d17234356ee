"""What the steps of a cycle's debrief lay out, from few cases and from many."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from afterword.cycle.actions import add_interview, add_many, cycle_of
from afterword.cycle.drafts import Draft
from afterword.cycle.models import Application, CompanyInterview, Cycle
from afterword.cycle.tests.making import NOW, applied, happenings
from afterword.debriefs import evidence
from afterword.debriefs.actions import cycles, interviews
from afterword.debriefs.actions.interviews import Typed
from afterword.debriefs.beside_a_question import Eyes
from afterword.debriefs.company_interviews import LookedBackOn, looked_back
from afterword.debriefs.comparing_interviews import held_in, interviews_compared, levels_in
from afterword.debriefs.enums import Length, Step
from afterword.debriefs.models import InterviewDebrief
from afterword.debriefs.patterns import Tally

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def search(person, *groups):
    """So many applications from somewhere, of which some were answered with interest."""
    drafts = [
        Draft(f"{site} {number}", source_words=site, happenings=happenings(
            ("applied", 1), ("phone", 5) if number < heard else ("rejected", 5)))
        for site, heard, count in groups
        for number in range(count)
    ]  # fmt: skip
    add_many(cycle_of(person, now=NOW), drafts, source=None, by=person, now=NOW)
    return cycles.begin(Cycle.objects.get(person=person), length=Length.HOUR, now=timezone.now())


def laid(debrief, step):
    return evidence.laid(debrief, step, Eyes(TODAY))


def test_a_site_that_stands_out_is_said_with_its_counts(cast):
    debrief = search(cast.ben, ("Fair", 9, 10), ("Portal", 3, 60))

    (chart,) = laid(debrief, Step.STANDS_OUT).charts

    assert chart.sentence == (
        "Your applications: one thing stands out beyond luck. From Fair, 9 of 10 were answered "
        "with interest, of the others 3 of 60."
    )
    assert chart.rows[0][0] == "from Fair"


def test_nothing_beyond_luck_is_said_to_be_nothing(cast):
    debrief = search(cast.ben, ("Fair", 2, 10), ("Portal", 9, 60))

    (chart,) = laid(debrief, Step.STANDS_OUT).charts

    assert chart.sentence.endswith("nothing stands out beyond luck.")


def test_too_few_are_not_compared_and_it_says_what_is_missing(cast):
    debrief = search(cast.ben, ("Fair", 2, 3), ("Portal", 1, 4))

    told = laid(debrief, Step.STANDS_OUT)

    assert told.charts == ()
    assert told.sentence.startswith("Too little to compare yet")
    assert "from Fair (2 of 3 went on)" in told.note


def test_what_is_remembered_of_it_changes_with_the_search(cast):
    debrief = search(cast.ben, ("Fair", 9, 10), ("Portal", 3, 60))
    laid(debrief, Step.STANDS_OUT)
    applied(cast.ben, "One more", ("applied", 1), ("rejected", 2), source_words="Fair")
    debrief.cycle.refresh_from_db()

    (chart,) = laid(debrief, Step.STANDS_OUT).charts

    assert chart.rows[0][:3] == ("from Fair", "9 of 11 (82%)", "3 of 60 (5%)")


def test_a_site_is_named_as_it_is_written_and_nothing_in_it_is_a_tag(cast):
    debrief = search(cast.ben, ('<b>"Fair"', 9, 10), ("Portal", 3, 60))

    (chart,) = laid(debrief, Step.STANDS_OUT).charts

    assert '<b>"Fair"' in chart.sentence
    assert "<b>" not in chart.drawn
    picture = json.loads(unescape(re.search('data-chart="(.*?)"', chart.drawn)[1]))
    assert picture["rows"][0]["label"] == 'from <b>"Fair"'


def company_interview(person, rubric, name, *, outcome, level):
    """A coding interview that was rated, and what came of its application."""
    one = applied(person, name, ("applied", 1))
    held = NOW.replace(day=10)
    fields = {"kind": "coding", "starts_at": held, "minutes": 60, "people": "", "where": "",
              "notes": ""}  # fmt: skip
    interview = add_interview(one, stage="phone", fields=fields, by=person, now=NOW)
    if outcome:
        later = {"starts_at": held + timedelta(days=3)} if outcome == "onsite" else {}
        if later:
            add_interview(one, stage="onsite", fields={**fields, **later}, by=person, now=NOW)
        else:
            Application.objects.filter(pk=one.pk).update(outcome=outcome)
    debrief = interviews.begin(interview, by=person, now=NOW)
    words = dict.fromkeys(
        ("asked", "went_well", "could_better", "next_time", "interviewer_was", "to_learn"), ""
    )
    typed = Typed(**words, ratings={"verification": level}, wants=None)
    interviews.save(debrief, typed, revision=0, now=NOW)
    return interview


def test_interviews_are_compared_by_what_came_of_them(cast, rubric):
    company_interview(cast.ben, rubric, "Acme", outcome="onsite", level=3)
    company_interview(cast.ben, rubric, "Brot", outcome="rejected", level=2)
    company_interview(cast.ben, rubric, "Celsius", outcome="", level=1)
    CompanyInterview.objects.exclude(debrief__isnull=False).update(starts_at=NOW.replace(day=12))
    cycle = Cycle.objects.get(person=cast.ben)
    levels = levels_in(map(LookedBackOn._make, looked_back(cycle)))

    tallies = interviews_compared(held_in(cycle), practised=[], levels=levels, now=NOW)

    assert Tally("Verification", "verification good or excellent", 1, 1) in tallies
    assert Tally("Verification", "verification mixed or not yet", 0, 1) in tallies


def test_practice_beside_the_real_thing_is_told_by_what_came_of_it(cast, rubric):
    company_interview(cast.ben, rubric, "Acme", outcome="onsite", level=3)
    company_interview(cast.ben, rubric, "Brot", outcome="rejected", level=2)
    debrief = cycles.begin(Cycle.objects.get(person=cast.ben), length=Length.HOUR, now=NOW)

    told = laid(debrief, Step.PRACTICE)

    assert told.charts[0].rows == [("Verification", "none", "good 1", "mixed 1", "none")]
    assert {row.head for row in told.rows} == {"Company: Acme", "Company: Brot"}


@pytest.mark.parametrize("told", [(), (("noted", 1),)], ids=["empty", "only noted"])
def test_a_search_in_which_nothing_went_out_can_be_looked_back_on(cast, signed_in, told):
    cycle = cycle_of(cast.ben, now=NOW)
    if told:
        applied(cast.ben, "Acme", *told)
    debrief = cycles.begin(cycle, length=Length.HOUR, now=NOW)
    ben = signed_in(cast.ben)
    for step in Step:
        assert ben.get(reverse("debriefs:step", args=[debrief.pk, step])).status_code == 200
    assert ben.get(reverse("debriefs:report", args=[debrief.pk])).status_code == 200


def test_what_went_well_names_only_what_there_was(cast):
    debrief = search(cast.ben, ("Fair", 1, 3))

    assert laid(debrief, Step.WELL).sentence == (
        "3 applications led to 1 conversation and 1 answer with interest."
    )


def test_what_went_well_counts_those_who_wrote_first_as_the_funnel_does(cast):
    applied(cast.ben, "Acme", ("applied", 1), ("phone", 9))
    applied(cast.ben, "Basalt", ("applied", 1), ("recruiter", 9), source="inbound")
    debrief = cycles.begin(Cycle.objects.get(), length=Length.HOUR, now=NOW)
    assert laid(debrief, Step.WELL).sentence == (
        "2 applications led to 1 conversation and 2 answers with interest."
    )
    (funnel,) = laid(debrief, Step.FUNNEL).charts
    assert "2 were answered with interest, 1 came to a conversation" in funnel.sentence


def test_how_we_know_what_stands_out_is_a_page(cast, signed_in):
    page = signed_in(cast.ben).get(reverse("cycle:how-we-know", args=["standing-out"]))
    assert "By hand" in page.content.decode()


def test_sentences_are_true_of_nothing_and_of_one(cast):
    debrief = cycles.begin(cycle_of(cast.ben, now=NOW), length=Length.HOUR, now=NOW)
    assert laid(debrief, Step.REASONS).sentence == "None of your applications has ended yet."
    applied(cast.ben, "Acme", ("applied", 1), ("rejected", 3))
    debrief.cycle.refresh_from_db()
    assert laid(debrief, Step.REASONS).sentence.startswith("1 has ended. For 1 there is no reason")
    streams = laid(debrief, Step.FUNNEL).charts[0].sentence
    assert streams == (
        "Of 1 application, none were answered with interest, none came to a conversation or "
        "further, and none to an offer."
    )


def test_one_side_without_the_other_is_said_to_be_alone(cast, rubric):
    company_interview(cast.ben, rubric, "Acme", outcome="onsite", level=3)
    debrief = cycles.begin(Cycle.objects.get(person=cast.ben), length=Length.HOUR, now=NOW)
    assert laid(debrief, Step.PRACTICE).charts[0].sentence == (
        "1 company interview as you saw them. No mock interview yet to lay beside them."
    )


def test_what_was_written_about_many_interviews_names_the_first_and_counts_the_rest(cast):
    for minutes, company in enumerate(("Acme", "Basalt", "Cedar", "Dune", "Elm")):
        application = applied(cast.ben, company)
        held = CompanyInterview.objects.create(application=application)
        debrief = interviews.begin(held, by=cast.ben, now=NOW + timedelta(minutes=minutes))
        InterviewDebrief.objects.filter(pk=debrief.pk).update(went_well="Asking first.")
    whole = cycles.begin(Cycle.objects.get(), length=Length.HOUR, now=NOW)
    (line,) = laid(whole, Step.WELL).lines
    assert (line.text, line.about) == ("Asking first.", "Acme, Basalt, Cedar and 2 more")
