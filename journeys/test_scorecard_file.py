"""A senior engineer who will not use a web page: one file out, one file back, and a letter."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from journeys.conftest import Site
from journeys.steps import BEN, assess_yourself, choose, desk, do_next, fill, follow, press, set_up
from playwright.sync_api import BrowserContext, Page, expect

WELL = "You asked what happens at the same moment before you wrote a line."
SAID = "Asked whether two can come at the same moment."
DONE = "Ran the two examples, then said that it works."
BECAUSE = "The approach was sound, and every slip was found once asked."
RAISED = "Trying an empty list before being asked."
NEXT = "Write three tests before the first line."
PRIVATE = "Remember to be brief with him"


def test_the_scorecard_file_out_and_back(
    site: Site, visitor: Callable[..., Page], tmp_path: Path
) -> None:
    ben = visitor("Ben")
    link = _ben_asks_a_guest(site, ben)

    own = _grace_takes_the_chair(visitor("Grace"), link)
    file = _fetches_by_her_own_link(visitor("Grace, on her laptop"), own, tmp_path)

    paper = visitor("Grace, without a network")
    asked = _watch_requests(paper.context)
    paper.context.set_offline(True)
    word, saved = _grace_fills_in(paper, file, tmp_path)
    assert asked == []
    assert not any(words in saved.read_text() for words in (WELL, BECAUSE, PRIVATE))

    address = _ben_brings_it_in(ben, saved)
    _ben_writes_his_half(ben)
    _ben_opens_it(ben, word, address)

    expect(ben.get_by_role("main")).to_contain_text(WELL)
    expect(ben.get_by_role("main")).to_contain_text(DONE)
    expect(ben.get_by_role("main")).to_contain_text(RAISED)
    expect(ben.get_by_role("main")).to_contain_text(NEXT)
    expect(ben.locator("body")).not_to_contain_text(PRIVATE)


def _ben_asks_a_guest(site: Site, ben: Page) -> str:
    """Ben, alone on his laptop, books an hour that begins now with somebody who has no account."""
    set_up(ben, site.setup_link, host=BEN, purpose="Just me")
    press(ben, "Open my search")
    follow(desk(ben), "Book an interview")
    choose(ben, "Candidate")
    ben.get_by_label("With whom?").select_option(
        label="Somebody who gets a link from me: a guest or a friend"
    )
    choose(ben, "Start now")
    press(ben, "Book it")
    return ben.locator("#guest-link-text").inner_text().strip()


def _grace_takes_the_chair(grace: Page, link: str) -> str:
    grace.goto(link)
    press(grace, "Start now")
    return grace.locator("#own-link-text").inner_text().strip()


def _fetches_by_her_own_link(laptop: Page, own: str, folder: Path) -> Path:
    laptop.goto(own)
    press(laptop, "Open")
    follow(laptop, "The scorecard file")
    with laptop.expect_download() as fetched:
        press(laptop, "Fetch the scorecard")
    file = folder / fetched.value.suggested_filename
    fetched.value.save_as(file)
    assert re.fullmatch(r"scorecard-[\d-]+\.html", file.name)
    return file


def _watch_requests(context: BrowserContext) -> list[str]:
    """Whatever the page asks of any network from now on."""
    asked: list[str] = []
    context.on(
        "request",
        lambda one: one.url.startswith(("file:", "data:", "blob:")) or asked.append(one.url),
    )
    return asked


def _grace_fills_in(paper: Page, file: Path, folder: Path) -> tuple[str, Path]:
    paper.goto(file.as_uri())
    follow(paper, "Read it through")
    press(paper, "Start the clock")
    for line in (SAID, DONE, PRIVATE):
        paper.get_by_label("A line for yourself").fill(line)
        paper.get_by_label("A line for yourself").press("Enter")
    press(paper, "The hour is over")
    follow(paper, "Write the notes")
    _grace_writes(paper)
    paper.reload()
    expect(paper.get_by_label("Because")).to_have_value(BECAUSE)
    follow(paper, "Seal and save")
    expect(paper.get_by_text("Everything that notes need is there.")).to_be_visible()
    press(paper, "Suggest three words")
    word = paper.get_by_label("Your word", exact=True).input_value()
    with paper.expect_download() as kept:
        press(paper, "Seal and save the file")
    saved = folder / kept.value.suggested_filename
    kept.value.save_as(saved)
    assert json.loads(saved.read_text())["sealed"]["iterations"] >= 600_000
    return word, saved


def _grace_writes(paper: Page) -> None:
    fill(paper, "First, in your words", WELL)
    _rate(paper, "problem_solving", level="3", line=SAID, name="Problem solving")
    _rate(paper, "verification", level="2", line=DONE, name="Verification")
    paper.locator("#raised-verification").fill(RAISED)
    choose(paper, "lean hire")
    paper.get_by_label("Because", exact=True).fill(BECAUSE)
    fill(paper, "If they did one thing", NEXT)


def _rate(paper: Page, key: str, *, level: str, line: str, name: str) -> None:
    block = paper.locator(f'[data-dimension="{key}"]')
    block.locator(f'input[value="{level}"]').check()
    left = paper.locator("[data-gathered] li").filter(has_text=line)
    left.get_by_role("button", name=name).click()
    expect(block.get_by_label("What they said or did")).to_have_value(line)


def _ben_brings_it_in(ben: Page, saved: Path) -> str:
    ben.reload()
    follow(ben, "Bring it in")
    ben.get_by_label("The saved file").set_input_files(saved)
    press(ben, "Bring the file in")
    expect(ben.get_by_role("main")).to_contain_text("It opens when your own half is written.")
    expect(ben.get_by_label("The word")).to_have_count(0)
    return ben.url


def _ben_writes_his_half(ben: Page) -> None:
    follow(ben, "Write your half")
    assess_yourself(ben, well="I kept talking.", otherwise="I would test first.", levels={})


def _ben_opens_it(ben: Page, word: str, address: str) -> None:
    ben.goto(address)
    ben.get_by_label("The word").fill("not this one")
    press(ben, "Open it")
    expect(ben.get_by_role("main")).to_contain_text("That word does not open the file.")
    ben.get_by_label("The word").fill(f" {word.title()} ")
    press(ben, "Open it")
    expect(ben.locator("#toasts")).to_contain_text("The word is right.")
    do_next(desk(ben), "Read it")
