"""Letters that Afterword wrote to me."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from afterword.kit.doors import found
from afterword.people import access, actions, queries
from afterword.people.middleware import ViewerRequest, person_of

A_PAGE = 30


@require_safe
def letters(request: ViewerRequest) -> HttpResponse:
    """My letters, newest first."""
    rows = access.own_letters(request.viewer).order_by("-created_at", "pk")
    context = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "unread_count": queries.unread_letters(person_of(request)).count(),
    }
    return render(request, "people/letters.html", context)


@require_safe
def letter(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """One letter. Opening it changes nothing; a button puts it away."""
    one = found(access.own_letters(request.viewer), pk=pk)
    return render(request, "people/letter.html", {"letter": one})


@require_POST
def letter_read(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Put one letter away."""
    one = found(access.own_letters(request.viewer), pk=pk)
    actions.put_away(one, by=person_of(request), now=timezone.now())
    return redirect("people:letters")


@require_POST
def letters_read(request: ViewerRequest) -> HttpResponse:
    """Put every letter away."""
    count = actions.put_all_away(person_of(request), now=timezone.now())
    if count:
        messages.success(request, "All letters are put away. They stay in this list.")
    return redirect("people:letters")
