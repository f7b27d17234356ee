"""The people who have to do with an application."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from afterword.cycle import access, actions
from afterword.cycle.forms import ContactForm
from afterword.cycle.views.doorways import own, page_with_form, person_of, say, taken_back, to
from afterword.kit.doors import found
from afterword.people.middleware import ViewerRequest


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
