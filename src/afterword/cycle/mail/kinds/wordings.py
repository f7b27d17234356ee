"""How companies word what they decide: the lists beside this file, ready to be found in a text."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from afterword.cycle.mail.kinds.sentences import straightened
from afterword.cycle.mail.lists.lines import lines_of

# Which kind holds where a message says several: what ends comes before what begins.
ORDER = ("withdrawn", "rejected", "offer", "onsite", "challenge", "phone", "applied")
NOTHING_YET = "nothing yet"
GAP = r"[^\n]{0,90}?"


_WORD = re.compile(r"\w+")


@dataclass(frozen=True, eq=False)
class Wording:
    """One wording of a kind, and of what it needs one word each: quick to see whether it can be."""

    kind: str
    words: str
    needs: tuple[frozenset[str], ...]
    pattern: re.Pattern[str]


def possible_in(text: str) -> dict[str, list[Wording]]:
    """The wordings whose words all stand somewhere in a text, by kind. Most texts have few."""
    first = _needed()
    there = {one for word in set(_WORD.findall(text)) for one in first.get(word, ()) if one in text}
    begun = {one for word in there for one in _begun().get(word, ())}
    found: dict[str, list[Wording]] = defaultdict(list)
    for one in begun:
        if not any(need.isdisjoint(there) for need in one.needs):
            found[one.kind].append(one)
    return found


@lru_cache(maxsize=1)
def _begun() -> dict[str, list[Wording]]:
    """The wordings by what the first word they need can be."""
    begun: dict[str, list[Wording]] = defaultdict(list)
    for some in wordings().values():
        for one in some:
            for word in one.needs[0]:
                begun[word].append(one)
    return begun


@lru_cache(maxsize=1)
def _needed() -> dict[str, list[str]]:
    """Every word or phrase that some wording needs, by its first letters and digits."""
    needed = {
        word for some in wordings().values() for one in some for need in one.needs for word in need
    }
    by_first: dict[str, list[str]] = defaultdict(list)
    for one in sorted(needed):
        by_first[_WORD.findall(one)[0]].append(one)
    return by_first


@lru_cache(maxsize=1)
def wordings() -> dict[str, tuple[Wording, ...]]:
    """Every wording by its kind."""
    lists: dict[str, tuple[str, ...]] = {}
    found: dict[str, list[Wording]] = {}
    for heading, line in lines_of("wordings.txt"):
        if heading.startswith("@"):
            lists[heading[1:]] = tuple(straightened(one) for one in line.split(", "))
        else:
            found.setdefault(heading, []).append(_wording(heading, line, lists))
    return {kind: tuple(some) for kind, some in found.items()}


def _wording(kind: str, line: str, lists: dict[str, tuple[str, ...]]) -> Wording:
    needs, pattern = [], []
    for part in re.split(r"(\{\w+\}|…)", line):
        part = part if part == "…" else part.strip()
        if part == "…":
            pattern.append(GAP)
        elif part.startswith("{"):
            words = lists[part[1:-1]]
            needs.append(frozenset(words))
            pattern.append(rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})")
        elif part:
            words = (straightened(part),)
            needs.append(frozenset(words))
            pattern.append(re.escape(words[0]))
    return Wording(kind, line, tuple(needs), re.compile(_joined(pattern)))


def _joined(parts: list[str]) -> str:
    """Words stand whole, one space apart where no gap is between them."""
    whole = ""
    for before, part in zip(["", *parts], parts, strict=False):
        if part == GAP:
            whole += part
        else:
            whole += (" " if before not in ("", GAP) else "") + rf"(?<!\w){part}(?!\w)"
    return whole
