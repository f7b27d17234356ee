"""A second reading is blind until it is sent, is nobody's duty, and delays nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from afterword.interviews.models import Chair, Interview
from afterword.journal.models import Entry
from afterword.notes import actions
from afterword.notes.access import second_readings_of, to_read_again
from afterword.notes.enums import ReadingState
from afterword.notes.errors import AlreadyRead, AlreadySent, NothingSaid, NotReadAgain
from afterword.notes.models import HiringNotes, Review, SecondReading
from afterword.notes.second import is_drawn_again, next_reader, without_judgement
from afterword.notes.side_by_side import second_reading_of
from afterword.notes.tests.making import another_ended, assessed, looks, released, review_of, sent
from afterword.people.enums import MembershipState, ReviewPolicy
from afterword.people.models import Block, Letter, Membership, Program, Report
from afterword.questions.models import Question, QuestionVersion, Sighting
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])

NOW = timezone.now()
JUDGEMENT = (
    "The approach was sound", "Two tests before calling it done", "Write three tests before",
    "Trying an empty shelf", "lean hire", "lean towards hiring",
)  # fmt: skip


def told(program: Program, *, share: int = 100) -> None:
    """Everybody in the program was told of second readings before they agreed to a record."""
    Program.objects.filter(pk=program.pk).update(
        second_reading_share=share, second_readings_since=NOW - timedelta(days=90),
        review_policy=ReviewPolicy.NONE,
    )  # fmt: skip
    Chair.objects.update(consented_at=NOW - timedelta(hours=1))


@pytest.fixture
def read_twice(ended: Interview, cast: Cast) -> HiringNotes:
    """Released notes that nobody reviewed, in a program that reads all of them twice."""
    told(cast.program)
    return released_in(ended)


def released_in(ended: Interview) -> HiringNotes:
    """Both halves of an hour, in a program without reviews."""
    assessed(ended)
    return sent(Interview.objects.get(pk=ended.pk))


def asked(notes: HiringNotes) -> SecondReading:
    assert actions.ask_second_readers(now=NOW) == 1
    return notes.second_readings.select_related("reader").get()


def written(reading: SecondReading, **ratings: int | None) -> SecondReading:
    actions.save_reading(
        reading, by=reading.reader, ratings=ratings or {"verification": 3, "coding": None},
        recommendation="strong_hire", because="The empty shelf came unprompted.",
        revision=reading.revision, now=NOW,
    )  # fmt: skip
    return reading


def read_by(reading: SecondReading) -> SecondReading:
    actions.send_reading(written(reading), by=reading.reader, now=NOW)
    return reading


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
    actions.correct(notes, why="They are right.", by=notes.author, now=NOW)
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
    actions.correct(notes, why="They are right.", by=notes.author, now=NOW)
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


def page_of(reading: SecondReading, name: str = "second-reading") -> str:
    return reverse(f"notes:{name}", args=[reading.pk])


def test_the_page_shows_the_evidence_and_no_rating_before_it_is_sent(
    read_twice: HiringNotes, signed_in
) -> None:
    reading = asked(read_twice)
    browser = signed_in(reading.reader)
    page = browser.get(page_of(reading)).content.decode()
    assert "charged first" in page
    assert all(words not in page for words in (*JUDGEMENT[:4], "Ada", "Ben"))
    sent = browser.post(
        page_of(reading),
        {"revision": 0, "level-coding": "2", "recommendation": "lean_hire", "then": "send"},
        follow=True,
    ).content.decode()
    assert "The approach was sound" in sent
    assert "Ada" not in sent


def test_an_empty_page_is_answered_beside_its_words(read_twice: HiringNotes, signed_in) -> None:
    reading = asked(read_twice)
    answer = signed_in(reading.reader).post(
        page_of(reading), {"revision": 0, "because": "A line.", "then": "send"}
    )
    assert answer.status_code == 409
    assert "A line." in answer.content.decode()


def test_what_is_sent_once_more_goes_upon_what_was_kept(read_twice: HiringNotes, signed_in) -> None:
    reading = asked(read_twice)
    browser, url = signed_in(reading.reader), page_of(reading)
    empty = browser.post(url, {"revision": 0, "because": "A line.", "then": "send"})
    kept = empty.context["form"]["revision"].value()
    words = {"because": "A line.", "recommendation": "lean_hire", "then": "send"}
    assert browser.post(url, {**words, "revision": kept}).status_code == 302
    reading.refresh_from_db()
    assert reading.state == ReadingState.SENT
    again = browser.post(url, {**words, "revision": kept})
    assert (again.status_code, "Both readings" in again.content.decode()) == (409, True)


def test_words_typed_over_the_end_of_the_week_are_kept(read_twice: HiringNotes, signed_in) -> None:
    reading = asked(read_twice)
    browser, url = signed_in(reading.reader), page_of(reading)
    actions.let_late_readings_go(now=NOW + timedelta(days=8))
    assert browser.post(url, {"revision": 0, "because": "Late, and mine."}).status_code == 302
    assert "Late, and mine." in browser.get(url).content.decode()
    actions.let_late_readings_go(now=NOW + timedelta(days=16))
    actions.ask_second_readers(now=NOW + timedelta(days=16))
    taken = browser.post(url, {"revision": 1, "because": "Later still."})
    assert (taken.status_code, "Later still." in taken.content.decode()) == (409, True)


def test_passing_it_on_twice_is_passing_it_on(read_twice: HiringNotes, signed_in) -> None:
    reading = asked(read_twice)
    browser, url = signed_in(reading.reader), page_of(reading)
    for _ in range(2):
        page = browser.post(url, {"then": "pass_on", "revision": 0}, follow=True)
        assert "Nobody waits for it" in page.content.decode()


def test_what_was_typed_before_passing_it_on_is_there_again_when_taken_back(
    read_twice: HiringNotes, signed_in
) -> None:
    reading = asked(read_twice)
    browser, url = signed_in(reading.reader), page_of(reading)
    browser.post(url, {"then": "pass_on", "revision": 0, "because": "Half a thought."})
    browser.post(page_of(reading, "second-reading-back"))
    assert "Half a thought." in browser.get(url).content.decode()


def test_passing_on_from_an_old_tab_loses_no_newer_words(
    read_twice: HiringNotes, signed_in
) -> None:
    reading = written(asked(read_twice))
    words = {"then": "pass_on", "revision": 0, "because": "Older."}
    page = signed_in(reading.reader).post(page_of(reading), words)
    assert (page.status_code, "Older." in page.content.decode()) == (409, True)
    reading.refresh_from_db()
    assert (reading.state, reading.because) == (
        ReadingState.ASKED, "The empty shelf came unprompted."
    )  # fmt: skip


def test_a_second_tab_is_told(read_twice: HiringNotes, signed_in) -> None:
    reading = asked(read_twice)
    browser, url = signed_in(reading.reader), page_of(reading, "second-reading-save")
    assert browser.post(url, {"revision": 0, "because": "One."}).status_code == 200
    late = browser.post(url, {"revision": 0, "because": "Other."})
    assert (late.status_code, late.json()["fields"]["because"]) == (409, "One.")


def test_all_three_see_both_and_nobody_before(read_twice: HiringNotes, cast: Cast, signed_in):
    reading, at = written(asked(read_twice)), [read_twice.interview_id]
    letter, hers = reverse("notes:letter", args=at), reverse("notes:written", args=at)
    pages = [(cast.ben, letter), (cast.ada, hers)]
    for person, url in pages:
        assert "came unprompted" not in signed_in(person).get(url).content.decode()
    assert "read a second time" in signed_in(cast.ben).get(letter).content.decode()
    actions.send_reading(reading, by=reading.reader, now=NOW)
    for person, url in [*pages, (cast.ben, reverse("notes:markdown", args=at))]:
        assert "came unprompted" in signed_in(person).get(url).content.decode()
    said = signed_in(cast.ben).get(reverse("notes:json", args=at)).json()["second_reading"]
    assert said["levels"] == {"problem_solving": None, "verification": 3}


def test_a_willing_member_takes_what_nobody_reads(
    read_twice: HiringNotes, cast: Cast, signed_in
) -> None:
    browser, url = signed_in(cast.cleo), reverse("notes:second-reading-next")
    first = browser.post(url)
    mine = SecondReading.objects.get()
    assert (mine.reader, mine.taken_up) == (cast.cleo, True)
    assert first.url == browser.post(url).url == page_of(mine)
    nothing = signed_in(cast.dov).post(url, follow=True).content.decode()
    assert "Nothing is left to read just now" in nothing


def test_volunteers_read_no_more_than_the_share_that_was_set(
    read_twice: HiringNotes, cast: Cast, signed_in
) -> None:
    for _ in range(11):
        released_in(another_ended(read_twice.interview))
    Chair.objects.update(consented_at=NOW)
    Program.objects.update(second_reading_share=50)
    drawn = {one.pk for one in HiringNotes.objects.all() if is_drawn_again(one.interview)}
    beyond = HiringNotes.objects.exclude(pk__in=drawn).first()
    if beyond is not None:
        with pytest.raises(NotReadAgain):
            actions.take_up_reading(beyond, by=cast.dov, now=NOW)
    browser, url = signed_in(cast.cleo), reverse("notes:second-reading-next")
    for _ in range(len(drawn) + 1):
        browser.post(url)
        for waiting in SecondReading.objects.filter(state=ReadingState.ASKED):
            read_by(waiting)
    assert {one.notes_id for one in SecondReading.objects.all()} == drawn


def test_nobody_leafs_through_the_records_of_others(
    read_twice: HiringNotes, cast: Cast, signed_in
) -> None:
    more = [released_in(another_ended(read_twice.interview)) for _ in range(3)]
    Chair.objects.update(consented_at=NOW)
    browser, url = signed_in(cast.cleo), reverse("notes:second-reading-next")
    for _ in more:
        browser.post(url)
        waiting = SecondReading.objects.get(state=ReadingState.ASKED)
        browser.post(page_of(waiting), {"then": "pass_on", "revision": 0})
    page = browser.post(url, follow=True).content.decode()
    assert "Next week you can take up another" in page
    assert SecondReading.objects.count() == 3


def test_the_list_says_what_is_asked_and_what_was_read(read_twice: HiringNotes, signed_in) -> None:
    reading = asked(read_twice)
    browser, url = signed_in(reading.reader), reverse("notes:reviews")
    assert "asked of you" in browser.get(url).content.decode()
    read_by(reading)
    page = browser.get(url).content.decode()
    assert "asked of you" not in page
    assert page_of(reading) in page


def test_passing_it_on_offers_to_take_it_back(read_twice: HiringNotes, signed_in) -> None:
    reading = asked(read_twice)
    browser = signed_in(reading.reader)
    words = {"then": "pass_on", "revision": 0}
    page = browser.post(page_of(reading), words, follow=True).content.decode()
    back = page_of(reading, "second-reading-back")
    assert back in page
    browser.post(back)
    reading.refresh_from_db()
    assert reading.state == ReadingState.ASKED


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
