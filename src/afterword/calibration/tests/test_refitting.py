"""Fitting again: what is kept, when, of whom; and programs that say nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import default_task_backend

from afterword.calibration import actions
from afterword.calibration.enums import FitState
from afterword.calibration.following import follow
from afterword.calibration.found import Grown
from afterword.calibration.models import AdjustedNotes, Estimate, Fit, Wanted
from afterword.calibration.tests.making import asked, club, letter, members, term
from afterword.journal import actions as journal
from afterword.journal.models import Entry
from afterword.notes.actions import withdraw
from afterword.notes.models import HiringNotes
from afterword.people.actions import leave
from afterword.people.departing import what_goes
from afterword.people.models import Membership, Person, Program

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def kept(program: Program) -> list[tuple[object, ...]]:
    """Every number that is kept, in an order of its own."""
    estimates = Estimate.objects.filter(fit__program=program)
    estimates = estimates.order_by("facet", "value", "sd", "hours")
    adjusted = AdjustedNotes.objects.filter(fit__program=program).order_by("notes")
    return [
        *estimates.values_list("facet", "value", "sd", "moved", "hours"),
        *adjusted.values_list("other_side", "levels"),
        *Fit.objects.filter(program=program).values_list("digest", "found"),
    ]


@pytest.fixture
def program(rubric) -> Program:
    """Six members, thirty letters; the first of them rates hard."""
    place = club()
    term(place, rubric)
    return place


def test_a_fit_finds_who_rates_hard_and_says_so_of_nobody_else(program):
    (fit,) = actions.refit(program, now=NOW)
    assert (fit.state, fit.hours, fit.candidates, fit.interviewers) == (FitState.KEPT, 30, 6, 6)
    told = Estimate.objects.filter(fit=fit, facet="interviewer", moved_low__gt=0)
    assert [one.person for one in told] == [members(program)[0]]
    assert Estimate.objects.filter(fit=fit, facet="question").count() == 5
    assert AdjustedNotes.objects.filter(fit=fit).count() == 30
    for one in AdjustedNotes.objects.filter(fit=fit):
        assert 0 < one.other_side_low < one.other_side < one.other_side_high < 1
    for one in Estimate.objects.filter(fit=fit, facet="question"):
        assert 0 < one.information_low <= one.information <= one.information_high <= 1


def test_growth_is_kept_of_candidates_in_the_order_of_their_hours(program):
    (fit,) = actions.refit(program, now=NOW)
    assert not Estimate.objects.exclude(facet="candidate").exclude(grown=None).exists()
    one = Estimate.objects.filter(facet="candidate", fit=fit)[0]
    grown = Grown.from_json(one.grown)
    began = [HiringNotes.objects.get(pk=key).interview.started_at for key, _, _ in grown.hours]
    assert began == sorted(began)
    assert len(began) == one.hours == 5
    assert grown.change.low < grown.change.value < grown.change.high
    assert all(1 <= level.low < level.value < level.high <= 4 for _, level, _ in grown.hours)
    lines = [line for _, _, line in grown.hours]
    assert lines in (sorted(lines), sorted(lines)[::-1])


def test_fitting_again_changes_nothing_and_the_same_ratings_give_the_same_numbers(program):
    actions.refit(program, now=NOW)
    first = kept(program)
    assert actions.refit(program, now=NOW) == []
    Fit.objects.update(digest="")
    assert len(actions.refit(program, now=NOW)) == 1
    assert kept(program) == first


def test_a_fit_begins_where_the_last_one_ended_and_says_so_and_ends_where_any_would(program):
    (first,) = actions.refit(program, now=NOW)
    assert first.began is None
    assert first.ended["sigmas"].keys() >= {"candidate", "interviewer"}
    notes = HiringNotes.objects.order_by("pk")[0]
    withdraw(notes, because="It was unkind.", by=notes.author, now=NOW)
    (second,) = actions.refit(program, now=NOW)
    second.refresh_from_db()
    assert second.began == {"digest": first.digest, **first.ended}
    warm = [*kept(program), second.ended]
    Fit.objects.all().delete()
    (cold,) = actions.refit(program, now=NOW)
    cold.refresh_from_db()
    assert (cold.began, [*kept(program), cold.ended]) == (None, warm)


def test_a_fit_does_not_begin_where_another_model_ended(program):
    actions.refit(program, now=NOW)
    Fit.objects.update(model="probit 1", digest="of another")
    (fit,) = actions.refit(program, now=NOW)
    assert fit.began is None


def test_a_beginning_that_was_of_no_use_is_not_named(program):
    (first,) = actions.refit(program, now=NOW)
    falling = {name: row[::-1] for name, row in first.ended["thresholds"].items()}
    Fit.objects.update(ended={**first.ended, "thresholds": falling}, digest="of another")
    (fit,) = actions.refit(program, now=NOW)
    fit.refresh_from_db()
    assert (fit.began, fit.ended) == (None, first.ended)


def test_a_withdrawn_letter_leaves_the_numbers(program):
    actions.refit(program, now=NOW)
    notes = HiringNotes.objects.order_by("pk")[0]
    withdraw(notes, because="It was unkind.", by=notes.author, now=NOW)
    (fit,) = actions.refit(program, now=NOW)
    assert fit.hours == 29
    assert not AdjustedNotes.objects.filter(notes=notes).exists()


def test_nothing_is_kept_of_who_has_left_and_letters_keep_theirs(program):
    actions.refit(program, now=NOW)
    person = members(program)[2]
    (said,) = what_goes(Membership.objects.get(person=person))
    assert said.startswith("What was measured")
    leave(Membership.objects.get(person=person), by=person)
    follow(Entry.objects.get(verb="membership.left"))
    assert not Estimate.objects.filter(person=person).exists()
    assert what_goes(Membership.objects.get(person=person)) == []
    assert AdjustedNotes.objects.filter(notes__interview__chairs__person=person).exists()
    Fit.objects.update(digest="")
    actions.refit(program, now=NOW)
    assert not Estimate.objects.filter(person=person).exists()


def test_who_is_erased_takes_every_estimate_along(program):
    actions.refit(program, now=NOW)
    person = members(program)[1]
    assert Estimate.objects.filter(person=person).count() == 2
    Person.objects.filter(pk=person.pk).delete()
    assert Estimate.objects.filter(person=None).exclude(facet="question").count() == 0


def released(notes: HiringNotes) -> None:
    journal.record(notes.author, "notes.released", notes)
    follow(Entry.objects.latest("number"))


def test_many_letters_are_fitted_together(program, django_capture_on_commit_callbacks):
    default_task_backend.clear()
    with django_capture_on_commit_callbacks(execute=True):
        for notes in HiringNotes.objects.all()[:5]:
            released(notes)
    (asked_for,) = default_task_backend.results
    assert asked_for.task.module_path == "afterword.calibration.tasks.refit"
    assert asked_for.kwargs == {"program_id": str(program.pk)}
    assert asked_for.task.run_after > timezone.now() + timedelta(minutes=2)
    actions.refit(program, now=NOW)
    assert not Wanted.objects.exists()


def test_a_wish_whose_task_was_lost_is_made_again(program):
    assert actions.want_refit(program, now=NOW)
    assert not actions.want_refit(program, now=NOW + timedelta(hours=1))
    assert actions.want_refit(program, now=NOW + timedelta(hours=3))


def test_what_an_earlier_model_fitted_is_fitted_by_this_one(program):
    actions.refit(program, now=NOW)
    actions.want_this_model(now=NOW)
    assert not Wanted.objects.exists()
    Fit.objects.update(model="probit 1", digest="of another")
    actions.want_this_model(now=NOW)
    assert Wanted.objects.get().program == program


def test_who_comes_back_is_fitted_again(program):
    actions.refit(program, now=NOW)
    place = Membership.objects.filter(program=program)[0]
    journal.record(place.person, "membership.returned", place)
    follow(Entry.objects.latest("number"))
    assert Wanted.objects.filter(program=program).exists()
    assert Fit.objects.get(program=program).digest == ""


def test_a_letter_between_two_friends_is_in_no_program(rubric, cast):
    notes = letter(
        None,
        rubric,
        candidate=cast.ben,
        interviewer=cast.ada,
        question=asked("lanterns"),
        levels={"coding": 3},
    )
    released(notes)
    assert not Wanted.objects.exists()


# --- programs that say nothing, or little

ALL = {"problem_solving": 3, "coding": 3, "verification": 3, "communication": 3, "collaboration": 3}


def only(program: Program) -> Fit:
    actions.refit(program, now=NOW)
    fit = Fit.objects.get(program=program)
    assert (fit.found == {}) == (fit.state != FitState.KEPT)
    return fit


def test_a_young_program_says_how_much_is_missing(rubric):
    place = club()
    people = members(place)
    for at in range(2):
        letter(
            place, rubric, candidate=people[at], interviewer=people[5], levels=ALL,
            question=asked("lanterns"),
        )  # fmt: skip
    fit = only(place)
    assert fit.state == FitState.TOO_LITTLE
    assert fit.why == (
        "Still missing: 10 more interviews with released notes, 2 more candidates and 2 more "
        "interviewers."
    )
    assert Estimate.objects.count() == 0


def test_one_interviewer_is_compared_with_nobody(rubric):
    place = club()
    people = members(place)
    for at in range(15):
        letter(
            place, rubric, candidate=people[at % 5], interviewer=people[5], levels=ALL,
            question=asked(f"question-{at % 4}"),
        )  # fmt: skip
    assert only(place).why == "Still missing: 2 more interviewers."


def test_ratings_that_are_all_the_same_tell_nothing_apart(rubric):
    place = club()
    people = members(place)
    for at in range(15):
        letter(
            place, rubric, candidate=people[at % 6], interviewer=people[(at + 1 + at // 6) % 6],
            levels=ALL, question=asked(f"question-{at % 4}"), choice="lean_hire",
        )  # fmt: skip
    fit = only(place)
    assert fit.state == FitState.NOTHING_TOLD
    assert fit.why == "In each dimension all ratings are equal: nothing can be told apart."


def test_where_nobody_overlaps_only_the_largest_part_counts(rubric):
    place = club()
    people = members(place)
    for at in range(18):
        pair = at % 3
        letter(
            place, rubric, candidate=people[2 * pair], interviewer=people[2 * pair + 1],
            levels={**ALL, "coding": 1 + at % 4}, question=asked(f"question-{pair}"),
        )  # fmt: skip
    fit = only(place)
    assert (fit.state, fit.hours, fit.apart) == (FitState.TOO_LITTLE, 6, 12)


def test_ratings_that_foretell_each_other_get_wide_intervals_and_a_sentence(rubric):
    place = club()
    people = members(place)
    for at in range(24):
        who, by = at % 6, (at + 1 + at // 6) % 6
        level = 4 if who < 3 else 1
        letter(
            place, rubric, candidate=people[who], interviewer=people[by],
            levels=dict.fromkeys(ALL, level), question=asked(f"question-{at % 4}"),
            choice="strong_hire" if who < 3 else "strong_no_hire",
        )  # fmt: skip
    fit = only(place)
    assert fit.state == FitState.KEPT
    assert any("weak priors" in one.lower() for one in fit.found["conditions"])
    for one in Estimate.objects.filter(fit=fit, facet="interviewer"):
        assert one.moved_low < 0 < one.moved_high
