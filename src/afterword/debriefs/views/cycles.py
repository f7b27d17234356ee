"""The debrief of a cycle: one question a screen, paused whenever one likes."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.cycle.access import own_cycles
from afterword.debriefs import access, evidence, queries, training
from afterword.debriefs.actions import cycles as actions
from afterword.debriefs.enums import STEPS, PointKind, Step
from afterword.debriefs.forms import BeginForm, CommitmentForm, PointForm, StepForm
from afterword.debriefs.laid import Eyes
from afterword.debriefs.models import CycleDebrief, Point
from afterword.debriefs.reading import sections
from afterword.debriefs.views.doorways import person_of
from afterword.kit.doors import found
from afterword.kit.errors import Fact
from afterword.kit.prepared import paged
from afterword.kit.saving import CONFLICT, UNPROCESSABLE, kept, not_understood
from afterword.people import actions as people
from afterword.people.enums import CommitmentState
from afterword.people.errors import CommitmentMoved
from afterword.people.middleware import ViewerRequest

A_PAGE = 20
POINTS = {Step.REPEAT: PointKind.REPEAT, Step.AVOID: PointKind.AVOID}


@require_safe
def overview(request: ViewerRequest) -> HttpResponse:
    """What have I looked back on, and what waits for it?"""
    done = queries.looked_back_on(request.viewer)
    page = paged(done, most=A_PAGE, number=request.GET.get("page"))
    context = {
        "cycles": list(queries.cycles_of(request.viewer)),
        "debriefs": list(queries.cycle_debriefs_of(request.viewer)[:50]),
        "waiting": [queries.Waiting(*one) for one in queries.waiting_for(request.viewer)[:A_PAGE]],
        "interviews": [queries.LookedBackOn(*one) for one in page.object_list],
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


def _mine(request: ViewerRequest, pk: UUID) -> CycleDebrief:
    debrief = queries.cycle_debrief(request.viewer, pk)
    if debrief is None:
        raise Http404
    return debrief


def _step(debrief: CycleDebrief, name: str) -> Step:
    if name not in STEPS[debrief.length]:
        raise Http404
    return Step(name)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: ViewerRequest, pk: UUID, step: str) -> HttpResponse:
    """One question: what there is, and what I make of it."""
    debrief = _mine(request, pk)
    here = _step(debrief, step)
    if request.method != "POST":
        return _page(request, debrief, here)
    form = StepForm(request.POST)
    if not form.is_valid():
        return _page(request, debrief, here, form=form, status=UNPROCESSABLE)
    try:
        _keep(debrief, here, form)
    except Fact as fact:
        messages.warning(request, str(fact))
        return _page(request, debrief, here, form=form, status=CONFLICT)
    return _go_on(request, debrief, here)


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
def save(request: ViewerRequest, pk: UUID, step: str) -> HttpResponse:
    """Keep what is typed."""
    debrief = _mine(request, pk)
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
    steps = queries.steps_of(debrief, here=here)
    words = {"words": debrief.answers.get(here, ""), "revision": debrief.revision}
    context = {
        "debrief": debrief,
        "step": here,
        "number": steps.index(here) + 1,
        "count": len(steps),
        "is_last": here == steps[-1],
        "laid": evidence.laid(debrief, here, Eyes(timezone.localdate())),
        "form": form or StepForm(initial=words),
        "adding": adding or _adding(debrief, here),
        "lines": queries.lines_to_take(debrief, here) if here in queries.LINES else [],
        "OPEN": CommitmentState.OPEN,
    }
    return render(request, "debriefs/step.html", context, status=status)


def _adding(debrief: CycleDebrief, here: Step) -> PointForm | CommitmentForm | None:
    if here in POINTS:
        return PointForm(debrief)
    return CommitmentForm() if here == Step.COMMITMENTS else None


@require_POST
def add(request: ViewerRequest, pk: UUID, step: str) -> HttpResponse:
    """Add a point or a commitment."""
    debrief = _mine(request, pk)
    here = _step(debrief, step)
    form = PointForm(debrief, request.POST) if here in POINTS else CommitmentForm(request.POST)
    if here not in {*POINTS, Step.COMMITMENTS}:
        raise Http404
    try:
        if form.is_valid():
            _add(debrief, here, form)
            return redirect("debriefs:step", debrief.pk, here)
    except Fact as fact:
        form.add_error("text", str(fact))
    return _page(request, debrief, here, adding=form, status=UNPROCESSABLE)


def _add(debrief: CycleDebrief, here: Step, form: PointForm | CommitmentForm) -> None:
    text = form.cleaned_data["text"]
    if here == Step.COMMITMENTS:
        actions.commit(debrief, text=text)
    else:
        assert isinstance(form, PointForm)  # noqa: S101  as add() has made it
        application, notes = form.seen_in()
        actions.add_point(
            debrief, kind=POINTS[here], text=text, application=application, notes=notes
        )


@require_POST
def remove_point(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Take a point away again."""
    mine = Point.objects.filter(debrief__in=access.own_cycle_debriefs(request.viewer))
    point = found(mine.select_related("debrief__cycle__person"), pk=pk)
    actions.remove_point(point)
    return redirect("debriefs:step", point.debrief_id, point.kind)


@require_POST
def answer_commitment(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """It held, it no longer matters, or it is taken up again."""
    commitment = found(access.commitments_from_debriefs(request.viewer), pk=pk)
    deeds = {
        "kept": people.keep_commitment,
        "let-go": people.let_go_of,
        "open": people.reopen_commitment,
    }
    deed = deeds.get(request.POST.get("then", ""))
    try:
        if deed is not None:
            deed(commitment, by=person_of(request))
    except CommitmentMoved:
        messages.info(request, "That was done already, perhaps in another tab.")
    return _back(request)


def _back(request: ViewerRequest) -> HttpResponse:
    """To the debrief that the answer was given in, or to where a search opens."""
    try:
        named = UUID(request.POST.get("debrief", ""))
    except ValueError:
        return redirect("debriefs:opening")
    debrief = _mine(request, named)
    return redirect("debriefs:step", debrief.pk, debrief.at)


@require_safe
def report(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """The whole of it, to read, to print, or to share."""
    debrief, today = _mine(request, pk), timezone.localdate()
    shown = sections(debrief, STEPS[debrief.length], today=today)
    context = {
        "debrief": debrief,
        "sections": shown,
        "draws": any(one.laid.draws for one in shown),
        "links": debrief.share_links.filter(revoked_at=None, expires_at__gt=timezone.now()),
        "today": today,
    }
    return render(request, "debriefs/report.html", context)


@require_POST
def end(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Close it."""
    debrief = _mine(request, pk)
    actions.end(debrief, now=timezone.now())
    return redirect("debriefs:report", debrief.pk)


@require_POST
def reopen(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Go on with it."""
    debrief = _mine(request, pk)
    actions.reopen(debrief)
    return redirect("debriefs:step", debrief.pk, debrief.at)


@require_POST
def take_back(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Put it out of sight."""
    debrief = _mine(request, pk)
    actions.take_back(debrief, now=timezone.now())
    undo = "undo:" + reverse("debriefs:bring-back", args=[debrief.pk])
    messages.success(request, "The debrief is gone, and its links with it.", extra_tags=undo)
    return redirect("debriefs:overview")


@require_POST
def bring_back(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Undo that."""
    mine = CycleDebrief.objects.filter(cycle__person=person_of(request)).select_related("cycle")
    debrief = found(mine, pk=pk)
    actions.bring_back(debrief)
    return redirect("debriefs:report", debrief.pk)


@require_POST
def next_cycle(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """End this search and open the next one with what I committed to."""
    debrief = _mine(request, pk)
    actions.begin_next_cycle(debrief, by=person_of(request), now=timezone.now())
    return redirect("debriefs:opening")


@require_safe
def opening(request: ViewerRequest) -> HttpResponse:
    """With what does a search open: commitments, and what trains them."""
    commitments = access.commitments_from_debriefs(request.viewer)
    found = training.what_to_train(request.viewer)
    context = {
        "commitments": list(commitments.filter(state=CommitmentState.OPEN).order_by("created_at")),
        "training": found,
        "questions": [] if found else training.some_questions(request.viewer),
    }
    return render(request, "debriefs/opening.html", context)
