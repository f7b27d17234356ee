"""A person's own settings and keys."""

from uuid import UUID

from django.conf import settings as host_settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.kit.doors import found
from afterword.kit.saving import UNPROCESSABLE
from afterword.people import access, actions, queries
from afterword.people.errors import AddressTaken
from afterword.people.forms.accounts import AddressForm, SettingsForm, TokenForm
from afterword.people.middleware import ViewerRequest, person_of


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: ViewerRequest) -> HttpResponse:
    """Name, clock, and where the rest of one's account is."""
    person = person_of(request)
    form = SettingsForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        actions.change_name_and_zone(
            person, name=form.cleaned_data["name"], time_zone=form.cleaned_data["time_zone"]
        )
        messages.success(request, "Saved.")
        return redirect("people:settings")
    if form.errors:
        person.refresh_from_db()
    context = {
        "form": form,
        "time_zones": queries.time_zones(),
        "has_second_step": queries.has_second_step(person),
        "connections": bool(host_settings.SOCIALACCOUNT_PROVIDERS),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "people/settings.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: ViewerRequest) -> HttpResponse:
    """Change one's address where no mail server could verify it; elsewhere it is verified first."""
    if host_settings.MAIL:
        raise Http404
    person = person_of(request)
    form = AddressForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_address(person, email=form.cleaned_data["email"])
        except AddressTaken:
            form.add_error("email", "Another account here signs in with this address.")
        else:
            messages.success(request, "From now on you sign in with the new address.")
            return redirect("people:settings")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "people/address.html", {"form": form}, status=status)


@require_safe
def second_step(request: ViewerRequest) -> HttpResponse:
    """Why an organizer is asked for a second step here, and where to set it up."""
    context = {
        "expected": access.second_step_expected(),
        "has_second_step": queries.has_second_step(person_of(request)),
    }
    return render(request, "people/second_step.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: ViewerRequest) -> HttpResponse:
    """My keys for the API; a new one is shown on the answer, and never again."""
    person = person_of(request)
    form = TokenForm(request.POST or None)
    shown = ""
    if request.method == "POST" and form.is_valid():
        lifetime = form.expiry()
        _, shown = actions.make_token(
            person,
            name=form.cleaned_data["name"],
            scopes=form.cleaned_data["scopes"],
            expires_at=timezone.now() + lifetime if lifetime else None,
        )
        form = TokenForm()
    rows = access.own_tokens(request.viewer).order_by("revoked_at", "-created_at", "pk")
    context = {"form": form, "tokens": rows, "shown": shown, "now": timezone.now()}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "people/tokens.html", context, status=status)


@require_POST
def token_revoke(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """End one of my keys at once."""
    token = found(access.own_tokens(request.viewer), pk=pk)
    actions.revoke_token(token, by=person_of(request), now=timezone.now())
    messages.success(request, f"The key for {token.name} no longer opens anything.")
    return redirect("people:tokens")
