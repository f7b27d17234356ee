"""What every page shows around its own content."""

from django.http import HttpRequest
from django.urls import reverse

THEMES = {"light", "dark"}


def page(request: HttpRequest) -> dict[str, object]:
    """The theme the person chose, and where the page can lead."""
    theme = request.COOKIES.get("theme", "")
    return {
        "theme": theme if theme in THEMES else "",
        "nav": nav(request),
        "account": account(request),
    }


def account(request: HttpRequest) -> dict[str, str]:
    """The way to one's own settings; nothing for somebody without an account."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    return {"label": str(request.user), "url": reverse("people:settings")}


def nav(request: HttpRequest) -> list[dict[str, object]]:
    """The few places that are always one step away; none for somebody without an account."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return []
    places = [
        ("Desk", reverse("home:desk"), "g d"),
        ("Interviews", reverse("interviews:list"), "g i"),
        ("Notes", reverse("notes:overview"), "g n"),
        ("Questions", reverse("questions:bank"), "g q"),
        ("Programs", reverse("people:programs"), "g p"),
    ]
    if getattr(request.user, "is_host", False):
        places.append(("Server", reverse("host:overview"), "g s"))
    return [
        {"label": label, "url": url, "key": key, "current": _is_within(request.path, url)}
        for label, url, key in places
    ]


def _is_within(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
