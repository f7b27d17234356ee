"""What was released cannot be changed, taken away or added to silently."""

import pytest

from afterword.interviews.models import Interview
from afterword.notes.actions import correct
from afterword.notes.errors import LetterChanged
from afterword.notes.models import HiringNotes, NotesVersion
from afterword.notes.tests.making import released
from afterword.notes.unchanged import verify_letters

pytestmark = pytest.mark.django_db(databases=["default", "record"])


@pytest.fixture
def notes(ended: Interview) -> HiringNotes:
    """Released, and corrected once."""
    made = released(ended)
    correct(made, why="A slip.", by=made.author)
    return made


def test_letters_as_they_were_released_are_counted(notes: HiringNotes) -> None:
    assert verify_letters() == 2


def test_a_letter_that_was_changed_is_found(notes: HiringNotes) -> None:
    first = notes.versions.get(number=1)
    content = {**first.content, "next_step": "Give up."}
    NotesVersion.objects.filter(pk=first.pk).update(content=content)
    with pytest.raises(LetterChanged, match="version 1"):
        verify_letters()


def test_a_letter_that_was_taken_away_is_found(notes: HiringNotes) -> None:
    notes.versions.get(number=2).delete()
    with pytest.raises(LetterChanged, match="is missing"):
        verify_letters()


def test_a_version_that_nobody_released_is_found(notes: HiringNotes) -> None:
    second = notes.versions.get(number=2)
    NotesVersion.objects.create(notes=notes, number=3, content=second.content, digest=second.digest)
    with pytest.raises(LetterChanged, match="version 3"):
        verify_letters()


def test_notes_that_are_gone_with_all_of_their_program_are_not_missed(notes: HiringNotes) -> None:
    notes.delete()
    assert verify_letters() == 0
