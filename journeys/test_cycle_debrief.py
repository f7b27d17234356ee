"""A search is looked back on, one question a screen; it ends in what the next search opens with."""

import re
from collections.abc import Callable

from journeys import steps
from journeys.conftest import Look, Site
from journeys.steps import BEN
from playwright.sync_api import Page, expect

WILL = "Write three tests before the first line."


def test_a_debrief_ends_in_what_the_next_search_opens_with(
    site: Site, visitor: Callable[..., Page], look: Look
) -> None:
    ben = visitor("Ben")
    steps.set_up(ben, site.setup_link, host=BEN, purpose="Just me")
    _a_search_of_three(ben)

    steps.follow(ben, "Look back")
    look(ben, "before the first debrief")
    steps.choose(ben, "A quarter of an hour")
    steps.press(ben, "Begin")

    steps.reads(ben, "What went well?")
    steps.fill(ben, "In your words", "I wrote to people before I wrote to portals.")
    _on(ben, "What could go better next time?")

    # Paused in the middle, it goes on where it was left, with the words that were typed.
    steps.fill(ben, "In your words", "I called it done too early.")
    steps.press(ben, "Pause")
    steps.told(ben, "Paused. It goes on where you left it.")
    steps.follow(ben, "Go on")
    expect(ben.get_by_label("In your words")).to_have_value("I called it done too early.")

    _on(ben, "Where did your applications go?")
    expect(ben.locator("#streams figcaption")).to_contain_text("Of 3 applications, 1 was answered")
    look(ben, "the funnel in a debrief")
    _on(ben, "What would make it right for you?")
    _on(ben, "What will you repeat?")
    steps.fill(ben, "In a line", "Ask somebody who works there.")
    ben.get_by_label("What did you see it in?").select_option(label="Backend Engineer, Acme")
    _add_it(ben)
    expect(ben.get_by_role("main")).to_contain_text("Seen in Backend Engineer, Acme")
    _on(ben, "What will you do differently?")
    steps.fill(ben, "In a line", "Calling it done after two examples.")
    _add_it(ben)
    expect(ben.get_by_role("main")).to_contain_text("Thoughts, not tied yet")
    look(ben, "a thought that rests on nothing yet")
    steps.press(ben, "Tie it")
    steps.reads(ben, "What does it rest on?")
    steps.choose(ben, "Backend Engineer, Acme")
    ben.get_by_text("It is not in the list").click()
    steps.fill(ben, "A day", "2026-11-03")
    steps.fill(ben, "What happened on it", "A mock with Cleo.")
    look(ben, "what a point rests on")
    steps.press(ben, "Keep it so")
    expect(ben.get_by_role("main")).to_contain_text("3 November 2026: A mock with Cleo.")
    _on(ben, "What do you commit to?")

    # What he will do differently, and has seen, can be taken along; his own words are better.
    offered = ben.get_by_role("button", name=re.compile("Take it.*Calling it done"))
    expect(offered).to_be_visible()
    steps.fill(ben, "I will", WILL)
    _add_it(ben)
    expect(ben.get_by_role("main")).to_contain_text(WILL)
    look(ben, "commitments")
    steps.press(ben, "That was it")
    expect(ben.get_by_role("main")).to_contain_text("I wrote to people before I wrote to portals.")
    look(ben, "the report")

    # A mentor reads what was chosen, and no longer once the link is closed.
    steps.follow(ben, "Share chosen sections")
    for section in ("What went well?", "Where did your applications go?"):
        steps.choose(ben, section)
    steps.press(ben, "Make a link")
    mentor = visitor("A mentor", width=390, dark=True)
    link = steps.link_shown(ben, "Link")
    mentor.goto(link)
    expect(mentor.get_by_role("main")).to_contain_text("I wrote to people")
    expect(mentor.get_by_role("main")).not_to_contain_text("I called it done too early.")
    look(mentor, "what a mentor reads")
    steps.follow(ben, "Back to the debrief")
    steps.press(ben, "Close this link")
    mentor.goto(link)
    steps.reads(mentor, "This link opens nothing")

    # The next search opens with it, says what trains it, and its debrief asks whether it held.
    steps.press(ben, "Begin the next search with these")
    steps.reads(ben, "What you take along")
    expect(ben.get_by_role("main")).to_contain_text(WILL)
    look(ben, "what the next search opens with")
    steps.follow(ben, "Go to the search")
    _add(ben, "Hut & Bunk, Data Engineer")
    steps.follow(ben, "Look back")
    steps.press(ben, "Begin")
    for _ in range(4):
        steps.press(ben, "Go on")
    steps.reads(ben, "Did they hold?")
    expect(ben.get_by_role("main")).to_contain_text(WILL)
    look(ben, "did they hold")
    steps.press(ben, "It held")
    expect(ben.get_by_role("button", name="Take it up again")).to_be_visible()


def _a_search_of_three(page: Page) -> None:
    steps.press(page, "Open my search")
    for line in ("Acme, Backend Engineer, Berlin", "Quince, Data Analyst", "Seed, Engineer"):
        _add(page, line)
    steps.follow(page, "Acme")
    page.get_by_role("combobox", name="What happened").select_option(label="Phone screen")
    steps.press(page, "Note it")
    steps.told(page, "It is noted.")
    steps.follow(page, "Your search")


def _add(page: Page, line: str) -> None:
    steps.fill(page, "Add an application", line)
    page.keyboard.press("Enter")
    steps.told(page, "is on the board.")


def _add_it(page: Page) -> None:
    """By keys, which go on from there once the page has come back."""
    add = page.get_by_role("button", name="Add it")
    add.press("Enter")
    expect(page.get_by_label(re.compile("In a line|I will"))).to_have_value("")
    expect(add).to_be_focused()


def _on(page: Page, question: str) -> None:
    """To the next question, which must be this one."""
    steps.press(page, "Go on")
    steps.reads(page, re.compile(re.escape(question)))
