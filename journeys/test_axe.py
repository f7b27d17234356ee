"""Axe finds nothing on any page that somebody can reach: every link is followed, on a wide light
page and on a narrow dark one. The stories look at the pages on their own way besides."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from journeys import steps
from journeys.conftest import Look, Site
from journeys.steps import ADA, BEN, DOV
from playwright.sync_api import Page

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[\w-]{30,}")
NOT_PAGES = re.compile(r"\.(ics|md|json|svg|zip)$|^/api/|/fetch/$|/logout")


def test_axe_finds_nothing_wherever_links_lead(
    site: Site, visitor: Callable[..., Page], look: Look
) -> None:
    stranger, dov, ada, ben = (visitor(name) for name in ("Stranger", "Dov", "Ada", "Ben"))
    for page, words in ((stranger, "nobody has set it up"), (dov, "set-up")):
        page.goto(site.url)
        look(page, words)
    invitation = steps.begin_club(dov, site.setup_link, host=DOV)
    steps.sign_up(ada, invitation, ADA)
    steps.sign_up(ben, invitation, BEN)
    steps.start_now(ben, whom="Ada", chair="The candidate's chair")

    seen: set[str] = set()
    for who, page in (("stranger", stranger), ("Dov", dov), ("Ada", ada), ("Ben", ben)):
        for place in _wherever_links_lead(page, site.url):
            if place not in seen:
                look(page, f"{who} {place}")
            seen.add(place)
    assert len(seen) >= 45, sorted(seen)


def _wherever_links_lead(page: Page, start: str) -> Iterator[str]:
    """Open every kind of page once, from the start on; which kind is open now."""
    ahead, known = [start], {start}
    while ahead:
        answer = page.goto(ahead.pop(0))
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            continue
        yield _kind(page.url).replace("/", " ").strip() or "desk"
        for link in _links(page):
            if _kind(link) not in known and link.startswith(start):
                known.add(_kind(link))
                ahead.append(link)


def _kind(address: str) -> str:
    """The address without what is different from one thing to the next of its kind."""
    return ID.sub("…", urlsplit(address).path)


def _links(page: Page) -> list[str]:
    links: list[str] = page.eval_on_selector_all("a[href]", "(all) => all.map((one) => one.href)")
    return [one for one in links if not NOT_PAGES.search(urlsplit(one).path)]
