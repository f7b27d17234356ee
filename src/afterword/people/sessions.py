"""What a browser session remembers of an invitation: its digest, never its token."""

from datetime import datetime

from django.http import HttpRequest

from afterword.people import queries
from afterword.people.models import Invitation, Program

SESSION_INVITATION = "invitation"
SESSION_JOINED = "joined"


def remember_invitation(request: HttpRequest, *, digest: str) -> None:
    """The link was opened in this browser."""
    request.session[SESSION_INVITATION] = digest


def forget_invitation(request: HttpRequest) -> None:
    """The link was used, or is of no use."""
    request.session.pop(SESSION_INVITATION, None)


def came_by_invitation(request: HttpRequest) -> bool:
    """Whether one was opened in this browser, usable or not."""
    return SESSION_INVITATION in request.session


def invitation_in(request: HttpRequest, *, now: datetime) -> Invitation | None:
    """The invitation opened in this browser, while it can be used."""
    digest = request.session.get(SESSION_INVITATION)
    return queries.invitation_with(digest, now=now) if digest else None


def remember_joining(request: HttpRequest, *, program: Program) -> None:
    """Signing up took a place in this program: it is the page to go to next."""
    request.session[SESSION_JOINED] = str(program.pk)


def just_joined(request: HttpRequest) -> str:
    """The program to go to after signing up, asked once; or nothing."""
    joined: str = request.session.pop(SESSION_JOINED, "")
    return joined
