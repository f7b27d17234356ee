"""The desk."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from afterword.home.desk import desk_of
from afterword.people.middleware import ViewerRequest


@require_safe
def desk(request: ViewerRequest) -> HttpResponse:
    """What is mine to do today."""
    now = timezone.now()
    return render(request, "home/desk.html", {"desk": desk_of(request.viewer, now=now), "now": now})
