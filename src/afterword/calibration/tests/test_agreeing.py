"""How far two readings agree, by hand and from the readings that people send."""

from datetime import timedelta

import numpy as np
import pytest
from django.utils import timezone

from afterword.calibration.agreeing import agreed
from afterword.calibration.enough import still_to_read
from afterword.calibration.found import Agreed, Whole
from afterword.calibration.gathering import gathered
from afterword.calibration.ratings import ReadTwice
from afterword.calibration.tests.making import asked, club, document, letter, members
from afterword.notes.enums import NotesState, ReadingState
from afterword.notes.models import HiringNotes, NotesVersion, SecondReading
from afterword.numerics.agreement import alpha

# docs/sums/agreement.md works these four hours by hand.
BY_HAND = ((3, 3), (2, 3), (4, 3), (1, 2))


def pairs(levels, dimension="coding"):
    return [(dimension, first, second) for first, second in levels]


def test_four_hours_by_hand():
    found = agreed(pairs(BY_HAND))["coding"]
    assert (found.readings, found.same, found.next_to, found.further) == (4, 1, 3, 0)
    assert alpha(np.array(BY_HAND, float)) == pytest.approx(1 - 7 * 35 / 584)
    assert found.alike is not None
    assert found.alike.value == pytest.approx((35 / 24 - 3 / 8) / (35 / 24 + 3 / 8), abs=1e-6)


def test_the_order_of_the_hours_changes_nothing():
    assert agreed(pairs(BY_HAND)) == agreed(pairs(BY_HAND[::-1]))


def test_each_dimension_stands_for_itself():
    found = agreed([*pairs(BY_HAND), *pairs([(1, 4)], "verification")])
    assert [(key, one.readings) for key, one in found.items()] == [
        ("coding", 4), ("verification", 1),
    ]  # fmt: skip


def test_all_alike_cannot_be_told_from_chance():
    found = agreed(pairs([(3, 3)] * 12))["coding"]
    assert (found.alpha, found.alike, found.same) == (None, None, 12)


def test_ten_hours_carry_it():
    few, enough = (Agreed(count, 1, 1, None, None) for count in (7, 10))
    assert (still_to_read(few), still_to_read(enough)) == (3, 0)


def test_it_travels_as_json_and_an_earlier_fit_has_none():
    said = {"shares": {}, "dependable": {}, "needed": None, "goal": 0.8,
            "settles": {}, "conditions": [], "spread": 0.8}  # fmt: skip
    before = Whole.from_json({**said, "agreement": None, "read_twice": 0})
    assert before.twice == {}
    now = Whole(**said, twice=agreed(pairs(BY_HAND)))
    assert Whole.from_json(now.as_json()) == now


@pytest.fixture
def program(db):
    return club()


@pytest.fixture
def read(program, rubric):
    """One hour whose notes were read again by a third member."""
    people = members(program)
    notes = letter(
        program, rubric, candidate=people[0], interviewer=people[1], question=asked("lanterns"),
        levels={"coding": 3, "verification": None}, choice="lean_hire",
    )  # fmt: skip
    now = timezone.now()
    SecondReading.objects.create(
        notes=notes, version=notes.versions.get(), reader=people[2], state=ReadingState.SENT,
        ratings={"coding": 2, "verification": 4}, recommendation="strong_hire",
        due_at=now + timedelta(days=7), sent_at=now,
    )  # fmt: skip
    return notes


def test_what_both_rated_is_read_twice_and_moves_no_rating(program, read):
    found = gathered(program, "coding")
    assert found.twice == (
        ReadTwice(str(read.pk), "coding", 3, 2),
        ReadTwice(str(read.pk), "recommendation", 3, 4),
    )
    assert [(row.dimension, row.level) for row in found.rows] == [
        ("coding", 3), ("recommendation", 3),
    ]  # fmt: skip


def test_a_correction_afterwards_is_not_what_was_read(program, read):
    corrected = document({"coding": 2}, "strong_hire")
    NotesVersion.objects.create(notes=read, number=2, content=corrected, digest="1" * 64)
    assert [one.first for one in gathered(program, "coding").twice] == [3, 3]


@pytest.mark.parametrize("state", [ReadingState.ASKED, ReadingState.LAPSED])
def test_what_was_not_sent_is_no_reading(program, read, state):
    SecondReading.objects.update(state=state)
    assert gathered(program, "coding").twice == ()


def test_withdrawn_notes_were_not_read_twice(program, read):
    HiringNotes.objects.update(state=NotesState.WITHDRAWN)
    assert gathered(program, "coding").twice == ()


def test_a_reading_makes_another_digest(program, read):
    before = gathered(program, "coding").digest
    SecondReading.objects.all().delete()
    assert gathered(program, "coding").digest != before
