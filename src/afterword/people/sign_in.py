"""How allauth makes accounts here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts by e-mail address; the name comes with the sign-up form."""


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # untyped too
    """Accounts by somebody else's sign-in."""
