"""One application: what happened, with whom, what was sent, and why it ended."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.cycle import access, actions
from afterword.cycle.enums import ANSWERS_WITH_INTEREST, HELD, Outcome, Stage
from afterword.cycle.errors import NotThere
from afterword.cycle.forms import AboutForm, EventForm, PaperForm, about
from afterword.cycle.models import Application, Event
from afterword.cycle.offers import offer_of
from afterword.cycle.reasons import by_knowledge
from afterword.cycle.standing import Happening
from afterword.cycle.views.doorways import own, page_with_form, person_of, say, to
from afterword.kit.doors import found
from afterword.people.middleware import ViewerRequest

STILL_LET_GO = (
    "It is noted, and stays let go: no day says that it came afterwards. If it goes on, note "
    "“reopened”."
)
QUIET = "It is noted. Three sentences while it is fresh help later; or leave it for another day."


@require_safe
def application(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Where does this one stand, and what is next?"""
    return render(request, "cycle/application.html", _context(own(request, pk)))


# Any: whatever the template shows.
def _context(one: Application) -> dict[str, Any]:
    kept = {"taken_back_at": None}
    events = list(one.events.filter(**kept))
    reasons = by_knowledge(one.reasons.filter(**kept))
    interviews = list(
        one.interviews.filter(**kept)
        .select_related("event")
        .order_by("starts_at", "created_at", "pk")
    )
    return {
        "one": one,
        "events": sorted(events, key=_by_day),
        "undated": [event for event in events if event.on is None],
        "interviews": interviews,
        "to_look_back_on": _held_alone(events, {it.event_id for it in interviews}),
        "contacts": one.contacts.filter(**kept).order_by("name", "pk"),
        "enclosures": one.enclosures.filter(**kept).select_related("paper").defer("paper__body"),
        "reasons": reasons,
        "asks_why": reasons or _may_ask_why(one),
        "later": one.hindsight_answers.filter(**kept),
        "angry_lines": one.angry_lines.order_by("created_at", "pk"),
        "form": EventForm(initial={"on": timezone.localdate(), "stage": _next(one)}),
        "paper_form": PaperForm(),
        "offer": offer_of(one) if one.stage == Stage.OFFER else None,
        "has_ended": one.outcome != Outcome.OPEN,
        "other_here": Application.objects.filter(
            cycle__person=one.cycle.person_id, company_key=one.company_key, taken_back_at=None
        ).exclude(pk=one.pk).only("role", "company", "stage", "outcome", "last_on")[:5],
        "now": timezone.now(),
        "today": timezone.localdate(),
    }  # fmt: skip


def _held_alone(events: list[Event], kept: Collection[UUID | None]) -> list[UUID]:
    """What was held by today, and is not among the company interviews."""
    today = timezone.localdate()
    held = (one for one in events if one.stage in HELD and (one.on is None or one.on <= today))
    return [one.pk for one in held if one.pk not in kept]


def _may_ask_why(one: Application) -> bool:
    """It ended, and not by the person's own choice; or nothing has been heard of it."""
    if one.outcome == Outcome.OPEN:
        return one.stage == Stage.APPLIED and not one.answer
    return one.outcome in (Outcome.REJECTED, Outcome.SILENCE, Outcome.WITHDRAWN)


def _by_day(event: Event) -> tuple[bool, Any, int, Any]:
    # Any: days and moments, which sort among their own.
    return (event.on is None, event.on, event.place, event.noted_at)


NEXT = {
    Stage.NOTED: Stage.APPLIED,
    Stage.APPLIED: Stage.RECRUITER,
    Stage.ONSITE: Stage.OFFER,
    Stage.OFFER: Stage.ACCEPTED,
}


def _next(one: Application) -> str:
    """What the form begins with: one step further; nobody is made to look at a refusal first."""
    if one.outcome != Outcome.OPEN:
        return Stage.REOPENED
    further = Stage.ONSITE if one.stage == Stage.PHONE else Stage.PHONE
    return NEXT.get(Stage(one.stage), further)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """What the application is for, edited by hand."""
    one = own(request, pk)
    form = AboutForm(request.POST or None, initial=about(one))
    if request.method == "POST" and form.is_valid():
        edit = actions.change(one, fields=form.cleaned_data, by=person_of(request))
        say(request, "It is changed.", undo=edit)
        return to(one)
    return page_with_form(request, "cycle/change.html", form, {"one": one})


@require_POST
def note(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Something happened."""
    one = own(request, pk)
    form = EventForm(request.POST)
    if not form.is_valid():
        return page_with_form(
            request, "cycle/application.html", form, {**_context(one), "form": form}
        )
    told = form.happening()
    event = actions.note(one, told, by=person_of(request), now=timezone.now())
    say(request, _noted(one, told), undo=event.added_in)
    if told.stage in (Stage.ACCEPTED, Stage.DECLINED):
        return redirect("cycle:offer-decided", one.pk)
    return to(one, LEADS_TO.get(Stage(told.stage), ""))


def _noted(one: Application, told: Happening) -> str:
    """What is said of it: also where an answer does not open what was let go, and why."""
    if told.stage == Stage.REJECTED:
        return QUIET
    one.refresh_from_db(fields=["outcome"])
    if one.outcome == Outcome.SILENCE and told.stage in ANSWERS_WITH_INTEREST:
        return STILL_LET_GO
    return "It is noted."


# Which part of the page is next, once this has happened.
LEADS_TO = {Stage.REJECTED: "why", Stage.OFFER: "offer"}


@require_http_methods(["GET", "HEAD", "POST"])
def event(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Something that happened, said differently."""
    before = found(access.own_events(request.viewer).select_related("application__cycle"), pk=pk)
    beginning = {"stage": before.stage, "on": before.on, "words": before.words}
    form = EventForm(request.POST or None, initial=beginning)
    if request.method == "POST" and form.is_valid():
        told = form.happening(place=before.place)
        try:
            newer = actions.correct(before, told, by=person_of(request), now=timezone.now())
        except NotThere as why:
            messages.info(request, str(why))
        else:
            say(request, "It is corrected.", undo=newer.added_in)
        return to(before.application)
    context = {"event": before, "one": before.application, "earlier": _earlier(before)}
    return page_with_form(request, "cycle/event.html", form, context)


def _earlier(event: Event) -> list[Event]:
    """What it said before, the latest first."""
    told: list[Event] = []
    one = event.replaces
    while one is not None and len(told) < 50:
        told.append(one)
        one = one.replaces
    return told


@require_POST
def event_take_back(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """It did not happen after all."""
    one = found(access.own_events(request.viewer).select_related("application__cycle"), pk=pk)
    try:
        edit = actions.take_back(one, by=person_of(request), now=timezone.now())
    except NotThere as why:
        messages.info(request, str(why))
    else:
        say(request, f"“{one.title}” is taken back.", undo=edit)
    return to(one.application)
