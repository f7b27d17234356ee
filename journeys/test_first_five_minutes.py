"""The first five minutes of somebody alone: set up, three applications, one true sentence."""

from collections.abc import Callable

from journeys import steps
from journeys.conftest import Look, Site
from journeys.steps import BEN
from playwright.sync_api import Page, expect


def test_the_first_five_minutes_alone(site: Site, visitor: Callable[..., Page], look: Look) -> None:
    ben = visitor("Ben")
    steps.set_up(ben, site.setup_link, host=BEN, purpose="Just me")
    steps.press(ben, "Open my search")
    steps.reads(ben, "Your search")
    look(ben, "an empty search")

    # The field has the focus: three lines, three times Enter.
    for line in (
        "Acme, Backend Engineer, Berlin",
        "Werkstudentin Datenverarbeitung at Donaudampfschifffahrtsgesellschaft, Wien",
        "شركة النور, Data Analyst",
    ):
        steps.fill(ben, "Add an application", line)
        ben.keyboard.press("Enter")
        steps.told(ben, "is on the board.")
    sentence = ben.locator(".first-sentence")
    expect(sentence).to_contain_text("3 applications, no answer noted yet")
    look(ben, "a board of three")

    # `a` adds one; a company that was applied to before is said while it is typed.
    ben.locator("main").click(position={"x": 5, "y": 5})
    ben.keyboard.press("a")
    ben.keyboard.type("acme")
    expect(ben.locator("#known")).to_contain_text("Backend Engineer, Acme")

    # The first answer is noted, is on the board, and can be undone exactly.
    steps.follow(ben, "Acme")
    ben.get_by_role("combobox", name="What happened").select_option(label="Phone screen")
    steps.press(ben, "Note it")
    steps.told(ben, "It is noted.")
    look(ben, "an application")
    steps.follow(ben, "Your search")
    expect(sentence).to_contain_text("Of 3 applications 1 was answered")
    ben.go_back()
    steps.press(ben, "Undo")
    steps.told(ben, "It is as it was before.")
    steps.follow(ben, "Your search")
    expect(sentence).to_contain_text("no answer noted yet")
