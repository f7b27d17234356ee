"""The scorecard file comes back: sealed until the other half is in, and opened once."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from afterword.interviews.models import Chair, Interview
from afterword.notes.actions import scorecard as actions
from afterword.notes.content import Content
from afterword.notes.errors import AlreadySent, StillSealed
from afterword.notes.models import HiringNotes, SealedScorecard
from afterword.notes.scorecard.errors import (
    AlreadyOpened,
    FileRefused,
    NotesBegun,
    NotFromHere,
    NotHeld,
    NotSealed,
    OtherInterview,
    TooManyFiles,
    TooManyWords,
    WrongWord,
)
from afterword.notes.scorecard.file import FORMAT
from afterword.notes.sealing import HOURS
from afterword.notes.tests.making import FULL, assessed, chair_of, drafted
from afterword.notes.tests.scorecards import CONTENT, WHOLE, WORD, brought, saved_file
from afterword.questions.models import Sighting

pytestmark = pytest.mark.django_db(databases=["default", "record"])


def open_file(interview: Interview, **words) -> bytes:
    return json.dumps(
        {
            "format": FORMAT,
            "interview": str(interview.pk),
            "file": str(uuid4()),
            "saved_at": "2026-11-20T13:00:00.000Z",
            "open": {**CONTENT, **words},
        }
    ).encode()


def try_word(sealed: SealedScorecard, *, by: str, word: str = WORD, **named) -> HiringNotes:
    return actions.open_sealed(
        sealed,
        word=word,
        replacing=named.pop("replacing", False),
        by=chair_of(sealed.interview, by),
        now=named.pop("now", None) or timezone.now(),
    )


def test_a_sealed_file_stays_as_it_came(ended):
    raw = saved_file(ended)
    sealed = brought(ended, raw=raw)
    assert bytes(sealed.body) == raw
    assert not HiringNotes.objects.exists()


def test_the_same_file_twice_is_one_row(ended):
    raw = saved_file(ended)
    assert brought(ended, raw=raw) == brought(ended, by="interviewer", raw=raw)
    assert SealedScorecard.objects.count() == 1


def test_another_interviews_file_is_refused_without_a_hint(ended, cast, rubric):
    other = Interview.objects.create(rubric=rubric, state="ended")
    Chair.objects.create(interview=other, kind="interviewer", person=cast.cleo)
    raw, nowhere = saved_file(other), saved_file(other).replace(str(other.pk).encode(), b"")
    with pytest.raises(OtherInterview) as known:
        brought(ended, raw=raw)
    invented = json.loads(raw) | {"interview": str(uuid4())}
    with pytest.raises(OtherInterview) as unknown:
        brought(ended, raw=json.dumps(invented).encode())
    assert str(known.value) == str(unknown.value)
    with pytest.raises(FileRefused):
        brought(ended, raw=nowhere)


def test_nobody_writes_notes_in_the_interviewers_name(ended):
    with pytest.raises(NotFromHere):
        brought(ended, raw=saved_file(ended, key=bytes(32)))
    with pytest.raises(NotSealed):
        brought(ended, raw=open_file(ended))
    assert not SealedScorecard.objects.exists()


def test_an_hour_that_was_held_elsewhere_is_over_when_its_file_comes(interview):
    Interview.objects.filter(pk=interview.pk).update(starts_at=timezone.now() - timedelta(hours=1))
    brought(interview)
    interview.refresh_from_db()
    assert interview.state == "ended"
    assert interview.started_at == interview.starts_at


def test_before_the_hour_there_is_nothing_to_bring(interview):
    with pytest.raises(NotHeld):
        brought(interview)
    assert not SealedScorecard.objects.exists()


def test_a_chair_cannot_fill_the_house_with_files(ended):
    for _ in range(actions.MOST_FILES):
        brought(ended)
    with pytest.raises(TooManyFiles):
        brought(ended)
    brought(ended, by="interviewer")


def test_the_candidate_cannot_open_it_before_their_half_is_in(ended):
    sealed = brought(ended)
    with pytest.raises(StillSealed):
        try_word(sealed, by="candidate")
    assert not HiringNotes.objects.exists()
    assessed(ended)
    assert try_word(sealed, by="candidate").sent_at is not None


def test_when_the_time_for_their_half_is_over_the_word_opens_it(ended):
    Interview.objects.filter(pk=ended.pk).update(program=None)
    sealed = brought(ended)
    with pytest.raises(StillSealed):
        try_word(sealed, by="candidate", now=timezone.now() + timedelta(hours=HOURS - 1))
    assert try_word(sealed, by="candidate", now=timezone.now() + timedelta(hours=HOURS + 1))


def test_the_interviewer_may_say_the_word_in_advance(ended):
    notes = try_word(brought(ended), by="interviewer")
    assert notes.state == "in_review"
    assert Content.of(notes) == WHOLE
    assert notes.author == chair_of(ended, "interviewer")


def test_without_a_reviewer_the_letter_comes_with_the_second_half(ended):
    Interview.objects.filter(pk=ended.pk).update(program=None)
    notes = try_word(brought(ended), by="interviewer")
    assert notes.state == "approved"
    assessed(ended)
    notes.refresh_from_db()
    assert notes.state == "released"


def test_an_opened_file_is_no_longer_kept_and_opens_once(ended):
    raw = saved_file(ended)
    sealed = brought(ended, raw=raw)
    try_word(sealed, by="interviewer")
    assert bytes(sealed.body) == b""
    with pytest.raises(AlreadyOpened):
        try_word(sealed, by="interviewer")
    assert brought(ended, raw=raw) == sealed


def test_a_wrong_word_changes_nothing_and_ten_are_enough(ended):
    sealed = brought(ended)
    for _ in range(actions.MOST_WORDS):
        with pytest.raises(WrongWord):
            try_word(sealed, by="interviewer", word="pear")
    with pytest.raises(TooManyWords):
        try_word(sealed, by="interviewer")
    later = timezone.now() + timedelta(hours=1, minutes=1)
    assert try_word(sealed, by="interviewer", now=later)


def test_a_dimension_that_the_rubric_lacks_is_named_and_nothing_is_half_imported(ended):
    ratings = [*CONTENT["ratings"], {"dimension": "charm", "level": 4}]
    sealed = brought(ended, raw=saved_file(ended, ratings=ratings))
    with pytest.raises(FileRefused, match="charm"):
        try_word(sealed, by="interviewer")
    sealed.refresh_from_db()
    assert sealed.state == "sealed"
    assert not HiringNotes.objects.exists()


def test_what_is_still_missing_waits_with_the_interviewer(ended):
    notes = try_word(brought(ended, raw=saved_file(ended, because="")), by="interviewer")
    assert (notes.state, notes.strengths) == ("draft", FULL.strengths)


def test_words_on_the_page_are_replaced_only_when_asked(ended):
    drafted(ended, Content(because="I wrote this on the page."))
    sealed = brought(ended)
    with pytest.raises(NotesBegun):
        try_word(sealed, by="interviewer")
    sealed.refresh_from_db()
    assert sealed.state == "sealed"
    assert Content.of(try_word(sealed, by="interviewer", replacing=True)) == WHOLE


def test_notes_that_were_sent_stay_as_they_are(ended):
    first, second = brought(ended), brought(ended)
    try_word(first, by="interviewer")
    with pytest.raises(AlreadySent):
        try_word(second, by="interviewer", replacing=True)
    second.refresh_from_db()
    assert second.state == "sealed"


def test_the_question_that_was_asked_is_the_interviews_and_both_have_seen_it(cast, ended, lanterns):
    raw = saved_file(ended, question=str(lanterns.current_id))
    try_word(brought(ended, raw=raw), by="interviewer")
    ended.refresh_from_db()
    assert ended.question_version_id == lanterns.current_id
    assert Sighting.objects.filter(person=cast.ben, question=lanterns).exists()


def test_only_the_writer_brings_an_unsealed_file(ended):
    notes = actions.bring_in_open(
        open_file(ended), replacing=False, by=chair_of(ended, "interviewer"), now=timezone.now()
    )
    assert notes.state == "in_review"
    with pytest.raises(NotSealed):
        actions.bring_in_open(
            open_file(ended), replacing=False, by=chair_of(ended, "candidate"), now=timezone.now()
        )
