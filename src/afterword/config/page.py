"""What every page shows around its own content."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

THEMES = {"light", "dark"}
# What it is called, which page it is, and the keys that lead there.
PLACES = (
    ("Desk", "home:desk", "g d"),
    ("Interviews", "interviews:list", "g i"),
    ("Notes", "notes:overview", "g n"),
    ("Search", "cycle:board", "g j"),
    ("Questions", "questions:bank", "g q"),
    ("Programs", "people:programs", "g p"),
)
# Parts without a place of their own are reached from one of these; the first that fits counts.
ALSO = {
    "/debriefs/": "cycle:board",
    "/numbers/programs/": "people:programs",
    "/numbers/questions/": "questions:bank",
    "/numbers/": "notes:overview",
}
SERVER = ("Server", "host:overview", "g s")

_address = cache(reverse)  # of pages that need nothing but their name


def page(request: HttpRequest) -> dict[str, object]:
    """The theme the person chose, and where the page can lead."""
    theme = request.COOKIES.get("theme", "")
    return {
        "theme": theme if theme in THEMES else "",
        "nav": nav(request),
        "server": server(request),
        "account": account(request),
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "leaves_at": getattr(getattr(request, "user", None), "leaves_at", None),
    }


def account(request: HttpRequest) -> dict[str, str]:
    """The way to one's own settings; nothing for somebody without an account."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    return {"label": str(request.user), "url": _address("people:settings")}


def nav(request: HttpRequest) -> list[dict[str, object]]:
    """The few places that are always one step away; none for somebody without an account."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return []
    return [_place(request, *place) for place in PLACES]


def server(request: HttpRequest) -> dict[str, object]:
    """Whoever runs the server finds it beside their own name: no daily place, so not among them."""
    if not getattr(getattr(request, "user", None), "is_host", False):
        return {}
    return _place(request, *SERVER)


def _place(request: HttpRequest, label: str, name: str, key: str) -> dict[str, object]:
    url = _address(name)
    return {"label": label, "url": url, "key": key, "current": _is_within(request.path, url)}


def _is_within(path: str, url: str) -> bool:
    if url == "/":
        return path == url
    reached = next((place for part, place in ALSO.items() if path.startswith(part)), None)
    return path.startswith(url) or (reached is not None and _address(reached) == url)
