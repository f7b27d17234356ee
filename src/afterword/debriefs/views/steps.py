"""One question of a cycle's debrief: what there is, what I make of it, and what I take along."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afterword.debriefs import evidence, queries
from afterword.debriefs.actions import cycles as actions
from afterword.debriefs.enums import STEPS, PointKind, Step
from afterword.debriefs.forms import CommitmentForm, PointForm, StepForm
from afterword.debriefs.laid import Eyes
from afterword.debriefs.models import CycleDebrief
from afterword.debriefs.views.doorways import mine
from afterword.kit.errors import Fact
from afterword.kit.saving import CONFLICT, UNPROCESSABLE, kept, not_understood
from afterword.people.enums import CommitmentState
from afterword.people.middleware import ViewerRequest

POINTS = {Step.REPEAT: PointKind.REPEAT, Step.AVOID: PointKind.AVOID}


def _step(debrief: CycleDebrief, name: str) -> Step:
    if name not in STEPS[debrief.length]:
        raise Http404
    return Step(name)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: ViewerRequest, pk: UUID, step: str) -> HttpResponse:
    """One question. Whoever goes on means what they typed, whether or not they added it before."""
    debrief = mine(request, pk)
    here = _step(debrief, step)
    if request.method != "POST":
        return _page(request, debrief, here)
    typed = request.POST.get("text", "").strip()
    adding = _adding(debrief, here, request.POST) if typed else None
    return _stopped(request, debrief, here, adding) or _go_on(request, debrief, here)


def _go_on(request: ViewerRequest, debrief: CycleDebrief, here: Step) -> HttpResponse:
    then, steps = request.POST.get("then", ""), queries.steps_of(debrief, here=here)
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
def add(request: ViewerRequest, pk: UUID, step: str) -> HttpResponse:
    """Add a point or a commitment, or take a line of one's own along."""
    debrief = mine(request, pk)
    here, taken = _step(debrief, step), request.POST.get("take")
    typed = request.POST if taken is None else _line(debrief, here, taken)
    adding = _adding(debrief, here, typed)
    if adding is None:
        raise Http404
    stopped = _stopped(request, debrief, here, adding)
    if stopped is None and taken is not None and request.POST.get("text"):
        # A line was taken while another was being typed, which stays as it is.
        return _page(
            request, debrief, here, adding=_adding(debrief, here, initial=request.POST.dict())
        )
    return stopped or redirect("debriefs:step", debrief.pk, here)


def _line(debrief: CycleDebrief, here: Step, text: str) -> dict[str, object]:
    """A line that is offered here, with what it was written about."""
    offered = _offered(debrief, here, Eyes(timezone.localdate()))
    line = next((one for one in offered if one.text == text), None)
    if line is None:
        raise Http404
    return {"text": line.text, "application": line.application or ""}


def _offered(debrief: CycleDebrief, here: Step, eyes: Eyes) -> list[queries.Line]:
    if here not in queries.LINES:
        return []
    return queries.lines_to_take(debrief, here, evidence.points(debrief, eyes))


def _stopped(
    request: ViewerRequest,
    debrief: CycleDebrief,
    here: Step,
    adding: PointForm | CommitmentForm | None,
) -> HttpResponse | None:
    """Keep the words and add what is to be added; or the page once more, with both as typed."""
    form = StepForm(request.POST)
    if not form.is_valid():
        return _page(request, debrief, here, form=form, adding=adding, status=UNPROCESSABLE)
    try:
        if "words" in request.POST or adding is None:
            _keep(debrief, here, form)
    except Fact as fact:
        messages.warning(request, str(fact))
        form.upon(_newest(debrief, here)[0])
        return _page(request, debrief, here, form=form, adding=adding, status=CONFLICT)
    if adding is not None and not _added(debrief, here, adding):
        return _page(request, debrief, here, adding=adding, status=UNPROCESSABLE)
    return None


@require_POST
def save(request: ViewerRequest, pk: UUID, step: str) -> HttpResponse:
    """Keep what is typed."""
    debrief = mine(request, pk)
    here, form = _step(debrief, step), StepForm(request.POST)
    if not form.is_valid():
        return not_understood(form)
    return kept(
        lambda: _keep(debrief, here, form),
        now=timezone.now(),
        newest=lambda: _newest(debrief, here),
    )


def _keep(debrief: CycleDebrief, here: Step, form: StepForm) -> CycleDebrief:
    words, revision = form.cleaned_data["words"], form.seen_revision
    actions.save(debrief, step=here, words=words, revision=revision, now=timezone.now())
    return debrief


def _newest(debrief: CycleDebrief, here: Step) -> tuple[int, dict[str, object]]:
    debrief.refresh_from_db()
    return debrief.revision, {"words": debrief.answers.get(here, "")}


def _page(
    request: ViewerRequest,
    debrief: CycleDebrief,
    here: Step,
    *,
    form: StepForm | None = None,
    adding: PointForm | CommitmentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    steps, eyes = queries.steps_of(debrief, here=here), Eyes(timezone.localdate())
    words = {"words": debrief.answers.get(here, ""), "revision": debrief.revision}
    context = {
        "debrief": debrief,
        "step": here,
        "number": steps.index(here) + 1,
        "count": len(steps),
        "is_last": here == steps[-1],
        "laid": evidence.laid(debrief, here, eyes),
        "form": form or StepForm(initial=words),
        "adding": adding or _adding(debrief, here),
        "lines": _offered(debrief, here, eyes),
        "OPEN": CommitmentState.OPEN,
    }
    return render(request, "debriefs/step.html", context, status=status)


# Any: fields of a form, by name.
def _adding(
    debrief: CycleDebrief,
    here: Step,
    typed: Mapping[str, Any] | None = None,
    *,
    initial: dict[str, Any] | None = None,
) -> PointForm | CommitmentForm | None:
    if here in POINTS:
        return PointForm(debrief, typed, initial=initial)
    return CommitmentForm(typed, initial=initial) if here == Step.COMMITMENTS else None


def _added(debrief: CycleDebrief, here: Step, form: PointForm | CommitmentForm) -> bool:
    """Whether it is a point or a commitment now; otherwise the form says why not."""
    if not form.is_valid():
        return False
    try:
        _add(debrief, here, form)
    except Fact as fact:
        form.add_error("text", str(fact))
        return False
    return True


def _add(debrief: CycleDebrief, here: Step, form: PointForm | CommitmentForm) -> None:
    text = form.cleaned_data["text"]
    if here == Step.COMMITMENTS:
        actions.commit(debrief, text=text)
    else:
        assert isinstance(form, PointForm)  # noqa: S101  as _adding() has made it
        application, notes = form.seen_in()
        actions.add_point(
            debrief, kind=POINTS[here], text=text, application=application, notes=notes
        )
