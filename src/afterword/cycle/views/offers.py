"""Offers: what each says, side by side, declined with thanks, and looked back on."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.cycle import access, actions, queries
from afterword.cycle import offers as side
from afterword.cycle.enums import Outcome, Stage
from afterword.cycle.forms import DecidedForm, OfferForm
from afterword.cycle.letters_to_copy import declining
from afterword.cycle.models import Application, Edit, Offer
from afterword.cycle.views.doorways import cycle_shown, own, page_with_form, person_of, say, to
from afterword.kit.saving import Overtaken, kept, not_understood
from afterword.people.middleware import ViewerRequest
from afterword.people.models import Person


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


@require_POST
def offer_save(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Keep what is typed of what it says."""
    return _kept(request, own(request, pk), OfferForm)


@require_POST
def decided_save(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Keep what is typed of what I decided."""
    return _kept(request, own(request, pk), DecidedForm)


Form = OfferForm | DecidedForm


def _described(
    request: ViewerRequest, one: Application, kind: type[Form], template: str
) -> HttpResponse:
    form = kind(request.POST or None, initial=_shown(one, kind))
    if request.method == "POST" and form.is_valid():
        try:
            edit = _keep(one, form, by=person_of(request))
        except Overtaken as fact:
            form.add_error(None, f"{fact} Keep yours once more if they are to stand.")
            form.upon(side.offer_of(one).revision)
        else:
            say(request, "It is kept. You can go over it whenever you like.", undo=edit)
            return redirect("cycle:offers") if "compare" in request.POST else to(one, "offer")
    there = side.wishes_in_order(access.own_wishes(request.viewer))
    wishes = {wish.kind: wish.text for wish in there}
    context = {
        "one": one, "wishes": wishes, "right_for_me": there,
        "fields": [(field, wishes.get(field.name, "")) for field in form.visible_fields()],
    }  # fmt: skip
    return page_with_form(request, template, form, context)


def _kept(request: ViewerRequest, one: Application, kind: type[Form]) -> HttpResponse:
    form, person = kind(request.POST), person_of(request)
    if not form.is_valid():
        return not_understood(form)
    return kept(
        lambda: _saved(one, form, by=person),
        now=timezone.now(),
        newest=lambda: _newest(one, kind),
    )


def _keep(one: Application, form: Form, *, by: Person) -> Edit:
    fields = {name: value for name, value in form.cleaned_data.items() if name != "revision"}
    now, revision = timezone.now(), form.seen_revision
    return actions.describe_offer(one, fields=fields, revision=revision, by=by, now=now)


def _saved(one: Application, form: Form, *, by: Person) -> Offer:
    _keep(one, form, by=by)
    return side.offer_of(one)


# Any: fields of a form, by name.
def _shown(one: Application, kind: type[Form]) -> dict[str, Any]:
    row = side.offer_of(one)
    return {name: getattr(row, name) for name in kind.base_fields}


def _newest(one: Application, kind: type[Form]) -> tuple[int, dict[str, Any]]:
    fields = _shown(one, kind)
    return fields.pop("revision"), fields


# What a no of one's own fits, or was written for.
MAY_DECLINE = frozenset({Outcome.OPEN, Outcome.DECLINED, Outcome.WITHDRAWN})


@require_safe
def decline(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """A letter that declines with thanks, to copy; and the button that notes it."""
    one = own(request, pk)
    contacts = list(one.contacts.filter(taken_back_at=None))
    today = timezone.localdate()
    letters = (
        declining(one, contacts, sender=person_of(request).name, today=today)
        if one.outcome in MAY_DECLINE
        else []
    )
    context = {"one": one, "letters": letters, "today": today, "stage": Stage.DECLINED}
    return render(request, "cycle/offer_decline.html", context)
