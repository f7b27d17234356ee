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

    # Grace opens the link: three clicks to the room.
    grace.goto(link)
    look(grace, "a guest is asked")
    clicks = _clicks_to_the_room(grace)
    assert clicks <= AT_MOST
    expect(grace.get_by_role("heading", name="Part 1")).to_be_visible()
    look(grace, "a guest before the hour")
    steps.do_next(steps.desk(ben), "Open it")
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

    # Her link still opens what is hers; a stranger's, forged or ended, opens a kind page.
    grace.goto(link)
    steps.press(grace, "Open")
    expect(grace.get_by_role("link", name="Where they stand")).to_be_visible()


def test_a_link_that_was_taken_back_opens_a_kind_page(
    site: Site, visitor: Callable[..., Page], look: Look
) -> None:
    ben, grace = visitor("Ben"), visitor("Grace")
    steps.set_up(ben, site.setup_link, host=BEN, purpose="Just me")
    steps.press(ben, "Open my desk")
    link = _ask(ben, look)
    grace.goto(link)
    steps.press(grace, "Open")
    page_inside = grace.url

    steps.follow(ben, "the interview's page")
    steps.press(ben, "End this link")
    expect(ben.get_by_role("main")).to_contain_text("There is no link that works at the moment.")

    grace.goto(link)
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
    steps.fill(ben, "Her or his name", "Grace")
    soon = datetime.now().astimezone() + timedelta(minutes=10)
    steps.fill(ben, "First time", f"{soon:%Y-%m-%dT%H:%M}")
    look(ben, "the ask")
    steps.press(ben, "Write the message")
    steps.reads(ben, "The message")
    look(ben, "the message")
    message = ben.get_by_label("As an e-mail").input_value()
    return next(word for word in message.split() if "/guest/" in word)


def _clicks_to_the_room(grace: Page) -> int:
    """Press whatever is the one thing to do next until the room is open; how often."""
    clicks = 0
    for words in ("Open", "Take this time", "Go to the room"):
        grace.locator(".primary", has_text=words).first.click()
        clicks += 1
    expect(grace.get_by_role("heading", name="Before you start")).to_be_visible()
    return clicks
