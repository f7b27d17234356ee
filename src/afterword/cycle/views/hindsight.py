"""How does it look now? Asked in one batch, half a year and a year later, and only if wanted."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afterword.cycle import access, actions
from afterword.cycle import hindsight as looking
from afterword.cycle.forms import HindsightForm
from afterword.cycle.models import HindsightAnswer
from afterword.cycle.views.doorways import own, page_with_form, person_of, say, to
from afterword.kit.saving import UNPROCESSABLE
from afterword.people.access import programs_joined
from afterword.people.middleware import ViewerRequest

Batch = list[tuple[looking.Remembered, HindsightForm]]


@require_http_methods(["GET", "HEAD", "POST"])
def hindsight(request: ViewerRequest) -> HttpResponse:
    """What is asked now, what was answered, and what guesses came to."""
    batch = _batch(request)
    if request.method == "POST" and all(form.is_valid() for _, form in batch):
        return _settled(request, batch)
    # Imported when the page is asked for: numpy and scipy would double what starting takes.
    from afterword.cycle.guesses import guesses_in, pooled_guesses

    context = {
        "batch": batch,
        "asks": access.own_cycles(request.viewer).filter(asks_hindsight=True).exists(),
        "has_search": access.own_cycles(request.viewer).exists(),
        "answers": _answers(request),
        "guesses": guesses_in(access.own_applications(request.viewer)),
        "pooled": pooled_guesses(person_of(request)),
        "may_share": programs_joined(request.viewer).exists(),
        "shares": access.own_sharings(request.viewer).filter(guesses=True).exists(),
    }
    status = UNPROCESSABLE if any(form.errors for _, form in batch) else 200
    return render(request, "cycle/hindsight.html", context, status=status)


def _batch(request: ViewerRequest) -> Batch:
    """A form for each ending that is asked about, and that the page which was posted showed."""
    asked = looking.unsettled(access.own_hindsights(request.viewer))
    if request.method != "POST":
        return [
            (one, HindsightForm(one.application, prefix=str(one.hindsight.pk))) for one in asked
        ]
    shown = set(request.POST.getlist("asked"))
    return [
        (one, HindsightForm(one.application, request.POST, prefix=str(one.hindsight.pk)))
        for one in asked
        if str(one.hindsight.pk) in shown
    ]


def _settled(request: ViewerRequest, batch: Batch) -> HttpResponse:
    told = [(one.hindsight, form.cleaned_data) for one, form in batch]
    edit = actions.answer_together(told, by=person_of(request), now=timezone.now())
    if edit:
        say(request, "It is kept beside what you thought then.", undo=edit)
    else:
        messages.success(request, "Left out, all of it. That is fine too.")
    return redirect("cycle:hindsight")


def _answers(request: ViewerRequest) -> list[HindsightAnswer]:
    mine = access.own_hindsight_answers(request.viewer).select_related("application")
    return list(mine.order_by("-noted_at", "-created_at", "pk")[:50])


@require_http_methods(["GET", "HEAD", "POST"])
def look_back(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """How does this one look now? At any time, and over again."""
    one, now = own(request, pk), timezone.now()
    later = looking.when(one, now=now)
    told = list(one.hindsight_answers.order_by("-noted_at", "-created_at", "pk"))
    before = next((a for a in told if a.taken_back_at is None and a.later == later), None)
    form = HindsightForm(one, request.POST or None, initial=HindsightForm.beginning(before))
    if request.method == "POST" and form.is_valid():
        edit = actions.answer(one, later, fields=form.cleaned_data, by=person_of(request), now=now)
        say(request, "It is kept beside what you thought then.", undo=edit)
        return to(one, "later")
    context = {
        "one": one,
        "answers": [a for a in told if a.taken_back_at is None],
        "before": [a for a in told if a.taken_back_at],
    }
    return page_with_form(request, "cycle/look_back.html", form, context)


@require_POST
def ask_me(request: ViewerRequest) -> HttpResponse:
    """Ask me later, from now on; or stop, in one press."""
    person = person_of(request)
    if request.POST.get("stop"):
        actions.stop_asking(person)
        messages.success(request, "Nothing is asked any more. What you answered stays.")
    else:
        actions.ask_me_later(person)
        messages.success(
            request, "You are asked half a year and a year after an ending, no sooner."
        )
    return redirect("cycle:hindsight")
