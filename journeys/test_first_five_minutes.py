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

    # The first answer is noted, taken back exactly, noted again; and the sentence knows of it.
    steps.follow(ben, "Acme")
    phone = ben.get_by_role("list").get_by_text("Phone screen", exact=True)
    _note(ben, "Phone screen")
    expect(phone).to_be_visible()
    look(ben, "an application")
    steps.press(ben, "Undo")
    steps.told(ben, "It is as it was before.")
    expect(phone).to_have_count(0)
    _note(ben, "Phone screen")
    steps.follow(ben, "Your search")
    expect(sentence).to_contain_text("Of 3 applications 1 was answered")
    look(ben, "a board with an answer")


def _note(page: Page, stage: str) -> None:
    """Say on the page of an application what happened today."""
    page.get_by_role("combobox", name="What happened").select_option(label=stage)
    steps.press(page, "Note it")
    steps.told(page, "It is noted.")
