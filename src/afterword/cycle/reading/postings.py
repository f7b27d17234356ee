"""A job's page, pasted: what schema.org JobPosting says of it, or what its first lines say.

Pure, with caps: a page is a stranger's. Runs in the limited child.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from afterword.cycle.reading.errors import NothingInside, TooLarge
from afterword.cycle.reading.files.html_pages import Page, read_page
from afterword.cycle.reading.plain_text import visible

MOST = 5_000_000
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
    whole = read_page(page)
    found = next((one for block in whole.blocks for one in _postings(block)), None)
    return _from_schema(found, whole) if found else _from_page(whole)


def _postings(block: str) -> Iterator[dict[str, Any]]:  # Any: JSON
    try:
        parsed = json.loads(block)
    except (ValueError, RecursionError):
        return
    waiting = [parsed]
    for one in islice(waiting, 10_000):  # which grows meanwhile
        if isinstance(one, list):
            waiting += one[:10_000]
        elif isinstance(one, dict):
            if "JobPosting" in str(one.get("@type", "")):
                yield one
            waiting += [one["@graph"]] if "@graph" in one else []


def _from_schema(job: dict[str, Any], page: Page) -> dict[str, str]:  # Any: JSON
    return _filled(
        company=_name(job.get("hiringOrganization")),
        role=_text(job.get("title")),
        where=_where(job),
        pay=_pay(job.get("baseSalary")),
        links=_address(_text(job.get("url")) or page.address or page.about.get("og:url", "")),
        notes=_words(_text(job.get("description"))),
    )


def _from_page(page: Page) -> dict[str, str]:
    title = _SITES.sub("", visible(page.about.get("og:title", "") or page.title or page.heading))
    at = _AT.match(title)
    return _filled(
        company=at["company"] if at else page.about.get("og:site_name", ""),
        role=at["role"] if at else visible(page.heading) or title,
        links=_address(page.address or page.about.get("og:url", "")),
        notes=_words(page.text),
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
    both = [_sum(low), _sum(high)] if low and high else [_sum(inner.get("value") or low or high)]
    unit = _text(inner.get("unitText")).lower()
    return " ".join(
        filter(
            None, [" to ".join(both), _text(value.get("currency")), f"per {unit}" if unit else ""]
        )
    )


def _sum(value: object) -> str:
    """60,000 and not 60000; words as they are."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"{value:,}" if type(value) in (int, float) else str(value or "")


def _address(text: str) -> str:
    return text if text.startswith(("https://", "http://")) else ""


def _words(html: str) -> str:
    """Text of a description that may be HTML, line by line."""
    if "<" in html or "&lt;" in html:
        html = read_page(html).text
    lines = (" ".join(visible(line).split()) for line in html.splitlines())
    return "\n".join(line for line in lines if line)[:LONGEST_NOTES]
