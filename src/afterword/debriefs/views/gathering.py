"""What is gathered at a question: added, tied, taken along, answered, taken away.

All of it is pressed in the one form of the page, so that what is being typed beside it stays.
"""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from afterword.debriefs import access
from afterword.debriefs.actions import cycles, points
from afterword.debriefs.beside_a_question import Eyes
from afterword.debriefs.enums import POINTS, Step
from afterword.debriefs.models import CycleDebrief, Point
from afterword.debriefs.ties import Seen
from afterword.debriefs.views.doorways import answer, mine
from afterword.debriefs.views.one_step import (
    add,
    add_typed,
    adding_to,
    is_typed,
    keep_words,
    lines,
    page_of,
    step_of,
)
from afterword.kit.doors import found
from afterword.kit.errors import Fact
from afterword.people.middleware import ViewerRequest

Press = Callable[[ViewerRequest, CycleDebrief, Step], HttpResponse]


@require_POST
def gather(request: ViewerRequest, pk: UUID, step: str) -> HttpResponse:
    """One press beside a question: the words are kept, then what was pressed is done."""
    debrief = mine(request, pk)
    here = step_of(debrief, step)
    stopped = keep_words(request, debrief, here)
    if stopped is not None:
        return stopped
    press = next((PRESSES[one] for one in PRESSES if one in request.POST), _add)
    try:
        return press(request, debrief, here)
    except Fact as fact:
        messages.warning(request, str(fact))
        return _again(request, debrief, here)


def _again(
    request: ViewerRequest, debrief: CycleDebrief, here: Step, *, taken_away: Point | None = None
) -> HttpResponse:
    """The question once more, with whatever is being typed there, and what can be brought back."""
    if is_typed(request):
        adding = adding_to(debrief, here, initial=request.POST.dict())
        return page_of(request, debrief, here, adding=adding, taken_away=taken_away)
    page = reverse("debriefs:step", args=[debrief.pk, here])
    return redirect(f"{page}?taken-away={taken_away.pk}" if taken_away else page)


def _add(request: ViewerRequest, debrief: CycleDebrief, here: Step) -> HttpResponse:
    return add(request, debrief, here) or redirect("debriefs:step", debrief.pk, here)


def _tie(request: ViewerRequest, debrief: CycleDebrief, here: Step) -> HttpResponse:
    """To the page that ties a point; what is being typed is a point of its own first."""
    point = found(access.own_points(request.viewer), pk=_named(request.POST["tie"]))
    page = reverse("debriefs:point", args=[point.pk])
    elsewhere = "" if here == point.kind else f"?from={here}"
    return add_typed(request, debrief, here) or redirect(page + elsewhere)


def _take(request: ViewerRequest, debrief: CycleDebrief, here: Step) -> HttpResponse:
    """A line of one's own that is offered here, with the interviews that it was written about."""
    text, offered = request.POST["take"], lines(debrief, here, Eyes(timezone.localdate()))
    line = next((one for one in offered if one.text == text), None)
    if line is None:
        raise Http404
    if here == Step.COMMITMENTS:
        cycles.commit(debrief, text=line.text)
    else:
        seen = [Seen(interview=one) for one in line.interviews]
        points.add_point(debrief, kind=POINTS[here], text=line.text, seen=seen)
    return _again(request, debrief, here)


def _take_away(request: ViewerRequest, debrief: CycleDebrief, here: Step) -> HttpResponse:
    point = found(access.own_points(request.viewer), pk=_named(request.POST["take-away"]))
    points.take_away(point, now=timezone.now())
    return _again(request, debrief, here, taken_away=point)


def _bring_back(request: ViewerRequest, debrief: CycleDebrief, here: Step) -> HttpResponse:
    point = found(access.own_points(request.viewer), pk=_named(request.POST["bring-back"]))
    points.bring_back(point)
    return _again(request, debrief, here)


def _answer(then: str) -> Press:
    def of(request: ViewerRequest, debrief: CycleDebrief, here: Step) -> HttpResponse:
        commitments = access.commitments_from_debriefs(request.viewer)
        answer(request, found(commitments, pk=_named(request.POST[then])), then)
        return _again(request, debrief, here)

    return of


def _named(row: str) -> UUID:
    try:
        return UUID(row)
    except ValueError:
        raise Http404 from None


# By the name of the button, whose value says which row.
PRESSES: dict[str, Press] = {
    "tie": _tie,
    "take": _take,
    "take-away": _take_away,
    "bring-back": _bring_back,
    **{then: _answer(then) for then in ("kept", "let-go", "open")},
}
