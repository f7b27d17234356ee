"""The page of one question, and what every press on it keeps."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from afterword.debriefs import evidence
from afterword.debriefs.actions import cycles, points
from afterword.debriefs.beside_a_question import Eyes
from afterword.debriefs.commitments import GATHERS, steps_of
from afterword.debriefs.enums import POINTS, STEPS, Step
from afterword.debriefs.evidence.gathering import gathered
from afterword.debriefs.forms import CommitmentForm, StepForm
from afterword.debriefs.lines_to_take import LINES, Line, lines_to_take
from afterword.debriefs.models import CycleDebrief, Point
from afterword.debriefs.point_forms import PointForm
from afterword.kit.errors import Fact
from afterword.kit.saving import CONFLICT, UNPROCESSABLE
from afterword.people.enums import CommitmentState
from afterword.people.middleware import ViewerRequest

Adding = PointForm | CommitmentForm


def step_of(debrief: CycleDebrief, name: str) -> Step:
    """A question of this debrief, else 404."""
    if name not in STEPS[debrief.length]:
        raise Http404
    return Step(name)


def page_of(
    request: ViewerRequest,
    debrief: CycleDebrief,
    here: Step,
    *,
    form: StepForm | None = None,
    adding: Adding | None = None,
    taken_away: Point | None = None,
    status: int = 200,
) -> HttpResponse:
    """The question with what there is for it, and with forms as they were typed."""
    steps, eyes = steps_of(debrief, here=here), Eyes(timezone.localdate())
    words = {"words": debrief.answers.get(here, ""), "revision": debrief.revision}
    context = {
        "debrief": debrief,
        "step": here,
        "number": steps.index(here) + 1,
        "count": len(steps),
        "is_last": here == steps[-1],
        "laid": evidence.laid(debrief, here, eyes),
        "form": form or StepForm(initial=words),
        "adding": adding or adding_to(debrief, here),
        "lines": lines(debrief, here, eyes),
        "taken_away": taken_away,
        "OPEN": CommitmentState.OPEN,
    }
    return render(request, "debriefs/step.html", context, status=status)


def lines(debrief: CycleDebrief, here: Step, eyes: Eyes) -> list[Line]:
    """One's own words that may be taken along here."""
    if here not in LINES:
        return []
    return lines_to_take(debrief, here, gathered(debrief, eyes))


# Any: fields of a form, by name.
def adding_to(
    debrief: CycleDebrief,
    here: Step,
    typed: Mapping[str, Any] | None = None,
    *,
    initial: dict[str, Any] | None = None,
) -> Adding | None:
    """What asks for a point or a commitment, where the question gathers some."""
    if here in POINTS:
        return PointForm(debrief, typed, initial=initial)
    return CommitmentForm(typed, initial=initial) if here == Step.COMMITMENTS else None


def keep_words(request: ViewerRequest, debrief: CycleDebrief, here: Step) -> HttpResponse | None:
    """Keep the words of a question; or its page once more, with all that is typed."""
    form = StepForm(request.POST)
    if not form.is_valid():
        return _again(request, debrief, here, form=form, status=UNPROCESSABLE)
    try:
        if "words" in request.POST or here not in GATHERS:
            keep(debrief, here, form)
    except Fact as fact:
        messages.warning(request, str(fact))
        form.upon(newest(debrief, here)[0])
        return _again(request, debrief, here, form=form, status=CONFLICT)
    return None


def _again(
    request: ViewerRequest, debrief: CycleDebrief, here: Step, *, form: StepForm, status: int
) -> HttpResponse:
    adding = adding_to(debrief, here, request.POST if is_typed(request) else None)
    return page_of(request, debrief, here, form=form, adding=adding, status=status)


def keep(debrief: CycleDebrief, here: Step, form: StepForm) -> CycleDebrief:
    """Keep the words of one question. Raises Overtaken or NotEditable."""
    words, revision = form.cleaned_data["words"], form.seen_revision
    cycles.save(debrief, step=here, words=words, revision=revision, now=timezone.now())
    return debrief


def newest(debrief: CycleDebrief, here: Step) -> tuple[int, dict[str, object]]:
    """What is kept by now."""
    debrief.refresh_from_db()
    return debrief.revision, {"words": debrief.answers.get(here, "")}


def is_typed(request: ViewerRequest) -> bool:
    """Something is being typed that was not added yet."""
    return bool(request.POST.get("text", "").strip())


def add_typed(request: ViewerRequest, debrief: CycleDebrief, here: Step) -> HttpResponse | None:
    """Add what is being typed, if something is; or the page once more, saying why not."""
    return add(request, debrief, here) if is_typed(request) else None


def add(request: ViewerRequest, debrief: CycleDebrief, here: Step) -> HttpResponse | None:
    """Add it, else 404 where nothing is gathered; or the page once more, saying why not."""
    adding = adding_to(debrief, here, request.POST)
    if adding is None:
        raise Http404
    if adding.is_valid() and _added(debrief, here, adding):
        return None
    return page_of(request, debrief, here, adding=adding, status=UNPROCESSABLE)


def _added(debrief: CycleDebrief, here: Step, form: Adding) -> bool:
    try:
        text = form.cleaned_data["text"]
        if isinstance(form, PointForm):
            points.add_point(debrief, kind=POINTS[here], text=text, seen=form.seen())
        else:
            cycles.commit(debrief, text=text)
    except Fact as fact:
        form.add_error("text", str(fact))
    return not form.errors
