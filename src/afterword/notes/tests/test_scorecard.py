"""The scorecard file goes out and comes back: who may, when it opens, and what becomes of it."""

import base64
import hashlib
import hmac
import json
import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
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
from afterword.notes.scorecard.file import FORMAT, SEALED_WITH
from afterword.notes.scorecard.seal import plain, signing_key
from afterword.notes.sealing import HOURS
from afterword.notes.tests.making import FULL, assessed, chair_of, drafted, with_guest
from afterword.people.middleware import SESSION_CHAIRS
from afterword.people.models import Letter
from afterword.questions.models import Question, QuestionVersion, Sighting

pytestmark = pytest.mark.django_db(databases=["default", "record"])

WORD = "plum lantern oat"
DIMENSIONS = ("problem_solving", "coding", "verification", "communication", "collaboration")
WHOLE = replace(FULL, ratings=tuple(FULL.rating(key) for key in DIMENSIONS))
CONTENT = {
    "question": None,
    "strengths": FULL.strengths,
    "ratings": [
        {
            "dimension": line.dimension,
            "level": line.level,
            "evidence": [{"moment": one.moment, "text": one.text} for one in line.evidence],
            "would_have_raised": line.would_have_raised,
        }
        for line in FULL.ratings
    ],
    "recommendation": FULL.recommendation,
    "because": FULL.because,
    "would_have_changed": FULL.would_have_changed,
    "confidence": FULL.confidence,
    "next_step": FULL.next_step,
}


def saved_file(interview: Interview, *, word: str = WORD, key: bytes = b"", **words) -> bytes:
    """What the scorecard of an interview saves; contracts/scorecard.json holds a browser's own."""
    chair, file = chair_of(interview, "interviewer"), uuid4()
    salt, iv = uuid4().bytes, uuid4().bytes[:12]
    head = [FORMAT, str(interview.pk), str(file), "2026-11-20T13:00:00.000Z"]
    parts = [base64.b64encode(one).decode() for one in (salt, iv)]
    header = "\n".join([*head, "600000", *parts]).encode()
    secret = hashlib.pbkdf2_hmac("sha256", plain(word).encode(), salt, 600_000, dklen=32)
    inside = json.dumps({**CONTENT, **words}).encode()
    sealed = base64.b64encode(AESGCM(secret).encrypt(iv, inside, header)).decode()
    signer = key or signing_key(chair.pk, file)
    signature = hmac.digest(signer, header + b"\n" + sealed.encode(), "sha256")
    return json.dumps(
        {
            **dict(zip(("format", "interview", "file", "saved_at"), head, strict=True)),
            "sealed": {
                "with": SEALED_WITH,
                "iterations": 600_000,
                "salt": parts[0],
                "iv": parts[1],
                "ciphertext": sealed,
            },
            "signature": base64.b64encode(signature).decode(),
        }
    ).encode()


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


def brought(interview: Interview, *, by: str = "candidate", raw: bytes = b"") -> SealedScorecard:
    raw = raw or saved_file(interview)
    return actions.bring_in(raw, by=chair_of(interview, by), now=timezone.now())


def try_word(sealed: SealedScorecard, *, by: str, word: str = WORD, **named) -> HiringNotes:
    return actions.open_sealed(
        sealed,
        word=word,
        replacing=named.pop("replacing", False),
        by=chair_of(sealed.interview, by),
        now=named.pop("now", None) or timezone.now(),
    )


@pytest.fixture
def lanterns(rubric) -> Question:
    """A question in the bank that says what a hostile one would."""
    question = Question.objects.create(
        slug="lanterns", kind="coding", title="Lanterns </script><b>", difficulty=2
    )
    text = "Light them. </script><script>alert(1)</script> <img src=x onerror=alert(1)>"
    question.current = QuestionVersion.objects.create(
        question=question,
        number=1,
        source=text,
        digest="0" * 64,
        content={
            "title": question.title,
            "minutes": 40,
            "topics": ["</script>"],
            "parts": [{"title": "The lamps", "text": text}],
            "clarifications": [text],
            "hints": [{"when": "after 5 minutes", "text": text}],
            "follow_ups": [{"title": "Wind", "text": text}],
            "signals": [{"dimension": "Coding", "signs": [text]}],
            "time_plan": [{"minutes": 40, "text": text}],
            "reference": {"text": "", "python": text, "javascript": ""},
        },
    )
    question.save()
    return question


# --- out


def fetched(client, interview, *questions):
    address = reverse("notes:scorecard-fetch", args=[interview.pk])
    return client.post(address, {"questions": [str(one.current_id) for one in questions]})


def test_the_interviewer_fetches_one_file_that_needs_nothing_else(
    cast, interview, lanterns, signed_in
):
    answer = fetched(signed_in(cast.ada), interview, lanterns)
    page = answer.content.decode()
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="scorecard-')
    assert "default-src &#x27;none&#x27;" in page
    assert "connect-src &#x27;none&#x27;" in page
    assert not re.search(r"""(?:src|href)=["']?(?:https?:|/|\w+\.(?:js|css))""", page.replace(
        f'href="http://127.0.0.1:8000/notes/{interview.pk}/scorecard/"', ""
    ))  # fmt: skip


def test_the_policy_lets_exactly_the_two_of_it_run(cast, interview, lanterns, signed_in):
    page = fetched(signed_in(cast.ada), interview, lanterns).content.decode()
    for kind, found in (
        ("script", re.search(r'<script type="module">(.*?)</script>', page, re.DOTALL)),
        ("style", re.search(r"<style>(.*?)</style>", page, re.DOTALL)),
    ):
        digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
        assert f"{kind}-src &#x27;sha256-{digest}&#x27;" in page


def test_what_stands_in_a_question_cannot_end_a_script(cast, interview, lanterns, signed_in):
    page = fetched(signed_in(cast.ada), interview, lanterns).content.decode()
    assert page.count("</script>") == 2
    assert "<img" not in page
    assert "alert(1)</script>" not in page


def test_the_candidate_cannot_fetch_it(cast, interview, lanterns, signed_in):
    assert fetched(signed_in(cast.ben), interview, lanterns).status_code == 403


def test_an_outsider_finds_nothing(cast, interview, lanterns, signed_in):
    assert fetched(signed_in(cast.eve), interview, lanterns).status_code == 404


def test_a_guest_fetches_it_through_her_link(interview, lanterns, client):
    chair = with_guest(interview)
    session = client.session
    session[SESSION_CHAIRS] = [str(chair.pk)]
    session.save()
    assert fetched(client, interview, lanterns).status_code == 200


def test_a_member_who_took_questions_home_has_seen_them(cast, interview, lanterns, signed_in):
    fetched(signed_in(cast.ada), interview, lanterns)
    assert list(Sighting.objects.values_list("person", "question")) == [(cast.ada.pk, lanterns.pk)]


def test_questions_that_the_candidate_knows_are_not_offered(cast, interview, lanterns, signed_in):
    Sighting.objects.create(person=cast.ben, question=lanterns)
    answer = fetched(signed_in(cast.ada), interview, lanterns)
    assert answer.status_code == 422


# --- back, sealed


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


# --- the seal


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


# --- the pages


def upload(client, interview, raw: bytes, **fields):
    address = reverse("notes:scorecard-bring-in", args=[interview.pk])
    return client.post(address, {"file": SimpleUploadedFile("scorecard.json", raw), **fields})


def page_of(client, interview) -> str:
    return client.get(reverse("notes:scorecard", args=[interview.pk])).content.decode()


def test_the_candidate_brings_it_in_and_reads_none_of_it(cast, ended, signed_in):
    ben = signed_in(cast.ben)
    assert upload(ben, ended, saved_file(ended)).status_code == 302
    page = page_of(ben, ended)
    assert "sealed" in page
    assert "Write your half" in page
    assert FULL.because not in page


def test_before_their_half_the_candidate_sees_nothing_of_what_the_interviewer_brought(
    cast, ended, signed_in
):
    ben = signed_in(cast.ben)

    # The page as it is without any file, but for what differs on each answer.
    def shown() -> str:
        return re.sub(r'(nonce|value|content)="[\w-]{20,}"', "", page_of(ben, ended))

    before = shown()
    sealed = brought(ended, by="interviewer")
    assert shown() == before
    tried = ben.post(reverse("notes:scorecard-open", args=[ended.pk, sealed.pk]), {"word": WORD})
    assert tried.status_code == 404
    assessed(ended)
    assert "waits for its word" in page_of(ben, ended)


def test_the_candidates_word_sends_the_notes_and_shows_none_of_them(cast, ended, signed_in):
    ben, sealed = signed_in(cast.ben), brought(ended)
    assessed(ended)
    address = reverse("notes:scorecard-open", args=[ended.pk, sealed.pk])
    answer = ben.post(address, {"word": f" {WORD.title()} "}, follow=True)
    assert HiringNotes.objects.get().state == "in_review"
    assert FULL.because not in answer.content.decode()


def test_a_wrong_word_is_said_kindly_and_stays_in_the_field(cast, ended, signed_in):
    ada, sealed = signed_in(cast.ada), brought(ended)
    address = reverse("notes:scorecard-open", args=[ended.pk, sealed.pk])
    answer = ada.post(address, {"word": "pear tree"})
    assert answer.status_code == 422
    assert "That word does not open the file." in answer.content.decode()
    assert "pear tree" in answer.content.decode()


def test_the_candidate_is_not_told_that_the_page_holds_words(cast, ended, signed_in):
    drafted(ended, Content(because="I wrote this on the page."))
    ben, sealed = signed_in(cast.ben), brought(ended)
    assessed(ended)
    address = reverse("notes:scorecard-open", args=[ended.pk, sealed.pk])
    answer = ben.post(address, {"word": WORD, "replacing": "on"})
    assert answer.status_code == 422
    assert "cannot be opened from your chair" in answer.content.decode()
    assert "on the page as well" not in answer.content.decode()


def test_the_interviewer_brings_and_opens_it_in_one_go(cast, ended, signed_in):
    answer = upload(signed_in(cast.ada), ended, saved_file(ended), word=WORD)
    assert answer.status_code == 302
    assert HiringNotes.objects.get().state == "in_review"


@pytest.mark.parametrize("raw", [b"{}", b"<!doctype html>", b"\x00" * 100, b" " * 1_000_001])
def test_a_file_that_is_none_is_refused_beside_its_field(cast, ended, signed_in, raw):
    answer = upload(signed_in(cast.ben), ended, raw)
    assert answer.status_code == 422
    assert "scorecard" in answer.content.decode()
    assert not SealedScorecard.objects.exists()


def test_with_words_on_the_page_the_interviewer_is_asked_which_to_use(cast, ended, signed_in):
    drafted(ended, Content(because="I wrote this on the page."))
    ada, sealed = signed_in(cast.ada), brought(ended)
    address = reverse("notes:scorecard-open", args=[ended.pk, sealed.pk])
    asked = ada.post(address, {"word": WORD})
    assert "Use the file" in asked.content.decode()
    assert ada.post(address, {"word": WORD, "replacing": "on"}).status_code == 302
    assert Content.of(HiringNotes.objects.get()) == WHOLE


# --- who hears of it


def waiting_letters(person) -> int:
    return Letter.objects.filter(person=person, subject__contains="waits for its word").count()


def test_the_candidate_hears_of_a_sealed_file_once_their_half_is_in(cast, ended, lanterns):
    raw, ada = saved_file(ended), chair_of(ended, "interviewer")
    actions.leave_sealed(raw, by=ada, now=timezone.now())
    assert waiting_letters(cast.ben) == 0  # not a word of the other side before that

    assessed(ended)

    assert waiting_letters(cast.ben) == 1
    actions.leave_sealed(raw, by=ada, now=timezone.now())
    assert waiting_letters(cast.ben) == 1


def test_a_file_that_comes_after_the_half_is_told_at_once(cast, ended, lanterns):
    assessed(ended)
    actions.leave_sealed(saved_file(ended), by=chair_of(ended, "interviewer"), now=timezone.now())
    assert waiting_letters(cast.ben) == 1
