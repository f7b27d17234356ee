import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from afterword.cycle.enums import Outcome
from afterword.cycle.models import Application
from afterword.cycle.tests.making import applied

pytestmark = pytest.mark.django_db
PICTURES = ("silence", "funnel", "luck")


def many(person):
    """Six applications of November: two answered, four silent."""
    applied(person, "Acme", ("applied", 1), ("phone", 5), ("rejected", 9))
    applied(person, "Brot", ("applied", 1), ("rejected", 8))
    for name in ("Celsius", "Dorn", "Eiche", "Fluss"):
        applied(person, name, ("applied", 2))


@pytest.mark.parametrize("name", PICTURES)
def test_before_the_first_application_a_picture_leads_to_the_board(cast, signed_in, name):
    response = signed_in(cast.ben).get(reverse(f"cycle:{name}"))

    assert response.url == reverse("cycle:board")


@pytest.mark.parametrize("name", PICTURES)
def test_one_application_is_too_few_for_any_number(cast, signed_in, name):
    applied(cast.ben, "Acme")

    html = signed_in(cast.ben).get(reverse(f"cycle:{name}")).content.decode()

    assert ("Too few to say" in html) == (name != "funnel")
    assert not re.search(r"\bnan\b", html, re.IGNORECASE)


@pytest.mark.parametrize("name", PICTURES)
def test_one_application_is_said_in_the_singular(cast, signed_in, name):
    one = applied(cast.ben, "Acme", ("applied", 1))
    yesterday = timezone.localdate() - timedelta(days=1)
    Application.objects.filter(pk=one.pk).update(applied_on=yesterday)

    html = signed_in(cast.ben).get(reverse(f"cycle:{name}")).content.decode()

    assert not re.findall(r"\b1 (?:day|application|offer|other)s\b", html)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_has_its_sentence_its_numbers_and_how_we_know(cast, signed_in, name):
    many(cast.ben)

    html = signed_in(cast.ben).get(reverse(f"cycle:{name}")).content.decode()

    assert "<figcaption" in html
    assert "The numbers behind it" in html
    assert "/how-we-know/" in html
    assert "ghosted" not in html


def test_a_share_says_that_what_still_waits_counts_in_it(cast, signed_in):
    many(cast.ben)
    for name in ("funnel", "luck"):
        page = signed_in(cast.ben).get(reverse(f"cycle:{name}")).content.decode()
        told = "1 of 2 settled went on" if name == "funnel" else "Went on, of those settled"
        assert told in page
        assert ("whose waiting counts too" in page) == (name == "funnel")
        assert ("weighs in those still open" in page) == (name == "luck")


def test_letting_go_from_the_silence_leads_back_to_it(cast, signed_in):
    many(cast.ben)
    client = signed_in(cast.ben)
    silent = Application.objects.get(company="Dorn")
    page = reverse("cycle:silence")

    response = client.post(
        reverse("cycle:together"),
        {"cycle": silent.cycle_id, "one": silent.pk, "deed": "let-go"},
        headers={"referer": f"http://testserver{page}"},
    )

    silent.refresh_from_db()
    assert response.url == page
    assert silent.outcome == Outcome.SILENCE
    assert "Dorn" not in client.get(page).content.decode()


def test_the_silence_is_its_persons_alone(cast, signed_in):
    many(cast.ben)
    cycle = Application.objects.filter(company="Dorn").get().cycle_id

    for name in PICTURES:
        response = signed_in(cast.dov).get(reverse(f"cycle:{name}"), {"cycle": str(cycle)})
        assert response.status_code == 404


@pytest.mark.parametrize("name", ["silence", "luck"])
def test_how_we_know_is_a_page_to_read(cast, signed_in, name):
    html = signed_in(cast.ben).get(reverse("cycle:how-we-know", args=[name])).content.decode()

    assert "By hand" in html
    assert '<table tabindex="0">' in html


def test_no_other_file_is_read_as_how_we_know(cast, signed_in):
    client = signed_in(cast.ben)

    assert client.get(reverse("cycle:how-we-know", args=["agreement"])).status_code == 404
    assert client.get("/search/how-we-know/..%2Freadme/").status_code == 404


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_asks_the_database_no_more_for_thirty_than_for_three(
    cast, signed_in, name, django_assert_max_num_queries
):
    for at in range(30):
        applied(cast.ben, f"Acme {at}", ("applied", 1 + at % 9), ("phone", 12))
    client = signed_in(cast.ben)

    with django_assert_max_num_queries(22):
        client.get(reverse(f"cycle:{name}"))
