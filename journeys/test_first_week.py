"""An organizer's first week: read, set, announce; and the first member comes by the poster."""

from collections.abc import Callable

from journeys import steps
from journeys.conftest import Look, Site
from journeys.steps import BEN, CLUB, DOV
from playwright.sync_api import Page, expect


def test_the_first_week_of_a_club(site: Site, visitor: Callable[..., Page], look: Look) -> None:
    dov, ben = visitor("Dov"), visitor("Ben", width=390)
    steps.set_up(dov, site.setup_link, host=DOV, purpose="A program", program=CLUB)
    steps.press(dov, "Begin the program")
    steps.reads(dov, "The first week")
    look(dov, "the first week")

    # Everything that a program decides, on one screen.
    steps.follow(dov, "Look over the defaults")
    steps.reads(dov, "Defaults")
    look(dov, "the defaults")
    steps.fill(dov, "What it is for", "Mock interviews on Thursdays, for everybody in the club.")
    steps.fill(dov, "Hours to review them", "36")
    steps.press(dov, "Save")
    steps.reads(dov, CLUB)
    expect(dov.get_by_role("main")).to_contain_text("36 hours")

    # Reading: a primer of ten minutes, and two examples of notes as they should be.
    for words, title in (
        ("Read the primer", "Your first interview from the other side"),
        ("Read two finished examples", "Finished examples"),
    ):
        steps.follow(dov, "The first week")
        steps.follow(dov, words)
        steps.reads(dov, title)
        look(dov, title)
        dov.go_back()
        dov.go_back()
    steps.follow(dov, "The first week")
    steps.follow(dov, "Read two finished examples")
    examples = dov.get_by_role("main").get_by_role("listitem").get_by_role("link")
    expect(examples).to_have_count(2)
    examples.first.click()
    expect(dov.get_by_role("heading", name="What you did well")).to_be_visible()
    look(dov, "an example")

    # The announcement: a text with a link in it, and the same link as a picture for a poster.
    steps.follow(dov, "Programs")
    steps.follow(dov, CLUB)
    steps.follow(dov, "The first week")
    steps.follow(dov, "Invite people")
    steps.press(dov, "Make the link")
    look(dov, "the announcement")
    text = dov.locator("#announcement").inner_text()
    link = next(word for word in text.split() if "/invitations/" in word)
    picture = dov.get_by_role("img", name="QR code of the link")
    assert picture.evaluate("(image) => image.complete && image.naturalWidth > 0")
    steps.sign_up(ben, link, BEN)
    steps.reads(ben, CLUB)
    expect(ben.get_by_role("main")).to_contain_text("Mock interviews on Thursdays")

    # The week's page knows what is done, and leads to the first hour.
    steps.follow(dov, CLUB)
    steps.follow(dov, "The first week")
    expect(dov.get_by_text("2 are here")).to_be_visible()
    steps.follow(dov, "Choose a question")
    steps.reads(dov, "Questions")
    look(dov, "the bank")
    dov.go_back()
    steps.follow(dov, "Hold the first interview yourself")
    steps.reads(dov, "Book an interview")
    look(dov, "booking")
