"""The second reader's page shows no rating before hers is sent, and keeps every word."""

from datetime import timedelta

import pytest
from django.urls import reverse

from afterword.interviews.models import Chair
from afterword.notes import actions
from afterword.notes.enums import ReadingState
from afterword.notes.errors import NotReadAgain
from afterword.notes.models import HiringNotes, SecondReading
from afterword.notes.second import is_drawn_again
from afterword.notes.tests.making import another_ended
from afterword.notes.tests.reading_again import (
    JUDGEMENT,
    NOW,
    asked,
    page_of,
    read_by,
    released_in,
    written,
)
from afterword.people.models import Program
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])


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
