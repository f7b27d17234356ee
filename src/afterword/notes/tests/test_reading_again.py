"""A second reading is asked of one who knows nothing yet, is nobody's duty, and delays nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from afterword.interviews.models import Chair, Interview
from afterword.journal.models import Entry
from afterword.notes import actions
from afterword.notes.access import second_readings_of, to_read_again
from afterword.notes.enums import ReadingState
from afterword.notes.errors import AlreadyRead, AlreadySent, NothingSaid, NotReadAgain
from afterword.notes.models import HiringNotes, Review, SecondReading
from afterword.notes.second import is_drawn_again, next_reader, without_judgement
from afterword.notes.side_by_side import second_reading_of
from afterword.notes.tests.making import another_ended, looks, released, review_of
from afterword.notes.tests.reading_again import (
    JUDGEMENT,
    NOW,
    asked,
    page_of,
    read_by,
    released_in,
    told,
    written,
)
from afterword.people.enums import MembershipState
from afterword.people.models import Block, Letter, Membership, Program, Report
from afterword.questions.models import Question, QuestionVersion, Sighting
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])


def test_nothing_is_read_twice_unless_a_program_says_so(ended: Interview, cast: Cast) -> None:
    released(ended)
    assert actions.ask_second_readers(now=NOW) == 0
    assert not to_read_again(looks(cast.dov)).exists()


def test_a_third_member_is_asked_once_and_written_to(read_twice: HiringNotes, cast: Cast) -> None:
    reading = asked(read_twice)
    assert reading.reader in {cast.cleo, cast.dov}
    assert Letter.objects.filter(person=reading.reader, subject__contains="second time").count()
    assert actions.ask_second_readers(now=NOW) == 0


def test_whoever_has_seen_the_ratings_is_not_asked(ended: Interview, cast: Cast) -> None:
    notes = released(ended)
    told(cast.program)
    reviewer = review_of(notes).reviewer
    reading = asked(HiringNotes.objects.get(pk=notes.pk))
    assert reading.reader == ({cast.cleo, cast.dov} - {reviewer}).pop()
    assert not to_read_again(looks(reviewer)).exists()


def test_who_did_not_agree_when_it_was_said_is_not_read_again(
    read_twice: HiringNotes, cast: Cast
) -> None:
    Program.objects.update(second_readings_since=NOW)
    assert actions.ask_second_readers(now=NOW) == 0
    assert not to_read_again(looks(cast.cleo)).exists()


def test_nobody_is_asked_twice_in_a_week(read_twice: HiringNotes, cast: Cast) -> None:
    first = read_by(asked(read_twice))
    Membership.objects.filter(person__in=(cast.cleo, cast.dov)).exclude(person=first.reader).update(
        state=MembershipState.PAUSED
    )
    more = another_ended(read_twice.interview)
    Chair.objects.update(consented_at=NOW)
    notes = released_in(more)
    assert next_reader(notes, now=NOW) is None
    assert next_reader(notes, now=NOW + timedelta(days=8)) == first.reader


@pytest.mark.parametrize("pair", [("cleo", "ben"), ("ada", "cleo")])
def test_nobody_reads_whom_they_keep_apart_from(
    read_twice: HiringNotes, cast: Cast, pair: tuple[str, str]
) -> None:
    one, other = (getattr(cast, name) for name in pair)
    Block.objects.create(blocker=one, blocked=other)
    assert asked(read_twice).reader == cast.dov
    SecondReading.objects.all().delete()
    assert not to_read_again(looks(cast.cleo)).exists()


def test_reported_notes_are_not_handed_round(read_twice: HiringNotes, cast: Cast) -> None:
    Report.objects.create(
        program=cast.program, reporter=cast.ben, about=f"hiringnotes:{read_twice.pk}", text="Look."
    )
    assert actions.ask_second_readers(now=NOW) == 0


def test_who_may_look_at_a_report_does_not_read_blind_after_it(
    read_twice: HiringNotes, cast: Cast
) -> None:
    reading = written(asked(read_twice))
    Report.objects.create(
        program=cast.program, reporter=cast.ben, about=f"hiringnotes:{read_twice.pk}", text="Look."
    )
    with pytest.raises(NotReadAgain):
        actions.send_reading(reading, by=reading.reader, now=NOW)
    assert actions.let_late_readings_go(now=NOW) == 1
    with pytest.raises(NotReadAgain):
        actions.take_reading_back(reading, by=reading.reader, now=NOW)


def test_reported_notes_stand_before_nobody(read_twice: HiringNotes, cast: Cast) -> None:
    reported = released_in(another_ended(read_twice.interview))
    Chair.objects.update(consented_at=NOW)
    Report.objects.create(
        program=cast.program, reporter=cast.ben, about=f"hiringnotes:{reported.pk}", text="Look."
    )
    assert list(to_read_again(looks(cast.cleo))) == [read_twice]


def test_the_share_is_about_right_and_the_same_each_time(cast: Cast) -> None:
    cast.program.second_reading_share = 30
    hours = [Interview(program=cast.program) for _ in range(2000)]
    first = [is_drawn_again(one) for one in hours]
    assert first == [is_drawn_again(one) for one in hours]
    assert 500 < sum(first) < 700


def test_two_press_at_once_and_one_reads(read_twice: HiringNotes, cast: Cast) -> None:
    mine = actions.take_up_reading(read_twice, by=cast.cleo, now=NOW)
    with pytest.raises(AlreadyRead):
        actions.take_up_reading(read_twice, by=cast.dov, now=NOW)
    assert list(SecondReading.objects.all()) == [mine]


def test_an_empty_reading_is_not_sent(read_twice: HiringNotes) -> None:
    reading = asked(read_twice)
    with pytest.raises(NothingSaid):
        actions.send_reading(reading, by=reading.reader, now=NOW)


def test_a_reading_is_sent_once_and_stays(read_twice: HiringNotes) -> None:
    reading = read_by(asked(read_twice))
    with pytest.raises(AlreadySent):
        actions.send_reading(reading, by=reading.reader, now=NOW)
    verbs = Entry.objects.filter(subject=f"secondreading:{reading.pk}").values_list("verb")
    assert [verb for (verb,) in verbs.order_by("number")] == [
        f"second_reading.{one}" for one in ("asked", "saved", "sent")
    ]


def test_who_passes_it_on_may_take_it_back_until_another_has_it(
    read_twice: HiringNotes, cast: Cast
) -> None:
    reading = asked(read_twice)
    actions.pass_on_reading(reading, by=reading.reader)
    actions.take_reading_back(reading, by=reading.reader, now=NOW)
    assert reading.state == ReadingState.ASKED
    actions.pass_on_reading(reading, by=reading.reader)
    assert actions.ask_second_readers(now=NOW) == 1
    with pytest.raises(AlreadyRead):
        actions.take_reading_back(reading, by=reading.reader, now=NOW)
    assert {one.reader for one in read_twice.second_readings.all()} == {cast.cleo, cast.dov}


def test_what_is_not_written_in_its_week_waits_no_longer(read_twice: HiringNotes) -> None:
    reading = asked(read_twice)
    assert actions.let_late_readings_go(now=NOW + timedelta(days=6)) == 0
    assert actions.let_late_readings_go(now=NOW + timedelta(days=8)) == 1
    reading.refresh_from_db()
    assert reading.state == ReadingState.LAPSED


def test_who_has_left_reads_nothing_more(read_twice: HiringNotes) -> None:
    reading = asked(read_twice)
    viewer = looks(reading.reader)
    assert list(second_readings_of(viewer)) == [reading]
    Membership.objects.filter(person=reading.reader).update(state=MembershipState.LEFT)
    assert not second_readings_of(viewer).exists()
    assert actions.let_late_readings_go(now=NOW) == 1
    assert actions.ask_second_readers(now=NOW) == 1


@pytest.mark.parametrize("by_reader", [True, False])
def test_who_keeps_apart_since_does_not_write_of_them(
    read_twice: HiringNotes, cast: Cast, signed_in, by_reader: bool
) -> None:
    reading = asked(read_twice)
    people = (reading.reader, cast.ben) if by_reader else (cast.ben, reading.reader)
    made = Block.objects.create(blocker=people[0], blocked=people[1])
    browser = signed_in(reading.reader)
    assert browser.get(page_of(reading)).status_code == 404
    assert browser.post(page_of(reading), {"then": "pass_on"}).status_code == 404
    made.delete()
    read_by(reading)
    Block.objects.create(blocker=people[0], blocked=people[1])
    assert browser.get(page_of(reading)).status_code == 200


def test_withdrawn_notes_are_read_by_nobody(read_twice: HiringNotes) -> None:
    reading = asked(read_twice)
    notes = HiringNotes.objects.get(pk=read_twice.pk)
    actions.withdraw(notes, because="It was unkind.", by=notes.author, now=NOW)
    assert not second_readings_of(looks(reading.reader)).exists()
    assert actions.let_late_readings_go(now=NOW) == 1


def test_it_is_of_the_version_that_was_read(read_twice: HiringNotes) -> None:
    reading = read_by(asked(read_twice))
    notes = HiringNotes.objects.get(pk=read_twice.pk)
    notes.ratings.filter(dimension="verification").update(level=3, would_have_raised="")
    actions.correct(notes, why="They are right.", by=notes.author)
    both = second_reading_of(notes)
    assert both is not None
    assert {one.key: (one.first, one.second) for one in both.levels} == {
        "problem_solving": (3, None), "verification": (2, 3),
    }  # fmt: skip
    assert both.reading == reading


def test_a_correction_says_of_which_version_the_other_reading_is(
    read_twice: HiringNotes, cast: Cast, signed_in
) -> None:
    read_by(asked(read_twice))
    pages = [
        (cast.ben, reverse("notes:letter", args=[read_twice.interview_id])),
        (cast.ada, reverse("notes:written", args=[read_twice.interview_id])),
    ]
    for person, url in pages:
        assert "is version 1" not in signed_in(person).get(url).content.decode()
    notes = HiringNotes.objects.get(pk=read_twice.pk)
    notes.ratings.filter(dimension="verification").update(level=3, would_have_raised="")
    actions.correct(notes, why="They are right.", by=notes.author)
    for person, url in pages:
        assert "is version 1" in signed_in(person).get(url).content.decode()


def test_nobody_is_said_to_have_been_there_who_wrote_from_the_record(
    read_twice: HiringNotes, signed_in
) -> None:
    HiringNotes.objects.update(from_record=True)
    reading = asked(read_twice)
    browser, url = signed_in(reading.reader), page_of(reading)
    assert "nterviewer" not in browser.get(url).content.decode().partition("<main")[2].replace(
        "The interviewer and the candidate can read it once it is sent.", ""
    )
    read_by(reading)
    page = browser.get(url).content.decode()
    assert "Neither of you was in the room" in page
    assert "They were in the room" not in page


def test_what_is_handed_on_holds_no_judgement(read_twice: HiringNotes) -> None:
    said = read_twice.versions.get().content
    left = without_judgement(said)
    assert str(left).count("charged first") == 1
    for words in (*JUDGEMENT, "'level'", "lean_hire", "medium"):
        assert words not in str(left)


def test_whoever_read_a_question_is_not_asked_it(read_twice: HiringNotes) -> None:
    question = Question.objects.create(slug="lamp", kind="coding", title="Lamp", difficulty=1)
    version = QuestionVersion.objects.create(
        question=question, number=1, source="", digest="0" * 64, content={}
    )
    Interview.objects.filter(pk=read_twice.interview_id).update(question_version=version)
    reading = read_by(asked(read_twice))
    assert Sighting.objects.filter(person=reading.reader, question__slug="lamp").exists()


def test_reviewers_are_those_who_reviewed(read_twice: HiringNotes, cast: Cast) -> None:
    for person in (cast.cleo, cast.dov):
        Review.objects.create(notes=read_twice, reviewer=person, due_at=NOW)
    assert actions.ask_second_readers(now=NOW) == 0
