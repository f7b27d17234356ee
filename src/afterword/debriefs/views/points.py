"""One point: how it is said, and what it rests on."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from afterword.debriefs import access
from afterword.debriefs.actions import points as actions
from afterword.debriefs.enums import Step
from afterword.debriefs.errors import SaidAnew
from afterword.debriefs.models import Point
from afterword.debriefs.point_forms import TieForm
from afterword.debriefs.points import as_seen
from afterword.kit.doors import found
from afterword.kit.errors import Fact
from afterword.kit.saving import UNPROCESSABLE
from afterword.people.middleware import ViewerRequest


@require_http_methods(["GET", "HEAD", "POST"])
def rest_on(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """What does it rest on? And is it said as it should be?"""
    point = found(access.own_points(request.viewer).filter(taken_back_at=None), pk=pk)
    form = TieForm(as_seen(point), point.debrief, request.POST or None)
    if request.method == "POST" and form.is_valid() and _tied(point, form):
        return redirect(_back(request, point))
    status = UNPROCESSABLE if form.errors else 200
    context = {"point": point, "form": form, "back": _back(request, point)}
    return render(request, "debriefs/point.html", context, status=status)


def _back(request: ViewerRequest, point: Point) -> str:
    """The place that somebody came from: the report, what they commit to, or the point's own."""
    came = request.GET.get("from")
    if came == "report":
        return f"{reverse('debriefs:report', args=[point.debrief_id])}#{point.kind}"
    if came == Step.COMMITMENTS:
        return f"{reverse('debriefs:step', args=[point.debrief_id, came])}#before"
    return f"{reverse('debriefs:step', args=[point.debrief_id, point.kind])}#point-{point.pk}"


def _tied(point: Point, form: TieForm) -> bool:
    try:
        text, over = form.cleaned_data["text"], form.cleaned_data["over"]
        actions.rest_on(point, text=text, over=over, untie=form.untied(), seen=form.seen())
    except SaidAnew as fact:
        form.add_error("text", str(fact))
        form.upon(fact.newest)
    except Fact as fact:
        form.add_error("text", str(fact))
    return not form.errors
