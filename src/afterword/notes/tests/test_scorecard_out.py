"""The scorecard file goes out: who fetches it, and what it holds."""

import base64
import hashlib
import re

import pytest
from django.urls import reverse

from afterword.notes.tests.making import with_guest
from afterword.people.middleware import SESSION_CHAIRS
from afterword.questions.models import Sighting

pytestmark = pytest.mark.django_db(databases=["default", "record"])


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
