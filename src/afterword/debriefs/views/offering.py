"""What was asked, retold in one's own words and offered to a bank. Nothing else goes with it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from afterword.debriefs import access
from afterword.debriefs.actions import interviews as actions
from afterword.debriefs.forms import RetellingForm
from afterword.debriefs.models import InterviewDebrief
from afterword.debriefs.views.doorways import person_of
from afterword.kit.doors import found
from afterword.kit.errors import Fact
from afterword.kit.limits import Limit
from afterword.kit.saving import UNPROCESSABLE
from afterword.people.middleware import ViewerRequest
from afterword.questions import retellings

OFFERS = Limit("offers", most=5, seconds=24 * 3600)
TOO_MANY = "You have offered five questions today. Offer this one tomorrow."


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Retell it and say which bank it is for."""
    mine, person = _mine(request, pk), person_of(request)
    form = RetellingForm(person, request.POST or None)
    if form.is_valid() and OFFERS.reached(str(person.pk)):
        form.add_error(None, TOO_MANY)
    if request.method == "POST" and form.is_valid():
        try:
            _offer(mine, form)
        except Fact as fact:
            form.add_error(None, str(fact))
        else:
            OFFERS.count(str(person.pk))
            messages.success(request, "It is offered. You are told what becomes of it.")
            return redirect("debriefs:interview", mine.pk)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "debriefs/offer.html", {"debrief": mine, "form": form}, status=status)


def _offer(mine: InterviewDebrief, form: RetellingForm) -> None:
    title, text = form.cleaned_data["title"], form.cleaned_data["text"]
    actions.offer_retelling(mine, program=form.program(), title=title, text=text)


@require_POST
def withdraw(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Take the offer back, while nobody has answered it."""
    mine = _mine(request, pk)
    offered = found(InterviewDebrief.objects.filter(pk=mine.pk, retelling__isnull=False)).retelling
    assert offered is not None  # noqa: S101  filtered by the line above
    try:
        retellings.withdraw(offered)
        messages.success(request, "It is taken back. Nobody reads it any more.")
    except Fact as fact:
        messages.info(request, str(fact))
    return redirect("debriefs:interview", mine.pk)


def _mine(request: ViewerRequest, pk: UUID) -> InterviewDebrief:
    rows = access.own_interview_debriefs(request.viewer)
    return found(rows.select_related("application", "rubric", "person", "retelling"), pk=pk)
