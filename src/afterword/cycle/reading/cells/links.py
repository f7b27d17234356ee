"""Cells whose meaning is known, read: links, sources, names, marks, histories in one cell."""

import ast
import json
import re
from collections.abc import Iterator
from functools import lru_cache

from afterword.cycle.enums import Source
from afterword.cycle.reading.plain_text import plain

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'\])]+", re.IGNORECASE)
_HYPERLINK = re.compile(r'^=\s*hyperlink\(\s*"([^"]*)"\s*[;,]?\s*"?([^"]*)"?\s*\)$', re.IGNORECASE)
_MARKDOWN = re.compile(r"^\s*!?\[([^\]]*)\]\(([^)\s]*)\)\s*$")
_YES_WORDS = """
yes y x true 1 ja oui si sim ok ✓ ✔ ✅ ☑ t j checked tak evet 是 done
"""
_YES = frozenset(_YES_WORDS.split())
_NO_WORDS = """
no n false 0 nein non nao nee none na n/a - — – ❌ ☐ ✗ f nie hayir 否 . / // -- --- unchecked nil
null nan tbd
"""
_NO = frozenset(_NO_WORDS.split())
_NOTION = re.compile(r"^(.+?) \((https://(?:www\.)?notion\.so/[^)\s]*)\)$", re.DOTALL)
_TWO = re.compile(r"\s+[-–—|@·•]\s+|\s+(?:at|bei|chez)\s+|\s*[|\n]\s*")
_ROLE_FIRST = re.compile(r"\s(?:at|bei|chez|@)\s")


def linked(cell: str) -> tuple[str, str]:
    """(text, address) of a cell that may be a link as spreadsheets, Markdown or Notion write it."""
    if (match := _HYPERLINK.match(cell)) is not None:
        return match[2], match[1]
    if (match := _MARKDOWN.match(cell)) is not None:
        return match[1], match[2]
    if (match := _NOTION.match(cell)) is not None:
        return match[1], match[2]
    return cell, ""


def addresses(cell: str) -> list[str]:
    """Every web address in a cell."""
    text, address = linked(cell)
    return [address] if address else _URL.findall(text)


def says_yes(cell: str) -> bool:
    """A yes, a tick, an x."""
    return cell.casefold() in _YES or plain(cell) in _YES


def says_no(cell: str) -> bool:
    """A no, a dash, nothing."""
    if cell.casefold() in _NO or plain(cell) in _NO:
        return True
    return not any(map(str.isalnum, cell)) and not says_yes(cell)


_BARE_WORDS = "yes no y n ja nein oui non si sim nao true false tak nie evet hayir"
_BARE = frozenset(_BARE_WORDS.split())


def only_yes_or_no(cell: str) -> bool:
    """A yes or a no in letters, and to what it does not say."""
    return plain(cell) in _BARE


NOTHING_THERE = frozenset({
    "null", "NULL", "None", "none", "nan", "NaN", "N/A", "n/a", "NA", "nil", "-", "–", "—", "--",
    "#N/A", "undefined",
})  # fmt: skip


@lru_cache(maxsize=4096)
def source_of(words: str) -> str:
    """Which kind of beginning a source's words speak of. Most say where one applied."""
    text = f" {plain(words)} "
    if (
        re.search(r" (?:referr|refer|recommend|empfehl|cooptation|indicac|内推)", text)
        or " friend" in text
    ):
        return Source.REFERRAL.value
    if re.search(
        r" (?:career|job|campus|hiring|uni\w*|karriere) ?(?:fair|messe|expo|event)|jobmesse| fair ",
        text,
    ):
        return Source.FAIR.value
    if re.search(
        r"inbound|reached out|(?:they|recruiter|hr) (?:e ?mailed|messaged|wrote|called|found)|"
        r"headhunt|recruiter contacted|contacted me|found me|they wrote"
        r"| sourced | poached ",
        text,
    ) or text.strip() in {"recruiter", "recruiter linkedin", "recruiting agency"}:
        return Source.INBOUND.value
    return Source.OUTBOUND.value


def split_in_two(cell: str) -> tuple[str, str]:
    """(company, role) of a cell that holds both; the role may be missing."""
    parts = [part.strip() for part in _TWO.split(cell, maxsplit=1) if part.strip()]
    if len(parts) < 2:
        return cell, ""
    return (parts[1], parts[0]) if _ROLE_FIRST.search(cell) else (parts[0], parts[1])


_STAGE_KEYS = (
    "stage",
    "status",
    "state",
    "name",
    "event",
    "to",
    "title",
    "type",
    "new_status",
    "step",
)
_DAY_KEYS = (
    "date",
    "on",
    "at",
    "when",
    "day",
    "timestamp",
    "time",
    "changed_at",
    "created_at",
    "changedAt",
    "createdAt",
    "updated_at",
    "start",
)


def history(cell: str) -> list[tuple[str, str]] | None:
    """(words, day as written) of each entry of a history kept as JSON in one cell, or None."""
    if not cell.startswith(("[", "{")) or len(cell) > 50_000:
        return None
    parsed = _parsed(cell)
    if isinstance(parsed, dict):
        if any(key in parsed for key in _STAGE_KEYS):
            parsed = [parsed]
        else:
            return [(str(key), str(value or "")) for key, value in parsed.items()]
    if not isinstance(parsed, list):
        return None
    return list(_entries(parsed))


def _parsed(cell: str) -> object:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        pass
    try:
        return ast.literal_eval(cell)  # literals alone: no name and no call is evaluated
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None


def _entries(parsed: list[object]) -> Iterator[tuple[str, str]]:
    for one in parsed:
        if isinstance(one, dict):
            stage = next((one[key] for key in _STAGE_KEYS if one.get(key)), "")
            day = next((one[key] for key in _DAY_KEYS if one.get(key)), "")
            yield str(stage), str(day)
        elif isinstance(one, str):
            yield one, ""
        elif isinstance(one, list | tuple) and one:
            yield str(one[0]), str(one[1]) if len(one) > 1 else ""
