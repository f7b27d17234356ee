"""What edits add up to is found out by a child, and what kills the child is left out, alone."""

import ast
import json
import random
import uuid
from collections.abc import Iterable
from pathlib import Path

import pytest
from pycrdt import Doc, Text

import afterword
from afterword.interviews import protocol, record
from afterword.interviews.edits import reading, snapshots
from afterword.interviews.edits.reading import Unread, read
from afterword.interviews.edits.waiting import WAITING_ROOM_MOST, Edit
from afterword.interviews.models import Entry, Snapshot
from afterword.interviews.tests.deadly import (
    CRASH,
    LOOP,
    SLOW,
    SWALLOW,
    fold_or_die,
    fold_or_die_applying,
)
from afterword.interviews.tests.updates import (
    CRASHES,
    NO_UPDATE,
    PANICS,
    text_of,
    typed,
    typed_beside,
    typed_on,
)

ROOM, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)
ADA, BEN = "chair:ada", "chair:ben"
SAMPLES = json.loads((Path(__file__).parents[4] / "contracts/edits.json").read_text())["samples"]
BADLY = {"no update": NO_UPDATE, "panics": PANICS, "crashes": CRASHES}


def an_hour(edits: int, *, goes_back: float = 0.3, seed: int = 7) -> tuple[list[bytes], str]:
    """Updates of somebody who types, goes back, and deletes; and the text that is left."""
    chance = random.Random(seed)
    doc, updates = Doc(client_id=7), []
    doc.observe(lambda event: updates.append(event.update))
    text = doc.get("code", type=Text)
    while len(updates) < edits:
        place = chance.randrange(len(text)) if chance.random() < goes_back and text else len(text)
        if place < len(text) and chance.random() < 0.5:
            del text[place]
        else:
            text.insert(place, chance.choice(["a", "bc", "\n", "def "]))
    return updates, str(text)


def said(updates: Iterable[bytes], *, by: str = ADA, first: int = 1) -> list[Edit]:
    return [Edit(seq, by, update) for seq, update in enumerate(updates, start=first)]


def test_a_state_and_what_comes_after_it_say_what_all_edits_say() -> None:
    updates, text = an_hour(300)
    [first] = read([Unread(b"", said(updates[:200]))])
    [whole] = read([Unread(first.state, said(updates[200:], first=201))])
    assert text_of(whole.state) == text
    assert whole.left_out == frozenset()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["name"])
def test_what_browsers_write_is_read_as_they_read_it(sample: dict) -> None:
    """`contracts/edits.json` holds what Yjs wrote; its own tests read the states that we made."""
    [found] = read([Unread(b"", said(map(bytes.fromhex, sample["updates"])))])
    assert (found.left_out, found.waiting) == (frozenset(), ())
    assert text_of(found.state) == sample["text"]
    assert found.state == bytes.fromhex(sample["state"])


def test_an_edit_that_hangs_on_one_not_yet_here_waits_in_the_state() -> None:
    updates, text = an_hour(60)
    late = updates.pop(20)
    [waiting] = read([Unread(b"", said(updates))])
    assert text_of(waiting.state) != text
    [whole] = read([Unread(waiting.state, [*waiting.waiting, Edit(100, ADA, late)])])
    assert text_of(whole.state) == text


@pytest.mark.parametrize("bad", BADLY.values(), ids=BADLY)
def test_what_is_no_edit_is_left_out_alone(bad: bytes) -> None:
    updates, text = an_hour(90)
    edits = said(updates)
    [found] = read([Unread(b"", [*edits[:70], Edit(1000, BEN, bad), *edits[70:]])])
    assert found.left_out == {1000}
    assert text_of(found.state) == text


@pytest.fixture
def frail(monkeypatch) -> None:
    """A library that dies of some words."""
    monkeypatch.setattr(reading, "fold", fold_or_die)
    monkeypatch.setattr(reading, "CPU_SECONDS", 1)
    monkeypatch.setattr(reading, "ALONE_CPU_SECONDS", 1, raising=False)


@pytest.mark.parametrize(("words", "many"), [(CRASH, 60), (LOOP, 2), (SWALLOW, 60)])
def test_the_edit_that_kills_the_child_is_found_and_left_out(frail, words: str, many: int) -> None:
    updates, text = an_hour(many)
    edits = said(updates)
    deadly = Edit(1000, BEN, typed(words, client=9))
    [found] = read([Unread(b"", [*edits[: many // 2], deadly, *edits[many // 2 :]])])
    assert found.left_out == {1000}
    assert text_of(found.state) == text


def test_after_a_deadly_edit_the_same_connection_is_not_read_on(frail) -> None:
    updates, text = an_hour(40)
    bens = [typed(words, client=at) for at, words in enumerate([CRASH, "too late", CRASH], 90)]
    spoilt = [*said(updates[:20]), *said(bens, by=BEN, first=201), *said(updates[20:], first=21)]
    [found] = read([Unread(b"", spoilt)])
    assert found.left_out == {201, 202, 203}
    assert text_of(found.state) == text


def test_nobody_is_left_out_because_edits_are_slow_together(frail) -> None:
    slow = said([typed(SLOW, client=at) for at in range(100, 105)], by=BEN, first=10)
    innocent = said([typed("Ada", client=1), typed_on(" types", clock=3)])
    last = said([typed_on(" on", clock=9)], first=20)
    [found] = read([Unread(b"", [*innocent, *slow, *last])])
    assert found.left_out == frozenset()
    assert "Ada types on" in text_of(found.state)


def test_who_hung_a_deadly_edit_on_anothers_next_word_is_left_out_alone(monkeypatch) -> None:
    monkeypatch.setattr(reading, "fold", fold_or_die_applying)
    trap = Edit(10, BEN, typed_beside(CRASH, beside=(1, 3), client=9))
    innocent = said([typed("Ada"), typed_on(" types", clock=3), typed_on(" on", clock=9)], first=11)
    [found] = read([Unread(b"", [trap, *innocent])])
    assert found.left_out == {10}
    assert text_of(found.state) == "Ada types on"


def test_who_lets_too_much_wait_is_not_waited_for(frail) -> None:
    nobody = (77, 0)
    hanging = [typed_beside("x" * 80_000, beside=nobody, client=at) for at in range(100, 125)]
    honest = said([typed("Ada"), typed_beside("lost", beside=nobody, client=2)])
    [found] = read([Unread(b"", [*honest, *said(hanging, by=BEN, first=10)])])
    assert found.left_out == set(range(10, 35))
    assert [one.seq for one in found.waiting] == [2]
    assert text_of(found.state) == "Ada"


def test_many_connections_together_let_no_more_wait_than_a_room_may() -> None:
    hanging = [typed_beside("x" * 80_000, beside=(77, 0), client=at) for at in range(100, 130)]
    honest = Edit(1, ADA, typed_beside("lost", beside=(77, 0), client=2))
    edits = [Edit(at, f"tab {at}", one) for at, one in enumerate(hanging, 10)]
    [found] = read([Unread(b"", [honest, *edits])])
    waiting = {one.seq for one in found.waiting}
    assert 1 in waiting
    assert sum(len(one.update) for one in found.waiting) <= WAITING_ROOM_MOST
    assert waiting | found.left_out == {1, *range(10, 40)}


def test_one_deadly_room_does_not_keep_the_others_from_being_read(frail) -> None:
    rooms = [Unread(b"", said([typed(f"room {number}", client=3)])) for number in range(5)]
    rooms[3] = Unread(b"", said([typed("room 3", client=3), typed(CRASH)]))
    found = read(rooms)
    assert [text_of(one.state) for one in found] == [f"room {number}" for number in range(5)]
    assert [one.left_out for one in found] == [frozenset({2} if at == 3 else ()) for at in range(5)]


def test_a_state_that_kills_the_child_is_not_believed() -> None:
    assert read([Unread(NO_UPDATE, said([typed("after")]))]) == [None]


def test_only_the_child_knows_the_library_that_decodes_edits() -> None:
    """Whoever serves pages must never have it at hand."""
    source = Path(afterword.__file__).parent
    own = [path for path in source.rglob("*.py") if "tests" not in path.parts]
    users = {path.relative_to(source).as_posix() for path in own if imports(path, "pycrdt")}
    assert users == {"interviews/edits/fold.py"}


def imports(path: Path, library: str) -> bool:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return any(name.split(".")[0] == library for name in names)


# --- snapshots


def entry(seq: int, update: bytes, *, room: uuid.UUID = ROOM, by: str = ADA) -> Entry:
    return Entry(
        room=room, seq=seq, at_us=seq, author=by, connection="0" * 16, kind="edit",
        body=protocol.count(seq) + update,
    )  # fmt: skip


kept = pytest.mark.django_db(transaction=True, databases=["default", "record"])


@kept
def test_a_snapshot_grows_with_the_record_and_names_whose_edit_was_left_out() -> None:
    updates, text = an_hour(50)
    record.append([entry(seq, one) for seq, one in enumerate(updates[:30], 1)], after={})
    record.append([entry(1, typed("elsewhere"), room=OTHER)], after={})
    found = snapshots.compact([ROOM, OTHER])
    assert {room: one.seq for room, one in found.items()} == {ROOM: 30, OTHER: 1}
    record.append([entry(31, NO_UPDATE, by=BEN)], after={})
    record.append([entry(seq, one) for seq, one in enumerate(updates[30:], 32)], after={})
    found = snapshots.compact([ROOM, OTHER])
    assert list(found) == [ROOM]
    assert found[ROOM].left_out == (snapshots.LeftOut(31, BEN, "0" * 16),)
    assert snapshots.read_up_to(ROOM) == 51
    assert text_of(bytes(snapshots.newest(ROOM).state)) == text
    assert record.verify(ROOM) == 51


@kept
def test_a_snapshot_that_cannot_be_read_is_made_anew_from_the_record() -> None:
    record.append([entry(1, typed("still here"))], after={})
    snapshots.compact([ROOM])
    record.append([entry(2, typed(", and more", client=2))], after={})
    Snapshot.objects.update(state=NO_UPDATE)
    assert snapshots.compact([ROOM]) == {}
    assert snapshots.compact([ROOM])[ROOM].seq == 2
    assert "still here" in text_of(bytes(snapshots.newest(ROOM).state))


@kept
def test_a_room_too_large_for_one_child_is_read_in_several_turns(monkeypatch) -> None:
    updates, text = an_hour(400, goes_back=0)
    record.append([entry(seq, one) for seq, one in enumerate(updates, 1)], after={})
    monkeypatch.setattr(snapshots, "READ_MOST", sum(map(len, updates)) * 2 // 3)
    turns = 0
    while snapshots.read_up_to(ROOM) < 400:
        assert snapshots.compact([ROOM])
        turns += 1
    assert turns > 1
    assert text_of(bytes(snapshots.newest(ROOM).state)) == text
