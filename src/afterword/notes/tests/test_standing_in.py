"""Notes that never come are written from the record; the late interviewer loses nothing."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from afterword.interviews.models import Interview
from afterword.notes import actions
from afterword.notes.access import stand_ins_of
from afterword.notes.content import Content
from afterword.notes.enums import NotesState
from afterword.notes.models import HiringNotes, Reply
from afterword.notes.tests.making import (
    FULL,
    assessed,
    chair_of,
    drafted,
    looks,
    sent,
    without_review,
)
from afterword.people.enums import MembershipState
from afterword.people.models import Letter, Membership
from afterword.questions.models import Question, QuestionVersion, Sighting
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])


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
    following = actions.pass_on_stand_in(notes, by=first)
    assert following is not None
    assert {first, following.written_by} == {cast.cleo, cast.dov}


def test_a_removed_member_no_longer_stands_in(ended: Interview, late) -> None:
    actions.ask_stand_ins(now=late)
    person = HiringNotes.objects.get(from_record=True).written_by
    Membership.objects.filter(person=person).update(state=MembershipState.REMOVED)
    assert not stand_ins_of(looks(person)).exists()


# --- where nobody writes


def told(ended: Interview, late) -> None:
    actions.ask_stand_ins(now=late)
    assert actions.tell_candidates(now=late + timedelta(hours=24)) == 1


def test_after_two_days_the_candidate_is_told_plainly_and_once(
    ended: Interview, cast: Cast, late
) -> None:
    without_review(ended)
    actions.ask_stand_ins(now=late)
    assert actions.tell_candidates(now=late + timedelta(hours=23)) == 0

    assert actions.tell_candidates(now=late + timedelta(hours=24)) == 1
    assert actions.tell_candidates(now=late + timedelta(days=9)) == 0

    letter = Letter.objects.get(person=cast.ben)
    assert "No hiring notes have come for" in letter.body


def test_a_stand_in_who_does_not_write_leaves_nobody_waiting_either(
    ended: Interview, cast: Cast, late
) -> None:
    told(ended, late)
    assert HiringNotes.objects.filter(from_record=True).exists()
    assert Letter.objects.filter(person=cast.ben).count() == 1


def test_nobody_is_told_where_notes_were_sent(ended: Interview, late) -> None:
    actions.ask_stand_ins(now=late)
    sent(ended)
    assert actions.tell_candidates(now=late + timedelta(days=2)) == 0


def test_the_page_shows_what_the_hour_left_and_no_word_that_was_not_sent(
    ended: Interview, cast: Cast, late, signed_in
) -> None:
    drafted(ended, Content(strengths="Half a thought"))
    told(ended, late)
    page = signed_in(cast.ben).get(reverse("notes:letter", args=[ended.pk])).content.decode()
    assert "The notes have not come" in page
    assert "Half a thought" not in page


def test_the_candidate_asks_once_more_and_not_every_day(ended: Interview, cast: Cast, late) -> None:
    without_review(ended)
    assert not actions.ask_again(ended, by=cast.ben, now=late)
    told(ended, late)
    asked_at = late + timedelta(days=2)

    assert actions.ask_again(ended, by=cast.ben, now=asked_at)
    assert not actions.ask_again(ended, by=cast.ben, now=asked_at + timedelta(days=2))
    assert actions.ask_again(ended, by=cast.ben, now=asked_at + timedelta(days=3))

    assert Letter.objects.filter(person=cast.ada, body__contains="still like to read").count() == 2


def test_notes_that_come_after_all_are_read_as_ever(
    ended: Interview, cast: Cast, late, signed_in
) -> None:
    without_review(ended)
    told(ended, late)
    assessed(ended)
    sent(ended, now=late + timedelta(days=3))
    page = signed_in(cast.ben).get(reverse("notes:letter", args=[ended.pk])).content.decode()
    assert "The notes have not come" not in page


@pytest.fixture
def stood_in(ended: Interview, late) -> HiringNotes:
    """Released notes from the record, for which the candidate thanks and asks something."""
    assessed(ended)
    actions.ask_stand_ins(now=late)
    notes = HiringNotes.objects.get(from_record=True)
    notes = actions.save(notes, FULL, by=notes.written_by, revision=notes.revision, now=late)
    notes = actions.send(notes, by=notes.written_by, now=late)
    reply = actions.begin_reply(notes)
    actions.save_reply(
        reply, by=notes.written_by, thanks="Thank you for reading it all.", revision=0, now=late,
        question="Where did it turn?", will_do="",
    )  # fmt: skip
    actions.send_reply(reply, by=chair_of(ended, "candidate"), now=late)
    return notes


def test_whoever_stood_in_reads_the_reply_where_their_letter_leads(
    stood_in: HiringNotes, signed_in
) -> None:
    letter = Letter.objects.get(person=stood_in.written_by, subject="The candidate answers you")
    page = signed_in(stood_in.written_by).get(urlsplit(letter.link).path)
    assert b"Thank you for reading it all." in page.content
    assert letter.body.startswith(f"Hello {stood_in.written_by.name.split()[0]},\n\nThe candidate")


def test_whoever_stood_in_answers_the_question_once(
    stood_in: HiringNotes, cast: Cast, signed_in
) -> None:
    page = reverse("notes:stand-in", args=[stood_in.pk])
    browser = signed_in(stood_in.written_by)
    assert browser.post(page, {"then": "answer", "text": " "}).status_code == 409
    assert browser.post(page, {"then": "answer", "text": "At the second hint."}).status_code == 302
    assert browser.post(page, {"then": "answer", "text": "And again."}).status_code == 409
    assert Reply.objects.get(notes=stood_in).answer == "At the second hint."
    letter = Letter.objects.get(person=cast.ben, subject="An answer to your question")
    assert "The reviewer has answered" in letter.body


def test_the_interviewer_hears_what_the_hour_changed_though_another_wrote(
    stood_in: HiringNotes, cast: Cast, late, signed_in
) -> None:
    month = late + timedelta(days=31)
    assert actions.ask_what_changed(now=month) == 1
    reply = Reply.objects.get(notes=stood_in)
    actions.tell_change(reply, text="I test first now.", by=cast.ben, now=month)
    letter = Letter.objects.get(person=cast.ada, subject="What your hour changed")
    page = signed_in(cast.ada).get(urlsplit(letter.link).path)
    assert b"I test first now." in page.content


def test_every_letter_greets_its_reader_and_begins_a_sentence(stood_in: HiringNotes) -> None:
    letters = Letter.objects.select_related("person")
    assert letters.count() >= 4
    for letter in letters:
        greeting, _, text = letter.body.partition("\n\n")
        assert greeting == f"Hello {letter.person.name.split()[0]},"
        assert text[0].isupper()


def test_whoever_stood_in_has_read_the_question(ended: Interview, cast: Cast, late) -> None:
    question = Question.objects.create(slug="the-row", kind="coding", difficulty=2, title="Row")
    ended.question_version = QuestionVersion.objects.create(question=question, number=1, content={})
    ended.save()
    actions.ask_stand_ins(now=late)
    notes = HiringNotes.objects.get(from_record=True)
    first = notes.written_by
    second = actions.pass_on_stand_in(notes, by=first).written_by
    notes = HiringNotes.objects.get(from_record=True)
    actions.save(notes, FULL, by=second, revision=0, now=late)
    actions.send(notes, by=second, now=late)
    seen = set(Sighting.objects.filter(question=question).values_list("person", flat=True))
    assert seen == {first.pk, second.pk}


def test_nobody_who_stands_in_is_asked_whether_they_wrote_at_once(
    ended: Interview, late, signed_in
) -> None:
    actions.ask_stand_ins(now=late)
    notes = HiringNotes.objects.get(from_record=True)
    page = signed_in(notes.written_by).get(reverse("notes:stand-in", args=[notes.pk]))
    assert b"It is specific" in page.content
    assert b"written within a day" not in page.content


def test_nobody_writes_on_for_somebody_who_has_left(ended: Interview, cast: Cast, late) -> None:
    actions.ask_stand_ins(now=late)
    begun = HiringNotes.objects.get(from_record=True)
    asked = begun.written_by
    actions.save(begun, FULL, by=asked, revision=0, now=late)
    actions.erase_words(cast.ben, now=late)
    assert not stand_ins_of(looks(asked)).exists()
    assert not HiringNotes.objects.filter(from_record=True).exists()


def test_who_stands_in_goes_on_when_the_interviewer_has_left(
    ended: Interview, cast: Cast, late
) -> None:
    actions.ask_stand_ins(now=late)
    actions.erase_words(cast.ada, now=late)
    assert HiringNotes.objects.filter(from_record=True).exists()
