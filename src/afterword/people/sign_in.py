"""How allauth makes accounts here, and what it may offer where."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from afterword.people import actions, post, queries, sessions
from afterword.people.access import own_certificate
from afterword.people.errors import AlreadyMember, InvitationUnusable
from afterword.people.models import Person


def passkeys_offered(request: HttpRequest) -> bool:
    """Whether a browser would make a passkey for this address: HTTPS and a name, or localhost.

    Browsers make none where they warn of the certificate, and of ours they do, but on localhost.
    """
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    if host == "localhost":
        return True
    return request.is_secure() and not _is_number(host) and not own_certificate()


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts by e-mail address; open by invitation, or where the host or a program says so."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account rests. Ask whoever runs the server.",
        "cannot_remove_primary_email": "Letters come to this address: choose another first.",
        "duplicate_email": "This address is on your list already.",
        "email_password_mismatch": "This address and this password do not go together.",
        "email_taken": "There is an account with this address. You can simply sign in.",
        "enter_current_password": "That is not the password that you have now.",
        "incorrect_code": "That is not the code, or its time is over.",
        "incorrect_password": "That is not the password of this account.",
        "invalid_password_reset": "This link was used already, or it has run out.",
        "too_many_login_attempts": "Too many tries. Wait a few minutes, then try again.",
        "rate_limited": "Too many tries. Wait a few minutes, then try again.",
        "same_as_current": "This is the one that you have now.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether this browser may make an account."""
        if sessions.invitation_in(request, now=timezone.now()) is not None:
            return True
        return queries.sign_up_open()

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """An invitation that was sent to this very address has verified it."""
        invitation = sessions.invitation_in(request, now=timezone.now())
        if invitation is not None and invitation.email == email.lower():
            return True
        return bool(super().is_email_verified(request, email))

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> Any:
        # Any: allauth hands through what its flows need.
        """Whoever has just signed up by a link takes the place that it offers."""
        if kwargs.get("signup"):
            _take_offered_place(request, user)
        return super().post_login(request, user, **kwargs)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """To the program that one has just joined, or to the desk."""
        joined = sessions.just_joined(request)
        return reverse("people:program", args=[joined]) if joined else "/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where the password was one of the things to change."""
        return reverse("people:settings")

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, Any]]:
        """Ways to show that it is still you; passkeys only where a browser has them."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if passkeys_offered(allauth_context.request):
            return methods
        return [method for method in methods if not method["id"].endswith(":webauthn")]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A code or a password link: a secret letter. Without a mail server it is not written."""
        if not settings.MAIL:
            return
        whole = {"request": allauth_context.request, "email": email, **context}
        message = self.render_mail(template_prefix, email, whole)
        words = post.Words(subject=message.subject, body=message.body, secret=True)
        post.write_to_address(email, words)


QUICKER = (
    "Your account is made. The invitation was used up, or taken back, meanwhile: ask whoever"
    " invited you for another link."
)


def _take_offered_place(request: HttpRequest, person: Person) -> None:
    if not sessions.came_by_invitation(request):
        return
    invitation = sessions.invitation_in(request, now=timezone.now())
    sessions.forget_invitation(request)
    try:
        if invitation is None:
            raise InvitationUnusable
        actions.accept_invitation(invitation, person=person, now=timezone.now())
    except InvitationUnusable:
        messages.warning(request, QUICKER)
    except AlreadyMember:
        return
    else:
        sessions.remember_joining(request, program=invitation.program)


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # untyped too
    """Accounts by somebody else's sign-in, under the same rule."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        # Any: allauth's own kind of sign-in.
        """Whether this browser may make an account."""
        return AccountAdapter(request).is_open_for_signup(request)

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        # Any: allauth's own kind of sign-in.
        """An address is verified where the other side says exactly so; "false" is a word too."""
        for address in sociallogin.email_addresses:
            address.verified = address.verified is True

    def get_signup_form_initial_data(self, sociallogin: Any) -> dict[str, Any]:
        # Any: allauth's own kind of sign-in.
        """The address and the name that the other side knows."""
        known: dict[str, Any] = super().get_signup_form_initial_data(sociallogin)
        said = sociallogin.account.get_provider_account().get_user_data() or {}
        return {**known, "name": said.get("name") or ""}


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # untyped too
    """The second step, with a picture that our pages may show."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That is not the code that the app shows now. Try the next one.",
        "unverified_email": "Verify your e-mail address first; then comes the second step.",
        "add_email_blocked": "With a second step, no address can be added. Turn it off first.",
        "cannot_generate_recovery_codes": "Set up an app or a passkey first.",
    }

    def build_totp_svg(self, url: str) -> str:
        """The QR code as an element of the page: no style, no data: address."""
        return segno.make(url).svg_inline(scale=5, border=2, omitsize=False)

    def generate_authenticator_name(self, user: Person, type: Any) -> str:  # Any: allauth's enum
        """A first name for a passkey, to be changed."""
        return "This device"
