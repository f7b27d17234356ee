"""Practice alone: the question first, then one's own view, and only then the reference."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from afterword.questions import actions, bank, practising, queries, source
from afterword.questions.models import Practice

pytestmark = pytest.mark.django_db
SECOND_PART, FOLLOW_UP = "Part 2", "Follow-ups"
TEXT = Path(bank.__file__).with_name("bank") / "coding" / "hut-bunks.md"


@pytest.fixture
def question(cast, rubric):
    version, _ = actions.keep(source.parse(TEXT.read_text()), program=None, by=cast.dov)
    return version.question


@pytest.fixture
def ben(cast, signed_in):
    return signed_in(cast.ben)


@pytest.fixture
def practice(question, ben):
    ben.post(reverse("questions:practise", args=[question.pk]))
    return Practice.objects.get()


def page_of(practice):
    return reverse("questions:practice", args=[practice.pk])


def text(answer):
    return answer.content.decode()


def test_who_practises_a_question_is_not_asked_it(practice, cast, question):
    assert question not in queries.unseen_by(cast.ben, question.kind, program=None)


def test_parts_come_one_by_one_and_the_reference_last(practice, ben):
    first = text(ben.get(page_of(practice)))
    assert "Part 1" in first
    assert f"<h2>{SECOND_PART}" not in first
    assert FOLLOW_UP not in first
    ben.post(page_of(practice), {"then": "next-part", "work": "half of it", "revision": 0})
    second = text(ben.get(page_of(practice)))
    assert f"<h2>{SECOND_PART}" in second
    assert "half of it" in second


def test_the_reference_is_laid_open_after_ones_own_view(practice, ben):
    ben.post(page_of(practice), {"then": "look-back", "work": "mine", "revision": 0})
    looking_back = text(ben.get(page_of(practice)))
    assert "How did it go?" in looking_back
    assert FOLLOW_UP not in looking_back
    ben.post(
        page_of(practice),
        {"then": "end", "work": "mine", "level-coding": "3", "went_well": "Asked.", "revision": 1},
    )
    ended = text(ben.get(page_of(practice)))
    assert FOLLOW_UP in ended
    assert "Asked." in ended
    assert Practice.objects.get().ratings["coding"] == 3


def test_no_other_page_lays_the_reference_open_before_that(practice, question, ben):
    page = reverse("questions:question", args=[question.pk])
    file = reverse("questions:source", args=[question.pk])
    closed = text(ben.get(page))
    assert "laid open once you have said how it went" in closed
    assert page_of(practice) in closed
    assert FOLLOW_UP not in closed
    assert ben.get(file).status_code == 404

    ben.post(page_of(practice), {"then": "end", "went_well": "Asked.", "revision": 0})
    assert FOLLOW_UP in text(ben.get(page))
    assert ben.get(file).status_code == 200


def test_an_end_without_a_view_is_refused_and_keeps_the_work(practice, ben):
    ben.post(page_of(practice), {"then": "look-back", "work": "mine", "revision": 0})
    answer = ben.post(page_of(practice), {"then": "end", "work": "mine, longer", "revision": 1})
    assert answer.status_code == 409
    assert "write one line" in text(answer)
    assert "mine, longer" in text(answer)
    practice.refresh_from_db()
    assert practice.ended_at is None


def test_after_a_refused_end_the_page_is_no_second_tab_of_its_own(practice, ben):
    """What was typed is kept by then: the page knows the revision that it goes on from."""
    ben.post(page_of(practice), {"then": "look-back", "work": "mine", "revision": 0})
    answer = ben.post(page_of(practice), {"then": "end", "work": "mine, longer", "revision": 1})
    assert answer.context["form"]["revision"].value() == "2"
    typed = {"work": "mine, longer", "went_well": "Asked.", "revision": 2}
    save = reverse("questions:practice-save", args=[practice.pk])
    assert ben.post(save, typed).status_code == 200


def test_two_tabs_do_not_overwrite_each_other(practice, ben):
    save = reverse("questions:practice-save", args=[practice.pk])
    assert ben.post(save, {"work": "one", "revision": 0}).status_code == 200
    answer = ben.post(save, {"work": "two", "revision": 0})
    assert answer.status_code == 409
    assert answer.json()["fields"]["work"] == "one"


def test_an_ended_practice_stays_as_it_is(practice, ben):
    practising.save(
        practice, work="mine", ratings={"coding": 2}, went_well="", would_change="", revision=0,
        now=practice.begun_at,
    )  # fmt: skip
    practising.end(practice, now=practice.begun_at)
    save = reverse("questions:practice-save", args=[practice.pk])
    assert ben.post(save, {"work": "later", "revision": 1}).status_code == 409
    practice.refresh_from_db()
    assert practice.work == "mine"


def test_taking_it_back_can_be_undone(practice, ben):
    ben.post(reverse("questions:practice-take-back", args=[practice.pk]))
    assert ben.get(page_of(practice)).status_code == 404
    ben.post(reverse("questions:practice-bring-back", args=[practice.pk]))
    assert ben.get(page_of(practice)).status_code == 200


def test_nobody_else_finds_it(practice, cast, signed_in):
    for person in (cast.ada, cast.dov, cast.eve):
        assert signed_in(person).get(page_of(practice)).status_code == 404


def test_the_list_takes_as_many_queries_for_many_as_for_one(
    practice, cast, question, ben, django_assert_num_queries
):

    page = reverse("questions:practices")
    with CaptureQueriesContext(connection) as one:
        ben.get(page)
    for _ in range(9):
        practising.begin(question, by=cast.ben, now=practice.begun_at)
    with django_assert_num_queries(len(one)):
        assert "10 questions" in text(ben.get(page))
