"""Booking: an interview with somebody, or the ask to a senior engineer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from afterword.interviews import actions, asking
from afterword.interviews.access import may_give_links
from afterword.interviews.errors import Refused, TooManyAsks
from afterword.interviews.forms import NOW, AskForm, NewInterviewForm
from afterword.interviews.limits import ASKS, spend
from afterword.interviews.links import ask_for, guest_url, taken_at
from afterword.interviews.models import GuestLink
from afterword.interviews.views.seated import Table, seated
from afterword.kit.doors import required
from afterword.people.middleware import ViewerRequest, person_of
from afterword.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ViewerRequest) -> HttpResponse:
    """Which chair, with whom, what, and when: one page."""
    person = person_of(request)
    form = NewInterviewForm(request.POST or None, by=person, initial=_wished(request))
    if form.is_valid():
        try:
            spend(ASKS, person.pk, refused=TooManyAsks)
            return _booked(request, form, person)
        except Refused as refused:
            form.add_error(None, refused.sentence)
    status = 422 if form.is_bound else 200
    return render(request, "interviews/new.html", {"form": form}, status=status)


def _booked(request: ViewerRequest, form: NewInterviewForm, person: Person) -> HttpResponse:
    now = timezone.now()
    plan = form.plan()
    if form.cleaned_data["when"] == NOW:
        interview = actions.start_now(plan, by=person, now=now)
    else:
        interview = actions.propose(plan, times=form.cleaned_data["times"], by=person, now=now)
    messages.success(request, _told_whom(plan.other))
    return redirect("interviews:interview", interview.pk)


def _told_whom(other: Person | None) -> str:
    if other is None:
        return "It is set up. Now give them the link: it is below."
    return f"It is set up, and {other.name} is told."


def _wished(request: ViewerRequest) -> dict[str, str]:
    """What a link here may say in advance: `?whom=m:…&chair=interviewer&kind=coding&when=now`.

    `focus` is what it should train: a debrief says so.
    """
    names = ("whom", "chair", "kind", "when", "focus")
    return {name: request.GET[name][:200] for name in names if name in request.GET}


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ViewerRequest) -> HttpResponse:
    """Settle what to ask for; the message is written on the next page."""
    person = person_of(request)
    form = AskForm(request.POST or None, by=person, initial=_wished(request))
    if form.is_valid():
        try:
            interview = actions.propose(
                form.plan(), times=form.cleaned_data["times"], by=person, now=timezone.now()
            )
            return redirect("interviews:message", interview.pk)
        except Refused as refused:
            form.add_error(None, refused.sentence)
    status = 422 if form.is_bound else 200
    return render(request, "interviews/ask.html", {"form": form}, status=status)


@require_safe
@seated
def message(request: ViewerRequest, table: Table) -> HttpResponse:
    """The message with her link in it, to be changed, copied and sent."""
    required(may_give_links(table.mine, table.other))
    link = ask_for(table.other, now=timezone.now())
    context = {
        "table": table,
        "texts": _texts(table, link) if link else [],
        "link": guest_url(link) if link else "",
        "taken_at": taken_at(table.other),
    }
    return render(request, "interviews/message.html", context)


def _texts(table: Table, link: GuestLink) -> list[dict[str, str]]:
    texts = []
    for name, title in asking.names_for(table.other).items():
        body = asking.message(table.interview, mine=table.mine, link=link, name=name)
        texts.append({"name": name, "title": title, "body": body, "mailto": asking.mailto(body)})
    return texts
