"""Links into a program: shown again to their organizers, though the database keeps no token."""

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from afterword.kit import address
from afterword.kit.tokens import digest
from afterword.people.models import Invitation

SALT = "afterword.people.invitation"


def token_of(invitation: Invitation) -> str:
    """The token of an invitation: unguessable without the server's secret key."""
    return salted_hmac(SALT, str(invitation.pk), algorithm="sha256").hexdigest()


def link_of(invitation: Invitation) -> str:
    """The whole link, or nothing if the server's key has changed since it was made."""
    token = token_of(invitation)
    if digest(token) != invitation.digest:
        return ""
    return address.link(reverse("people:invitation", args=[token]))


def shown(invitation: Invitation) -> bool:
    """Whether an organizer may see the link: one that was posted proves an address by not being."""
    return not (invitation.email and settings.MAIL)
