"""Letters to the chairs: to a member's desk and address, or to the address a guest has left."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse

from afterword.interviews import links
from afterword.interviews.models import Chair
from afterword.kit import address
from afterword.people.post import Words, write_to, write_to_address


def tell(chair: Chair, write: Callable[..., Words], *, now: datetime) -> bool:
    """Send what `write(link=…)` makes of the reader's own link. False: there is no address."""
    if chair.person is not None:
        write_to(chair.person, write(link=page_of(chair)))
        return True
    link = links.newest_link(chair, now=now)
    if not chair.guest_email or link is None:
        return False
    write_to_address(chair.guest_email, write(link=links.guest_url(link)), name=chair.guest_name)
    return True


def page_of(chair: Chair) -> str:
    """The whole address of the interview's page, for a letter to a member."""
    return address.link(reverse("interviews:interview", args=[chair.interview_id]))
