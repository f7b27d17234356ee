"""Pages without a part of their own: the design system, a sign of life, where numbers come from."""

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
