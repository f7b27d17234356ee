"""Who has the database alone cannot write the journal anew, nor cut it short, unnoticed."""

from pathlib import Path
from typing import Any

import pytest

from afterword.host import condition, kept_head
from afterword.journal import actions, chain, queries
from afterword.journal.errors import ChainBroken
from afterword.journal.models import Entry, Head

pytestmark = pytest.mark.django_db(databases=["default", "record"])


@pytest.fixture
def place(cast: Any, settings: Any, tmp_path: Path) -> Path:
    """A data folder, when four things were done."""
    for verb in ("program.made", "program.renamed", "program.renamed", "program.renamed"):
        actions.record(cast.dov, verb, cast.program)
    settings.DATA = tmp_path
    kept_head.keep(tmp_path)
    return tmp_path


def write_anew(number: int, *, actor: str) -> None:
    """Change who did something, and all digests from there on."""
    Entry.objects.filter(number=number).update(actor=actor)
    previous = ""
    for one in Entry.objects.order_by("number"):
        previous = chain.entry_digest(
            previous, number=one.number, at=one.at, actor=one.actor, verb=one.verb,
            subject=one.subject, payload=one.payload_digest,
        )  # fmt: skip
        Entry.objects.filter(pk=one.pk).update(digest=previous)
    Head.objects.update(digest=previous)


def cut_short(number: int) -> None:
    Entry.objects.filter(number__gt=number).delete()
    Head.objects.update(number=number, digest=Entry.objects.get(number=number).digest)


def says_well() -> bool:
    return [one.well for one in condition.thorough_findings() if one.what == "Journal"] == [True]


def test_a_journal_that_goes_on_is_well(cast: Any, place: Path) -> None:
    actions.record(cast.dov, "program.renamed", cast.program)
    assert says_well()
    kept_head.keep(place)
    assert says_well()


def test_a_new_server_has_nothing_to_hold_it_against(cast: Any, tmp_path: Path) -> None:
    kept_head.check(tmp_path)
    kept_head.keep(tmp_path)
    number, digest, _ = (tmp_path / kept_head.NAME).read_text().split(" ")
    assert (int(number), digest) == queries.head()
    kept_head.check(tmp_path)


def test_a_chain_that_was_computed_anew_is_found(place: Path) -> None:
    write_anew(2, actor="person:eve")
    assert queries.verify() == 4
    assert not says_well()


def test_a_journal_that_was_cut_short_is_found(place: Path) -> None:
    cut_short(3)
    assert queries.verify() == 3
    assert not says_well()


def test_what_was_found_stays_found(cast: Any, place: Path) -> None:
    write_anew(2, actor="person:eve")
    actions.record(cast.dov, "program.renamed", cast.program)
    kept_head.keep(place)
    assert not says_well()


@pytest.mark.parametrize("words", ["", "4 00", "4 00 00", "four 00 00"])
def test_a_head_that_nobody_signed_is_found(place: Path, words: str) -> None:
    (place / kept_head.NAME).write_text(words)
    with pytest.raises(ChainBroken, match="journal_head"):
        kept_head.check(place)
