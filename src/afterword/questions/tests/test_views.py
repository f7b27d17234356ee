"""The bank's pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from afterword.questions import actions, source
from afterword.questions.models import Question
from afterword.questions.tests.test_source import WHOLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(cast):
    version, _ = actions.keep(source.parse(WHOLE), program=cast.program, by=cast.dov)
    return version.question


def test_a_question_stays_closed_until_somebody_decides_to_read_it(question, cast, signed_in):
    ben = signed_in(cast.ben)
    page = reverse("questions:question", args=[question.pk])
    assert "Begin with one" not in ben.get(page).content.decode()
    ben.post(reverse("questions:read", args=[question.pk]))
    assert "Begin with one" in ben.get(page).content.decode()


def test_a_closed_question_s_file_is_not_to_be_had(question, cast, signed_in):
    source_file = reverse("questions:source", args=[question.pk])
    assert signed_in(cast.ben).get(source_file).status_code == 404
    actions.note_sighting(cast.ben, question)
    assert signed_in(cast.ben).get(source_file).content.decode() == WHOLE


def test_an_organizer_brings_a_file_in(cast, signed_in):
    place = reverse("questions:bring-in", args=[cast.program.pk])
    file = SimpleUploadedFile("lanterns.md", WHOLE.encode())
    assert signed_in(cast.dov).post(place, {"file": file}).status_code == 302
    assert Question.objects.get().program == cast.program


def test_a_broken_text_stays_in_the_box_with_its_reason(cast, signed_in):
    place = reverse("questions:bring-in", args=[cast.program.pk])
    answer = signed_in(cast.dov).post(place, {"text": WHOLE.replace("- 6: talk", "- 9: talk")})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "adds up to 13 minutes" in page
    assert "Count them." in page


@pytest.mark.parametrize("bytes_", [b"\xff\xfe\x00", b"x" * 400_001])
def test_a_file_that_is_no_text_is_told_so(cast, signed_in, bytes_):
    place = reverse("questions:bring-in", args=[cast.program.pk])
    answer = signed_in(cast.dov).post(place, {"file": SimpleUploadedFile("a.md", bytes_)})
    assert answer.status_code == 422


def test_a_list_page_makes_as_many_queries_for_many_as_for_few(
    cast, signed_in, django_assert_max_num_queries
):
    for number in range(30):
        text = WHOLE.replace("slug: lanterns", f"slug: lanterns-{number}")
        actions.keep(source.parse(text), program=cast.program, by=cast.dov)
    ben = signed_in(cast.ben)
    with django_assert_max_num_queries(12):
        page = ben.get(reverse("questions:bank"))
    assert page.content.decode().count("Lanterns</a>") == 30


def test_an_organizer_edits_the_rubric_and_a_member_reads_it(rubric, cast, signed_in):
    page = reverse("questions:rubric", args=[cast.program.pk, "coding"])
    fields = {"title": "Ours"}
    for one in rubric.dimensions:
        fields |= {f"{one['key']}.name": one["name"], f"{one['key']}.question": one["question"]}
        fields |= {f"{one['key']}.{level}": "as written" for level in one["anchors"]}
    assert signed_in(cast.ben).post(page, fields).status_code == 403
    assert signed_in(cast.dov).post(page, fields).status_code == 302
    assert "as written" in signed_in(cast.ben).get(page).content.decode()
