"""The examples that come with Afterword: shown whole, to anybody, and good by our own measure."""

import pytest
from django.test import Client
from django.urls import reverse

from afterword.notes import example
from afterword.notes.models import HiringNotes

pytestmark = pytest.mark.django_db
SLUGS = example.slugs()


def test_there_are_two():
    assert len(SLUGS) == 2


@pytest.mark.parametrize("slug", SLUGS)
def test_an_example_is_read_without_an_account_and_keeps_nothing(slug, cast):
    page = Client().get(reverse("notes:example", args=[slug])).content.decode()
    words = example.words_of(slug)
    assert words["because"].split("\n")[0][:60] in page.replace("&#x27;", "'").replace(
        "&quot;", '"'
    )
    assert words["next_step"].split()[0] in page
    assert not HiringNotes.objects.exists()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_rating_of_an_example_has_evidence_and_says_what_would_have_raised_it(slug):
    for rating in example.content_of(example.words_of(slug)).ratings:
        if rating.level is not None:
            assert rating.evidence
        if rating.level is not None and rating.level < 3:
            assert rating.would_have_raised


def test_an_unknown_example_is_not_found(cast):
    assert Client().get(reverse("notes:example", args=["nothing"])).status_code == 404
