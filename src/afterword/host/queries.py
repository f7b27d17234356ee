"""Named reads about the server itself."""

from datetime import datetime

from django.db.models import QuerySet

from afterword.host.errors import NoSuchPerson
from afterword.host.models import Hello, House, ReturnLink
from afterword.interviews.models import Interview
from afterword.kit import tokens
from afterword.people.models import Invitation, Letter, Person, Program


def has_host() -> bool:
    """Whether somebody has set this server up."""
    return Person.objects.filter(is_host=True).exists()


def has_account(email: str) -> bool:
    """Whether somebody signs in with this address."""
    return Person.objects.filter(email__iexact=email, is_active=True).exists()


def person_with(email: str) -> Person:
    """Whoever has an account with this address. Raises NoSuchPerson."""
    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise NoSuchPerson(email)
    return person


def house() -> House:
    """What was answered at set-up so far."""
    return House.objects.filter(pk=1).first() or House(pk=1)


def is_set_up() -> bool:
    """Whether set-up was walked through to its end."""
    return House.objects.filter(finished_at__isnull=False).exists()


def open_hello(*, now: datetime) -> Hello | None:
    """The link for a second device that can be opened now."""
    return Hello.objects.filter(expires_at__gt=now).order_by("-created_at").first()


def open_return_links(token: str, *, now: datetime) -> QuerySet[ReturnLink]:
    """The link that this token opens, while it lasts and nobody has used it."""
    return ReturnLink.objects.filter(
        digest=tokens.digest(token), expires_at__gt=now, used_at=None
    ).select_related("person")


def letters_for_host() -> QuerySet[Letter]:
    """Letters that the host may know of, without a code or a password link, newest first."""
    return Letter.objects.filter(secret=False, unlisted=False).select_related("person")


def counts() -> dict[str, int]:
    """How much there is, without looking at any of it."""
    return {
        "people": Person.objects.filter(is_active=True).count(),
        "programs": Program.objects.count(),
        "interviews": Interview.objects.count(),
    }


def first_invitation(program: Program) -> Invitation | None:
    """The invitation that set-up made for the friend."""
    return program.invitations.filter(email="", revoked_at=None).order_by("created_at").first()
