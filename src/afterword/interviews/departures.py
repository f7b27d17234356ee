"""Hours that go because somebody does, or wants none with somebody: what is said beforehand."""

from django.db.models import Count, Q, QuerySet

from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Interview
from afterword.interviews.queries import hours_ahead_between, hours_ahead_in, hours_called_off_by
from afterword.kit.words import listed
from afterword.people import blocking, departing
from afterword.people.models import Block, Membership, Person


def register() -> None:
    """Say it wherever somebody leaves, is removed, or is blocked."""
    departing.register(hours_that_go)
    blocking.register(hours_between, called_off=hours_that_stay_off)


def hours_that_go(place: Membership) -> str:
    """How many coming hours end with a place; nothing where there are none."""
    booked, waiting = _counts(hours_ahead_in(place.program, place.person))
    if not booked + waiting:
        return ""
    verb = "is" if booked + waiting == 1 else "are"
    return f"{_said(booked, waiting)} here {verb} called off, and whoever sits across is told."


def hours_between(one: Person, other: Person) -> str:
    """How many coming hours two people have with each other; nothing where there are none."""
    return _said(*_counts(hours_ahead_between(one, other)))


def hours_that_stay_off(block: Block) -> str:
    """How many hours were called off along with a block, and where to have them again."""
    gone = hours_called_off_by(block.blocker, block.blocked, since=block.created_at).count()
    if not gone:
        return ""
    if gone == 1:
        return (
            "The interview that you called off with them stays called off; "
            "on its page you can propose it again."
        )
    return (
        f"The {gone} interviews that you called off with them stay called off; "
        "on the page of each you can propose it again."
    )


def _counts(hours: QuerySet[Interview]) -> tuple[int, int]:
    """How many are booked, and how many wait for an answer."""
    counted = hours.order_by().aggregate(
        booked=Count("pk", filter=Q(state=InterviewState.BOOKED)),
        proposed=Count("pk", filter=Q(state=InterviewState.PROPOSED)),
    )
    return counted["booked"], counted["proposed"]


def _said(booked: int, waiting: int) -> str:
    counts = (
        _counted(booked, "coming interview", "that is booked", "that are booked"),
        _counted(waiting, "proposal", "that waits", "that wait"),
    )
    return listed([words for words in counts if words])


def _counted(count: int, noun: str, one: str, many: str) -> str:
    if not count:
        return ""
    return f"{count} {noun} {one}" if count == 1 else f"{count} {noun}s {many}"
