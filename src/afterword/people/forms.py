"""What people fill in."""

from allauth.account.forms import BaseSignupForm
from django import forms


class SignUpForm(BaseSignupForm):  # type: ignore[misc]  # allauth is untyped
    """A name beside the address and the password."""

    name = forms.CharField(max_length=120, label="Your name")
