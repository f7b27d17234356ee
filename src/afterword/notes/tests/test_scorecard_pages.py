"""The pages that bring a scorecard file in, and who hears of it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from afterword.notes.actions import scorecard as actions
from afterword.notes.content import Content
from afterword.notes.models import HiringNotes, SealedScorecard
from afterword.notes.tests.making import FULL, assessed, chair_of, drafted
from afterword.notes.tests.scorecards import WHOLE, WORD, brought, saved_file
from afterword.people.models import Letter

pytestmark = pytest.mark.django_db(databases=["default", "record"])


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
