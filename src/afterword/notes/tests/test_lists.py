"""Lists of notes: the newest first, a page at a time, and as many queries for many as for few."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Chair, Interview
from afterword.notes.enums import NotesState
from afterword.notes.models import HiringNotes
from afterword.people.models import Person
from afterword.questions.models import Rubric
from conftest import Cast

pytestmark = pytest.mark.django_db
Browse = Callable[[Person], Client]


def letters(cast: Cast, rubric: Rubric, count: int) -> list[Interview]:
    """Released notes on Ben by Ada, the newest first."""
    now = timezone.now()
    held = Interview.objects.bulk_create(
        Interview(program=cast.program, rubric=rubric, state=InterviewState.ENDED, started_at=now)
        for _ in range(count)
    )
    for number, one in enumerate(held):
        author = Chair.objects.create(interview=one, kind="interviewer", person=cast.ada)
        Chair.objects.create(interview=one, kind="candidate", person=cast.ben)
        then = now - timedelta(days=number)
        HiringNotes.objects.create(
            interview=one, author=author, state=NotesState.RELEASED, sent_at=then, released_at=then
        )
    return held


def shown(page: str, held: list[Interview]) -> list[int]:
    """Which of the interviews a page leads to, by their place in the list."""
    return [number for number, one in enumerate(held) if str(one.pk) in page]


def test_the_newest_twenty_stand_there_and_lead_to_all_of_them(cast, rubric, signed_in):
    held = letters(cast, rubric, 33)
    for reader, part in ((cast.ben, "received"), (cast.ada, "wrote")):
        browser = signed_in(reader)
        page = browser.get("/notes/").content.decode()
        assert shown(page, held) == list(range(20))
        assert f'href="?of={part}"' in page
        first, second = (
            browser.get(f"/notes/?of={part}&page={at}").content.decode() for at in (1, 2)
        )
        assert (shown(first, held), shown(second, held)) == (list(range(30)), [30, 31, 32])


def test_each_line_says_with_whom(cast, rubric, signed_in):
    held = letters(cast, rubric, 1)
    Chair.objects.filter(interview=held[0], kind="candidate").update(
        person=None, guest_name="Grace"
    )
    assert "with <bdi>Grace</bdi>" in signed_in(cast.ada).get("/notes/").content.decode()
    letters(cast, rubric, 1)
    assert "with <bdi>Ada</bdi>" in signed_in(cast.ben).get("/notes/").content.decode()


def test_twenty_letters_lead_nowhere_further(cast, rubric, signed_in):
    letters(cast, rubric, 20)
    assert "?of=" not in signed_in(cast.ben).get("/notes/").content.decode()


def test_a_part_that_is_not_there_is_the_whole_page(cast, rubric, signed_in):
    held = letters(cast, rubric, 2)
    page = signed_in(cast.ben).get("/notes/?of=everybody").content.decode()
    assert shown(page, held) == [0, 1]


def test_many_letters_take_as_many_queries_as_few(
    cast, rubric, signed_in, django_assert_num_queries
):
    browser = signed_in(cast.ben)
    letters(cast, rubric, 3)
    browser.get("/notes/")
    with django_assert_num_queries(4):
        browser.get("/notes/")
    letters(cast, rubric, 30)
    with django_assert_num_queries(4):
        browser.get("/notes/")
