"""What is remembered of a debrief is what would be counted afresh, whatever was written since."""

import pickle
from datetime import timedelta

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterword.cycle import actions
from afterword.cycle.models import Application, CompanyInterview, Cycle, Import
from afterword.cycle.standing import Happening
from afterword.cycle.tests.making import NOW, applied
from afterword.debriefs import evidence
from afterword.debriefs.actions import cycles, interviews
from afterword.debriefs.actions.interviews import Typed
from afterword.debriefs.beside_a_question import Eyes
from afterword.debriefs.enums import Length, Step
from afterword.debriefs.models import InterviewDebrief
from afterword.kit.drawing import hole
from afterword.questions.models import Practice, Question, QuestionVersion, Rubric

pytestmark = pytest.mark.django_db
REMEMBERED = (Step.WELL, Step.FUNNEL, Step.TIME, Step.LUCK, Step.STANDS_OUT, Step.PRACTICE,
              Step.REASONS)  # fmt: skip
WORDS = ("asked", "went_well", "could_better", "next_time", "interviewer_was", "to_learn")


def adds(person, at):
    applied(person, f"Company {at}", ("applied", 1 + at % 9), source_words=f"Site {at % 2}")


def notes(person, at):
    stage = ("phone", "rejected", "offer", "silence", "reopened")[at % 5]
    actions.note(any_of(person, at), Happening(NOW.date(), 0, stage), by=person, now=NOW)


def corrects(person, at):
    event = any_of(person, at).events.filter(taken_back_at=None).first()
    if event:
        actions.correct(event, Happening(NOW.date(), 0, "onsite"), by=person, now=NOW)


def changes(person, at):
    actions.change(any_of(person, at), fields={"company": f"Renamed {at}"}, by=person)


def guesses(person, at):
    fields = {"kind": "fit", "control": "outside", "known": "guessed", "sureness": "low",
              "words": ""}  # fmt: skip
    actions.give_reason(any_of(person, at), fields=fields, by=person, now=NOW)


def interviews_begin(person, at):
    held = NOW - timedelta(days=at % 20 - 2)
    fields = {"kind": "coding", "starts_at": held, "minutes": 60, "people": "", "where": "",
              "notes": ""}  # fmt: skip
    actions.add_interview(any_of(person, at), stage="phone", fields=fields, by=person, now=NOW)


def looks_back(person, at):
    held = CompanyInterview.objects.filter(application__cycle__person=person).first()
    if held:
        debrief = interviews.begin(held, by=person, now=NOW)
        typed = Typed(**dict.fromkeys(WORDS, f"Words {at}"), ratings={"coding": 1 + at % 4},
                      wants=None)  # fmt: skip
        interviews.save(debrief, typed, revision=debrief.revision, now=NOW)


def loses_a_debrief(person, at):
    InterviewDebrief.objects.filter(person=person).delete()


def brings_in(person, at):
    cycle = actions.cycle_of(person, now=NOW)
    actions.take_out(Import.objects.create(cycle=cycle, file_name="a.csv"), by=person, now=NOW)


def any_of(person, at):
    there = Application.objects.filter(cycle__person=person, taken_back_at=None).order_by("pk")
    return there[at % there.count()]


DEEDS = (adds, notes, corrects, changes, guesses, interviews_begin, looks_back, loses_a_debrief,
         brings_in)  # fmt: skip


def seen(person):
    """What a debrief begun then would lay out, beside every question that is remembered."""
    cycle = Cycle.objects.select_related("person").get(person=person)
    debrief = cycles.CycleDebrief(cycle=cycle, length=Length.HOUR, begun_at=NOW)
    return evidence.laid_out(debrief, REMEMBERED, Eyes(NOW.date()))


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(told=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 40)), min_size=1, max_size=2))
def test_what_is_remembered_is_what_would_be_counted_afresh(cast, rubric, told):
    Cycle.objects.filter(person=cast.ben).delete()
    cache.clear()
    for at in range(8):
        adds(cast.ben, at)
    seen(cast.ben)
    for deed, at in told:
        deed(cast.ben, at)
        remembered = seen(cast.ben)
        cache.clear()
        assert seen(cast.ben) == remembered, deed.__name__


def test_whoever_practises_sees_it_beside_their_interviews_at_once(cast, rubric):
    adds(cast.ben, 0)
    for days in (3, 3, 19):
        interviews_begin(cast.ben, days)
    Application.objects.update(outcome="rejected")
    before = seen(cast.ben)[REMEMBERED.index(Step.STANDS_OUT)]
    question = Question.objects.create(kind="coding", title="Seats", difficulty=2)
    Practice.objects.create(
        person=cast.ben, rubric=rubric, begun_at=NOW - timedelta(days=5), worked_until=NOW,
        version=QuestionVersion.objects.create(question=question, number=1, content={}),
    )  # fmt: skip
    after = seen(cast.ben)[REMEMBERED.index(Step.STANDS_OUT)]
    assert "practised" not in before.note
    assert "nothing practised in the two weeks before (1 of 1 went on)" in after.note


def test_a_name_that_looks_like_a_hole_is_filled_with_nothing_of_somebody_else(cast, rubric):
    hers = applied(cast.eve, "Peachstone", ("applied", 1), source_words="Peachstone board")
    adds(cast.ben, 0)
    interviews_begin(cast.ben, 3)
    looks_back(cast.ben, 2)
    names = [hole("application", hers.pk), hole("site", hers.pk)]
    dimensions = [{**rubric.dimensions[0], "key": "coding", "name": " ".join(names)}]
    other = Rubric.objects.create(kind=rubric.kind, title="X", dimensions=dimensions)
    InterviewDebrief.objects.update(rubric=other)
    shown = seen(cast.ben)[REMEMBERED.index(Step.PRACTICE)]
    assert shown.charts
    assert "Peachstone" not in str(shown)


def test_no_word_of_a_search_or_of_a_debrief_is_in_memory(cast, rubric, monkeypatch):
    kept = []
    for at in range(8):
        applied(cast.ben, f"Peachstone {at}", ("applied", 1), ("phone", 5),
                role="Peachstone", source_words=f"Peachstone {at % 2}")  # fmt: skip
    interviews_begin(cast.ben, 3)
    looks_back(cast.ben, 2)
    InterviewDebrief.objects.update(went_well="Peachstone", could_better="Peachstone")
    monkeypatch.setattr(cache, "set", lambda *told, **more: kept.append(told))
    shown = seen(cast.ben)
    assert {name.split(":")[1] for name, *_ in kept} >= {"pictures", "stands-out", "practice"}
    assert b"Peachstone" not in pickle.dumps(kept)
    assert "Peachstone" in str(shown)
