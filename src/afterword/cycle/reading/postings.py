"""A job's page, pasted: what schema.org JobPosting says of it, or what its first lines say.

Pure, with caps: a page is a stranger's. Runs in the limited child.
"""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from afterword.cycle.reading.errors import Damaged, NothingInside, TooLarge
from afterword.cycle.reading.plain import visible

MOST = 5_000_000
MOST_BLOCKS = 50
LONGEST_NOTES = 20_000
_URL = re.compile(r"https?://[^\s<>\"']+")
_AT = re.compile(r"^(?P<role>.{3,120}?)\s+(?:at|bei|chez|@)\s+(?P<company>.{2,80})$")
_SITES = re.compile(
    r"\s*[|–—-]\s*(?:linkedin|indeed|glassdoor|stepstone|xing|greenhouse|lever)\b.*$", re.I
)


def posting(page: str) -> dict[str, str]:
    """Fields of an application: company, role, where, pay, links, notes. Raises Unreadable."""
    if len(page) > MOST:
        raise TooLarge("That page is larger than 5 MB.")
    if not page.strip():
        raise NothingInside("There is nothing to read.")
    if "<" not in page:
        return _from_text(page)
    reader = _Page()
    try:
        reader.feed(page)
        reader.close()
    except (AssertionError, RecursionError) as wrong:
        raise Damaged("The page could not be read.") from wrong
    found = next((one for block in reader.blocks for one in _postings(block)), None)
    return _from_schema(found, reader) if found else _from_page(reader)


class _Page(HTMLParser):
    """The structured blocks, the title and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.title = ""
        self.heading = ""
        self.address = ""
        self.about: dict[str, str] = {}
        self.text: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "script":
            structured = "ld+json" in said.get("type", "") and len(self.blocks) < MOST_BLOCKS
            self._inside = "block" if structured else "script"
            if structured:
                self.blocks.append("")
        elif tag in ("title", "h1", "style"):
            self._inside = tag
        elif tag == "link" and "canonical" in said.get("rel", ""):
            self.address = said.get("href", "")
        elif tag == "meta":
            self.about[said.get("property") or said.get("name", "")] = said.get("content", "")
        elif tag in ("p", "li", "br", "div", "h2", "h3"):
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "title", "h1", "style"):
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "block":
            self.blocks[-1] += data
        elif self._inside == "title":
            self.title += data
        elif self._inside == "h1":
            self.heading += data
        elif self._inside == "":
            self.text.append(data)


def _postings(block: str) -> Iterator[dict[str, Any]]:  # Any: JSON
    try:
        parsed = json.loads(block)
    except (ValueError, RecursionError):
        return
    waiting, seen = [parsed], 0
    while waiting and seen < 10_000:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            if "JobPosting" in str(one.get("@type", "")):
                yield one
            waiting += [one["@graph"]] if "@graph" in one else []


def _from_schema(job: dict[str, Any], page: _Page) -> dict[str, str]:  # Any: JSON
    return _filled(
        company=_name(job.get("hiringOrganization")),
        role=_text(job.get("title")),
        where=_where(job),
        pay=_pay(job.get("baseSalary")),
        links=_address(_text(job.get("url")) or page.address or page.about.get("og:url", "")),
        notes=_words(_text(job.get("description"))),
    )


def _from_page(page: _Page) -> dict[str, str]:
    title = _SITES.sub("", visible(page.about.get("og:title", "") or page.title or page.heading))
    at = _AT.match(title)
    return _filled(
        company=at["company"] if at else page.about.get("og:site_name", ""),
        role=at["role"] if at else visible(page.heading) or title,
        links=_address(page.address or page.about.get("og:url", "")),
        notes=_words("".join(page.text)),
    )


def _from_text(text: str) -> dict[str, str]:
    lines = [line for line in map(visible, text.splitlines()) if line]
    at = next(
        (match for line in lines[:10] if "//" not in line and (match := _AT.match(line))), None
    )
    link = _URL.search(text)
    return _filled(
        company=at["company"]
        if at
        else (lines[1] if len(lines) > 1 and len(lines[1]) < 80 else ""),
        role=at["role"] if at else (lines[0] if len(lines[0]) < 120 else ""),
        links=link[0] if link else "",
        notes=text.strip()[:LONGEST_NOTES],
    )


def _filled(**fields: str) -> dict[str, str]:
    short = {name: " ".join(visible(text).split())[:200] for name, text in fields.items()}
    return {**short, "links": fields.get("links", "")[:2000], "notes": fields.get("notes", "")}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _name(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _where(job: dict[str, Any]) -> str:  # Any: JSON
    places = job.get("jobLocation")
    named = [_place(one) for one in (places if isinstance(places, list) else [places])[:5]]
    remote = ["remote"] if job.get("jobLocationType") == "TELECOMMUTE" else []
    return ", ".join(dict.fromkeys(filter(None, [*remote, *named])))


def _place(value: object) -> str:
    address = value.get("address") if isinstance(value, dict) else value
    if isinstance(address, dict):
        parts = (
            _name(address.get(one))
            for one in ("addressLocality", "addressRegion", "addressCountry")
        )
        return ", ".join(filter(None, parts))
    return _text(address)


def _pay(value: object) -> str:
    if not isinstance(value, dict):
        return _text(value)
    amount = value.get("value")
    inner = amount if isinstance(amount, dict) else {"value": amount}
    low, high = inner.get("minValue"), inner.get("maxValue")
    sums = f"{low} to {high}" if low and high else str(inner.get("value") or low or high or "")
    unit = _text(inner.get("unitText")).lower()
    return " ".join(
        filter(None, [sums, _text(value.get("currency")), f"per {unit}" if unit else ""])
    )


def _address(text: str) -> str:
    return text if text.startswith(("https://", "http://")) else ""


def _words(html: str) -> str:
    """Text of a description that may be HTML, line by line."""
    if "<" in html or "&lt;" in html:
        inner = _Page()
        inner.feed(html)
        inner.close()
        html = "".join(inner.text)
    lines = (" ".join(visible(line).split()) for line in html.splitlines())
    return "\n".join(line for line in lines if line)[:LONGEST_NOTES]
