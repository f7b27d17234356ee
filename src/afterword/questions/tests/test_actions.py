"""Versions, sightings and rubrics."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from afterword.people.viewer import Viewer
from afterword.questions import actions, queries, source
from afterword.questions.errors import VersionTaken
from afterword.questions.models import Question
from afterword.questions.tests.test_source import WHOLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(cast):
    version, _ = actions.keep(source.parse(WHOLE), program=cast.program, by=cast.dov)
    return version


def test_a_file_kept_twice_is_one_version(kept, cast):
    again, new = actions.keep(source.parse(WHOLE), program=cast.program, by=cast.dov)
    assert (again, new) == (kept, False)


def test_another_text_under_the_same_number_is_refused(kept, cast):
    changed = source.parse(WHOLE.replace("Light them.", "Light them all."))
    with pytest.raises(VersionTaken, match="Write version: 2"):
        actions.keep(changed, program=cast.program, by=cast.dov)


def test_a_newer_version_stands_beside_the_old(kept, cast):
    newer = WHOLE.replace("version: 1", "version: 2").replace("Light them.", "Light all.")
    version, _ = actions.keep(source.parse(newer), program=cast.program, by=cast.dov)
    question = Question.objects.get()
    assert question.current == version
    assert [one.number for one in question.versions.all()] == [2, 1]


def test_an_older_version_brought_in_later_is_not_the_current_one(cast):
    newer = WHOLE.replace("version: 1", "version: 2")
    version, _ = actions.keep(source.parse(newer), program=cast.program, by=cast.dov)
    actions.keep(source.parse(WHOLE), program=cast.program, by=cast.dov)
    assert Question.objects.get().current == version


def test_nobody_is_asked_a_question_they_have_seen(kept, cast):
    asked = queries.unseen_by(cast.ben, "behavioural", program=cast.program)
    assert list(asked) == [kept.question]
    actions.note_sighting(cast.ben, kept.question)
    assert not asked.all().exists()


def test_unless_they_say_so(kept, cast):
    actions.note_sighting(cast.ben, kept.question)
    actions.forget_sighting(cast.ben, kept.question)
    assert queries.unseen_by(cast.ben, "behavioural", program=cast.program).exists()


def test_a_program_s_question_is_its_members_alone(kept, cast):
    assert queries.questions_for(Viewer(person=cast.ben)).get() == kept.question
    assert not queries.questions_for(Viewer(person=cast.eve)).exists()


def test_an_edited_rubric_leaves_the_old_one_to_its_interviews(rubric, interview, cast):
    now = timezone.now()
    edited = [{**rubric.dimensions[0], "name": "Way of solving"}, *rubric.dimensions[1:]]
    new = actions.write_rubric(
        "coding", title="Ours", dimensions=edited, program=cast.program, by=cast.dov, now=now
    )
    interview.refresh_from_db()
    assert interview.rubric == rubric
    assert queries.rubric_for("coding", program=cast.program) == new
    assert queries.rubric_for("coding", program=None) == rubric
    actions.drop_rubric("coding", program=cast.program, by=cast.dov, now=now)
    assert queries.rubric_for("coding", program=cast.program) == rubric


def test_the_shared_bank_has_a_slug_once_and_every_program_its_own(cast):
    doors = {"slug": "door-rules", "kind": "coding", "title": "Doors", "difficulty": 1}
    for program in (None, cast.program):
        Question.objects.create(**doors, program=program)
    for program in (None, cast.program):
        with pytest.raises(IntegrityError, match=r"UNIQUE|unique"), transaction.atomic():
            Question.objects.create(**doors, program=program)
