"""A senior engineer without an account: from the ask to the letter, in one hour of her time."""

from collections.abc import Callable
from datetime import datetime, timedelta

from journeys import steps
from journeys.conftest import Look, Site
from journeys.steps import BEN, CLEO, DOV
from playwright.sync_api import Page, expect

AT_MOST = 3
SAW = "Asked whether two bookings can share a minute before writing anything"
DID = "Ran both examples by hand and caught the missing row"
COMMENT = "This is the habit to keep: you showed it in the first two minutes."


def test_a_guest_from_the_ask_to_a_letter_with_comments(
    site: Site, visitor: Callable[..., Page], look: Look
) -> None:
    dov, ben, cleo, grace = (visitor(name) for name in ("Dov", "Ben", "Cleo", "Grace"))
    invitation = steps.begin_club(dov, site.setup_link, host=DOV)
    steps.sign_up(ben, invitation, BEN)
    steps.sign_up(cleo, invitation, CLEO)

    # Ben asks. Afterword writes the message, and the link is in it.
    link = _ask(ben, look)

    # Grace opens the link: at most three clicks to the room, and a link of her own on the way.
    grace.goto(link)
    look(grace, "a guest is asked")
    clicks, own = _clicks_to_the_room(grace, look)
    assert clicks <= AT_MOST
    expect(grace.get_by_role("heading", name="Part 1")).to_be_visible()
    look(grace, "a guest before the hour")
    steps.do_next(steps.desk(ben), "Open it")
    look(ben, "the chair is taken")
    _asks_in_a_private_window(visitor("Ben, in a private window"), ben, link, own, look)
    steps.enter_room(ben)
    steps.agree_and_start(grace, ben)
    steps.note_privately(grace, SAW)
    steps.note_privately(grace, DID)
    steps.end_interview(grace)

    # Her notes: two dimensions, strengths, because, one next step.
    steps.follow(grace, "On to the notes")
    steps.follow(grace, "Write the notes")
    expect(grace.get_by_role("main")).to_contain_text("fifteen minutes, and you are done")
    steps.pick(grace, SAW, use_for="Strengths")
    steps.pick(grace, SAW, use_for="Communication")
    steps.rate(grace, "Communication", "excellent")
    steps.pick(grace, DID, use_for="Verification")
    steps.rate(grace, "Verification", "good")
    steps.fill(grace, "Because", "You asked before you assumed, every time.")
    steps.fill(grace, steps.NEXT_STEP, "Say the cost of each line while you type it.")
    steps.saved(grace)
    look(grace, "a guest writes")
    grace.get_by_role("button", name="Send").click()
    steps.reads(grace, "One thing for yourself")
    look(grace, "a guest is done")

    # A member comments on them for Ben; they are never returned to her.
    steps.pass_on_if_asked(dov)
    steps.do_next(steps.desk(cleo), "Review them")
    expect(cleo.get_by_role("button", name="Return with comments")).to_have_count(0)
    cleo.get_by_text("Comment on what they did well", exact=True).click()
    cleo.get_by_role("textbox", name="Comment on what they did well").fill(COMMENT)
    look(cleo, "commenting a guest's notes")
    steps.press(cleo, "Send to the candidate")
    steps.told(cleo, "The notes go to the candidate with your comments beside them.")

    # Ben's half, and then the letter with both voices in it.
    steps.follow(ben, "On to your self-assessment")
    steps.follow(ben, "Write your half")
    steps.assess_yourself(
        ben, well="Asking.", otherwise="Type less.", levels={"Communication": "good"}
    )
    steps.follow(ben, "Go to the notes")
    letter = ben.get_by_role("article")
    for words in (SAW, DID, COMMENT):
        expect(letter).to_contain_text(words)
    look(ben, "a guest's letter")

    # The ask leads her own browser to what is hers, and her own link another one.
    grace.goto(link)
    expect(grace.get_by_role("link", name="Where they stand")).to_be_visible()
    laptop = visitor("Grace, on her laptop")
    laptop.goto(own)
    look(laptop, "a guest's own link")
    steps.press(laptop, "Open")
    expect(laptop.get_by_role("link", name="Where they stand")).to_be_visible()


def test_a_link_that_was_taken_back_opens_a_kind_page(
    site: Site, visitor: Callable[..., Page], look: Look
) -> None:
    ben, grace = visitor("Ben"), visitor("Grace")
    steps.set_up(ben, site.setup_link, host=BEN, purpose="Just me")
    steps.press(ben, "Open my search")
    link = _ask(ben, look)
    grace.goto(link)
    _, own = _clicks_to_the_room(grace, look)
    page_inside = grace.url

    steps.follow(ben, "the interview's page")
    steps.press(ben, "End their way in")
    expect(ben.get_by_role("main")).to_contain_text("Their way in has ended")

    for ended in (link, own):
        grace.goto(ended)
        steps.reads(grace, "This link opens nothing now")
    look(grace, "a link that has ended")
    closed = grace.goto(page_inside)
    assert closed is not None
    expect(grace.get_by_role("main")).not_to_contain_text("Ben")
    grace.goto(f"{link[:-4]}AAAA")
    steps.reads(grace, "This link opens nothing now")


def _ask(ben: Page, look: Look) -> str:
    """Ben settles what to ask for, and reads the link off the message."""
    steps.follow(steps.desk(ben), "Book an interview")
    steps.follow(ben, "Let Afterword word the message")
    steps.fill(ben, "Their name", "Grace")
    soon = datetime.now().astimezone() + timedelta(minutes=10)
    steps.fill(ben, "First time", f"{soon:%Y-%m-%dT%H:%M}")
    look(ben, "the ask")
    steps.press(ben, "Write the message")
    steps.reads(ben, "The message")
    look(ben, "the message")
    message = ben.get_by_label("As an e-mail").input_value()
    return next(word for word in message.split() if "/guest/" in word)


def _clicks_to_the_room(grace: Page, look: Look) -> tuple[int, str]:
    """Press whatever is the one thing to do next until the room is open; how often, her link."""
    grace.locator(".primary", has_text="Take this time").first.click()
    steps.reads(grace, "The chair is yours, and so is this link")
    look(grace, "a guest gets her own link")
    own = grace.locator("#own-link-text").inner_text().strip()
    grace.locator(".primary", has_text="Go to the room").first.click()
    expect(grace.get_by_role("heading", name="Before you start")).to_be_visible()
    return 2, own


def _asks_in_a_private_window(window: Page, ben: Page, link: str, own: str, look: Look) -> None:
    """Ben tries the link that he sent: it opens nothing, and hers stands on no page of his."""
    expect(ben.locator("html")).not_to_contain_text(own)
    window.goto(link)
    steps.reads(window, "The chair is taken")
    look(window, "the chair is taken")
    window.goto(ben.url)
    expect(window.get_by_label("Password")).to_be_visible()
