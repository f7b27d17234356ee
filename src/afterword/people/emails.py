"""What people's part writes to people: one function a letter."""

from django.conf import settings
from django.urls import reverse

from afterword.kit import address
from afterword.people.links import link_of
from afterword.people.models import Invitation, Program, Report
from afterword.people.post import Words


def invitation(invited: Invitation) -> Words:
    """The link for one address. Where it is posted it proves the address: nobody else sees it."""
    name = invited.program.name
    link = link_of(invited)
    return Words(
        subject=f"An invitation to {name}",
        body=(
            f"{invited.invited_by.name} invites you to {name}: mock interviews whose "
            "hiring notes you get to read.\n\nThis link opens a page that tells you more. Nothing "
            f"happens until you press the button there.\n\n{link}\n\n"
            "If you would rather not, leave it: the link runs out by itself.\n"
        ),
        link=link,
        secret=settings.MAIL,
    )


def invited_back(program: Program) -> Words:
    """To somebody who was a member before."""
    link = address.link(reverse("people:program", args=[program.pk]))
    return Words(
        subject=f"{program.name} would like you back",
        body=(
            f"An organizer of {program.name} invites you to come back. You can say yes "
            f"or no on its page.\n\n{link}\n"
        ),
        link=link,
    )


def place_taken_away(program: Program) -> Words:
    """To somebody whom an organizer removed."""
    return Words(
        subject=f"Your place in {program.name}",
        body=(
            f"An organizer of {program.name} has ended your membership. Hiring notes "
            "that you received stay yours to read, and so does everything you wrote.\n\n"
            "If you think that it is a mistake, speak to an organizer.\n"
        ),
    )


def account_goes(*, by_oneself: bool) -> Words:
    """To whoever it is, so that nobody else can ask in their place unnoticed."""
    link = address.link(reverse("people:settings"))
    asked = "You asked" if by_oneself else "Whoever runs this server was asked"
    return Words(
        subject="Your account goes in a week",
        body=(
            f"{asked} for your account to be erased. In a week it is: what only you can read is "
            "deleted, and what others keep loses your name.\n\nUntil then nothing changes. If you "
            "would rather stay, or if it was not you, a button in your settings keeps it.\n\n"
            f"{link}\n"
        ),
        link=link,
        unlisted=True,
    )


def now_organizer(program: Program) -> Words:
    """To a member who was made an organizer."""
    link = address.link(reverse("people:first-week", args=[program.pk]))
    return Words(
        subject=f"You are an organizer of {program.name}",
        body=(
            f"You are now an organizer of {program.name}. You can invite people and "
            "set how notes are reviewed. You never see private notes.\n\n"
            f"This page says what to do first.\n\n{link}\n"
        ),
        link=link,
    )


def report_waits(report: Report) -> Words:
    """To whoever may answer; says nothing of what was reported."""
    link = address.link(reverse("people:report-answer", args=[report.pk]))
    where = f" in {report.program.name}" if report.program else ""
    return Words(
        subject="Somebody asks you to look at something",
        body=(
            f"A member{where} has asked for an organizer's eye. Please read it today if "
            f"you can.\n\n{link}\n"
        ),
        link=link,
    )


def report_answered() -> Words:
    """To the reporter; the answer itself is on the page."""
    link = address.link(reverse("people:reports"))
    return Words(
        subject="An answer to what you reported",
        body=f"What you reported was looked at. The answer is here.\n\n{link}\n",
        link=link,
    )
