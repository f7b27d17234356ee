"""Guest links: made from the row's id and the server's key, found again by their digest.

So the one who asked can copy the link again, while whoever reads the database alone cannot use it.
"""

import base64
from datetime import datetime

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
    """The links that open something now."""
    return GuestLink.objects.filter(revoked_at=None, expires_at__gt=now)


def link_by_token(token: str, *, now: datetime) -> GuestLink | None:
    """The live link that a token belongs to: not one of a chair that somebody has claimed."""
    found = live_links(now).filter(digest=tokens.digest(token), chair__person=None)
    return found.select_related("chair__interview").first()


def newest_link(chair: Chair, *, now: datetime) -> GuestLink | None:
    """The live link to a guest's chair, unless the server's key has changed since it was made."""
    link = live_links(now).filter(chair=chair).order_by("-created_at").first()
    if link is None or tokens.digest(token_of(link)) != link.digest:
        return None
    return link


def guest_url(link: GuestLink) -> str:
    """The whole address to give to a guest."""
    return address.link(reverse("interviews:guest", args=[token_of(link)]))
