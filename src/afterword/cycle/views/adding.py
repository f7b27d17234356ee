"""Adding an application: in one line, or with all that is known."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.cycle import access, actions, queries
from afterword.cycle.drafts import Draft
from afterword.cycle.forms import AddForm, LineForm
from afterword.cycle.models import Application
from afterword.cycle.views.doorways import came_from, page_with_form, person_of, say, to
from afterword.people.middleware import ViewerRequest

MOST_KNOWN = 5


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ViewerRequest) -> HttpResponse:
    """One more application, with what is known of it."""
    beginning = {"on": timezone.localdate(), "company": request.GET.get("company", "")[:200]}
    form = AddForm(request.POST or None, initial=beginning)
    if request.method == "POST" and form.is_valid():
        application = _added(request, form.draft())
        if "another" in request.POST:
            return redirect("cycle:add")
        return to(application)
    return page_with_form(request, "cycle/add.html", form, {})


@require_POST
def add_line(request: ViewerRequest) -> HttpResponse:
    """One more application in one line; back to where it was typed."""
    form = LineForm(request.POST)
    if not form.is_valid():
        return redirect("cycle:add")
    _added(request, form.draft(today=timezone.localdate()))
    return came_from(request)


def _added(request: ViewerRequest, draft: Draft) -> Application:
    person, now = person_of(request), timezone.now()
    application = actions.add(actions.cycle_of(person, now=now), draft, by=person, now=now)
    say(request, f"{application} is on the board.", undo=application.added_in)
    return application


@require_safe
def known(request: ViewerRequest) -> HttpResponse:
    """Have I applied here already? A part of the form, as the company is typed."""
    typed = request.GET.get("company") or request.GET.get("line", "").split(",")[0]
    here = queries.known_at(access.own_applications(request.viewer), typed[:200])
    rows = list(here[: MOST_KNOWN + 1])
    context = {"known": rows[:MOST_KNOWN], "more": len(rows) > MOST_KNOWN, "typed": typed}
    return render(request, "cycle/known.html", context)
