"""The numbers of a club: a term of interviews, and what each reader is shown of the fit.

The Night Owls have held forty interviews that a simulation drew and the parts' own actions held.
Ben reads what stands beside a letter and, only because he asks, his own estimate; Ada reads that
she rates hard; Dov, who organizes, reads where the spread comes from and how far two readings
agree. Then one letter is taken back, and the worker fits again.
"""

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from journeys import steps
from journeys.conftest import COMMAND, Look, Site, plain_environment, start, wait_for
from playwright.sync_api import Page, expect


@pytest.fixture
def club(first_start: Path, tmp_path: Path) -> Iterator[tuple[Site, str]]:
    """The fictional club on a server of its own, and everybody's password."""
    data = tmp_path / "data"
    shutil.copytree(first_start, data)
    environment = {**plain_environment(), "AFTERWORD_DATA": str(data)}
    printed = subprocess.run(
        [COMMAND, "demo"], env=environment, capture_output=True, text=True, timeout=300, check=True
    ).stdout
    said = re.search(r"opened: (\S+)", printed)
    assert said is not None
    running = start(data)
    yield running, said[1]
    running.stop()


def sign_in(page: Page, site: Site, name: str, password: str) -> None:
    page.goto(f"{site.url}/account/login/")
    steps.fill(page, "E-mail address", f"{name}@example.org")
    steps.fill(page, "Password", password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}/")


def hours_fitted(site: Site) -> int:
    with sqlite3.connect(site.data / "afterword.sqlite3") as database:
        (found,) = database.execute(
            "select hours from calibration_fit where kind = 'coding'"
        ).fetchone()
    return int(found)


def test_the_numbers(club: tuple[Site, str], visitor: Callable[..., Page], look: Look) -> None:
    site, password = club
    ben, ada, dov = (visitor(name) for name in ("Ben", "Ada", "Dov"))

    # Ben's letter: what was written first, and below it what another would most likely have.
    sign_in(ben, site, "ben", password)
    ben.goto(f"{site.url}/notes/")
    steps.follow(ben, "The tidal path")
    beside = ben.locator("#numbers")
    expect(beside.get_by_role("table")).to_contain_text("What else fits")
    expect(beside).to_contain_text("by 8 interviewers in Night Owls")
    expect(ben.locator("#second-reading")).to_contain_text("neither of them is the right one")
    steps.follow(ben, "Your hours over time")
    steps.reads(ben, "Your hours over time")
    expect(ben.locator("#second-opinions svg")).to_be_visible()
    expect(ben.locator("main")).not_to_contain_text("of a level")
    look(ben, "a candidate's hours over time")
    steps.follow(ben, "Show me the estimate")
    expect(ben.locator("main")).to_contain_text("of a level")
    expect(ben.locator("main")).not_to_contain_text(re.compile("Ada|Cleo|Dov"))

    # Ada rates hard, and the simulation made her so.
    sign_in(ada, site, "ada", password)
    ada.goto(f"{site.url}/notes/")
    steps.follow(ada, "Your strictness")
    expect(ada.locator("main")).to_contain_text(
        re.compile(r"You rate about 0\.\d of a level stricter than the average here")
    )
    look(ada, "an interviewer's strictness")

    # The question: harder than it was meant, and all have seen it.
    ada.goto(f"{site.url}/questions/")
    steps.follow(ada, "The tidal path")
    expect(ada.locator("#numbers")).to_contain_text("8 of 8 people in Night Owls have seen it")
    steps.follow(ada, "With a picture")
    look(ada, "a question's difficulty")
    steps.follow(ada, "How do we know")
    steps.reads(ada, "Strictness and difficulty, in levels")

    # Dov sees the club as a whole, and himself on the map.
    sign_in(dov, site, "dov", password)
    dov.goto(f"{site.url}/programs/")
    steps.follow(dov, "Night Owls")
    steps.follow(dov, "How it rates here")
    coding = dov.locator("#map-coding")
    expect(coding.locator("svg")).to_contain_text("you")
    expect(coding.locator("svg")).not_to_contain_text("Ada")
    expect(dov.locator("main")).to_contain_text("who was asked")
    twice = dov.get_by_role("row", name=re.compile(r"Recommendation \d\d .* 0\.\d\d \("))
    expect(twice).to_be_visible()
    look(dov, "how the club rates")

    # A letter is taken back; the worker fits what is left.
    before = hours_fitted(site)
    ada.goto(f"{site.url}/notes/")
    hers = ada.get_by_role("region", name="From you")
    hers.get_by_role("link", name="Room in the kiln").click()
    steps.follow(ada, "Withdraw these notes")
    ada.get_by_role("textbox").fill("They were about another hour.")
    ada.get_by_role("button", name=re.compile("Withdraw")).click()
    wait_for(lambda: wish_is_kept(site), what="the worker to hear of it")
    hurry(site)
    wait_for(lambda: hours_fitted(site) == before - 1, what="the fit", patience=90)
    dov.reload()
    expect(dov.locator("main")).to_contain_text(f"From {before - 1} interviews")


def wish_is_kept(site: Site) -> bool:
    with sqlite3.connect(site.data / "afterword.sqlite3") as database:
        return bool(database.execute("select count(*) from calibration_wanted").fetchone()[0])


def hurry(site: Site) -> None:
    """Let the three minutes in which letters are gathered be over."""
    with sqlite3.connect(site.data / "afterword.sqlite3", timeout=30) as database:
        database.execute(
            "update django_tasks_database_dbtaskresult set run_after = '2000-01-01 00:00:00' "
            "where task_path = 'afterword.calibration.tasks.refit'"
        )
