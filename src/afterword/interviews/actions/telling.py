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
        write_to(chair.person, write(link=address.link(_page_of(chair))))
        return True
    if not chair.guest_email or not links.own_links(now).filter(chair=chair).exists():
        return False
    link = links.way_back(chair, page=_page_of(chair), now=now)
    write_to_address(chair.guest_email, write(link=link), name=chair.guest_name)
    return True


def _page_of(chair: Chair) -> str:
    return reverse("interviews:interview", args=[chair.interview_id])
