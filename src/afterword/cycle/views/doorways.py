"""What several doors of a search do first, and how they answer."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from afterword.cycle import access, actions, queries
from afterword.cycle.errors import NotThere
from afterword.cycle.models import Application, Cycle, Edit, Kept
from afterword.kit.doors import found
from afterword.kit.saving import UNPROCESSABLE
from afterword.kit.undo import undo_by
from afterword.people.middleware import ViewerRequest
from afterword.people.middleware import person_of as person_of


def cycle_shown(request: ViewerRequest) -> Cycle | None:
    """The cycle that the address names, or the one that is going on; None before the first."""
    named = request.GET.get("cycle", "")
    if not named:
        return queries.open_cycle(request.viewer)
    cycles = access.own_cycles(request.viewer)
    try:
        return found(cycles, pk=UUID(named))
    except ValueError:
        return found(cycles.none())


def own(request: ViewerRequest, pk: UUID) -> Application:
    """One of the viewer's own applications, or 404."""
    return found(access.own_applications(request.viewer).select_related("cycle"), pk=pk)


def say(request: ViewerRequest, words: str, *, undo: Edit | None) -> None:
    """A message at the edge of the next page, with the way back where there is one."""
    back = undo_by("cycle:undo", undo.pk) if undo else ""
    messages.success(request, words, extra_tags=back)


def to(application: Application, part: str = "") -> HttpResponseRedirect:
    """To the page of an application, at one part of it."""
    url = reverse("cycle:application", args=[application.pk])
    return HttpResponseRedirect(f"{url}#{part}" if part else url)


def taken_back(
    request: ViewerRequest, row: Kept, of: Application, words: str, part: str
) -> HttpResponse:
    """Take a row back, and say so with the way back."""
    try:
        edit = actions.take_back_row(row, of, by=person_of(request), now=timezone.now())
    except NotThere as why:
        messages.info(request, str(why))
        return redirect("cycle:application", of.pk)
    say(request, words, undo=edit)
    return to(of, part)


def came_from(request: ViewerRequest) -> HttpResponse:
    """Back to the page that was posted from, if it is one of the search; otherwise to the board."""
    came = request.headers.get("Referer", "")
    here = url_has_allowed_host_and_scheme(came, {request.get_host()})
    parts = urlsplit(came)
    if here and parts.path.startswith(reverse("cycle:board")):
        return HttpResponseRedirect(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    return redirect("cycle:board")


# Any: whatever the template shows.
def page_with_form(
    request: ViewerRequest, template: str, form: forms.Form, context: Mapping[str, Any]
) -> HttpResponse:
    """A page around one form, answered so that its errors are shown."""
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, template, {**context, "form": form}, status=status)
