"""What the host needs. Nothing here shows what people wrote to each other."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from afterword.host import actions, condition, queries, reachable
from afterword.host.errors import CannotHost
from afterword.host.forms import HandOverForm
from afterword.host.views.setup import host_of
from afterword.kit.saving import UNPROCESSABLE
from afterword.people.middleware import ViewerRequest
from afterword.people.queries import sign_up_open


@require_safe
def overview(request: ViewerRequest) -> HttpResponse:
    """How this server is, and where it is reached."""
    host_of(request)
    findings = condition.findings()
    page = {
        "here": "overview",
        "findings": findings,
        "needs_hand": sum(not finding.well for finding in findings),
        "house": queries.house(),
        "served": reachable.served(),
        "counts": queries.counts(),
    }
    return render(request, "host/overview.html", page)


@require_safe
def outbox(request: ViewerRequest) -> HttpResponse:
    """Every letter that may be shown: whom it is for, its link, and whether it was posted."""
    host_of(request)
    letters = Paginator(queries.letters_for_host(), 30).get_page(request.GET.get("page"))
    return render(
        request, "host/outbox.html", {"here": "outbox", "letters": letters, "mail": settings.MAIL}
    )


@require_safe
def sign_up(request: ViewerRequest) -> HttpResponse:
    """Who may make an account here, and how to change that."""
    host_of(request)
    page = {
        "here": "sign-up",
        "sign_up_open": sign_up_open(),
        "by_setting": settings.SIGN_UP_OPEN,
    }
    return render(request, "host/sign_up.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: ViewerRequest) -> HttpResponse:
    """Who looks after this server from now on?"""
    host = host_of(request)
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["email"]
        try:
            actions.hand_over(to=person, by=host)
        except CannotHost:
            form.add_error("email", "Somebody was quicker with something. Look again.")
        else:
            messages.success(request, f"{person.name} looks after this server from now on.")
            return redirect("people:settings")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "host/hand_over.html", {"form": form}, status=status)
