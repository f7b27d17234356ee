"""Company interviews of an application."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afterword.cycle import access, actions
from afterword.cycle.errors import NotThere
from afterword.cycle.forms import ChangeInterviewForm, InterviewForm
from afterword.cycle.views.doorways import came_from, own, page_with_form, person_of, say, to
from afterword.kit.doors import found
from afterword.people.middleware import ViewerRequest


@require_http_methods(["GET", "HEAD", "POST"])
def interview_new(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """One more company interview of this application."""
    one = own(request, pk)
    form = InterviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = actions.add_interview(
            one, stage=form.cleaned_data["stage"], fields=form.fields_kept(),
            by=person_of(request), now=timezone.now(),
        )  # fmt: skip
        say(request, "The company interview is noted.", undo=kept.added_in)
        return to(one, "interviews")
    return page_with_form(request, "cycle/interview.html", form, {"one": one})


@require_http_methods(["GET", "HEAD", "POST"])
def interview(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """A company interview: when, with whom, and what to write afterwards."""
    mine = access.own_interviews(request.viewer).select_related("application__cycle", "event")
    one = found(mine, pk=pk)
    form = ChangeInterviewForm(request.POST or None, initial=InterviewForm.beginning(one))
    if request.method == "POST" and form.is_valid():
        edit = actions.change_interview(
            one, fields=form.fields_kept(), by=person_of(request), now=timezone.now()
        )
        say(request, "It is changed.", undo=edit)
        return to(one.application, "interviews")
    context = {"one": one.application, "interview": one}
    return page_with_form(request, "cycle/interview.html", form, context)


@require_POST
def interview_take_back(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """It was not held."""
    mine = access.own_interviews(request.viewer).select_related("application__cycle", "event")
    one = found(mine, pk=pk)
    try:
        edit = actions.take_back_interview(one, by=person_of(request), now=timezone.now())
    except NotThere as why:
        messages.info(request, str(why))
    else:
        say(request, "The company interview is taken back.", undo=edit)
    return to(one.application, "interviews")


@require_POST
def followed_up(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """The follow-up has been written."""
    mine = access.own_interviews(request.viewer).select_related("application__cycle")
    edit = actions.follow_up(found(mine, pk=pk), by=person_of(request))
    say(request, "Written. It is off your list.", undo=edit)
    return came_from(request)
