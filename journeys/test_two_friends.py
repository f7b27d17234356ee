"""Two friends and one server: no club, no reviewer, and the checklist is the writer's own."""

import re
from collections.abc import Callable

from journeys import steps
from journeys.conftest import Look, Site
from journeys.steps import ADA, BEN
from playwright.sync_api import Page, expect

SAID = "Said what each line would do before typing it"
TRIED = "Ran the example by hand and found the missing row"


def test_two_friends_without_a_reviewer(
    site: Site, visitor: Callable[..., Page], look: Look
) -> None:
    ada, ben = visitor("Ada"), visitor("Ben")

    # Ada sets it up for the two of them and sends one link.
    steps.set_up(ada, site.setup_link, host=ADA, purpose="Me and a friend")
    look(ada, "set up, the way")
    steps.press(ada, "Make the link for my friend")
    steps.reads(ada, "Send this to your friend")
    look(ada, "the link for a friend")
    link = steps.link_shown(ada, "The link for your friend")
    steps.follow(steps.desk(ada), "Your link waits for somebody")
    assert steps.link_shown(ada, "Link") == link
    steps.sign_up(ben, link, BEN)
    steps.reads(ben, "Ada and a friend")

    # Ben wants to be interviewed at once.
    steps.start_now(ben, whom="Ada", chair="The candidate's chair")
    steps.enter_room(ben)
    steps.do_next(steps.desk(ada), "Open it")
    steps.enter_room(ada)
    steps.press(ada, "Let Afterword pick one")  # from inside the room, where she misses it
    expect(ada.get_by_role("heading", name="Part 1")).to_be_visible()
    steps.agree_and_start(ada, ben)
    steps.note_privately(ada, SAID)
    steps.note_privately(ada, TRIED)

    # Ben swaps the chairs from another tab. Whoever is in the room is told, and shown the way.
    beside = ben.context.new_page()
    beside.goto(f"{site.url}/interviews/")
    steps.follow(beside, "Ada")
    steps.press(beside, "Swap the chairs")
    expect(beside.get_by_role("main")).to_contain_text("First half")
    second = re.sub(r".*/interviews", "/interviews", beside.url)
    for page in (ada, ben):
        expect(page.get_by_role("link", name="Go there")).to_have_attribute("href", second)
    look(ada, "a room with a second half ahead")
    steps.end_interview(ben)

    # Nobody reviews, so Ada asks herself what a reviewer would ask.
    steps.follow(ada, "On to the notes")
    steps.follow(ada, "Write the notes")
    steps.pick(ada, SAID, use_for="Strengths")
    steps.pick(ada, SAID, use_for="Communication")
    steps.rate(ada, "Communication", "good")
    steps.pick(ada, TRIED, use_for="Verification")
    steps.rate(ada, "Verification", "good")
    steps.recommend(ada, "lean hire", because=SAID, next_step="Time yourself on the reading.")
    checklist = ada.get_by_role("group", name="Nobody reviews these notes but you.")
    for point in checklist.get_by_role("checkbox").all():
        point.check()
    steps.saved(ada)
    look(ada, "the writing desk with a checklist")
    steps.press(ada, "Send the notes")
    steps.reads(ada, "One thing for yourself")

    # Ben's half is in, and the letter is there at once.
    steps.follow(ben, "On to your self-assessment")
    steps.follow(ben, "Write your half")
    steps.assess_yourself(
        ben, well="The example.", otherwise="Read slower.", levels={"Verification": "good"}
    )
    steps.follow(ben, "Go to the notes")
    letter = ben.get_by_role("article")
    expect(letter).to_contain_text(SAID)
    expect(letter).to_contain_text(TRIED)
    expect(letter).not_to_contain_text("released before a review")
    look(ben, "the letter of a friend")

    # Now the chairs the other way round.
    ben.goto(f"{site.url}{second}")
    expect(ben.get_by_role("main")).to_contain_text("You take the interviewer's chair.")
