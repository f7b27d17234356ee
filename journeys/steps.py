"""What people do in these stories, in their own words. Each step takes the page of whoever does it.

Pages are found as a person finds them: by the words on a button, the label of a field. A step ends
on the page that the next one starts from, so a dead end shows as a story that cannot go on.
"""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

PASSWORD = "a peach ripens slowly"
CLUB = "Hilbert CS Club"
NEXT_STEP = "Something they can do before their next interview"


@dataclass(frozen=True)
class Someone:
    """A member of the small cast of these stories."""

    name: str

    @property
    def email(self) -> str:
        return f"{self.name.lower()}@example.org"


ADA, BEN, CLEO, DOV = (Someone(name) for name in ("Ada", "Ben", "Cleo", "Dov"))


# --- words on pages


def press(page: Page, words: str | re.Pattern[str], *, exact: bool = False) -> None:
    """Press the button with these words: the first, where several say the same."""
    page.get_by_role("button", name=words, exact=exact).first.click()


def follow(page: Page, words: str | re.Pattern[str], *, exact: bool = False) -> None:
    """Follow the link with these words."""
    page.get_by_role("link", name=words, exact=exact).first.click()


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(label).fill(text)


def choose(page: Page, label: str) -> None:
    """Tick the option that begins with these words."""
    page.get_by_label(label).check()


def reads(page: Page, title: str | re.Pattern[str]) -> None:
    """The page with this title is open."""
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def told(page: Page, words: str) -> None:
    """A message at the edge of the page says so."""
    expect(page.locator("#toasts")).to_contain_text(words)


def desk(page: Page) -> Page:
    """Go to the desk by the name at the head of every page."""
    page.get_by_role("banner").get_by_role("link", name="Afterword").click()
    reads(page, "Your desk")
    return page


def do_next(page: Page, action: str) -> None:
    """On the desk, press the one thing to do next, which must be this."""
    up_next = page.locator(".up-next")
    expect(up_next.get_by_role("link", name=action)).to_be_visible()
    up_next.get_by_role("link", name=action).click()


def link_shown(page: Page, label: str) -> str:
    """The link that a page offers to copy."""
    shown = page.get_by_role("status", name=label)
    return shown.first.inner_text().strip()


# --- by keys alone


def tab_to(page: Page, place: Locator, *, at_most: int = 60, key: str = "Tab") -> None:
    """Press Tab until the focus is there, and can be seen."""
    expect(place).to_be_visible()
    for _ in range(at_most):
        if place.evaluate("(place) => place === document.activeElement"):
            break
        page.keyboard.press(key)
    expect(place).to_be_focused()
    assert place.evaluate(
        """(place) => {
            const marks = (one) => {
                const style = getComputedStyle(one);
                return style.outlineStyle !== "none" || style.boxShadow !== "none";
            };
            for (let one = place, up = 0; one && up < 4; one = one.parentElement, up += 1)
                if (marks(one)) return true;
            return false;
        }"""
    ), f"the focus on {place} cannot be seen"


def press_enter_on(page: Page, role: str, name: str, *, at_most: int = 60) -> None:
    tab_to(page, page.get_by_role(role, name=name).first, at_most=at_most)
    page.keyboard.press("Enter")


# --- coming in


def set_up(
    page: Page,
    link: str,
    *,
    host: Someone,
    purpose: str,
    program: str = "",
    reach: str = "This machine",
) -> None:
    """Make the host's account with the link from the terminal and answer the two questions."""
    page.goto(link)
    fill(page, "Your name", host.name)
    fill(page, "Your e-mail address", host.email)
    fill(page, "A password", PASSWORD)
    press(page, "Make my account")
    reads(page, "Who is it for?")
    choose(page, purpose)
    if program:
        fill(page, "The program’s name", program)
    press(page, "Go on")
    reads(page, "Who must reach it?")
    choose(page, reach)
    press(page, "Go on")


def sign_up(page: Page, link: str, who: Someone) -> None:
    """Open an invitation link and make an account by it."""
    page.goto(link)
    follow(page, "Sign up to join")
    fill(page, "Your name", who.name)
    fill(page, "E-mail", who.email)
    fill(page, "Password", PASSWORD)
    press(page, "Sign up")


def sign_in(page: Page, who: Someone) -> None:
    """Sign in with the password."""
    fill(page, "E-mail", who.email)
    fill(page, "Password", PASSWORD)
    press(page, "Sign in", exact=True)


def begin_club(organizer: Page, link: str, *, host: Someone) -> str:
    """Set up a server for a club, and hand out one link."""
    set_up(organizer, link, host=host, purpose="A program", program=CLUB)
    press(organizer, "Begin the program")
    reads(organizer, "The first week")
    follow(organizer, CLUB)
    return invite_many(organizer)


def invite_many(organizer: Page) -> str:
    """From the program's page: make a link for many, and read it off."""
    follow(organizer, "Invite people")
    press(organizer, "Make the link")
    told(organizer, "The link is ready to hand out.")
    return link_shown(organizer, "Link")


# --- booking


def propose_times(page: Page, *, whom: str, chair: str, times: list[str]) -> None:
    """Book an interview from the desk, with times for the other side to choose from."""
    follow(desk(page), "Book an interview")
    choose(page, chair)
    page.get_by_label("With whom?").select_option(label=whom)
    for label, time in zip(("First time", "Second time", "Third time"), times, strict=False):
        page.get_by_label(label).fill(time)
    press(page, "Book it")
    reads(page, f"Interview with {whom}")


def start_now(page: Page, *, whom: str, chair: str) -> None:
    """Book an interview that begins at once."""
    follow(desk(page), "Book an interview")
    choose(page, chair)
    page.get_by_label("With whom?").select_option(label=whom)
    choose(page, "Start now")
    press(page, "Book it")
    reads(page, f"Interview with {whom}")


def choose_question(page: Page, title: str) -> None:
    """On the interview's page, the interviewer takes a question."""
    follow(page, "Choose a question")
    page.get_by_role("listitem").filter(has_text=title).get_by_role("button").click()
    expect(page.get_by_role("main")).to_contain_text(title)


# --- the room


def enter_room(page: Page) -> None:
    follow(page, "Go to the room")
    expect(page.get_by_role("heading", name="Before you start")).to_be_visible()


def agree_and_start(interviewer: Page, candidate: Page) -> None:
    """Both agree to the record, and the interviewer starts."""
    press(candidate, "I agree to the record")
    press(interviewer, "I agree to the record")
    press(interviewer, "Start the interview")
    for page in (interviewer, candidate):
        expect(editor(page)).to_be_visible()
        expect(page.get_by_role("heading", name="Before you start")).to_be_hidden()


def editor(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Code, shared by both of you")


def text_of(page: Page) -> str:
    """The shared text as this browser shows it, without the other's caret."""
    text: str = editor(page).evaluate(
        """(content) => [...content.querySelectorAll(".cm-line")].map((line) => {
            const copy = line.cloneNode(true);
            copy.querySelectorAll(".remote-caret, .cm-widgetBuffer").forEach((one) => one.remove());
            return copy.textContent;
        }).join("\\n")"""
    )
    return text


def type_at_end(page: Page, text: str, *, delay: int = 0) -> None:
    """Type at the end of what this browser shows, as fingers do.

    Two who type at the same moment may land in each other's line: wait for the other's
    words first (``sees``) where the story needs them whole.
    """
    editor(page).focus()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(text, delay=delay)


def sees(page: Page, words: str) -> None:
    """The other's words have arrived in this browser."""
    expect(editor(page)).to_contain_text(words)


def same_text(one: Page, other: Page, *, has: list[str]) -> str:
    """Both browsers show the same text, with all of these in it; the text."""
    for words in has:
        expect(editor(one)).to_contain_text(words)
        expect(editor(other)).to_contain_text(words)
    for page in (one, other):
        expect(page.get_by_text("Everything is in the record")).to_be_visible()
    assert text_of(one) == text_of(other)
    return text_of(one)


def note_privately(page: Page, text: str, *, says: str = "Saved") -> None:
    """Keep a private note with its moment; the page says where it is kept."""
    field = page.get_by_label("Private notes", exact=True)
    field.fill(text)
    field.press("Enter")
    expect(page.locator("[data-private-state]")).to_have_text(says)


def end_interview(page: Page) -> None:
    press(page, "End interview")
    press(page, "End it for both")
    expect(page.get_by_role("heading", name="The interview has ended")).to_be_visible()


def show_part(interviewer: Page, number: int, *, title: str, to: Page) -> None:
    """Show the next part of the question; the other side reads it a moment later."""
    heading = f"Part {number}: {title}"
    piece = interviewer.get_by_role("listitem").filter(
        has=interviewer.get_by_role("heading", name=heading)
    )
    piece.get_by_role("button", name="Show to").click()
    expect(to.get_by_role("heading", name=heading)).to_be_visible()


def phase(interviewer: Page, words: str, *, seen_by: Page) -> None:
    """Go to a phase; both see it."""
    press(interviewer, words)
    for page in (interviewer, seen_by):
        now = page.get_by_role("list", name="Phases").locator("[aria-current=step]")
        expect(now).to_have_text(re.compile(words.replace("their", "(their|your)")))


# --- the two halves


def assess_yourself(candidate: Page, *, well: str, otherwise: str, levels: dict[str, str]) -> None:
    """The candidate's own half, from the page that it is written on."""
    reads(candidate, "How was the hour for you?")
    fill(candidate, "What went well", well)
    fill(candidate, "What would you do differently", otherwise)
    for dimension, level in levels.items():
        rate(candidate, dimension, level)
    choose(candidate, "Yes")
    press(candidate, "Send your half")
    expect(candidate.get_by_role("main")).to_contain_text("Your half is sent.")


def rate(page: Page, dimension: str, level: str) -> None:
    """Press a level of a dimension by its word."""
    levels = page.get_by_role("group", name=dimension, exact=True)
    levels.get_by_role("radio", name=re.compile(f"^{level}")).check()


def about(page: Page, dimension: str) -> Locator:
    """The part of the scorecard about one dimension."""
    return page.get_by_role("region", name=dimension, exact=True)


def pick(page: Page, said: str, *, use_for: str) -> None:
    """Take something that the hour left into the notes."""
    line = page.get_by_role("listitem").filter(has_text=said)
    line.get_by_text("Use it for").click()
    line.get_by_role("button", name=use_for).click()
    told(page, f"Added to {use_for}.")


def saved(page: Page) -> None:
    """The page says that everything typed has reached the server."""
    expect(page.locator("[data-save-line]").first).to_contain_text(
        re.compile(r"^Saved( \d\d:\d\d)?$")
    )


def recommend(page: Page, words: str, *, because: str, next_step: str) -> None:
    choose(page, words)
    fill(page, "Because", because)
    fill(page, NEXT_STEP, next_step)


def raise_with(page: Page, dimension: str, words: str) -> None:
    """Say what would have raised a dimension."""
    about(page, dimension).get_by_label("What would have raised it").fill(words)


# --- reviewing


def pass_on_if_asked(page: Page) -> None:
    """Whose turn it is to review is drawn. Whoever has no time passes it on."""
    if desk(page).get_by_role("link", name="Review them").count():
        do_next(page, "Review them")
        press(page, "Pass it on")
        told(page, "That is fine. Somebody else is asked.")


# --- shortcuts: what other stories tell at length


def friends_before_the_room(ada: Page, ben: Page, link: str) -> None:
    """Ada's server for two, and an hour that begins now: Ben waits in the room for her."""
    set_up(ada, link, host=ADA, purpose="Me and a friend")
    press(ada, "Make the link for my friend")
    sign_up(ben, link_shown(ada, "The link for your friend"), BEN)
    start_now(ben, whom="Ada", chair="The candidate's chair")
    enter_room(ben)
    do_next(desk(ada), "Open it")
    press(ada, "Let Afterword pick one")
    expect(ada.get_by_role("main")).to_contain_text("Only you see which one it is")


def friends_in_a_room(ada: Page, ben: Page, link: str) -> None:
    """The same, with the interview running: Ada asks, Ben answers."""
    friends_before_the_room(ada, ben, link)
    enter_room(ada)
    agree_and_start(ada, ben)
