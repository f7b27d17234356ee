"""Pages without a part of their own: the design system, and a sign of life."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from afterword.kit.example_charts import example_charts


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
