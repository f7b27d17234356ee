"""Which ratings count, and whose they are."""

import pytest

from afterword.calibration.connecting import connected
from afterword.calibration.gathering import gathered, kinds_of
from afterword.calibration.ratings import Rated
from afterword.calibration.tests.making import asked, club, document, letter, members
from afterword.interviews.models import Interview
from afterword.notes.enums import NotesState
from afterword.notes.models import HiringNotes, NotesVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    return club()


def one_letter(program, rubric, **fields):
    people = members(program)
    said = {"candidate": people[0], "interviewer": people[1], "question": asked("lanterns"),
            "levels": {"coding": 3, "verification": None}, **fields}  # fmt: skip
    return letter(program, rubric, **said)


def test_a_letter_is_its_levels_and_its_recommendation(program, rubric):
    one_letter(program, rubric, choice="strong_hire")
    rows = gathered(program, "coding").rows
    assert [(row.dimension, row.level) for row in rows] == [("coding", 3), ("recommendation", 4)]


def test_not_assessed_and_no_decision_are_no_ratings(program, rubric):
    one_letter(program, rubric, choice="no_decision")
    assert [row.dimension for row in gathered(program, "coding").rows] == ["coding"]


def test_the_newest_version_counts(program, rubric):
    notes = one_letter(program, rubric)
    content = document({"coding": 1}, "no_decision")
    NotesVersion.objects.create(notes=notes, number=2, content=content, digest="1" * 64)
    assert [row.level for row in gathered(program, "coding").rows] == [1]


def test_withdrawn_notes_and_examples_do_not_count(program, rubric):
    withdrawn, example = one_letter(program, rubric), one_letter(program, rubric)
    HiringNotes.objects.filter(pk=withdrawn.pk).update(state=NotesState.WITHDRAWN)
    Interview.objects.filter(pk=example.interview_id).update(example=True)
    assert gathered(program, "coding").rows == ()
    assert kinds_of(program) == []


def test_notes_from_the_record_were_rated_by_who_wrote_them(program, rubric):
    notes, wrote = one_letter(program, rubric), members(program)[4]
    HiringNotes.objects.filter(pk=notes.pk).update(from_record=True, written_by=wrote)
    rows = gathered(program, "coding").rows
    assert {row.interviewer for row in rows} == {f"person:{wrote.pk}"}


def test_a_guest_is_known_by_her_address(program, rubric):
    for address in ("Grace@example.net", "grace@example.net", ""):
        one_letter(program, rubric, interviewer=None, guest_email=address)
    assert gathered(program, "coding").count("interviewer") == 2


def rated(hour: str, candidate: str, interviewer: str, question: str) -> Rated:
    return Rated(hour, candidate, interviewer, question, "coding", 2)


def test_what_nothing_connects_is_counted_apart():
    rows = [rated("1", "a", "b", "q"), rated("2", "c", "b", "r"), rated("3", "d", "e", "s")]
    found = connected(rows)
    assert {row.hour for row in found.rows} == {"1", "2"}
    assert found.apart == 1


def test_the_digest_is_of_the_ratings_and_not_of_their_order():
    rows = [rated("1", "a", "b", "q"), rated("2", "c", "b", "q")]
    assert connected(rows).digest == connected(rows[::-1]).digest
    assert connected(rows).digest != connected([*rows, rated("3", "a", "b", "q")]).digest
