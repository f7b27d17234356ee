"""Axe finds nothing on any page, for anybody who may see it.

The pages are those of the access matrix, where every route has a row or a test fails: none can be
left out. Whoever may is asked what they are shown, a form also with what it refuses; pages of one
route that are built of the same elements are looked at once, wide and light, narrow and dark. Names
and titles are one long word there, and no page is wider than its window for it, nor for letters
twice as large on a phone.
"""

import importlib
import mimetypes
import pkgutil
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.db.models import Value
from django.db.models.functions import Concat
from playwright.sync_api import Browser, Page, Route
from tests.access import matrix, rows, world

from afterword.cycle.models import Application
from afterword.people.models import Person, Program
from afterword.questions.models import Question

HERE = "http://afterword.test"
TAG = re.compile(r"<[a-z][^>]*>")
VALUE = re.compile(r'\b(?!(?:class|role|type)=)([\w-]+)="[^"]*"')
AXE = Axe().axe_script
LOOK = """async (options) => {
    const isWide = document.documentElement.scrollWidth > innerWidth;
    const wide = isWide ? ["wider than the window"] : [];
    const bare = document.styleSheets.length ? [] : ["without its style"];
    const { violations } = await axe.run(document, options);
    const said = (rule, one) => `${rule.id}: ${one.html.slice(0, 160)}`;
    const found = violations.flatMap((rule) => rule.nodes.map((one) => said(rule, one)));
    return [...wide, ...bare, ...found];
}"""
EVERY_RULE: dict[str, list[str]] = {}
OF_A_FACE = {"runOnly": ["color-contrast", "link-in-text-block", "scrollable-region-focusable"]}
"""What can be right on a wide light page and wrong on a narrow dark one."""
FACES = ((1280, "light", EVERY_RULE), (390, "dark", OF_A_FACE))
USUAL, LARGE = 16, 32
"""The size of letters that a reader's browser is set to, in pixels."""
WIDE = "document.documentElement.scrollWidth > innerWidth"
# Whom a page lets in beside these sees no more than they do; others look where none of them may.
LOOKING = frozenset(
    {"anonymous", "host", "organizer", "candidate", "interviewer", "reviewer", "guest"}
)
PARTS = sorted(module.name for module in pkgutil.iter_modules(rows.__path__))


LONGEST = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def with_long_names(place: world.World) -> world.World:
    """The same place, in which everybody and everything is called by one word that hardly ends."""
    Person.objects.update(name=Concat("name", Value(LONGEST)), time_zone="America/Port-au-Prince")
    Program.objects.update(name=Concat("name", Value(LONGEST)))
    Question.objects.update(title=Concat("title", Value(LONGEST)))
    Application.objects.update(company=LONGEST, role=LONGEST)
    return place


def built_of(html: str) -> frozenset[str]:
    """The kinds of elements of a page: their tags, classes and attributes."""
    return frozenset(VALUE.sub(r"\1", tag) for tag in TAG.findall(html))


def pages(place: world.World) -> Iterator[tuple[str, str, str]]:
    """What there is to look at: (what, address, HTML)."""
    seen: dict[str, set[str]] = {}
    for part in PARTS:
        for row in importlib.import_module(f"tests.access.rows.{part}").rows(place):
            for method in ("get", "post"):
                allowed = row.allowed(method) or frozenset()
                for subject in sorted(allowed & LOOKING or allowed):
                    cell = matrix.ask(place, row, subject, method)
                    html = shown(cell)
                    new = built_of(html) - seen.setdefault(row.route, set())
                    if html and new:
                        seen[row.route] |= new
                        yield str(cell), f"{HERE}{row.url}", html


def shown(cell: matrix.Cell) -> str:
    """The page of an answer; nothing where it is no page."""
    kind = cell.response.headers.get("Content-Type", "")
    if not kind.startswith("text/html") or cell.response.status_code in {301, 302}:
        return ""
    html: str = cell.response.content.decode()
    return html if html.lstrip().lower().startswith("<!doctype") else ""


def serve(page: Page, shown: dict[str, str]) -> None:
    """Answer the browser with these pages, and with what they need to look as they do."""

    def answer(asked: Route) -> None:
        path = urlsplit(asked.request.url).path
        if asked.request.is_navigation_request():
            asked.fulfill(body=shown["html"], content_type="text/html; charset=utf-8")
        elif path.startswith("/static/") and (file := finders.find(path.removeprefix("/static/"))):
            asked.fulfill(path=file, content_type=mimetypes.guess_type(path)[0])
        else:
            asked.fulfill(status=404)

    page.route(f"{HERE}/**", answer)


PLANTED = """<!doctype html><html lang="en"><title>One</title><img src="/x">
<p style="white-space: nowrap; width: 15rem">A line that is as long as a phone is wide"""


def test_a_planted_fault_is_found(chromium: Browser) -> None:
    page = chromium.new_page()
    serve(page, {"html": PLANTED})
    page.goto(HERE)
    found = " ".join(faults(page))
    page.close()
    assert "image-alt" in found
    assert "without its style" in found
    assert "390 dark: wider" not in found
    assert "390 with large letters: wider" in found


@pytest.mark.django_db(databases=["default", "record"])
def test_axe_finds_nothing_on_any_page(chromium: Browser) -> None:
    places = list(pages(with_long_names(world.build())))
    assert len(places) >= 200
    page, shown = chromium.new_page(reduced_motion="reduce"), dict[str, str]()
    serve(page, shown)
    found: list[str] = []
    for what, address, shown["html"] in places:
        page.goto(address)
        found += [f"{what} {fault}" for fault in faults(page)]
    page.close()
    assert found == [], "\n".join(found)


def faults(page: Page) -> Iterator[str]:
    """What axe finds on a page, and whether the page is wider than the window."""
    page.evaluate(AXE)
    for width, scheme, rules in FACES:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        seen = page.evaluate(LOOK, {"resultTypes": ["violations"], **rules})
        yield from (f"{width} {scheme}: {fault}" for fault in seen)
    letters(page, LARGE)
    if page.evaluate(WIDE):
        yield "390 with large letters: wider than the window"
    letters(page, USUAL)


def letters(page: Page, size: int) -> None:
    """What the reader's own browser is set to, which every size on a page counts from."""
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": size}})
    browser.detach()
