"""Two links that open without an account: a greeting from a second device, and a way back in."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from afterword.host import actions, queries, reachable
from afterword.host.errors import LinkSpent
from afterword.host.forms import ReturnForm
from afterword.host.models import Hello
from afterword.host.views.setup import BACKEND
from afterword.kit.doors import found
from afterword.people.middleware import ViewerRequest


@login_not_required
@require_safe
def hello(request: ViewerRequest, nonce: str) -> HttpResponse:
    """The second device says hello. Opening the link is the message, so GET is enough."""
    now = timezone.now()
    waiting = found(Hello.objects.filter(expires_at__gt=now), nonce=nonce)
    address = f"{request.scheme}://{request.get_host()}"
    elsewhere = reachable.is_elsewhere(request)
    if request.method == "GET":
        actions.reach(waiting, address=address, from_elsewhere=elsewhere, now=now)
    page = {"address": address, "elsewhere": elsewhere}
    return render(request, "host/hello.html", page)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: ViewerRequest, token: str) -> HttpResponse:
    """A new password for somebody who was locked out. GET only shows the form."""
    link = queries.open_return_links(token, now=timezone.now()).first()
    if link is None:
        return render(request, "host/link_over.html", status=404)
    form = ReturnForm(request.POST or None, person=link.person)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.let_back_in(link, **form.cleaned_data, now=timezone.now())
        except LinkSpent:
            return render(request, "host/link_over.html", status=404)
        login(request, person, backend=BACKEND)
        return redirect("/")
    page = {"form": form, "person": link.person}
    return render(request, "host/come_back.html", page, status=422 if form.errors else 200)
