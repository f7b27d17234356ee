"""Letters to the chairs: to a member's desk and address, or to the address a guest has left."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.urls import reverse

from afterword.interviews import links
from afterword.interviews.calendar import calendar_file
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import other_chair
from afterword.kit import address
from afterword.people.post import Words, write_to, write_to_address


def tell(chair: Chair, write: Callable[..., Words], *, now: datetime) -> bool:
    """Send what `write(link=…)` makes of the reader's own link. False: there is no address."""
    if chair.person is not None:
        write_to(chair.person, write(link=address.link(_page_of(chair))))
        return True
    if not chair.guest_email or not links.own_links(now).filter(chair=chair).exists():
        return False
    link = links.way_back(chair, page=_page_of(chair), now=now)
    write_to_address(chair.guest_email, write(link=link), name=chair.guest_name)
    return True


def tell_dated(chair: Chair, write: Callable[..., Words], *, of: Interview, now: datetime) -> bool:
    """The same about an hour that may be in a calendar: where it has a time, its file goes too."""
    if of.starts_at is None:
        return tell(chair, write, now=now)
    return tell_with_calendar(chair, write, of=of, now=now)


def tell_with_calendar(
    chair: Chair, write: Callable[..., Words], *, of: Interview, now: datetime
) -> bool:
    """The same, with the calendar file that enters, moves or takes out the hour."""

    def dated(**named: str) -> Words:
        file = calendar_file(of, mine=chair, other=other_chair(chair), now=now)
        return replace(write(**named), calendar=file.decode())

    return tell(chair, dated, now=now)


def _page_of(chair: Chair) -> str:
    return reverse("interviews:interview", args=[chair.interview_id])
