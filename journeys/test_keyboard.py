"""The acts that matter, without a mouse: sign in, hold an interview, write the notes."""

import re
from collections.abc import Callable

from journeys import steps
from journeys.conftest import Site
from journeys.steps import ADA, PASSWORD
from playwright.sync_api import Page, expect

NOTE = "Asked what happens when both come at the same minute"


def test_an_interview_and_its_notes_by_keyboard_alone(
    site: Site, visitor: Callable[..., Page]
) -> None:
    ada, ben = visitor("Ada"), visitor("Ben")
    steps.friends_before_the_room(ada, ben, site.setup_link)
    steps.press(ben, "I agree to the record")

    # Ada signs in again, and is asked for nothing but keys from here on.
    signed_out = ada.context.browser.new_context(reduced_motion="reduce")
    keys = signed_out.new_page()
    keys.goto(site.url)
    steps.tab_to(keys, keys.get_by_label("E-mail"))
    keys.keyboard.type(ADA.email)
    steps.tab_to(keys, keys.get_by_label("Password", exact=True))
    keys.keyboard.type(PASSWORD)
    keys.keyboard.press("Enter")
    steps.reads(keys, "Your desk")

    # `?` lists the keys of a page, Escape closes the list.
    keys.keyboard.press("?")
    expect(keys.get_by_role("dialog", name="Keyboard")).to_contain_text("Go to Interviews")
    keys.keyboard.press("Escape")
    keys.keyboard.press("g")
    keys.keyboard.press("i")
    steps.reads(keys, "Interviews")
    steps.press_enter_on(keys, "link", "Ben")
    steps.reads(keys, "Interview with Ben")
    keys.keyboard.press("g")
    keys.keyboard.press("r")

    # The room: agree, start, show a part, give a hint, note, type, leave the editor, end.
    steps.press_enter_on(keys, "button", "I agree to the record")
    expect(keys.get_by_role("button", name="Start the interview")).to_be_focused()
    keys.keyboard.press("Enter")
    expect(keys.get_by_role("heading", name="Before you start")).to_be_hidden()
    expect(keys.get_by_role("region", name="Question")).to_be_focused()
    for key in ("2", "r", "1", "3", "h", "1"):
        keys.keyboard.press(key)
    expect(ben.get_by_role("heading", name="Part 1")).to_be_visible()
    expect(ben.get_by_role("heading", name="Hint 1")).to_be_visible()
    keys.keyboard.press("n")
    keys.keyboard.type(NOTE)
    keys.keyboard.press("Enter")
    expect(keys.locator("[data-private-state]")).to_have_text("Saved")
    steps.tab_to(keys, steps.editor(keys), key="F6")
    keys.keyboard.type("# hello\n")
    expect(steps.editor(ben)).to_contain_text("# hello")
    keys.keyboard.press("Escape")
    keys.keyboard.press("Tab")
    expect(steps.editor(keys)).not_to_be_focused()
    keys.keyboard.press("e")
    steps.press_enter_on(keys, "button", "End it for both", at_most=5)
    expect(keys.get_by_role("heading", name="The interview has ended")).to_be_focused()
    steps.press_enter_on(keys, "link", "On to the notes")
    steps.press_enter_on(keys, "link", "Write the notes")

    # The notes: pick what was noted, rate with the arrows, write, send.
    line = keys.get_by_role("listitem").filter(has_text=NOTE)
    steps.tab_to(keys, line.get_by_text("Use it for"))
    keys.keyboard.press("Enter")
    steps.tab_to(keys, line.get_by_role("button", name="Strengths"))
    keys.keyboard.press("Enter")
    steps.told(keys, "Added to Strengths.")
    expect(keys.get_by_label("In your words, one a line")).to_have_value(re.compile(NOTE))
    expect(line.get_by_text("Use it for")).to_be_focused()
    for dimension in ("Communication", "Collaboration"):
        levels = keys.get_by_role("group", name=dimension, exact=True)
        steps.tab_to(keys, levels.get_by_role("radio", checked=True))
        for _ in range(3):
            keys.keyboard.press("ArrowDown")
        said = steps.about(keys, dimension).get_by_label("What they said or did, one a line")
        steps.tab_to(keys, said)
        keys.keyboard.type(NOTE)
    steps.tab_to(keys, keys.get_by_role("radio", name="strong no hire"))
    for _ in range(2):
        keys.keyboard.press("ArrowRight")
    expect(keys.get_by_role("radio", name="lean hire", exact=True)).to_be_checked()
    steps.tab_to(keys, keys.get_by_label("Because"))
    keys.keyboard.type("They asked before they assumed.")
    steps.tab_to(keys, keys.get_by_label(steps.NEXT_STEP))
    keys.keyboard.type("Say the cost of each line.")
    steps.saved(keys)
    steps.press_enter_on(keys, "button", "Send the notes")
    steps.reads(keys, "One thing for yourself")
    signed_out.close()
