"""What pages of people's part ask: what the host's server can do, and initials."""

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from afterword.kit.address import opens_here_alone
from afterword.people import queries, sessions, sign_in
from afterword.people.models import Invitation
from afterword.people.viewer import Viewer

register = template.Library()


@register.simple_tag
def mail_is_on() -> bool:
    """Whether letters are posted; otherwise their links are copied."""
    return bool(settings.MAIL)


@register.simple_tag
def sign_up_is_open() -> bool:
    """Whether somebody without an invitation may make an account."""
    return queries.sign_up_open()


@register.simple_tag(takes_context=True)
def passkeys_offered(context: template.Context) -> bool:
    """Whether a browser would make a passkey for this address."""
    return sign_in.passkeys_offered(_request(context))


@register.simple_tag(takes_context=True)
def offered_invitation(context: template.Context) -> Invitation | None:
    """The invitation that was opened in this browser, while it works."""
    return sessions.invitation_in(_request(context), now=timezone.now())


@register.inclusion_tag("people/here_alone.html", takes_context=True)
def here_alone(context: template.Context, what: str = "this link") -> dict[str, object]:
    """Says, beside a link to send, where it would open nothing."""
    viewer: Viewer = context["request"].viewer
    return {
        "here_alone": opens_here_alone(),
        "what": what,
        "is_host": viewer.person is not None and viewer.person.is_host,
    }


LABELS = {
    "login": "E-mail address",
    "email": "E-mail address",
    "oldpassword": "Your password now",
    "password2": "The new password, once more",
    "code": "Code",
    "passwordless": "Sign in with this passkey alone, without a password",
}


HELP = {
    "password": "",
    "oldpassword": "",
    "passwordless": "Your device then asks for your fingerprint, your face or its own code.",
    "password1": "At least ten characters. A few words that only you would put together are best.",
}


@register.inclusion_tag("account/fields.html")
def account_fields(form: BaseForm, new: str = "New password") -> dict[str, object]:
    """The fields of one of allauth's forms in our words, with nothing written inside the boxes."""
    labels = {**LABELS, "password1": new}
    for bound in form:
        bound.field.widget.attrs.pop("placeholder", None)
        bound.label = labels.get(bound.name, bound.label)
        bound.help_text = HELP.get(bound.name, bound.help_text)
    return {"form": form}


@register.filter
def picture(svg: str) -> SafeString:
    """A QR code that we drew, as an element of the page."""
    return mark_safe(svg)  # noqa: S308  segno drew it; nothing in it was typed by anybody


@register.simple_tag
def initials(name: str) -> SafeString:
    """The first letters of a name, for the eye alone."""
    words = name.split()
    letters = "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words))
    return format_html('<span class="initials" aria-hidden="true">{}</span>', letters.upper())


def _request(context: template.Context) -> HttpRequest:
    request: HttpRequest = context["request"]
    return request
