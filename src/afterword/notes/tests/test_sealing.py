"""Neither side sees the other's half before both have sent theirs, or the time is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Interview
from afterword.notes import actions
from afterword.notes.sealing import answer_seen_by, seal_is_open
from afterword.notes.tests.making import assessed, chair_of, drafted, sent, without_review
from conftest import Cast


@pytest.fixture
def now():
    return timezone.now()


def test_the_seal_is_closed_while_nobody_has_sent(ended: Interview, now) -> None:
    drafted(ended)
    assert not seal_is_open(ended, now=now)


def test_one_half_does_not_open_it(ended: Interview, now) -> None:
    assessed(ended)
    assert not seal_is_open(ended, now=now)


def test_the_notes_alone_do_not_open_it(ended: Interview, now) -> None:
    sent(ended)
    assert not seal_is_open(ended, now=now)


def test_both_halves_open_it(ended: Interview, now) -> None:
    sent(ended)
    assessed(ended)
    assert seal_is_open(ended, now=now)


def test_the_programs_time_opens_it(ended: Interview, cast: Cast) -> None:
    cast.program.seal_hours = 6
    cast.program.save()
    ended.refresh_from_db()
    limit = ended.ended_at + timedelta(hours=6)
    assert not seal_is_open(ended, now=limit - timedelta(seconds=1))
    assert seal_is_open(ended, now=limit)


def test_without_a_program_it_opens_after_two_days(ended: Interview) -> None:
    interview = without_review(ended)
    limit = interview.ended_at + timedelta(hours=48)
    assert not seal_is_open(interview, now=limit - timedelta(seconds=1))
    assert seal_is_open(interview, now=limit)


def test_an_interview_that_has_not_ended_stays_sealed(interview: Interview, now) -> None:
    assert not seal_is_open(interview, now=now + timedelta(days=400))


def test_whoever_has_not_answered_does_not_see_the_others_answer(ended: Interview, now) -> None:
    sent(ended)
    assessed(ended)
    assert answer_seen_by(ChairKind.INTERVIEWER, ended, now=now) is None
    ada = chair_of(ended, "interviewer")
    mine = actions.begin_next_round(ada)
    actions.send_next_round(mine, by=ada, now=now)
    seen = answer_seen_by(ChairKind.INTERVIEWER, ended, now=now)
    assert seen is not None
    assert seen.to_learn == "how you test"


def test_the_why_is_not_even_fetched(ended: Interview, now) -> None:
    assessed(ended)
    late = now + timedelta(days=3)
    seen = answer_seen_by(ChairKind.INTERVIEWER, ended, now=late)
    assert seen is not None
    assert "why" in seen.get_deferred_fields()
