"""Where one signs in and up: of allauth's addresses, those that this server has a use for.

Without a mail server no code is sent, so there is no door to type one at; without somebody else's
sign-in configured there is none of its doors.
"""

from collections.abc import Callable
from importlib import import_module

from allauth.account.urls import urlpatterns as account
from django.conf import settings
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.views.decorators.http import require_http_methods
from django.views.generic import RedirectView

Address = URLPattern | URLResolver
Addresses = list[Address]
Door = Callable[..., HttpResponseBase]


def account_addresses(*, mail: bool) -> Addresses:
    """Passwords and, with a mail server, codes; without one an address is changed on our page."""
    if mail:
        return list(account)
    ours = RedirectView.as_view(url=reverse_lazy("people:address"))
    left_out = {"account_email", "account_confirm_login_code"}
    kept = [one for one in account if getattr(one, "name", None) not in left_out]
    return [path("email/", ours, name="account_email"), *kept]


def provider_addresses(names: list[str]) -> Addresses:
    """The doors of the providers that are configured."""
    if not names:
        return []
    # What asks a provider is slow to import, and most servers have none.
    from afterword.people.elsewhere import kindly

    doors: Addresses = []
    for name in names:
        doors += import_module(f"allauth.socialaccount.providers.{name}.urls").urlpatterns
    # No page of ours asks Google from a script, so nobody answers for it.
    doors = [one for one in doors if getattr(one, "name", None) != "google_login_by_token"]
    ours = path("3rdparty/", include("allauth.socialaccount.urls"))
    return [ours, *each_door(doors, kindly)]


def plain_methods_only(addresses: Addresses) -> Addresses:
    """The same doors, opened by reading and by posting a form, and by nothing else."""
    return each_door(addresses, require_http_methods(["GET", "HEAD", "POST"]))


def each_door(addresses: Addresses, change: Callable[[Door], Door]) -> Addresses:
    """The same addresses, with every door changed."""
    return [_changed(one, change) for one in addresses]


def _changed(one: Address, change: Callable[[Door], Door]) -> Address:
    if isinstance(one, URLResolver):
        return URLResolver(one.pattern, each_door(one.url_patterns, change))
    return URLPattern(one.pattern, change(one.callback), one.default_args, one.name)


urlpatterns = plain_methods_only(
    [
        *account_addresses(mail=settings.MAIL),
        path("2fa/", include("allauth.mfa.urls")),
        *provider_addresses(sorted(settings.SOCIALACCOUNT_PROVIDERS)),
    ]
)
