"""Neither side sees the other's half before both have sent theirs, or the time is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Interview
from afterword.notes import actions
from afterword.notes.sealing import answer_seen_by, seal_is_open, seal_opens_at
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


def test_a_half_that_is_only_begun_does_not_open_it(ended: Interview, now) -> None:
    sent(ended)
    actions.begin_self_assessment(chair_of(ended, "candidate"))
    assert not seal_is_open(ended, now=now)


def test_notes_that_are_only_begun_do_not_open_it(ended: Interview, now) -> None:
    assessed(ended)
    drafted(ended)
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


def test_whoever_has_answered_does_not_see_the_others_answer_while_the_seal_holds(
    ended: Interview, now
) -> None:
    assessed(ended)
    ada = chair_of(ended, "interviewer")
    actions.send_next_round(actions.begin_next_round(ada), by=ada, now=now)
    assert answer_seen_by(ChairKind.INTERVIEWER, ended, now=now) is None


def test_an_answer_that_was_not_sent_is_never_seen(ended: Interview, now) -> None:
    actions.begin_next_round(chair_of(ended, "candidate"))
    late = now + timedelta(days=3)
    assert answer_seen_by(ChairKind.INTERVIEWER, ended, now=late) is None


def test_nobody_is_shown_their_own_answer_as_the_others(ended: Interview, now) -> None:
    sent(ended)
    assessed(ended)
    assert answer_seen_by(ChairKind.CANDIDATE, ended, now=now + timedelta(days=3)) is None


def test_once_the_time_is_over_whoever_has_not_answered_sees_the_others_answer(
    ended: Interview,
) -> None:
    assessed(ended)
    limit = seal_opens_at(ended)
    assert answer_seen_by(ChairKind.INTERVIEWER, ended, now=limit - timedelta(seconds=1)) is None
    assert answer_seen_by(ChairKind.INTERVIEWER, ended, now=limit) is not None


def test_the_why_is_not_even_fetched(ended: Interview, now) -> None:
    assessed(ended)
    late = now + timedelta(days=3)
    seen = answer_seen_by(ChairKind.INTERVIEWER, ended, now=late)
    assert seen is not None
    assert "why" in seen.get_deferred_fields()
