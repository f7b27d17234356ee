"""Why it ended; a line to be angry in; letters that ask."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.cycle import access, actions
from afterword.cycle.forms import AngryForm, ReasonForm
from afterword.cycle.letters_to_copy import letters_about
from afterword.cycle.reasons import by_knowledge
from afterword.cycle.views.doorways import own, page_with_form, person_of, say, taken_back, to
from afterword.kit.doors import found
from afterword.people.middleware import ViewerRequest


@require_http_methods(["GET", "HEAD", "POST"])
def reasons(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Why it ended, as far as anybody knows, and what was thought before."""
    one = own(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = actions.give_reason(
            one, fields=form.cleaned_data, by=person_of(request), now=timezone.now()
        )
        say(request, "It is noted. You can correct it whenever you know more.", undo=kept.added_in)
        return to(one, "why")
    told = one.reasons.order_by("-noted_at", "-created_at", "pk")
    context = {
        "one": one,
        "now_thought": by_knowledge(row for row in told if row.taken_back_at is None),
        "before": [row for row in told if row.taken_back_at],
    }
    return page_with_form(request, "cycle/reasons.html", form, context)


@require_POST
def reason_take_back(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """It no longer stands; it stays in the history."""
    mine = access.own_reasons(request.viewer).select_related("application__cycle")
    one = found(mine, pk=pk)
    return taken_back(request, one, one.application, "The reason is taken back.", "why")


@require_POST
def angry(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Keep a line to be angry in."""
    one, form = own(request, pk), AngryForm(request.POST)
    if form.is_valid() and form.cleaned_data["text"].strip():
        actions.be_angry(one, text=form.cleaned_data["text"], by=person_of(request))
        messages.success(request, "Kept, for you alone. Nothing reads it.")
    return to(one, "angry")


@require_POST
def cool_down(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Let a line go, for good."""
    mine = access.own_angry_lines(request.viewer).select_related("application__cycle")
    line = found(mine, pk=pk)
    actions.cool_down(line, by=person_of(request))
    messages.success(request, "Gone.")
    return to(line.application, "angry")


@require_safe
def letters(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Letters to copy: asking for a word of feedback."""
    one = own(request, pk)
    contacts = list(one.contacts.filter(taken_back_at=None))
    sender, today = person_of(request).name, timezone.localdate()
    asked = letters_about(one, contacts, sender=sender, today=today)
    return render(request, "cycle/letters.html", {"one": one, "letters": asked})
