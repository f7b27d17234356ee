"""The letter: its one reader, its versions, and the reply."""

import pytest
from django.utils import timezone

from afterword.interviews.models import Interview
from afterword.notes import actions
from afterword.notes.models import HiringNotes, Reply
from afterword.notes.tests.making import FULL, approved, assessed, drafted, released
from afterword.notes.tests.pages import Browse, text_of, typed, url
from afterword.people.models import Commitment
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])


def test_the_letter_says_everything(ended: Interview, cast: Cast, signed_in: Browse) -> None:
    released(ended)
    page = text_of(signed_in(cast.ben).get(url("letter", ended.pk)))
    for words in (
        "Dear <bdi>Ben</bdi>",
        "Asked what happens on a tie before writing a line.",
        "12:04",
        "I lean towards hiring you.",
        FULL.because,
        FULL.next_step,
        "Trying an empty shelf before being asked.",
        "I would test first.",
    ):
        assert words in page


def test_only_the_candidate_reads_the_letter(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    released(ended)
    for person in (cast.ada, cast.cleo, cast.dov, cast.eve):
        for name in ("letter", "markdown", "json"):
            assert signed_in(person).get(url(name, ended.pk)).status_code == 404
    for name in ("letter", "markdown", "json"):
        answer = signed_in(cast.ben).get(url(name, ended.pk))
        assert FULL.because in answer.content.decode()


def test_what_somebody_typed_does_not_run(ended: Interview, cast: Cast, signed_in: Browse) -> None:
    from dataclasses import replace

    assessed(ended)
    evil = "<script>alert(1)</script>"
    notes = drafted(ended, replace(FULL, because=evil, strengths=evil, next_step=evil))
    notes = actions.send(notes, by=cast.ada, now=timezone.now())
    approved(notes)
    for person, page in ((cast.ben, "letter"), (cast.ada, "written"), (cast.ada, "write")):
        assert evil not in signed_in(person).get(url(page, ended.pk)).content.decode()


def test_opening_the_recommendation_is_kept_for_the_candidate_alone(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    notes = released(ended)
    before = text_of(signed_in(cast.ada).get(url("written", ended.pk)))
    assert signed_in(cast.ben).post(url("opened", ended.pk)).status_code == 204
    assert HiringNotes.objects.get(pk=notes.pk).opened_at is not None
    assert text_of(signed_in(cast.ada).get(url("written", ended.pk))) == before
    assert signed_in(cast.ada).post(url("opened", ended.pk)).status_code == 404


def test_a_reason_that_cannot_be_kept_is_told_as_what_it_is(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    released(ended)
    ada = signed_in(cast.ada)
    for because, said in (("a" * 100_000, "at most"), ("Un\x00kind.", "Null characters")):
        answer = ada.post(url("withdraw", ended.pk), {"because": because})
        assert answer.status_code == 422
        assert said in text_of(answer)


def test_a_withdrawn_text_is_gone_from_every_page_of_the_candidate(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    released(ended)
    ada, ben = signed_in(cast.ada), signed_in(cast.ben)
    answer = ada.post(url("withdraw", ended.pk), {"because": "It was unkind."})
    assert answer.headers["Location"] == url("written", ended.pk)
    page = text_of(ben.get(url("letter", ended.pk)))
    assert "It was unkind." in page
    assert FULL.because not in page
    for name in ("markdown", "json"):
        assert ben.get(url(name, ended.pk)).status_code == 404
    assert ben.get(url("version", ended.pk, 1)).status_code == 404


def test_both_see_every_version_with_its_reason(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    notes = released(ended)
    ada, ben = signed_in(cast.ada), signed_in(cast.ben)
    words = {**typed(notes.revision, because="It was the second slip."), "why": "A mix-up."}
    ada.post(url("write", ended.pk), {**words, "then": "correct"})
    for client, page in ((ben, "letter"), (ada, "written")):
        assert "It was the second slip." in text_of(client.get(url(page, ended.pk)))
        assert "A mix-up." in text_of(client.get(url(page, ended.pk)))
        assert FULL.because in text_of(client.get(url("version", ended.pk, 1)))


def test_a_correction_that_is_being_typed_stays_with_the_writer(
    ended: Interview, cast: Cast, signed_in: Browse
) -> None:
    notes = released(ended)
    words = typed(notes.revision, because="Half a correction")
    assert signed_in(cast.ada).post(url("write-save", ended.pk), words).status_code == 200
    page = text_of(signed_in(cast.ben).get(url("letter", ended.pk)))
    assert "Half a correction" not in page


def test_a_reply_goes_and_comes(ended: Interview, cast: Cast, signed_in: Browse) -> None:
    released(ended)
    ada, ben = signed_in(cast.ada), signed_in(cast.ben)
    words = {"revision": 0, "thanks": "Thank you.", "question": "Which test?", "will_do": "Test."}
    assert ben.post(url("reply-save", ended.pk), words).json()["revision"] == 1
    assert "Which test?" not in text_of(ada.get(url("written", ended.pk)))
    ben.post(url("reply", ended.pk), {**words, "revision": 1, "then": "send"})
    assert "Which test?" in text_of(ada.get(url("written", ended.pk)))
    ada.post(url("answer", ended.pk), {"text": "The empty one."})
    assert "The empty one." in text_of(ben.get(url("letter", ended.pk)))
    assert Commitment.objects.get().person == cast.ben
    assert Reply.objects.count() == 1
