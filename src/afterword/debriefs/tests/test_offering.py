"""What was asked, retold and offered to the bank; the debrief itself goes nowhere."""

import pytest
from django.urls import reverse

from afterword.debriefs.models import InterviewDebrief
from afterword.debriefs.tests.looking_back import offer, page_of
from afterword.questions.models import Retelling

pytestmark = pytest.mark.django_db


def test_only_the_retold_words_are_offered(debrief, cast, ben):
    ben.post(page_of(debrief), {"asked": "Theirs, word for word.", "revision": 0})
    offer(ben, debrief, cast.program.pk)
    offered = Retelling.objects.get()
    assert (offered.program, offered.text, offered.kind) == (
        cast.program, "Two friends.", "coding",
    )  # fmt: skip
    assert "Take the offer back" in ben.get(page_of(debrief)).content.decode()


def test_without_saying_that_they_may_nobody_offers(debrief, cast, ben):
    answer = offer(ben, debrief, cast.program.pk, own_words="")
    assert answer.status_code == 422
    assert "Two friends." in answer.content.decode()
    assert not Retelling.objects.exists()


def test_a_program_that_is_not_theirs_is_no_bank_for_them(debrief, cast, ben):
    cast.program.memberships.filter(person=cast.ben).delete()
    assert offer(ben, debrief, cast.program.pk).status_code == 422


def test_an_offer_that_waits_is_not_made_twice(debrief, ben):
    offer(ben, debrief, "here")
    assert offer(ben, debrief, "here").status_code == 422
    assert Retelling.objects.count() == 1


def test_taken_back_it_can_be_offered_anew(debrief, ben):
    offer(ben, debrief, "here")
    ben.post(reverse("debriefs:offer-withdraw", args=[debrief.pk]))
    assert Retelling.objects.get().state == "withdrawn"
    offer(ben, debrief, "here")
    assert InterviewDebrief.objects.get().retelling.state == "offered"


def test_five_offers_a_day_are_enough(debrief, ben):
    for _ in range(5):
        assert offer(ben, debrief, "here").status_code == 302
        ben.post(reverse("debriefs:offer-withdraw", args=[debrief.pk]))
    answer = offer(ben, debrief, "here")
    assert answer.status_code == 422
    assert "Offer this one tomorrow" in answer.content.decode()
    assert Retelling.objects.count() == 5


def test_nobody_else_can_offer_or_take_back(debrief, cast, ben, signed_in):
    offer(ben, debrief, "here")
    for person in (cast.ada, cast.dov, cast.eve):
        other = signed_in(person)
        assert other.get(reverse("debriefs:offer", args=[debrief.pk])).status_code == 404
        withdraw = reverse("debriefs:offer-withdraw", args=[debrief.pk])
        assert other.post(withdraw).status_code == 404
