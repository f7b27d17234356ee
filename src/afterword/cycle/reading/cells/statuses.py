"""What a status says happened: exact words, several in one cell, misspelt ones, emoji.

`read_status` never guesses far: what it does not know stays unread, with the reason.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from unicodedata import category

from afterword.cycle.enums import ENDS, Stage
from afterword.cycle.reading.cells.misspelt import mended, squeezed_phrases
from afterword.cycle.reading.plain_text import close_set, plain, squeezed, visible
from afterword.cycle.reading.vocabulary.status_words import (
    CLOSED,
    EMOJI,
    NOTHING,
    SHELVED,
    WAITING,
    WEAK,
    phrases,
)

LONGEST = 120  # letters beyond which a cell is a note and no status
MOST_SIGNS = 1000  # of any kind, in a cell that holds no more letters than that
_PARTS = re.compile(
    r"\s*(?:[+/;|&,\n]|\s-\s|->|=>|→|➜|>|\bthen\b|\band\b|\bund\b|\bet\b)\s*", re.IGNORECASE
)
_AFTER = re.compile(
    r"^(.*?)[\s(\[-]*\b(?:after|post|following|nach|apr[eè]s|despu[eé]s de|depois de|dopo|na|po"
    r"|efter)\b(.*)$",
    re.IGNORECASE,
)
_ENDING = frozenset(ENDS) | {CLOSED, SHELVED}


@dataclass(frozen=True)
class Status:
    """The stages a text tells, in order, and how they were read."""

    stages: tuple[str, ...]
    known: bool  # every word counted; what is not known stays unread
    near: str = ""  # what it was taken for, if it was not written so
    sure: bool = True  # most of the words are known, not only one of many


BLANK = Status((), True)
UNKNOWN = Status((), False)


@lru_cache(maxsize=1)
def _by_first_word() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for phrase in phrases():
        words = phrase.split()
        found.setdefault(words[0], []).append(words)
    return found


@lru_cache(maxsize=16384)
def read_status(text: str) -> Status:
    """The stages in a cell. Dates and times inside must have been taken out before."""
    seen = close_set(visible(text))
    words = plain(seen)
    if not words:
        return _pictured(seen)
    if (exact := phrases().get(words)) is not None:
        return _with_mark(Status(_told(exact), known=True), seen)
    if len(words) > LONGEST or len(seen) > MOST_SIGNS:
        return UNKNOWN
    told = _in_parts(seen) or _inside(words) or _corrected(words) or UNKNOWN
    return _own_doing(_with_mark(told, seen), words)


def _with_mark(told: Status, seen: str) -> Status:
    """`Onsite ❌`: a mark that can only be an end counts beside words that tell of none."""
    if not told.known or seen.isascii() or any(one in _ENDING for one in told.stages):
        return told
    ended = [stage for stage, marks in MARKED.items() if any(one in marks for one in seen)]
    return replace(told, stages=(*told.stages, *ended[:1])) if ended else told


MARKED = {"rejected": "❌✖✗✘🚫👎⛔💔", "silence": "👻🦗💀🕸"}
_MINE = re.compile(
    r"\b(?:by me|von mir|meinerseits|selbst|selber|par moi|de ma part|por mi|de mi parte|por mim|"
    r"da me|door mij|zelf|przeze mnie|av mig)\b"
)


_THEIRS = re.compile(
    r"\b(?:by (?:them|(?:the )?(?:company|employer|recruiter|hr))|they|seitens der firma|"
    r"par eux|por ellos|da loro)\b"
)
_NOS = frozenset({Stage.DECLINED.value, Stage.WITHDRAWN.value})


def _own_doing(told: Status, words: str) -> Status:
    """`Von mir abgesagt` is no rejection: it was one's own no, to an offer if there was one."""
    if _THEIRS.search(words):  # `declined by them` is no offer that was turned down
        theirs = [Stage.REJECTED.value if one in _NOS else one for one in told.stages]
        return replace(told, stages=tuple(dict.fromkeys(theirs)))
    ends = [Stage.WITHDRAWN.value, *([Stage.REJECTED.value] if _MINE.search(words) else [])]
    if not any(one in ends for one in told.stages):
        return told
    own = Stage.DECLINED if Stage.OFFER in told.stages else Stage.WITHDRAWN
    stages = [own.value if one in ends else one for one in told.stages]
    return replace(told, stages=tuple(dict.fromkeys(stages)))


def _told(stages: tuple[str, ...]) -> tuple[str, ...]:
    return () if stages == (NOTHING,) else stages


TYPED = {
    ":(": "rejected", ":-(": "rejected", ":'(": "rejected", ":((": "rejected", "):": "rejected",
    "?": WAITING, "??": WAITING, "???": WAITING,
}  # fmt: skip


def _pictured(seen: str) -> Status:
    if (typed := TYPED.get(seen.replace(" ", ""))) is not None:
        return Status((typed,), known=True, near="the picture")
    stages = [stage for one in seen for stage, marks in EMOJI.items() if one in marks]
    if stages:
        return Status(tuple(dict.fromkeys(stages)), known=True, near="the picture")
    says_nothing = len(seen) < 4 and not any(map(_means_something, seen))
    return BLANK if says_nothing else UNKNOWN


def _means_something(sign: str) -> bool:
    """A letter, a digit, or a picture, which may mean what nobody here knows: `🟢`."""
    return sign.isalnum() or category(sign) == "So"


def _in_parts(seen: str) -> Status | None:
    """`Interview -> Rejected`, `rejected after onsite`: each part must be known by itself."""
    if (after := _AFTER.match(seen)) is not None and after[1].strip() and after[2].strip():
        parts = [after[2], after[1]]
    else:
        parts = [part for part in _PARTS.split(seen) if plain(part)]
    if len(parts) < 2:
        return None
    read = [_simple(plain(part)) or _picture_alone(part) for part in parts]
    if not all(one is not None for one in read):
        return None
    whole = [one for one in read if one is not None]
    near = ", ".join(one.near for one in whole if one.near)
    return _ordered([stage for one in whole for stage in one.stages], near)


def _picture_alone(part: str) -> Status | None:
    told = _pictured(part) if not plain(part) else UNKNOWN
    return told if told.known and told.stages else None


def _simple(words: str) -> Status | None:
    if (exact := phrases().get(words)) is not None:
        return Status(_told(exact), known=True)
    return _corrected(words)


def _ordered(stages: list[str], near: str) -> Status:
    """Waiting says nothing beside something that happened, nor that it is over beside how it ended;
    each stage is told once."""
    ended = any(one in ENDS for one in stages)
    less = {WAITING, NOTHING, *((CLOSED, SHELVED) if ended else ())}
    happened = [one for one in stages if one not in less]
    return Status(tuple(dict.fromkeys(happened or stages)), known=True, near=near)


def _inside(words: str) -> Status | None:
    """Known phrases within more words, the longest first: `no response` before `response`.

    A `not` that belongs to no phrase turns everything round: nothing is read. So is nothing where
    words that may mean anything (`new`, `failed`, `target`) are all there is.
    """
    tokens = words.split()
    taken: set[int] = set()
    found: dict[int, tuple[str, ...]] = {}
    strong = 0
    for length, at in sorted(_places(tokens), key=lambda one: (-one[0], one[1])):
        span = set(range(at, at + length))
        phrase = " ".join(tokens[at : at + length])
        if span & taken or phrases()[phrase] == (NOTHING,):
            continue
        taken |= span
        strong += length * (phrase not in WEAK)
        found[at] = phrases()[phrase]
    left = [token for at, token in enumerate(tokens) if at not in taken]
    if _NOT & set(left) or not strong or len(taken) * 4 < len(tokens):
        return None
    stages = [stage for at in sorted(found) for stage in found[at]]
    told = _ordered(_endings_last(stages), words)
    return replace(told, sure=strong * 5 >= len(tokens) * 3)


_NOT_WORDS = """
not no never non nicht kein keine pas ne sin sem niet geen nie without didn don isn wasn hasn
haven cannot can
"""
_NOT = frozenset(_NOT_WORDS.split())


def _places(tokens: list[str]) -> list[tuple[int, int]]:
    """(length, place) of every known phrase among the words."""
    return [
        (len(phrase), at)
        for at, token in enumerate(tokens)
        for phrase in _by_first_word().get(token, ())
        if tokens[at : at + len(phrase)] == phrase
    ]


def _endings_last(stages: list[str]) -> list[str]:
    return sorted(stages, key=lambda one: one in _ENDING)


def _corrected(words: str) -> Status | None:
    """Letters too many, letters missing, words cut short."""
    if (phrase := squeezed_phrases().get(squeezed(words))) is not None:
        return Status(_told(phrases()[phrase]), known=True, near=phrase)
    fixed = mended(words)
    if fixed == words:
        return None
    if (exact := phrases().get(fixed)) is not None:
        return Status(_told(exact), known=True, near=fixed)
    inside = _inside(fixed)
    return inside and replace(inside, near=fixed)


def read_whole(words: str) -> Status | None:
    """The status that all of these words make, none left over; for names of columns."""
    if (exact := phrases().get(words)) is not None:
        return Status(_told(exact), known=True)
    fixed = mended(words)
    for text in (squeezed(words), fixed):
        if (phrase := squeezed_phrases().get(squeezed(text))) is not None:
            return Status(_told(phrases()[phrase]), known=True, near=phrase)
    return None
