"""Forms without a script: what was kept or refused once can be sent by the next press."""

import pytest
from django.urls import reverse

from afterword.notes.enums import Point
from afterword.notes.models import NextRound, Reply, SelfAssessment
from afterword.notes.tests.making import begun, chair_of, released, review_of, sent

pytestmark = pytest.mark.django_db(databases=["default", "record"])


def revision_in(page) -> str:
    """What the page that came back would send."""
    return page.context["form"]["revision"].value()


def pressed_again(browser, url: str, body: dict[str, str]):
    """Send words over an older revision, and once more what the page then holds."""
    refused = browser.post(url, body)
    assert refused.status_code == 409
    return browser.post(url, {**body, "revision": revision_in(refused)})


def test_ones_own_half(ended, cast, signed_in) -> None:
    browser, url = signed_in(cast.ben), reverse("notes:self-assessment", args=[ended.pk])
    browser.post(url, {"revision": 0, "went_well": "One."})
    assert pressed_again(browser, url, {"revision": "0", "went_well": "Two."}).status_code == 302
    assert SelfAssessment.objects.get().went_well == "Two."


def test_hiring_notes(ended, cast, signed_in) -> None:
    notes = begun(ended)
    browser, url = signed_in(cast.ada), reverse("notes:write", args=[ended.pk])
    browser.post(url, {"revision": notes.revision, "next_step": "One."})
    body = {"revision": str(notes.revision), "next_step": "Two."}
    assert pressed_again(browser, url, body).status_code == 302
    notes.refresh_from_db()
    assert notes.next_step == "Two."


def test_a_review_with_all_its_ticks(ended, signed_in) -> None:
    review = review_of(sent(ended))
    browser, url = signed_in(review.reviewer), reverse("notes:review", args=[review.pk])
    browser.post(url, {"revision": 0, "words": "One."})
    points = list(Point.values[:2])
    body = {"revision": "0", "words": "Two.", "checklist": points}
    refused = browser.post(url, body)
    assert refused.status_code == 409
    assert refused.context["form"]["checklist"].value() == points
    assert browser.post(url, {**body, "revision": revision_in(refused)}).status_code == 302
    review.refresh_from_db()
    assert review.words == "Two."


def test_a_reply(ended, cast, signed_in) -> None:
    released(ended)
    browser, url = signed_in(cast.ben), reverse("notes:reply", args=[ended.pk])
    browser.post(url, {"revision": 0, "thanks": "One."})
    assert pressed_again(browser, url, {"revision": "0", "thanks": "Two."}).status_code == 302
    assert Reply.objects.get().thanks == "Two."


def test_the_interviewers_answer(ended, cast, signed_in) -> None:
    sent(ended)
    browser, url = signed_in(cast.ada), reverse("notes:next-round", args=[ended.pk])
    browser.post(url, {"revision": 0, "takeaway": "One."})
    assert pressed_again(browser, url, {"revision": "0", "takeaway": "Two."}).status_code == 302
    assert NextRound.objects.get(author=chair_of(ended, "interviewer")).takeaway == "Two."
