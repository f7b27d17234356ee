"""With what the next search opens: what came back, and what trains it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from afterword.cycle.enums import InterviewKind
from afterword.cycle.models import CompanyInterview
from afterword.cycle.tests.making import NOW, applied
from afterword.debriefs.models import InterviewDebrief
from afterword.debriefs.training import what_to_train
from afterword.interviews.models import Interview
from afterword.notes.tests.making import looks
from afterword.questions import actions, source
from afterword.questions.tests.test_practising import TEXT

pytestmark = pytest.mark.django_db


def looked_back(person, rubric, **ratings):
    application = applied(person, "Acme", ("applied", 1), ("phone", 5))
    interview = CompanyInterview.objects.create(application=application, kind=InterviewKind.CODING)
    return InterviewDebrief.objects.create(
        person=person, application=application, interview=interview, rubric=rubric,
        ratings=ratings, begun_at=NOW,
    )  # fmt: skip


@pytest.fixture
def question(cast, rubric):
    version, _ = actions.keep(source.parse(TEXT.read_text()), program=None, by=cast.dov)
    return version.question


def test_what_was_low_most_often_comes_first_with_a_question_that_looks_for_it(
    cast, rubric, question
):
    looked_back(cast.ben, rubric, verification=1, coding=2, communication=4)
    looked_back(cast.ben, rubric, verification=2, coding=3)

    found = what_to_train(looks(cast.ben))

    assert [one.name for one in found] == ["Verification", "Coding"]
    assert found[0].words == "Mixed or not yet in 2 of 2 company interviews."
    assert found[0].questions == (question,)


def test_a_question_that_was_seen_is_not_suggested(cast, rubric, question):
    looked_back(cast.ben, rubric, verification=1)
    actions.note_sighting(cast.ben, question)

    assert what_to_train(looks(cast.ben))[0].questions == ()


def test_nobody_else_is_trained_by_it(cast, rubric, question):
    looked_back(cast.ben, rubric, verification=1)

    assert what_to_train(looks(cast.ada)) == []


def test_the_focus_travels_to_the_booking_and_the_other_side_reads_it(
    cast, rubric, question, signed_in
):
    looked_back(cast.ben, rubric, verification=1)
    ben = signed_in(cast.ben)
    opening = ben.get(reverse("debriefs:opening")).content.decode()
    booking = what_to_train(looks(cast.ben))[0].booking
    assert booking.replace("&", "&amp;") in opening
    assert 'value="Verification"' in ben.get(booking).content.decode()

    wish = {name: values[0] for name, values in parse_qs(urlsplit(booking).query).items()}
    place = cast.program.memberships.get(person=cast.ada)
    ben.post(
        reverse("interviews:new"),
        {**wish, "whom": f"m:{place.pk}", "seniority": "intern", "minutes": 40, "when": "now"},
    )
    page = reverse("interviews:interview", args=[Interview.objects.get().pk])
    assert "Verification" in signed_in(cast.ada).get(page).content.decode()


def test_where_nothing_was_rated_it_suggests_something_unseen(cast, question, signed_in):
    opening = signed_in(cast.ben).get(reverse("debriefs:opening")).content.decode()
    assert question.title in opening
