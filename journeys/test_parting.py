"""Wanting no more of it: hours called off in one step, an organizer told, a club handed on."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from journeys import steps
from journeys.conftest import Look, Site, wait_for
from journeys.steps import ADA, BEN, CLUB, DOV
from playwright.sync_api import Page, expect

WORDS = "She told me not to bother applying."


def test_no_more_interviews_with_somebody_and_a_club_handed_on(
    site: Site, visitor: Callable[..., Page], look: Look
) -> None:
    dov, ada, ben = visitor("Dov"), visitor("Ada"), visitor("Ben", width=390)
    link = steps.begin_club(dov, site.setup_link, host=DOV)
    steps.sign_up(ada, link, ADA)
    steps.sign_up(ben, link, BEN)

    # Ben has an hour ahead with Ada, and wants none any more.
    in_a_week = f"{timezone.now() + timedelta(days=7):%Y-%m-%dT18:00}"
    chair = "The candidate's chair"
    steps.propose_times(ben, whom="Ada", chair=chair, times=[in_a_week])
    steps.do_next(steps.desk(ada), "Choose a time")
    steps.press(ada, "Take this time")
    about_a_member(ben, "Ada", "No interviews with me")
    steps.reads(ben, "No interviews with Ada")
    expect(ben.get_by_role("main")).to_contain_text("1 coming interview that is booked")
    look(ben, "an hour ahead with somebody")
    steps.press(ben, "No interviews with them")
    steps.told(ben, "What was still to come is called off;")

    # Ada reads that it will not take place, and nothing more; she cannot ask him again.
    read_letter(ada, "Your interview with Ben will not take place")
    expect(ada.get_by_role("main")).to_contain_text("Ben has called off your mock interview")
    look(ada, "an hour that was called off")
    steps.follow(steps.desk(ada), "Book an interview")
    expect(ada.get_by_label("With whom?")).not_to_contain_text("Ben")

    # He tells an organizer, who answers; it is nothing that Ada sees.
    about_a_member(ben, "Ada", "Tell an organizer")
    look(ben, "telling an organizer")
    steps.fill(ben, "What happened", WORDS)
    steps.press(ben, "Send it")
    steps.do_next(steps.desk(dov), "Read it")
    expect(dov.get_by_role("main")).to_contain_text(WORDS)
    steps.fill(dov, "Your answer", "I have spoken with her.")
    steps.press(dov, "Answer and close")
    steps.told(dov, "Ben can read your answer.")

    # Dov leaves: not before somebody else organizes the club.
    steps.follow(dov, "Programs")
    steps.follow(dov, CLUB)
    steps.follow(dov, "Leave")
    look(dov, "the last organizer leaves")
    dov.get_by_label("Who organizes it from now on").select_option(label="Ada")
    steps.press(dov, "Leave", exact=True)
    steps.told(dov, f"You have left {CLUB}.")


def read_letter(page: Page, subject: str) -> None:
    """Wait until it lies there: interviews hear of a block a moment later."""
    steps.follow(steps.desk(page), "unread letter")
    letter = page.get_by_role("link", name=subject)
    wait_for(lambda: page.reload() and letter.is_visible(), what=f"the letter {subject!r}")
    letter.click()


def about_a_member(page: Page, name: str, action: str) -> None:
    """On the list of members, choose what to do about somebody."""
    steps.follow(page, "Programs")
    steps.follow(page, CLUB)
    steps.follow(page, "Members")
    page.get_by_text(f"Choose what to do about {name}").click()
    steps.follow(page, action)
