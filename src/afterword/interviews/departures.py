"""The hours of somebody who goes: what is said of them beforehand."""

from django.db.models import Count, Q

from afterword.interviews.enums import InterviewState
from afterword.interviews.queries import hours_ahead_in
from afterword.kit.words import listed
from afterword.people import departing
from afterword.people.models import Membership


def register() -> None:
    """Say it wherever somebody leaves, or is removed."""
    departing.register(hours_that_go)


def hours_that_go(place: Membership) -> str:
    """How many coming hours end with a place; nothing where there are none."""
    counted = hours_ahead_in(place.program, place.person).order_by().aggregate(
        booked=Count("pk", filter=Q(state=InterviewState.BOOKED)),
        proposed=Count("pk", filter=Q(state=InterviewState.PROPOSED)),
    )  # fmt: skip
    said = [
        words
        for words in (
            _counted(counted["booked"], "coming interview", "that is booked", "that are booked"),
            _counted(counted["proposed"], "proposal", "that waits", "that wait"),
        )
        if words
    ]
    if not said:
        return ""
    verb = "is" if counted["booked"] + counted["proposed"] == 1 else "are"
    return f"{listed(said)} here {verb} called off, and whoever sits across is told."


def _counted(count: int, noun: str, one: str, many: str) -> str:
    if not count:
        return ""
    return f"{count} {noun} {one}" if count == 1 else f"{count} {noun}s {many}"
