"""Offers: what each says, side by side, declined with thanks, and looked back on."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from afterword.cycle import access, actions, queries
from afterword.cycle import offers as side
from afterword.cycle.asking import declining
from afterword.cycle.enums import Outcome, Stage
from afterword.cycle.forms import DecidedForm, OfferForm
from afterword.cycle.models import Application
from afterword.cycle.views.doorways import cycle_shown, own, page_with_form, person_of, say, to
from afterword.people.middleware import ViewerRequest


@require_safe
def offers(request: ViewerRequest) -> HttpResponse:
    """Which of these is right for me?"""
    cycle = cycle_shown(request)
    if cycle is None:
        return redirect("cycle:board")
    there = side.with_offers(queries.there_in(cycle))
    going_on = [one for one in there if one.outcome == Outcome.OPEN]
    everything = request.GET.get("all") == "yes" or not going_on
    shown = there if everything else going_on
    context = {
        "cycle": cycle,
        "offers": [(one, side.offer_of(one)) for one in shown],
        "parts": side.side_by_side(shown, access.own_wishes(request.viewer)),
        "answer_by": side.answer_by(going_on),
        "others": len(there) - len(shown),
        "today": timezone.localdate(),
    }
    return render(request, "cycle/offers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """What does this offer say?"""
    return _described(request, own(request, pk), OfferForm, "cycle/offer.html")


@require_http_methods(["GET", "HEAD", "POST"])
def decided(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """What did I decide, and why?"""
    return _described(request, own(request, pk), DecidedForm, "cycle/offer_decided.html")


def _described(
    request: ViewerRequest, one: Application, kind: type[OfferForm | DecidedForm], template: str
) -> HttpResponse:
    kept = side.offer_of(one)
    form = kind(
        request.POST or None, initial={name: getattr(kept, name) for name in kind.base_fields}
    )
    if request.method == "POST" and form.is_valid():
        edit = actions.describe_offer(one, fields=form.cleaned_data, by=person_of(request))
        say(request, "It is kept. You can go over it whenever you like.", undo=edit)
        return redirect("cycle:offers") if "compare" in request.POST else to(one, "offer")
    wishes = {wish.kind: wish.text for wish in access.own_wishes(request.viewer)}
    context = {
        "one": one, "offer": kept, "wishes": wishes,
        "fields": [(field, wishes.get(field.name, "")) for field in form],
    }  # fmt: skip
    return page_with_form(request, template, form, context)


@require_safe
def decline(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """A letter that declines with thanks, to copy; and the button that notes it."""
    one = own(request, pk)
    contacts = list(one.contacts.filter(taken_back_at=None))
    letters = declining(one, contacts, sender=person_of(request).name)
    context = {"one": one, "letters": letters, "today": timezone.localdate(),
               "stage": Stage.DECLINED}  # fmt: skip
    return render(request, "cycle/offer_decline.html", context)
