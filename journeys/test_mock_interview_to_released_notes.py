"""The main story: from an invitation to a letter, with three people in three browsers.

Dov has set up a club and invites. Ben asks Ada for an interview, she takes one of his times; they
hold it; both write their half without seeing the other's; Cleo reviews without names; Ben reads.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from journeys import steps
from journeys.conftest import Look, Site
from journeys.steps import ADA, BEN, CLEO, CLUB, DOV
from playwright.sync_api import Page, expect

BERLIN, LISBON = "Europe/Berlin", "Europe/Lisbon"

DREW = "Drew the row of guides and moved them along it while explaining"
MISSED = "Lent the guide at minute 69, before it was charged"
FOUND = "Found the minute when asked to try 70 by hand, and fixed it in one line"
SOLUTION = ["def lend_guides(guides, events):", "shelf = list(guides)", "return shelf"]
BECAUSE = "The approach was sound from the first minute, and the tests came only when asked for."
NEXT_STEP = "Before you say done, run the two examples by hand and one value beside each limit."
WELL = "I said aloud what I was about to write."
OTHERWISE = "I would test the edge of the charging time myself."


def test_mock_interview_to_released_notes(
    site: Site, visitor: Callable[..., Page], look: Look
) -> None:
    dov, cleo = visitor("Dov"), visitor("Cleo")
    ada, ben = visitor("Ada", timezone_id=LISBON), visitor("Ben", timezone_id=BERLIN)

    # Dov has a server and a club, and hands out one link.
    invitation = steps.begin_club(dov, site.setup_link, host=DOV)
    look(dov, "the club as an organizer")

    # The three come by it.
    cleo.goto(invitation)
    look(cleo, "invited")
    for page, who in ((ada, ADA), (ben, BEN), (cleo, CLEO)):
        steps.sign_up(page, invitation, who)
        steps.reads(page, CLUB)
    look(ben, "the club as a member")
    look(steps.desk(ben), "an empty desk")

    # Ben asks Ada for an hour; she takes a time, and a question that he has not seen.
    soon = datetime.now(ZoneInfo(BERLIN)) + timedelta(minutes=10)
    times = [f"{soon + timedelta(hours=hours):%Y-%m-%dT%H:%M}" for hours in (0, 24, 48)]
    steps.propose_times(ben, whom="Ada", chair="The candidate's chair", times=times)
    steps.told(ben, "It is set up, and Ada is told.")
    look(ben, "proposed")
    look(steps.desk(ada), "a desk with a proposal")
    steps.do_next(ada, "Choose a time")
    for clock in (soon, soon.astimezone(ZoneInfo(LISBON))):
        expect(ada.get_by_role("main")).to_contain_text(f"{clock:%H:%M}")
    look(ada, "times to choose from")
    steps.press(ada, "Take this time")
    steps.told(ada, "Agreed. Ben is told.")
    steps.choose_question(ada, "Audio guides")
    look(ada, "booked, with a question")

    # The room opens a quarter of an hour before.
    steps.do_next(steps.desk(ben), "Open it")
    expect(ben.get_by_role("main")).not_to_contain_text("Audio guides")
    for page in (ada, ben):
        steps.enter_room(page)
    look(ben, "before the hour")
    steps.agree_and_start(ada, ben)
    expect(ben.get_by_text("The question appears here when Ada shows it")).to_be_visible()
    steps.phase(ada, "problem", seen_by=ben)
    steps.show_part(ada, 1, title="The shelf", to=ben)
    expect(ben.get_by_role("heading", name="Part 2")).to_have_count(0)

    # Both type, and each sees where the other is.
    steps.phase(ada, "coding", seen_by=ben)
    for line in SOLUTION:
        steps.type_at_end(ben, f"{line}\n")
    steps.sees(ada, SOLUTION[-1])
    steps.type_at_end(ada, "# try minute 70\n")
    expect(ben.locator(".remote-caret", has_text="Ada")).to_have_count(1)
    expect(ada.locator(".remote-caret", has_text="Ben")).to_have_count(1)
    steps.same_text(ada, ben, has=[*SOLUTION, "# try minute 70"])
    steps.note_privately(ada, DREW)
    steps.note_privately(ada, MISSED)
    steps.note_privately(ada, FOUND)
    give = ada.get_by_role("button", name="Give this hint").first
    expect(give).to_have_accessible_description(re.compile(r"\w"))
    give.click()
    expect(ben.get_by_role("heading", name="Hint 1")).to_be_visible()
    steps.show_part(ada, 2, title="Batteries", to=ben)
    expect(ben.get_by_role("main")).not_to_contain_text(DREW)
    look(ada, "the interviewer's room")
    look(ben, "the candidate's room")
    steps.phase(ada, "their questions", seen_by=ben)
    steps.end_interview(ada)
    expect(ben.get_by_role("heading", name="The interview has ended")).to_be_visible()
    look(ben, "after the hour")

    # Two sealed halves: Ada finds nothing of Ben's, Ben nothing of Ada's.
    steps.follow(ben, "On to your self-assessment")
    look(ben, "an interview that has ended")
    steps.follow(ben, "Write your half")
    look(ben, "the candidate's half")
    steps.assess_yourself(
        ben, well=WELL, otherwise=OTHERWISE,
        levels={"Problem solving": "good", "Verification": "not yet"},
    )  # fmt: skip
    look(ben, "the candidate's half, sent")
    steps.follow(ada, "On to the notes")
    steps.follow(ada, "Write the notes")
    steps.reads(ada, "Notes for Ben")
    expect(ada.get_by_role("main")).not_to_contain_text(WELL)
    look(ada, "the writing desk")
    steps.press(ada, "Send to review")
    steps.reads(ada, "Notes for Ben")
    expect(ada.get_by_text("Leave them one next step.").first).to_be_visible()
    last = ada.get_by_label(steps.NEXT_STEP)
    expect(last).to_have_accessible_description("Leave them one next step.")
    steps.pick(ada, DREW, use_for="Strengths")
    steps.pick(ada, DREW, use_for="Communication")
    steps.rate(ada, "Communication", "excellent")
    steps.pick(ada, MISSED, use_for="Verification")
    steps.pick(ada, FOUND, use_for="Verification")
    steps.rate(ada, "Verification", "mixed")
    steps.raise_with(ada, "Verification", "Trying minutes 69 and 70 before saying done.")
    steps.recommend(ada, "lean hire", because=BECAUSE, next_step=NEXT_STEP)
    steps.saved(ada)
    look(ada, "the writing desk, written")
    steps.follow(ben, "Go to the notes")
    steps.reads(ben, "The notes are being written")
    expect(ben.get_by_role("main")).not_to_contain_text(NEXT_STEP)
    steps.press(ada, "Send to review")
    steps.reads(ada, "One thing for yourself")
    look(ada, "one thing for yourself")
    steps.fill(ada, "What did you see from this chair", "Say the test before writing the code.")
    steps.choose(ada, "Yes")
    steps.press(ada, "Keep it")
    steps.reads(ada, "Your notes for Ben")
    look(ada, "notes in review")

    # Cleo reviews, and reads no names.
    steps.pass_on_if_asked(dov)
    look(steps.desk(cleo), "a desk with a review")
    steps.do_next(cleo, "Review them")
    review = cleo.get_by_role("main")
    expect(review).to_contain_text(MISSED)
    for name in ("Ada", "Ben"):
        expect(review).not_to_contain_text(re.compile(rf"\b{name}\b"))
    expect(review).not_to_contain_text(WELL)
    look(cleo, "a review")
    # By keys alone, from the first comment to the decision.
    steps.tab_to(cleo, cleo.locator("summary").filter(has_text="Comment on what they did well"))
    cleo.keyboard.press("Enter")
    steps.tab_to(cleo, cleo.get_by_role("textbox", name="Comment on what they did well"))
    cleo.keyboard.type("One can see it.")
    steps.tab_to(cleo, cleo.get_by_label("It is specific"))
    cleo.keyboard.press("Space")
    steps.press_enter_on(cleo, "button", "Approve")
    steps.told(cleo, "The notes may go to the candidate.")
    look(cleo, "reviews")

    # Ben gets a letter. He opens the recommendation when he is ready, and writes back.
    steps.desk(ben)
    expect(ben.get_by_role("link", name=re.compile(r"\d unread letter"))).to_be_visible()
    look(ben, "a desk with a letter")
    steps.do_next(ben, "Read it")
    letter = ben.get_by_role("article")
    for words in (DREW, MISSED, FOUND, NEXT_STEP, WELL, OTHERWISE):
        expect(letter).to_contain_text(words)
    expect(letter.get_by_text(BECAUSE)).to_be_hidden()
    look(ben, "the letter")
    steps.tab_to(ben, letter.locator("summary").filter(has_text="Open it"))
    ben.keyboard.press("Enter")
    expect(letter.get_by_text(BECAUSE)).to_be_visible()
    look(ben, "the letter, opened")
    steps.follow(ben, "Write back")
    steps.fill(ben, "Thank them", "Thank you for the minute 70.")
    steps.fill(ben, "Ask one question", "Would you have drawn it too?")
    steps.fill(ben, "What will you do?", "Write two edge cases before the code.")
    steps.press(ben, "Send it to Ada")
    expect(ben.get_by_role("heading", name="What you wrote back")).to_be_visible()

    # Ada hears it, reads his half, and answers.
    look(steps.desk(ada), "a desk with a question")
    steps.do_next(ada, "Answer")
    for words in (WELL, OTHERWISE, "Would you have drawn it too?"):
        expect(ada.get_by_role("main")).to_contain_text(words)
    look(ada, "notes with a reply")
    steps.fill(ada, "Your answer", "Yes, and with the minutes beside it.")
    steps.press(ada, "Send the answer")
    ben.reload()
    expect(ben.get_by_role("main")).to_contain_text("Yes, and with the minutes beside it.")
    expect(steps.desk(ben).get_by_role("main")).to_contain_text(
        "Write two edge cases before the code."
    )
    look(ben, "a desk with a commitment")
