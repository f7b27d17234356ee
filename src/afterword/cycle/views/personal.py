"""What belongs to the person: what would make it right, cycles, and what is shared."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.cycle import access, actions
from afterword.cycle.forms import CycleForm, WishesForm
from afterword.cycle.views.doorways import page_with_form, person_of
from afterword.kit.doors import found, required
from afterword.people.access import belongs, programs_joined
from afterword.people.middleware import ViewerRequest
from afterword.people.models import Program


@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: ViewerRequest) -> HttpResponse:
    """What would make it right for me?"""
    kept = {one.kind: one for one in access.own_wishes(request.viewer)}
    form = WishesForm(request.POST or None, initial={kind: one.text for kind, one in kept.items()})
    if request.method == "POST" and form.is_valid():
        actions.wish(person_of(request), texts=form.cleaned_data, now=timezone.now())
        messages.success(request, "It is kept. You see it again in every debrief and offer.")
        return redirect("cycle:wishes")
    saved = max((one.saved_at for one in kept.values()), default=None)
    return page_with_form(request, "cycle/wishes.html", form, {"saved": saved})


@require_safe
def cycles(request: ViewerRequest) -> HttpResponse:
    """Which searches were there?"""
    rows = access.own_cycles(request.viewer).order_by("-started_on", "-created_at", "pk")
    return render(request, "cycle/cycles.html", {"cycles": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def cycle(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """What a search is called, and whether it is over."""
    one = found(access.own_cycles(request.viewer), pk=pk)
    others = access.own_cycles(request.viewer).exclude(pk=one.pk).values_list("name", flat=True)
    form = CycleForm(request.POST or None, initial={"name": one.name}, others=others)
    if request.method == "POST" and form.is_valid():
        actions.name_cycle(one, name=form.cleaned_data["name"], by=person_of(request))
        messages.success(request, "It has its new name.")
        return redirect("cycle:cycles")
    return page_with_form(request, "cycle/cycle.html", form, {"cycle": one})


@require_POST
def cycle_end(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """The search is over, for now."""
    one = found(access.own_cycles(request.viewer), pk=pk)
    if actions.end_cycle(one, on=timezone.localdate(), by=person_of(request)):
        messages.success(
            request, "It is over, and all of it stays. A next one begins when you add."
        )
    return redirect("cycle:cycles")


@require_POST
def cycle_reopen(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Go on with a search."""
    one = found(access.own_cycles(request.viewer), pk=pk)
    if actions.reopen_cycle(one, by=person_of(request)):
        messages.success(request, "It goes on.")
    else:
        messages.info(request, "One search is open at a time. End the other one first.")
    return redirect("cycle:cycles")


@require_safe
def sharing(request: ViewerRequest) -> HttpResponse:
    """What is pooled with whom?"""
    shared = dict(access.own_sharings(request.viewer).values_list("program", "guesses"))
    programs = [
        {"program": one, "shared": one.pk in shared, "guesses": shared.get(one.pk, False)}
        for one in _programs(request).order_by("name", "pk")
    ]
    return render(request, "cycle/sharing.html", {"programs": programs})


def _programs(request: ViewerRequest) -> QuerySet[Program]:
    """Where the viewer is a member; and where something is still shared, so that it can stop."""
    joined = programs_joined(request.viewer).values("pk")
    shared = access.own_sharings(request.viewer).values("program")
    return Program.objects.filter(Q(pk__in=joined) | Q(pk__in=shared))


@require_POST
def share(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Begin, or stop, pooling how long answers took with one program."""
    person = person_of(request)
    program = found(_programs(request), pk=pk)
    if request.POST.get("stop"):
        actions.stop_sharing(person, program, now=timezone.now())
        messages.success(request, f"Nothing of yours is in the pool of {program} any more.")
    else:
        required(belongs(request.viewer, program))
        actions.share(person, program)
        messages.success(request, f"Days and outcomes are pooled with {program}, without names.")
    return redirect("cycle:sharing")


@require_POST
def share_guesses(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Let a program pool how often a guess at oneself turned out otherwise; or no longer."""
    person = person_of(request)
    program = found(_programs(request), pk=pk)
    too = not request.POST.get("stop")
    if too:
        required(belongs(request.viewer, program))
    actions.share_guesses(person, program, too=too)
    messages.success(request, "Two counts are pooled as well." if too else "Only days are pooled.")
    return redirect("cycle:sharing")
