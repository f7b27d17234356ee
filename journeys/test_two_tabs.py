"""The same notes open in two tabs: the second is told, and both texts are kept."""

from collections.abc import Callable
from urllib.parse import urljoin

from journeys import steps
from journeys.conftest import Site
from playwright.sync_api import Page, expect

FIRST = "Written in the first tab: they asked before they assumed."
SECOND = "Written in the second tab: they drew the queue."


def test_two_tabs_with_the_same_notes_keep_both_texts(
    site: Site, visitor: Callable[..., Page]
) -> None:
    ada, ben = visitor("Ada"), visitor("Ben")
    steps.friends_in_a_room(ada, ben, site.setup_link)
    steps.end_interview(ada)
    steps.follow(ada, "On to the notes")
    steps.follow(ada, "Write the notes")
    second = ada.context.new_page()
    second.goto(ada.url)

    strengths = "In your words, one a line"
    steps.fill(ada, strengths, FIRST)
    steps.saved(ada)
    steps.fill(second, strengths, SECOND)
    told = second.get_by_role("dialog", name="Two versions of the same words")
    expect(told).to_contain_text(FIRST)
    expect(told).to_contain_text(SECOND)

    # Deciding later loses nothing: the words stay on this device, also when the tab is closed.
    told.get_by_role("button", name="Decide later").click()
    expect(second.get_by_label(strengths)).to_have_value(SECOND)
    second.close()
    third = ada.context.new_page()
    third.goto(ada.url)
    asked = third.get_by_role("dialog", name="Two versions of the same words")
    expect(asked).to_contain_text(FIRST)
    expect(asked).to_contain_text(SECOND)
    asked.get_by_role("radio", name="Typed here").check()
    asked.get_by_role("button", name="Keep what is chosen").click()
    expect(third.get_by_label(strengths)).to_have_value(SECOND)
    steps.saved(third)

    # Whoever is signed out in one tab, and in again, goes on typing in the other.
    fourth = ada.context.new_page()
    fourth.goto(urljoin(ada.url, "/account/logout/"))
    steps.press(fourth, "Sign out")
    steps.fill(third, steps.NEXT_STEP, "Draw it first.")
    expect(third.locator("[data-save-line]").first).to_contain_text("you are signed out here")
    fourth.goto(urljoin(ada.url, "/account/login/"))
    steps.sign_in(fourth, steps.ADA)
    steps.saved(third)

    # The first tab hears of it as soon as it types again.
    steps.fill(ada, "Because", "It was a joint piece of work.")
    expect(ada.get_by_role("dialog", name="Two versions of the same words")).to_contain_text(SECOND)
