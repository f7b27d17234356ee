"""One question of a cycle's debrief: what there is, what I make of it, and on to the next."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afterword.debriefs.actions import cycles as actions
from afterword.debriefs.commitments import steps_of
from afterword.debriefs.enums import Step
from afterword.debriefs.forms import StepForm
from afterword.debriefs.models import CycleDebrief
from afterword.debriefs.points import just_taken_away
from afterword.debriefs.views.doorways import mine
from afterword.debriefs.views.one_step import add_typed, keep, keep_words, newest, page_of, step_of
from afterword.kit.saving import kept, not_understood
from afterword.people.middleware import ViewerRequest


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: ViewerRequest, pk: UUID, step: str) -> HttpResponse:
    """One question. Whoever goes on means what they typed, whether or not they added it before."""
    debrief = mine(request, pk)
    here = step_of(debrief, step)
    if request.method != "POST":
        taken_away = just_taken_away(debrief, request.GET.get("taken-away", ""))
        return page_of(request, debrief, here, taken_away=taken_away)
    stopped = keep_words(request, debrief, here) or add_typed(request, debrief, here)
    return stopped or _go_on(request, debrief, here)


def _go_on(request: ViewerRequest, debrief: CycleDebrief, here: Step) -> HttpResponse:
    then, steps = request.POST.get("then", ""), steps_of(debrief, here=here)
    at = steps.index(here)
    if then == "pause":
        messages.success(request, "Paused. It goes on where you left it.")
        return redirect("debriefs:overview")
    if then == "end":
        actions.end(debrief, now=timezone.now())
        return redirect("debriefs:report", debrief.pk)
    turn = {"next": at + 1, "back": at - 1}.get(then, at)
    towards = steps[max(0, min(turn, len(steps) - 1))]
    actions.go_to(debrief, towards)
    return redirect("debriefs:step", debrief.pk, towards)


@require_POST
def save(request: ViewerRequest, pk: UUID, step: str) -> HttpResponse:
    """Keep what is typed."""
    debrief = mine(request, pk)
    here, form = step_of(debrief, step), StepForm(request.POST)
    if not form.is_valid():
        return not_understood(form)
    return kept(
        lambda: keep(debrief, here, form),
        now=timezone.now(),
        newest=lambda: newest(debrief, here),
    )
