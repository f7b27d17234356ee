"""What a form sent and could not be taken: the words come back, and a press sends them again.

Whoever signs in meanwhile gets other tokens in that moment, and the page that waits has an old one.
So it carries a pass of its own: for one address, for an hour, and only from a page of ours.
"""

import re
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

AGAIN = "again"
HOUR = 60 * 60
# Fields of what opens something. A page that comes back, perhaps before somebody else, holds none.
OPENS = frozenset({"code", "codes", "key", "token", "secret", "credential", "word"})


def not_vouched(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page no longer vouches for it. If that page is ours, a press sends it again."""
    return render(request, "kit/not_vouched.html", _unsent(request), status=403)


def signed_out(request: HttpRequest) -> HttpResponse:
    """A form sent by somebody who is signed out by now: the words wait until they are in again."""
    return render(request, "kit/signed_out.html", _unsent(request), status=403)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Whoever asks for a page signs in on the way; what somebody sends is not lost over it."""
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    return signed_out(request)


def _unsent(request: HttpRequest) -> dict[str, object]:
    came_from = urlsplit(request.headers.get("Referer", ""))
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    typed = _typed(request) if ours else []
    return {
        "typed": typed,
        "again": _pass_for(request) if typed else "",
        "somebody": getattr(request.user, "name", ""),
        "back": came_from.path if ours and came_from.netloc == request.get_host() else "/",
    }


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What can be sent once more: nothing where a secret or a file belongs to it."""
    names = [name for name in request.POST if name not in ("csrfmiddlewaretoken", AGAIN)]
    if request.FILES or any(_opens(name) for name in request.POST):
        return []
    return [(name, value) for name in names for value in request.POST.getlist(name)]


def _opens(name: str) -> bool:
    return "password" in name or not OPENS.isdisjoint(re.split(r"[-_]", name.lower()))


def is_sent_again(request: HttpRequest) -> bool:
    """Whether a page of ours sends what it kept, where it was meant to go.

    A browser says from which site a form comes, and Django has refused every other than ours. What
    somebody who was signed in has typed is sent again in nobody else's name.
    """
    if "Origin" not in request.headers:
        return False
    try:
        path, somebody = signing.loads(request.POST.get(AGAIN, ""), salt=__name__, max_age=HOUR)
    except signing.BadSignature:
        return False
    return path == request.path and somebody in ("", _somebody(request))


def _pass_for(request: HttpRequest) -> str:
    return signing.dumps([request.path, _somebody(request)], salt=__name__)


def _somebody(request: HttpRequest) -> str:
    return str(request.user.pk) if request.user.is_authenticated else ""
