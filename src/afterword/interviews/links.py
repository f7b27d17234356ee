"""Guest links: made from the row's id and the server's key, found again by their digest.

So the one who asked can copy the ask again, and a guest's letters can carry her own link, while
whoever reads the database alone can use neither.
"""

import base64
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac

from afterword.interviews.models import Chair, GuestLink
from afterword.kit import address, tokens

SALT = "afterword.interviews.guest-link"


def token_of(link: GuestLink) -> str:
    """The unguessable end of a link's address: 256 bits."""
    mac = salted_hmac(SALT, link.pk.hex, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()


def live_links(now: datetime) -> QuerySet[GuestLink]:
    """The links that lead anywhere now."""
    return GuestLink.objects.filter(revoked_at=None, expires_at__gt=now)


def own_links(now: datetime) -> QuerySet[GuestLink]:
    """The links that open a chair now: those of the guests who took one."""
    return live_links(now).filter(own=True)


def link_by_token(token: str, *, now: datetime) -> GuestLink | None:
    """The live link that a token belongs to: not one of a chair that somebody has claimed."""
    found = live_links(now).filter(digest=tokens.digest(token), chair__person=None)
    return found.select_related("chair__interview").first()


def ask_for(chair: Chair, *, now: datetime) -> GuestLink | None:
    """The link to hand out for a chair that waits for its guest; None once it is taken."""
    if taken_at(chair) is not None:
        return None
    return _shown(live_links(now).filter(chair=chair, own=False))


def own_link(chair: Chair, *, now: datetime) -> GuestLink | None:
    """A guest's own link while it lives. For her eyes alone: her pages, her file, her letters."""
    return _shown(own_links(now).filter(chair=chair))


def taken_at(chair: Chair) -> datetime | None:
    """When a guest took the chair; None while it waits for one."""
    taken = GuestLink.objects.filter(chair=chair, own=True)
    return taken.values_list("created_at", flat=True).first()


def _shown(links: QuerySet[GuestLink]) -> GuestLink | None:
    """The newest, unless the server's key has changed since it was made."""
    link = links.order_by("-created_at").first()
    if link is None or tokens.digest(token_of(link)) != link.digest:
        return None
    return link


def guest_url(link: GuestLink) -> str:
    """The whole address of a link."""
    return address.link(reverse("interviews:guest", args=[token_of(link)]))


def way_back(chair: Chair, *, page: str, now: datetime) -> str:
    """What a letter to a guest leads to: her own link, where the letter is posted to her.

    Where none is posted the host reads it in the outbox: then it is the page, which opens in the
    browser that she used and for nobody else.
    """
    link = own_link(chair, now=now) if settings.MAIL else None
    return guest_url(link) if link is not None else address.link(page)
