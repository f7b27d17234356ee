"""Programs: the list, one of them, a new one, its defaults."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from afterword.kit.doors import found
from afterword.kit.saving import UNPROCESSABLE
from afterword.people import access, actions, queries
from afterword.people.enums import MembershipState
from afterword.people.forms.programs import DefaultsForm, ProgramForm
from afterword.people.middleware import ViewerRequest, person_of
from afterword.people.views.doorways import organized, organizing


@require_safe
def programs(request: ViewerRequest) -> HttpResponse:
    """The programs that I am in, and those that I could just join."""
    places = access.own_memberships(request.viewer).order_by("program__name", "pk")
    joinable = access.joinable_programs(request.viewer).order_by("name", "pk")
    context = {"places": places, "joinable": joinable}
    return render(request, "people/programs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def program_new(request: ViewerRequest) -> HttpResponse:
    """Begin a program."""
    person = person_of(request)
    form = ProgramForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.create_program(
            by=person,
            name=form.cleaned_data["name"],
            about=form.cleaned_data["about"],
            now=timezone.now(),
        )
        return redirect("people:first-week", made.pk)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "people/program_new.html", {"form": form}, status=status)


@require_safe
def program(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """A program as its members see it; a door with one button for the invited and paused."""
    seen = found(access.visible_programs(request.viewer), pk=pk)
    place = queries.place_in(seen, person_of(request))
    if place is None or place.state != MembershipState.ACTIVE:
        door = {"program": seen, "place": place}
        return render(request, "people/program_door.html", door)
    context = {
        "program": seen,
        "place": place,
        "organizes": access.organizes(request.viewer, seen),
        "organizers": queries.organizers(seen),
        "is_last": queries.is_last_organizer(place),
        "active_count": queries.active_members(seen).count(),
    }
    return render(request, "people/program.html", context)


@organizing
@require_http_methods(["GET", "HEAD", "POST"])
def defaults(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Everything that a program decides."""
    changed = organized(request, pk)
    form = DefaultsForm(request.POST or None, instance=changed)
    if request.method == "POST" and form.is_valid():
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        actions.change_program(changed, by=person_of(request), changes=changes, now=timezone.now())
        messages.success(request, "The defaults are saved. Interviews already booked keep theirs.")
        return redirect("people:program", changed.pk)
    status = UNPROCESSABLE if form.errors else 200
    name = organized(request, pk).name  # not what was just typed and refused
    context = {"program": changed, "program_name": name, "form": form}
    return render(request, "people/defaults.html", context, status=status)
