"""Two finished interviews to learn from, for everybody: a guest may read them before her hour."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from afterword.notes import example
from afterword.people.middleware import ViewerRequest


@login_not_required
@require_safe
def examples(request: ViewerRequest) -> HttpResponse:
    """Which examples there are."""
    found = [example.read(slug) for slug in example.slugs()]
    return render(request, "notes/examples.html", {"examples": found})


@login_not_required
@require_safe
def finished(request: ViewerRequest, slug: str) -> HttpResponse:
    """One example: the hour's own notes, the letter, the review and the reply."""
    if slug not in example.slugs():
        raise Http404
    return render(request, "notes/example.html", {"example": example.read(slug)})
