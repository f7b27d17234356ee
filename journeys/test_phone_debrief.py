"""On the train home from a company interview: a debrief on a phone, in two minutes.

Taps are counted, and what is typed is counted at the pace of thumbs: 36 words a minute (Palin and
others 2019, of 37,000 people who typed on their phones).
"""

from collections.abc import Callable
from dataclasses import dataclass

from journeys import steps
from journeys.conftest import Look, Site
from journeys.steps import BEN
from playwright.sync_api import Locator, Page, expect

LETTERS_A_SECOND = 36 * 5 / 60
SECONDS_A_TAP = 2.0
TWO_MINUTES = 120.0


@dataclass
class Thumb:
    """Whoever holds the phone: what they tap and type is counted."""

    page: Page
    taps: int = 0
    letters: int = 0

    def tap(self, thing: Locator) -> None:
        thing.click()
        self.taps += 1

    def type(self, label: str, words: str) -> None:
        field = self.page.get_by_label(label)
        self.tap(field)
        field.press_sequentially(words)
        self.letters += len(words)

    @property
    def seconds(self) -> float:
        return self.taps * SECONDS_A_TAP + self.letters / LETTERS_A_SECOND


def test_two_minutes_on_a_phone(site: Site, visitor: Callable[..., Page], look: Look) -> None:
    ben = visitor("Ben", width=390)
    steps.set_up(ben, site.setup_link, host=BEN, purpose="Just me")
    _an_interview_this_morning(ben)
    look(ben, "the board")

    thumb = Thumb(ben)
    thumb.tap(ben.get_by_role("link", name="Look back"))
    look(ben, "what waits to be looked back on")
    thumb.tap(ben.get_by_role("button", name="Two minutes now"))
    steps.reads(ben, "How was it?")
    thumb.type("What went well?", "Asked about ties early, and they liked the queue.")
    thumb.type("What could have gone better?", "Ten minutes gone before I wrote anything.")
    thumb.type("What will you do next time?", "Say the plan in one minute, then write.")
    thumb.tap(ben.get_by_role("radio", name="Yes", exact=True))
    look(ben, "two minutes of a debrief")
    thumb.type("What were you asked?", "A grid with walls, the shortest way out.")
    thumb.tap(ben.get_by_role("button", name="That is it for today"))
    steps.told(ben, "Kept. You can come back to it whenever you like.")
    print(f"{thumb.taps} taps, {thumb.letters} letters: {thumb.seconds:.0f} s with two thumbs")
    assert thumb.taps <= 8
    assert thumb.seconds <= TWO_MINUTES

    # At the desk in the evening: everything is there, and the levels are added to it.
    desk = visitor("Ben at his desk", storage_state=ben.context.storage_state())
    desk.goto(f"{site.url}/debriefs/")
    steps.follow(desk, "Acme")
    expect(desk.get_by_label("What were you asked?")).to_have_value(
        "A grid with walls, the shortest way out."
    )
    desk.get_by_text("Ten minutes at a desk").click()
    steps.rate(desk, "Verification", "mixed")
    steps.fill(desk, "How was the interviewer?", "Kind, in a hurry.")
    steps.fill(desk, "To learn what?", "How they review each other's code.")
    look(desk, "ten minutes at a desk")
    steps.press(desk, "Commit to what I will do next time")
    steps.told(desk, "It is among your commitments.")


def _an_interview_this_morning(page: Page) -> None:
    steps.press(page, "Open my search")
    steps.fill(page, "Add an application", "Acme, Backend Engineer, Berlin")
    page.keyboard.press("Enter")
    steps.told(page, "is on the board.")
    steps.follow(page, "Acme")
    page.locator("#interviews").get_by_role("link", name="Add one").click()
    page.get_by_label("What it was").select_option("coding")
    steps.press(page, "Save")
    expect(page.get_by_role("link", name="Coding")).to_be_visible()
    steps.follow(page, "Your search")
