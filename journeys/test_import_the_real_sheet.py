"""A real search comes in: two rules are mended, all of it is kept, undone, and kept again.

Where the shared real sheet is absent, one with the same troubles is made up.
"""

import re
from collections.abc import Callable
from pathlib import Path

from journeys import steps
from journeys.conftest import Site
from playwright.sync_api import Locator, Page, expect

REAL = Path(__file__).parents[2] / "shared" / "data" / "search" / "internships_2024_wide.csv"
NAMES = (
    "ApplicationID,Company,Title ,Semester,Status 1,Status 2,Status 3,Status 4,Application Date,"
    "Status 1 Date,Status 2 Date,Status 3 Date,Status 4 Date,Link,Fortune 500\n"
)


def sheet(folder: Path) -> tuple[Path, int]:
    """The file, and how many applications are in it."""
    if REAL.is_file():
        return REAL, len(REAL.read_text().splitlines()) - 1
    rows = [
        f"APP{n:03},Company {n},Data Analyst,Sum 2025,"
        f"{('Rejected', 'Auto Int.', 'Virutal Int.', 'Cancelled', '')[n % 5]},,,,"
        f"2024-10-{n % 28 + 1:02},{'2024-12-01' if n % 5 < 4 else ''},,,,on linkedin,0\n"
        for n in range(1, 61)
    ]
    made = folder / "internships_2024_wide.csv"
    made.write_text(NAMES + "".join(rows))
    return made, len(rows)


def test_a_real_sheet_is_imported_mended_undone_and_imported_again(
    site: Site, visitor: Callable[..., Page], tmp_path: Path
) -> None:
    ben = visitor("Ben")
    steps.set_up(ben, site.setup_link, host=steps.BEN, purpose="Just me")
    file, count = sheet(tmp_path)

    _send(ben, site, file)
    expect(_understood(ben)).to_contain_text(f"{count} applications in {count} lines.")

    # Two rules are not what Ben meant; each change shows its effect at once.
    _open(ben, "What the statuses say")
    row = ben.get_by_role("row").filter(
        has=ben.get_by_role("rowheader", name="Auto Int.", exact=True)
    )
    row.get_by_role("combobox").select_option(label="phone screen")
    expect(row.get_by_role("cell").nth(1)).to_have_text("phone screen")
    expect(ben.locator(".htmx-request, .htmx-settling, .htmx-added")).to_have_count(0)
    _open(ben, "What the columns mean")
    ben.get_by_label("What the column Semester holds").select_option(label="where you found it")
    expect(ben.get_by_role("button", name="Guess everything afresh")).to_be_visible()
    expect(ben.get_by_label("What the column Semester holds")).to_have_value("source")
    expect(_understood(ben)).to_contain_text(f"{count} applications in {count} lines.")

    _keep(ben, count)
    steps.told(ben, f"{count} applications brought in.")
    steps.reads(ben, file.name)

    # Undone whole, from the message at the edge of the page.
    steps.press(ben, "Undo", exact=True)
    expect(ben.get_by_role("main")).to_contain_text("nothing of it is in your search now")

    # Again: the rules that Ben set are still there.
    steps.follow(ben, "Bring it in again")
    _send(ben, site, file)
    _open(ben, "What the columns mean")
    expect(ben.get_by_label("What the column Semester holds")).to_have_value("source")
    _keep(ben, count)
    expect(ben.get_by_role("main")).to_contain_text(f"{count} applications came from this file")

    # A third time nothing is new.
    _send(ben, site, file)
    expect(_understood(ben)).to_contain_text(f"{count} of them are here already")


def _send(page: Page, site: Site, file: Path) -> None:
    page.goto(f"{site.url}/search/import/")
    steps.reads(page, "Bring in a file")
    page.get_by_label("The file").set_input_files(file)
    steps.press(page, "See what it says")
    steps.reads(page, "What was understood")


def _understood(page: Page) -> Locator:
    return page.locator("#understood .sentence")


def _open(page: Page, words: str) -> None:
    """Open a part of the page that is folded, if it is."""
    part = page.locator("details").filter(has=page.get_by_text(words, exact=True))
    if part.get_attribute("open") is None:
        part.locator("summary").click()


def _keep(page: Page, count: int) -> None:
    page.get_by_role("button", name=re.compile(rf"Bring in {count} applications")).click()
