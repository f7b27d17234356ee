"""What keeps notes from being sent, said where it is missing."""

from dataclasses import replace

import pytest

from afterword.notes.content import Content, EvidenceLine, RatingLine
from afterword.notes.missing import what_is_missing
from afterword.notes.tests.making import FULL

DIMENSIONS = [
    {"key": key, "name": key.replace("_", " ").capitalize(), "anchors": {}}
    for key in ("problem_solving", "coding", "verification", "communication", "collaboration")
]


def lines(content: Content, *, guest: bool = False) -> list[str]:
    return [one.line for one in what_is_missing(content, dimensions=DIMENSIONS, guest=guest)]


def test_full_notes_miss_nothing() -> None:
    assert lines(FULL) == []


def test_empty_notes_miss_everything_in_the_order_of_the_page() -> None:
    expected = ["strengths", "ratings", "recommendation", "because", "next_step"]
    assert lines(Content()) == expected


@pytest.mark.parametrize("name", ["strengths", "recommendation", "because", "next_step"])
def test_spaces_are_no_words(name: str) -> None:
    assert lines(replace(FULL, **{name: "  \n "})) == [name]


def test_one_rating_is_not_enough() -> None:
    assert lines(replace(FULL, ratings=FULL.ratings[:1])) == ["ratings"]


def test_a_rating_without_evidence_is_not_a_rating() -> None:
    bare = replace(FULL.ratings[0], evidence=(EvidenceLine("  "),))
    assert lines(replace(FULL, ratings=(bare, FULL.ratings[1]))) == ["rating:problem_solving"]


def test_below_good_needs_what_would_have_raised_it() -> None:
    silent = replace(FULL.ratings[1], would_have_raised="")
    assert lines(replace(FULL, ratings=(FULL.ratings[0], silent))) == ["raise:verification"]


@pytest.mark.parametrize("level", [3, 4])
def test_from_good_on_it_is_optional(level: int) -> None:
    silent = replace(FULL.ratings[1], level=level, would_have_raised="")
    assert lines(replace(FULL, ratings=(FULL.ratings[0], silent))) == []


def test_a_dimension_not_assessed_needs_nothing() -> None:
    assert lines(replace(FULL, ratings=(*FULL.ratings, RatingLine("collaboration")))) == []


def test_a_guest_needs_two_ratings_strengths_because_and_next_step() -> None:
    silent = replace(FULL.ratings[1], would_have_raised="")
    content = Content(
        strengths="Kind.", because="So.", next_step="Go on.", ratings=(FULL.ratings[0], silent)
    )
    assert lines(content, guest=True) == []
    assert lines(Content(), guest=True) == ["strengths", "ratings", "because", "next_step"]
