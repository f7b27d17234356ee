"""Signs of a kind: classes of words, of which a message must have several that differ."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from afterword.cycle.mail.kinds.sentences import straightened
from afterword.cycle.mail.lists.lines import lines_of

_DAY = (
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tues?|weds?|thurs?|fri)\b|"
    r"\b(?:mon|diens|donners|frei|sams|sonn)tag\b|\bmittwoch\b"
)
_MONEY = r"[£$€] ?\d[\d.,]*k?|\b\d[\d., ]*k?(?= ?(?:€|eur|gbp|usd|sek|chf)\b| €)|\b\d{2,3}k\b"
_STANDS_FOR = (
    (re.compile(r"\bhttps?://\S+|\bwww\.\S+"), " <link> "),
    (re.compile(_MONEY), " <money> "),
    (re.compile(r"\b\d{1,2}(?:[:.]\d\d ?(?:am|pm|uhr)?| ?(?:am|pm|uhr))\b"), " <time> "),
    (re.compile(_DAY), " <day> "),
    (re.compile(r"(?<![\w<])\d+(?:st|nd|rd|th)?\b"), " <number> "),
)
# What no keyboard writes makes no word of what is around it.
_WORD = re.compile(r"<\w+>|[\w'\x00-\x08]+")


class Class(NamedTuple):
    """Words of one kind of evidence."""

    name: str
    must: bool  # whether it has to be among those that are found
    words: frozenset[str]  # each between two spaces, as it stands in `spaced`


class Signs(NamedTuple):
    """What a kind is known by: so many different classes."""

    least: int
    classes: tuple[Class, ...]


def spaced(sentences: Sequence[str]) -> list[str]:
    """Each sentence as words with a space on either side, and nothing between them."""
    text = "\n".join(sentences)
    for pattern, name in _STANDS_FOR:
        text = pattern.sub(name, text)
    return [f" {' '.join(_WORD.findall(one))} " for one in text.split("\n")]


def found_in(sentences: Sequence[str]) -> frozenset[str]:
    """The words of any class that stand somewhere in these."""
    text = "|".join(sentences)
    return frozenset(
        one for word in set(text.split()) for one in _by_first().get(word, ()) if one in text
    )


def shows(kind: str, sentences: Sequence[str], there: frozenset[str]) -> int | None:
    """The place of the sentence that shows most of a kind, if all of them show enough."""
    for least, classes in signs()[kind]:
        found = [one.words & there for one in classes if one.words & there]
        if len(found) >= least and all(one.words & there for one in classes if one.must):
            most = [sum(any(word in one for word in two) for two in found) for one in sentences]
            return most.index(max(most))
    return None


@lru_cache(maxsize=1)
def _by_first() -> dict[str, list[str]]:
    """The words of all classes by the first of them."""
    by_first: dict[str, list[str]] = {}
    classes = [one for ways in signs().values() for way in ways for one in way.classes]
    for words in sorted({words for one in classes for words in one.words}):
        by_first.setdefault(words.split()[0], []).append(words)
    return by_first


@lru_cache(maxsize=1)
def signs() -> dict[str, tuple[Signs, ...]]:
    """The ways in which every kind shows itself."""
    ways: dict[str, dict[str, list[str]]] = {}
    named = ""
    for heading, line in lines_of("signs.txt"):
        if line.endswith(":"):
            named = line.removesuffix(":")
        else:
            ways.setdefault(heading, {}).setdefault(named, []).append(line)
    found: dict[str, tuple[Signs, ...]] = {}
    for heading, some in ways.items():
        kind, least = heading.split(", ")[:2]
        classes = tuple(_class(name, lines) for name, lines in some.items())
        found[kind] = (*found.get(kind, ()), Signs(int(least), classes))
    return found


def _class(name: str, lines: list[str]) -> Class:
    phrases = (one.strip() for line in lines for one in line.split(","))
    words = frozenset(f" {straightened(one)} " for one in phrases if one)
    return Class(name.rstrip("!"), name.endswith("!"), words)
