"""One document, from which the page and both exports are made."""

import pytest

from afterword.interviews.models import Interview
from afterword.notes import document
from afterword.notes.content import Content
from afterword.notes.markdown import markdown
from afterword.notes.tests.making import FULL, drafted, released
from conftest import Cast

pytestmark = pytest.mark.django_db(databases=["default", "record"])


def test_a_strength_may_begin_with_its_moment() -> None:
    assert document.strengths("12:04 asked about ties\n- [0:30] smiled\n\n* wrote it down") == [
        {"text": "asked about ties", "moment": 724_000_000},
        {"text": "smiled", "moment": 30_000_000},
        {"text": "wrote it down", "moment": None},
    ]


def test_a_time_alone_stays_as_it_was_written() -> None:
    assert document.strengths("12:04")[0]["text"]


def test_every_dimension_is_there_also_what_was_not_assessed(ended: Interview) -> None:
    notes = drafted(ended)
    built = document.build(notes, Content.of(notes))
    levels = {one["key"]: one["level"] for one in built["dimensions"]}
    assert levels == {
        "problem_solving": 3, "coding": None, "verification": 2,
        "communication": None, "collaboration": None,
    }  # fmt: skip


def test_the_document_holds_no_names(ended: Interview, cast: Cast) -> None:
    notes = drafted(ended)
    text = str(document.build(notes, Content.of(notes)))
    for person in (cast.ada, cast.ben):
        assert person.name not in text
        assert str(person.pk) not in text


def test_markdown_says_everything(ended: Interview) -> None:
    content = released(ended).versions.get().content
    text = markdown(content, title="Notes", signed="Ada")
    for words in (
        "12:04 Asked what happens on a tie",
        "## Verification: mixed",
        "## Coding: not assessed",
        "What would have raised it: Trying an empty shelf before being asked.",
        "I lean towards hiring you. (lean hire, with medium confidence)",
        FULL.next_step,
    ):
        assert words in text


def test_the_digest_notices_a_changed_letter(ended: Interview) -> None:
    notes = drafted(ended)
    built = document.build(notes, Content.of(notes))
    changed = {**built, "next_step": built["next_step"] + "."}
    assert document.digest(built) != document.digest(changed)
    assert document.digest(built) == document.digest(dict(reversed(built.items())))
