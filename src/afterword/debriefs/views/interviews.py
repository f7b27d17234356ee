"""Right after a company interview: two minutes on a phone, or ten at a desk."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afterword.cycle.access import own_held, own_interviews, own_wishes
from afterword.cycle.actions import interview_of
from afterword.cycle.offers import wishes_in_order
from afterword.debriefs import access
from afterword.debriefs.actions import interviews as actions
from afterword.debriefs.forms import InterviewDebriefForm, as_fields
from afterword.debriefs.models import InterviewDebrief
from afterword.debriefs.views.doorways import person_of
from afterword.kit.doors import found
from afterword.kit.errors import Fact
from afterword.kit.saving import CONFLICT, UNPROCESSABLE, kept, not_understood
from afterword.people.middleware import ViewerRequest
from afterword.questions.access import IN_SIGHT
from afterword.questions.levels import level_name

NOT_BEGUN = "Nothing is written yet. It waits under Debriefs, and here."
PAUSED = "Kept. What you began lies on your desk until it is done."


@require_POST
def begin(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Look back on one of my company interviews."""
    interview = found(own_interviews(request.viewer).select_related("application"), pk=pk)
    debrief = actions.begin(interview, by=person_of(request), now=timezone.now())
    return redirect("debriefs:interview", debrief.pk)


@require_POST
def begin_of_event(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Look back on something that happened, also where nobody kept its hour."""
    held = own_held(request.viewer, today=timezone.localdate())
    event = found(held.select_related("application__cycle"), pk=pk)
    interview = interview_of(event, by=person_of(request))
    debrief = actions.begin(interview, by=person_of(request), now=timezone.now())
    return redirect("debriefs:interview", debrief.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def debrief(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """What I make of it. It can be gone over for years."""
    mine = _mine(request, pk)
    if request.method != "POST":
        return _page(request, mine)
    form = InterviewDebriefForm(mine, request.POST)
    if not form.is_valid():
        return _page(request, mine, form=form, status=UNPROCESSABLE)
    try:
        _keep(mine, form)
        return _go_on(request, mine, request.POST.get("then", ""))
    except Fact as fact:
        messages.warning(request, str(fact))
        form.upon(_newest(mine)[0])
        return _page(request, mine, form=form, status=CONFLICT)


def _go_on(request: ViewerRequest, mine: InterviewDebrief, then: str) -> HttpResponse:
    if then == "commit":
        actions.commit_to_next_time(mine)
        messages.success(request, "It is among your commitments.")
    elif then == "end":
        actions.end(mine, now=timezone.now())
        messages.success(request, "Kept. You can come back to it whenever you like.")
        return redirect("cycle:application", mine.application_id)
    elif then == "later":
        left = actions.leave(mine)
        messages.success(request, NOT_BEGUN if left else PAUSED)
        return redirect("cycle:application", mine.application_id)
    return redirect("debriefs:interview", mine.pk)


@require_POST
def save(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Keep what is typed."""
    mine = _mine(request, pk)
    form = InterviewDebriefForm(mine, request.POST)
    if not form.is_valid():
        return not_understood(form)
    return kept(lambda: _keep(mine, form), now=timezone.now(), newest=lambda: _newest(mine))


def _newest(mine: InterviewDebrief) -> tuple[int, dict[str, object]]:
    mine.refresh_from_db()
    return mine.revision, as_fields(mine)


def _mine(request: ViewerRequest, pk: UUID) -> InterviewDebrief:
    rows = access.own_interview_debriefs(request.viewer)
    beside = ("application", "interview__event", "rubric", "person", "retelling__program")
    return found(rows.select_related(*beside), pk=pk)


def _keep(mine: InterviewDebrief, form: InterviewDebriefForm) -> InterviewDebrief:
    actions.save(mine, form.typed(), revision=form.seen_revision, now=timezone.now())
    return mine


def _page(
    request: ViewerRequest,
    mine: InterviewDebrief,
    *,
    form: InterviewDebriefForm | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = form or InterviewDebriefForm(mine)
    context = {
        "debrief": mine,
        "form": shown,
        "dimensions": [
            {**one, "levels": shown[level_name(one["key"])]} for one in shown.dimensions
        ],
        "whole": "whole" in request.GET or any(mine.ratings.values()),
        "right_for_me": wishes_in_order(own_wishes(request.viewer)),
        "offered": mine.retelling is not None and mine.retelling.state in IN_SIGHT,
    }
    return render(request, "debriefs/interview.html", context, status=status)
