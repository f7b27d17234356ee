"""Notes that never come are written from the record; the late interviewer loses nothing."""

from datetime import timedelta

import pytest

from afterword.interviews.models import Interview
from afterword.notes import actions
from afterword.notes.access import stand_ins_of
from afterword.notes.content import Content
from afterword.notes.enums import NotesState
from afterword.notes.models import HiringNotes
from afterword.notes.tests.making import FULL, assessed, drafted, looks, sent, without_review
from afterword.people.enums import MembershipState
from afterword.people.models import Letter, Membership
from conftest import Cast


@pytest.fixture
def late(ended: Interview):
    return ended.ended_at + timedelta(hours=24)


def test_nobody_is_asked_while_there_is_time(ended: Interview, late) -> None:
    assert actions.ask_stand_ins(now=late - timedelta(seconds=1)) == 0
    assert not HiringNotes.objects.exists()


def test_a_third_member_is_asked_once(ended: Interview, cast: Cast, late) -> None:
    assert actions.ask_stand_ins(now=late) == 1
    assert actions.ask_stand_ins(now=late + timedelta(hours=1)) == 0
    notes = HiringNotes.objects.get(from_record=True)
    assert notes.written_by in {cast.cleo, cast.dov}
    assert stand_ins_of(looks(notes.written_by)).get() == notes


def test_the_interviewer_is_told_kindly(ended: Interview, cast: Cast, late) -> None:
    actions.ask_stand_ins(now=late)
    letter = Letter.objects.get(person=cast.ada)
    assert "Everything you have typed is kept." in letter.body


def test_notes_that_were_sent_are_not_late(ended: Interview, late) -> None:
    sent(ended)
    assert actions.ask_stand_ins(now=late) == 0


def test_two_friends_are_told_and_nobody_is_asked(ended: Interview, cast: Cast, late) -> None:
    without_review(ended)
    assert actions.ask_stand_ins(now=late) == 1
    assert not HiringNotes.objects.filter(from_record=True).exists()


def test_what_is_written_from_the_record_says_so(ended: Interview, late) -> None:
    assessed(ended)
    mine = drafted(ended, Content(strengths="Half a thought"))
    actions.ask_stand_ins(now=late)
    notes = HiringNotes.objects.get(from_record=True)
    actions.save(notes, FULL, by=notes.written_by, revision=0, now=late)
    notes = actions.send(notes, by=notes.written_by, now=late)
    assert notes.state == NotesState.RELEASED
    assert notes.versions.get().content["written"] == "from the record"
    assert Content.of(mine).strengths == "Half a thought"


def test_passing_on_asks_somebody_else(ended: Interview, cast: Cast, late) -> None:
    actions.ask_stand_ins(now=late)
    notes = HiringNotes.objects.get(from_record=True)
    first = notes.written_by
    following = actions.pass_on_stand_in(notes, by=first, now=late)
    assert following is not None
    assert {first, following.written_by} == {cast.cleo, cast.dov}


def test_a_removed_member_no_longer_stands_in(ended: Interview, late) -> None:
    actions.ask_stand_ins(now=late)
    person = HiringNotes.objects.get(from_record=True).written_by
    Membership.objects.filter(person=person).update(state=MembershipState.REMOVED)
    assert not stand_ins_of(looks(person)).exists()
