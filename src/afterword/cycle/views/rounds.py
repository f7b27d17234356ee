"""Company interviews, contacts and papers of an application."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.cycle import access, actions
from afterword.cycle.actions.papers import TYPES, ending
from afterword.cycle.errors import NotThere, PaperRefused
from afterword.cycle.forms import ChangeInterviewForm, ContactForm, InterviewForm, PaperForm
from afterword.cycle.models import Application, Kept
from afterword.cycle.views.doorways import came_from, own, page_with_form, person_of, say, to
from afterword.kit.doors import found
from afterword.people.middleware import ViewerRequest


@require_http_methods(["GET", "HEAD", "POST"])
def interview_new(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """One more round of this application."""
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


@require_http_methods(["GET", "HEAD", "POST"])
def contact_new(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Somebody who has to do with this application."""
    one = own(request, pk)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = actions.add_contact(one, fields=form.cleaned_data, by=person_of(request))
        say(request, f"{kept.name} is noted.", undo=kept.added_in)
        return to(one, "contacts")
    return page_with_form(request, "cycle/contact.html", form, {"one": one})


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """What is noted of somebody."""
    one = found(access.own_contacts(request.viewer).select_related("application__cycle"), pk=pk)
    form = ContactForm(request.POST or None, initial=ContactForm.beginning(one))
    if request.method == "POST" and form.is_valid():
        edit = actions.change_contact(one, fields=form.cleaned_data, by=person_of(request))
        say(request, "It is changed.", undo=edit)
        return to(one.application, "contacts")
    context = {"one": one.application, "contact": one}
    return page_with_form(request, "cycle/contact.html", form, context)


@require_POST
def contact_take_back(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """They have nothing to do with it."""
    one = found(access.own_contacts(request.viewer).select_related("application__cycle"), pk=pk)
    return taken_back(request, one, one.application, f"{one.name} is taken back.", "contacts")


@require_POST
def paper_add(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """A CV or a letter went out with it."""
    one = own(request, pk)
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.info(request, "Choose a file to keep.")
        return to(one, "papers")
    file = form.cleaned_data["file"]
    try:
        kept = actions.enclose(
            one, kind=form.cleaned_data["kind"], name=file.name, body=file.read(),
            by=person_of(request),
        )  # fmt: skip
    except PaperRefused as why:
        messages.info(request, str(why))
    else:
        say(request, f"{file.name} is kept.", undo=kept.added_in)
    return to(one, "papers")


@require_safe
def paper(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """The file itself, to save and never to open in the page."""
    one = found(access.own_papers(request.viewer), pk=pk)
    answer = HttpResponse(bytes(one.body), content_type=TYPES[ending(one.name)])
    answer.headers["Content-Disposition"] = _attachment(one.name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _attachment(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"


@require_POST
def enclosure_take_back(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """That paper did not go out with this application."""
    mine = access.own_enclosures(request.viewer).select_related("application__cycle")
    one = found(mine, pk=pk)
    return taken_back(request, one, one.application, "The paper is taken back.", "papers")


def taken_back(
    request: ViewerRequest, row: Kept, of: Application, words: str, part: str
) -> HttpResponse:
    """Take a row back, and say so with the way back."""
    try:
        edit = actions.take_back_row(row, of, by=person_of(request), now=timezone.now())
    except NotThere as why:
        messages.info(request, str(why))
        return redirect("cycle:application", of.pk)
    say(request, words, undo=edit)
    return to(of, part)
