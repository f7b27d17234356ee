"""The debrief of a cycle as a whole: begun, read, ended; and what the next search opens with."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from afterword.cycle.access import own_cycles
from afterword.debriefs import access, queries, training
from afterword.debriefs.actions import cycles as actions
from afterword.debriefs.enums import STEPS
from afterword.debriefs.forms import BeginForm
from afterword.debriefs.models import CycleDebrief
from afterword.debriefs.sections import sections
from afterword.debriefs.views.doorways import answer, mine, person_of
from afterword.kit.doors import found
from afterword.kit.prepared import paged
from afterword.kit.undo import undo_by
from afterword.people.enums import CommitmentState
from afterword.people.middleware import ViewerRequest

A_PAGE, IN_VIEW = 20, 5


@require_safe
def overview(request: ViewerRequest) -> HttpResponse:
    """What have I looked back on, and what waits for it?"""
    done = queries.looked_back_on(request.viewer)
    page = paged(done, most=A_PAGE, number=request.GET.get("page"))
    cycles = list(queries.cycles_of(request.viewer))
    debriefs = list(queries.cycle_debriefs_of(request.viewer)[:50])
    first = cycles[0].pk if cycles else None
    latest = queries.waiting_for(request.viewer, now=timezone.now())[: A_PAGE + 1]
    waiting = [queries.Waiting(*one) for one in latest]
    context = {
        "cycles": cycles,
        "debriefs": debriefs,
        "paused": any(one.cycle_id == first and one.ended_at is None for one in debriefs),
        "waiting": waiting[:IN_VIEW],
        "waiting_below": waiting[IN_VIEW:A_PAGE],
        "waiting_elsewhere": len(waiting) > A_PAGE,
        "interviews": [queries.Done(*one) for one in page.object_list],
        "page": page,
    }
    return render(request, "debriefs/overview.html", context)


@require_POST
def begin(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Start to look back on one of my cycles."""
    cycle = found(own_cycles(request.viewer), pk=pk)
    form = BeginForm(request.POST)
    if not form.is_valid():
        return redirect("debriefs:overview")
    debrief = actions.begin(cycle, length=form.cleaned_data["length"], now=timezone.now())
    return redirect("debriefs:step", debrief.pk, debrief.at)


@require_POST
def answer_commitment(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Where a search opens: it held, or it no longer matters."""
    commitment = found(access.commitments_from_debriefs(request.viewer), pk=pk)
    answer(request, commitment, request.POST.get("then", ""))
    return redirect("debriefs:opening")


@require_safe
def report(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """The whole of it, to read, to print, or to share."""
    debrief, today = mine(request, pk), timezone.localdate()
    shown = sections(debrief, STEPS[debrief.length], today=today)
    context = {
        "debrief": debrief,
        "sections": shown,
        "draws": any(one.laid.draws for one in shown),
        "links": queries.open_links_of(debrief, now=timezone.now()),
        "today": today,
        "has_gone_on": bool(debrief.ended_at and debrief.cycle.ended_on)
        and own_cycles(request.viewer).filter(ended_on=None).exists(),
    }
    return render(request, "debriefs/report.html", context)


@require_POST
def end(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Close it."""
    debrief = mine(request, pk)
    actions.end(debrief, now=timezone.now())
    return redirect("debriefs:report", debrief.pk)


@require_POST
def reopen(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Go on with it."""
    debrief = mine(request, pk)
    actions.reopen(debrief)
    return redirect("debriefs:step", debrief.pk, debrief.at)


@require_POST
def take_back(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Put it out of sight."""
    debrief = mine(request, pk)
    actions.take_back(debrief, now=timezone.now())
    undo = undo_by("debriefs:bring-back", debrief.pk)
    messages.success(request, "The debrief is gone, and its links with it.", extra_tags=undo)
    return redirect("debriefs:overview")


@require_POST
def bring_back(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Undo that."""
    written = CycleDebrief.objects.filter(cycle__person=person_of(request)).select_related("cycle")
    debrief = found(written, pk=pk)
    actions.bring_back(debrief)
    return redirect("debriefs:report", debrief.pk)


@require_POST
def next_cycle(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """End this search and open the next one with what I committed to."""
    debrief = mine(request, pk)
    actions.begin_next_cycle(debrief, by=person_of(request), now=timezone.now())
    return redirect("debriefs:opening")


@require_safe
def opening(request: ViewerRequest) -> HttpResponse:
    """With what does a search open: commitments, and what trains them."""
    commitments = access.commitments_from_debriefs(request.viewer)
    found = training.what_to_train(request.viewer)
    context = {
        "commitments": list(
            commitments.filter(state=CommitmentState.OPEN).order_by("created_at", "pk")
        ),
        "training": found,
        "questions": [] if found else training.some_questions(request.viewer),
    }
    return render(request, "debriefs/opening.html", context)
