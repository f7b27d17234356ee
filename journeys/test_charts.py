"""Every picture of a search: a sentence and a table before any script, the same numbers in the
picture once it has drawn, and the keyboard opens the table again."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from journeys import steps
from journeys.conftest import Look, Site
from journeys.steps import BEN
from playwright.sync_api import Locator, Page, expect

PICTURES = ("search/silence/", "search/funnel/", "search/luck/")
IN_A_DEBRIEF = ("funnel", "time", "luck", "stands-out")
KINDS = {"sankey", "intervals", "bands", "timeline", "bars"}
# Any: a chart's specification, as JSON.
Spec = dict[str, Any]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Forty applications: some answered, some rejected, two kinds of beginnings."""
    head = "Company,Title,Applied on,Status,Source,Status date"
    rows = [head, *(_row(n) for n in range(40))]
    file = tmp_path / "search.csv"
    file.write_text("\n".join(rows))
    return file


def _row(n: int) -> str:
    status = ("Rejected", "Phone screen", "")[n % 3]
    came = f"2026-0{n % 6 + 2}-0{n % 9 + 1}" if status else ""
    source = "a referral" if n % 4 == 0 else "LinkedIn"
    return f"Company {n},Engineer,2026-0{n % 6 + 1}-1{n % 9},{status},{source},{came}"


def test_every_chart_is_a_sentence_a_table_and_then_a_picture(
    site: Site, visitor: Callable[..., Page], look: Look, sheet: Path
) -> None:
    ben = visitor("Ben")
    steps.set_up(ben, site.setup_link, host=BEN, purpose="Just me")
    _bring_in(ben, site, sheet)
    pages = [*PICTURES, *_debrief_pages(ben, site)]
    plain = visitor(
        "Ben without a script", storage_state=ben.context.storage_state(), java_script_enabled=False
    )
    kinds: set[str] = set()
    for page in pages:
        plain.goto(f"{site.url}/{page}")
        ben.goto(f"{site.url}/{page}")
        charts = ben.locator("figure.chart").all()
        assert charts, page
        for chart in charts:
            kinds.add(_is_whole(chart, plain))
        _opens_by_keyboard(ben)
        look(ben, page.replace("/", " ").split()[-1])
    assert kinds == KINDS


def _bring_in(page: Page, site: Site, file: Path) -> None:
    page.goto(f"{site.url}/search/import/")
    page.get_by_label("The file").set_input_files(file)
    steps.press(page, "See what it says")
    page.get_by_role("button", name=re.compile("Bring in 40 applications")).click()
    steps.told(page, "40 applications brought in.")


def _debrief_pages(page: Page, site: Site) -> list[str]:
    page.goto(f"{site.url}/debriefs/")
    page.get_by_role("radio", name=re.compile("^An hour")).check()
    steps.press(page, "Begin")
    steps.reads(page, "What went well?")
    begun = page.url.removeprefix(f"{site.url}/").removesuffix("well/")
    return [f"{begun}{step}/" for step in IN_A_DEBRIEF]


def _is_whole(chart: Locator, plain: Page) -> str:
    """The same chart before a script and after it; its kind."""
    name = chart.get_attribute("id")
    before = plain.locator(f"figure#{name}")
    sentence = before.locator("figcaption").inner_text()
    assert sentence.endswith("."), sentence
    expect(before.locator("table")).to_be_visible()
    expect(chart.locator("svg")).to_be_visible()
    expect(chart.locator("table")).to_be_hidden()
    expect(chart.locator("figcaption")).to_have_text(sentence)
    spec: Spec = json.loads(chart.get_attribute("data-chart") or "")
    cells = [
        [cell.inner_text() for cell in row.locator("th, td").all()]
        for row in before.locator("tbody tr").all()
    ]
    for drawn, told in zip(_drawn(spec), cells, strict=False):
        assert drawn <= set(" ".join(told).replace(",", "").split()), (name, drawn, told)
    return str(spec["kind"])


def _drawn(spec: Spec) -> Iterator[set[str]]:
    """For each row of the table, what the picture draws of it."""
    if spec["kind"] == "sankey":
        yield from ({str(link["value"])} for link in spec["links"])
    elif spec["kind"] == "bars":
        yield from ({str(row["value"])} for row in spec["rows"])
    elif spec["kind"] == "timeline":
        yield from ({mark["on"] for mark in row["marks"]} for row in spec["rows"])
    elif spec["x"]["measure"] == "percent":
        yield from ({f"{row['value']:.0%}"} for row in spec["rows"])


def _opens_by_keyboard(page: Page) -> None:
    """Tab comes to what opens the first table, and Enter opens it."""
    first = page.locator("figure.chart summary").first
    page.locator("main").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if first.evaluate("(one) => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("figure.chart table").first).to_be_visible()
