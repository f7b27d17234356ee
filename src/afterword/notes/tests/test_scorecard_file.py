"""The scorecard file as a format: what TypeScript seals, Python opens; nothing else gets in."""

import base64
import copy
import json
import tracemalloc
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.notes.content import RatingLine
from afterword.notes.missing import what_is_missing
from afterword.notes.scorecard.content import scorecard_from
from afterword.notes.scorecard.errors import FileRefused, WrongWord
from afterword.notes.scorecard.file import LARGEST, read
from afterword.notes.scorecard.seal import is_signed, opened, plain

CONTRACT = json.loads(
    (Path(__file__).parents[4] / "contracts" / "scorecard.json").read_text("utf-8")
)
SAVED, WORDS = CONTRACT["saved"], CONTRACT["words"]
DIMENSIONS = [{**one, "anchors": {}} for one in CONTRACT["dimensions"]]
KEY = base64.b64decode(CONTRACT["origin"]["key"])


def as_bytes(saved: object) -> bytes:
    return json.dumps(saved).encode()


def changed(path: str, value: object) -> bytes:
    """The agreed file with one field changed; ... takes the field away."""
    saved = copy.deepcopy(SAVED)
    *way, last = path.split(".")
    inside = saved
    for step in way:
        inside = inside[step]
    if value is ...:
        del inside[last]
    else:
        inside[last] = value
    return as_bytes(saved)


def test_what_the_browser_sealed_is_opened_by_its_word():
    assert opened(read(as_bytes(SAVED)), word=CONTRACT["word"]) == WORDS


def test_capitals_and_spaces_around_the_word_make_no_difference():
    assert opened(read(as_bytes(SAVED)), word="  PLUM   étude STRASSE ") == WORDS


@pytest.mark.parametrize(("typed", "used"), CONTRACT["plain"])
def test_a_word_is_used_as_the_browser_uses_it(typed, used):
    assert plain(typed) == used


@pytest.mark.parametrize("word", ["plum etude strasse", "", "\ud800"])
def test_another_word_opens_nothing(word):
    with pytest.raises(WrongWord):
        opened(read(as_bytes(SAVED)), word=word)


def test_the_signature_is_that_of_the_scorecard_that_saved_it():
    saved = read(as_bytes(SAVED))
    assert is_signed(saved, key=KEY)
    assert not is_signed(saved, key=bytes(32))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("interview", "2b1f8c56-93a4-4a0e-8a6e-0d8d3c1f7e22"),
        ("file", "9a4d2c77-51c3-4e0b-9f0a-7c6b5a493828"),
        ("saved_at", "2026-11-20T13:00:00.001Z"),
        ("sealed.iterations", 600_001),
        ("sealed.iv", "AAECAwQFBgcICQoM"),
        ("sealed.salt", "EBESExQVFhcYGRobHB0eHg=="),
    ],
)
def test_a_changed_header_breaks_the_seal_and_the_signature(path, value):
    saved = read(changed(path, value))
    assert not is_signed(saved, key=KEY)
    with pytest.raises(WrongWord):
        opened(saved, word=CONTRACT["word"])


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "not a saved scorecard"),
        (b"\xff\xfe\x00", "not a saved scorecard"),
        (b"PK\x03\x04", "not a saved scorecard"),
        (b"[" * 100_000, "not a saved scorecard"),
        (b'{"format": NaN}', "not a saved scorecard"),
        (b"[]", "is not a saved scorecard"),
        (b"{}", "is not a saved scorecard"),
        (b"<!DOCTYPE html><title>Scorecard</title>", "the scorecard itself"),
        (b" " * (LARGEST + 1), "larger than a scorecard"),
        (b'{"format": "afterword.scorecard-copy/1"}', "working copy"),
        (b'{"format": "afterword.scorecard/2"}', "another version"),
        (changed("format", "afterword.notes/1"), "is not a saved scorecard"),
        (changed("interview", "Ben"), "“interview” is not an id"),
        (changed("file", 7), "“file” is not an id"),
        (changed("saved_at", ""), "“saved_at”"),
        (changed("sealed", []), "“sealed” is not an object"),
        (changed("sealed", ...), "“sealed” is missing"),
        (changed("open", {}), "stands beside open words"),
        (changed("sealed.with", "ROT13"), "“sealed.with”"),
        (changed("sealed.iterations", 1), "“sealed.iterations”"),
        (changed("sealed.iterations", True), "“sealed.iterations”"),
        (changed("sealed.iterations", 10**9), "“sealed.iterations”"),
        (changed("sealed.iv", "AAAA"), "“sealed.iv”"),
        (changed("sealed.salt", "!"), "“sealed.salt”"),
        (changed("sealed.ciphertext", "AAAA"), "“sealed.ciphertext”"),
        (changed("signature", "AAAA"), "“signature”"),
        (changed("extra\ud800", 1), "is not part of this format"),
    ],
)
def test_a_file_that_is_none_is_refused_with_what_to_do(raw, told):
    with pytest.raises(FileRefused) as refused:
        read(raw)
    assert told in str(refused.value)
    str(refused.value).encode()


def card(**fields: object) -> dict[str, object]:
    return {**copy.deepcopy(WORDS), **fields}


def rated(**fields: object) -> dict[str, object]:
    return card(ratings=[{"dimension": "coding", "level": 3, "evidence": [], **fields}])


def test_a_scorecard_becomes_content_with_every_dimension_of_the_rubric():
    found = scorecard_from(WORDS, dimensions=DIMENSIONS)
    assert found.question == UUID(WORDS["question"])
    assert [line.dimension for line in found.content.ratings] == [one["key"] for one in DIMENSIONS]
    assert found.content.rating("problem_solving").evidence[0].moment == 724_000_000
    assert found.content.rating("coding") == RatingLine("coding")
    assert found.content.because == WORDS["because"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (None, "“the scorecard” is not an object"),
        (card(because=7), "“because” is not a text"),
        (card(because="x" * 10_001), "longer than 10,000"),
        (card(because="nul \x00"), "character that cannot be kept"),
        (card(because="half \ud83d"), "character that cannot be kept"),
        (card(recommendation="hire"), "“recommendation” is not one of strong_no_hire"),
        (card(recommendation=["lean_hire"]), "“recommendation”"),
        (card(confidence="total"), "“confidence”"),
        (card(question="parcel-lockers"), "“question” is not the id"),
        (card(ratings={}), "“ratings” is not a list"),
        (card(ratings=[{}] * 41), "more than 40"),
        (card(ratings=[7]), "“ratings[0]” is not an object"),
        (card(private=[]), "private"),
        (rated(dimension="charm"), "“charm”, which the rubric of this interview does not have"),
        (rated(dimension="x\ud800"), "cannot be kept"),
        (rated(level=5), "“ratings[0].level” is not 1, 2, 3 or 4"),
        (rated(level=True), "“ratings[0].level”"),
        (rated(level=2.0), "“ratings[0].level”"),
        (rated(evidence=[{"text": "so", "moment": -1}]), "“ratings[0].evidence[0].moment”"),
        (rated(evidence=[{"text": "so", "moment": 10**30}]), "moment"),
        (rated(evidence=[{"moment": 1}]), "“ratings[0].evidence[0].text” is not a text"),
        (rated(evidence=[{"text": "so"}] * 61), "more than 60"),
        (card(ratings=[{"dimension": "coding"}, {"dimension": "coding"}]), "twice"),
    ],
)
def test_a_field_that_cannot_be_read_is_named(words, told):
    with pytest.raises(FileRefused) as refused:
        scorecard_from(words, dimensions=DIMENSIONS)
    assert told in str(refused.value)
    str(refused.value).encode()


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=9), inside),
    max_leaves=12,
)
WAYS = [*SAVED, *(f"sealed.{name}" for name in SAVED["sealed"])]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(WAYS), ANYTHING)
def test_whatever_stands_in_a_field_only_named_errors_come_of_it(path, value):
    _try(changed(path, value))


@settings(max_examples=400, deadline=None)
@given(st.integers(0, len(as_bytes(SAVED)) - 1), st.binary(max_size=6), st.integers(0, 12))
def test_a_file_damaged_anywhere_is_refused_or_is_a_file(place, put, taken):
    raw = as_bytes(SAVED)
    _try(raw[:place] + put + raw[place + taken :])


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | ANYTHING.map(as_bytes))
def test_whatever_bytes_come_only_named_errors_come_of_them(raw):
    _try(raw)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from([*WORDS]), ANYTHING)
def test_whatever_is_sealed_only_named_errors_come_of_it(name, value):
    try:
        scorecard_from(card(**{name: value}), dimensions=DIMENSIONS)
    except FileRefused as refused:
        str(refused).encode()


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["dimension", "level", "evidence", "would_have_raised", "?"]), ANYTHING)
def test_whatever_a_rating_holds_only_named_errors_come_of_it(name, value):
    try:
        scorecard_from(rated(**{name: value}), dimensions=DIMENSIONS)
    except FileRefused as refused:
        str(refused).encode()


def _try(raw: bytes) -> None:
    try:
        saved = read(raw)
    except FileRefused as refused:
        str(refused).encode()
    else:
        assert saved.seal is None or not is_signed(saved, key=KEY) or saved.signed


PYTHON_NAMES = {"nextStep": "next_step"}


@pytest.mark.parametrize("case", CONTRACT["missing"], ids=lambda case: str(case["blank"]))
def test_the_page_and_the_file_ask_for_the_same(case):
    words = card()
    for name in case["blank"]:
        _blank(words, name)
    content = scorecard_from(words, dimensions=DIMENSIONS).content
    found = what_is_missing(content, dimensions=DIMENSIONS, guest=case["guest"])
    assert [one.line for one in found] == case["lines"]


def _blank(words: dict[str, object], name: str) -> None:
    part, _, key = name.partition(":")
    if not key:
        words[PYTHON_NAMES.get(part, part)] = ""
        return
    empty = {"level": None, "evidence": [], "raised": ""}[part]
    for rating in words["ratings"]:
        if rating["dimension"] == key:
            rating["would_have_raised" if part == "raised" else part] = empty


MILLION = 1_000_000
COSTLY = {
    "empty lists": "[" + ",".join(["[]"] * (MILLION // 3)) + "]",
    "objects": "[" + ",".join(['{"":0}'] * (MILLION // 7)) + "]",
    "keys": "{" + ",".join(f'"{key:x}":0' for key in range(MILLION // 10)) + "}",
    "lists in lists": "[" + ",".join(["[" * 900 + "]" * 900] * (MILLION // 1801)) + "]",
    "depth": "[" * MILLION,
    "a number": "9" * MILLION,
}


@pytest.mark.parametrize("shape", COSTLY)
def test_the_costliest_file_of_the_largest_size_is_refused_cheaply(shape: str) -> None:
    raw = COSTLY[shape].encode()[:MILLION]
    tracemalloc.start()
    try:
        with pytest.raises(FileRefused):
            read(raw)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 100_000_000
