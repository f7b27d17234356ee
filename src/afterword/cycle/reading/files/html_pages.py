"""What a page of HTML holds: its structured blocks, its title, its addresses, its text.

Not a browser, and no parser that can be made slow: every sign is looked at a few times at most,
however the page is built. The standard library's goes back over tags that do not end.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_BLOCKS = 50
LONGEST_TAG = 20_000  # of which attributes are read
_LONG_NUMBER = re.compile(r"&#[0-9]{8,}")  # of no sign there is; Python refuses to read the longest

_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9-]{0,30}")
_UP_TO_QUOTE = re.compile(r"[^>\"']*")
_ATTRIBUTE = re.compile(r"([^\s=>\"'/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_ENDS = {name: re.compile(rf"</{name}\b", re.I) for name in ("script", "style", "title")}
_BREAKS = frozenset({"p", "li", "br", "div", "h2", "h3"})


@dataclass
class Page:
    """What was found on a page."""

    blocks: list[str] = field(default_factory=list)  # of structured data, as JSON
    title: str = ""
    heading: str = ""
    address: str = ""
    about: dict[str, str] = field(default_factory=dict)  # what its head says of it, by name
    text: str = ""


class Piece(NamedTuple):
    """The text up to a tag, the tag, and of what is no text (a script, a title) what is in it."""

    text: str
    tag: str = ""  # in small letters, with its slash where it ends something
    attributes: str = ""
    inside: str = ""
    at: int = 0  # where in the page the tag is


def read_page(page: str) -> Page:
    """Everything at once. Whatever does not end goes to the end."""
    found, words, heading = Page(), list[str](), list[str]()
    in_heading = False
    for one in pieces(page):
        (heading if in_heading else words).append(_plain(one.text))
        if one.tag in ("h1", "/h1"):
            in_heading = one.tag == "h1"
        elif one.tag in _BREAKS:
            words.append("\n")
        elif one.tag:
            _take(found, one)
    found.text, found.heading = "".join(words), "".join(heading)
    return found


def _take(found: Page, one: Piece) -> None:
    """A tag that tells something of the page."""
    if one.tag == "title":
        found.title = found.title or _plain(one.inside)
    elif one.tag == "script":
        structured = "ld+json" in _said(one).get("type", "")
        if structured and len(found.blocks) < MOST_BLOCKS:
            found.blocks.append(one.inside)
    elif one.tag == "link" and "canonical" in (said := _said(one)).get("rel", ""):
        found.address = said.get("href", "")
    elif one.tag == "meta":
        said = _said(one)
        found.about[said.get("property") or said.get("name", "")] = said.get("content", "")


def _said(one: Piece) -> dict[str, str]:
    return {
        name.lower(): _plain(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(one.attributes[:LONGEST_TAG])
    }


def _plain(text: str) -> str:
    return html.unescape(_LONG_NUMBER.sub("\ufffd", text))


def pieces(page: str) -> Iterator[Piece]:
    """The page from its first sign to its last."""
    at, quotes = 0, _Quotes(page)
    while (begins := page.find("<", at)) >= 0:
        one, at = _piece(page, at, begins, quotes)
        yield one
    yield Piece(page[at:], at=len(page))


def _piece(page: str, at: int, begins: int, quotes: "_Quotes") -> tuple[Piece, int]:
    """What comes next, and where the page goes on after it."""
    text, named = page[at:begins], _NAME.match(page, begins + 1)
    if page.startswith("<!--", begins):
        return Piece(text, at=begins), _after(page, "-->", begins + 4)
    if named is None and page[begins + 1 : begins + 2] not in ("!", "?", "/"):
        return Piece(f"{text}<", at=begins), begins + 1
    if named is None:
        return Piece(text, at=begins), quotes.end_of_tag(begins + 1) + 1
    tag, end = named[0].lower(), quotes.end_of_tag(named.end())
    if tag not in _ENDS:
        return Piece(text, tag, page[named.end() : end], at=begins), end + 1
    ends = _ENDS[tag].search(page, end + 1)
    after = ends.start() if ends else len(page)
    return Piece(text, tag, page[named.end() : end], page[end + 1 : after], begins), after


def _after(page: str, what: str, at: int) -> int:
    found = page.find(what, at)
    return found + len(what) if found >= 0 else len(page)


class _Quotes:
    """Where tags end. After one quote that never ends none is heeded: no page is read twice."""

    def __init__(self, page: str) -> None:
        self._page, self._heeded = page, True

    def end_of_tag(self, at: int) -> int:
        """Where its `>` is that stands in no quotes; where a quote never ends, the next one."""
        end = self._beyond_quotes(at) if self._heeded else None
        if end is None:
            self._heeded = False
            end = self._page.find(">", at)
        return end if end >= 0 else len(self._page)

    def _beyond_quotes(self, at: int) -> int | None:
        page = self._page
        while at < len(page):
            plain = _UP_TO_QUOTE.match(page, at)
            at = plain.end() if plain else at
            if page[at : at + 1] in (">", ""):
                return at
            closes = page.find(page[at], at + 1)
            if closes < 0:
                return None
            at = closes + 1
        return len(page)
