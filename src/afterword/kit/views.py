"""Pages without a part of their own: the design system, a sign of life, where numbers come from."""

import re
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from afterword.kit.example_charts import example_charts
from afterword.kit.markdown import render as render_markdown
from afterword.kit.sums import sums_page


@login_not_required
@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Every piece of the face on one page."""
    return render(request, "kit/design.html", {"example_charts": example_charts()})


@login_not_required
@require_safe
def up(request: HttpRequest) -> HttpResponse:
    """Says that the server answers, and nothing else."""
    return HttpResponse("up\n", content_type="text/plain")


@require_safe
def how_we_know(
    request: HttpRequest, name: str, *, among: frozenset[str], of: str, back: str
) -> HttpResponse:
    """Where a number of one part comes from, readable by whoever remembers school."""
    text = sums_page(name) if name in among else None
    if text is None:
        raise Http404
    context = {"body": render_markdown(text), "of": of, "back": back}
    return render(request, "kit/how_we_know.html", context)


def not_vouched(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page no longer vouches for it. If that page is ours, a press sends it again."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    context = {
        "typed": _typed(request) if ours else [],
        "somebody": getattr(request.user, "name", ""),
        "back": came_from.path if ours and came_from.netloc == request.get_host() else "/",
    }
    return render(request, "kit/not_vouched.html", context, status=403)


# Fields of what opens something. A page that comes back, perhaps before somebody else, holds none.
OPENS = frozenset({"code", "codes", "key", "token", "secret", "credential", "word"})


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What can be sent once more: nothing where a secret or a file belongs to it."""
    names = [name for name in request.POST if name != "csrfmiddlewaretoken"]
    if request.FILES or any(_opens(name) for name in request.POST):
        return []
    return [(name, value) for name in names for value in request.POST.getlist(name)]


def _opens(name: str) -> bool:
    return "password" in name or not OPENS.isdisjoint(re.split(r"[-_]", name.lower()))
