"""Places in a program: who is there, and how one comes, pauses and goes."""

from uuid import UUID

from django.contrib import messages
from django.db.models import UUIDField
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.kit.doors import found, required
from afterword.kit.prepared import paged
from afterword.kit.saving import UNPROCESSABLE
from afterword.kit.undo import undo_by
from afterword.people import access, actions, departing, places, queries
from afterword.people.enums import MembershipState, Role
from afterword.people.errors import AlreadyMember, LastOrganizer, NoLongerOrganizer, PlaceChanged
from afterword.people.forms.places import LeaveForm
from afterword.people.middleware import ViewerRequest, person_of
from afterword.people.models import Membership
from afterword.people.prepared import ForViewer
from afterword.people.views.doorways import organizing

A_PAGE = 25
QUICKER = "Somebody else changed this place a moment ago. Here is how it stands now."
LAST = "The program needs an organizer: make somebody else one first."


@require_safe
def members(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Who is in the program. Organizers see every state; members see who is there."""
    role, name = _own_place(request, pk)
    is_organizer = role == Role.ORGANIZER
    by = request.GET.get("by", "")
    by = by if by in queries.PLACES_BY else "place"
    sought = request.GET.get("q", "").strip()
    rows = places.places_in(pk, by=by, everybody=is_organizer, sought=sought)
    page = paged(rows, most=A_PAGE, number=request.GET.get("page"))
    context = {
        "program": {"pk": pk, "name": name},
        "organizes": is_organizer,
        "sought": sought,
        "by": by,
        "columns": [("name", "Name"), ("place", "Place"), ("since", "Since")],
        "page": page,
        "places": [places.Place._make(row) for row in page],
    }
    return render(request, "people/members.html", context)


def _own_place(request: ViewerRequest, pk: UUID) -> tuple[str, str]:
    """The viewer's role in a program that they are active in, and its name; otherwise 404."""
    own = next(iter(_own_places(request.viewer, program=pk)), None)
    if own is None:
        raise Http404
    return own


_own_places = ForViewer(
    lambda viewer, program: (
        access.own_memberships(viewer)
        .filter(program=program, state=MembershipState.ACTIVE)
        .values_list("role", "program__name")
    ),
    program=UUIDField(),
)


def _run(request: ViewerRequest, pk: UUID) -> Membership:
    """Somebody's place in a program that the viewer organizes; a member is refused, not misled."""
    place = found(access.memberships_beside(request.viewer), pk=pk)
    required(access.organizes(request.viewer, place.program), "This is for organizers.")
    return place


@organizing
@require_POST
def member_role(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Make a member an organizer, or the other way round."""
    place = _run(request, pk)
    wanted = Role.ORGANIZER if request.POST.get("role") == Role.ORGANIZER else Role.MEMBER
    try:
        actions.change_role(place, role=wanted, by=person_of(request))
    except LastOrganizer:
        messages.warning(request, LAST)
    except (PlaceChanged, NoLongerOrganizer):
        messages.warning(request, QUICKER)
    else:
        is_now = "an organizer" if wanted == Role.ORGANIZER else "a member"
        messages.success(request, f"{place.person.name} is now {is_now}.")
    return _to_members(request, place)


@organizing
@require_http_methods(["GET", "HEAD", "POST"])
def member_remove(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Say what goes with a membership, then end it; the message offers to ask the person back."""
    place = _run(request, pk)
    if request.method != "POST":
        context = {"place": place, "goes": departing.what_goes(place)}
        return render(request, "people/remove.html", context)
    try:
        actions.remove(place, by=person_of(request))
    except LastOrganizer:
        messages.warning(request, LAST)
    except (PlaceChanged, NoLongerOrganizer):
        messages.warning(request, QUICKER)
    else:
        messages.success(
            request,
            f"{place.person.name} is no longer in {place.program.name} and was told so. "
            "Undo asks them back.",
            extra_tags=undo_by("people:member-invite-back", place.pk),
        )
    return _to_members(request, place)


@organizing
@require_POST
def member_invite_back(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Ask somebody who is gone to return."""
    place = _run(request, pk)
    try:
        actions.invite_back(place, by=person_of(request))
    except (PlaceChanged, NoLongerOrganizer):
        messages.warning(request, QUICKER)
    else:
        messages.success(
            request, f"{place.person.name} is asked to come back, and can say yes or no."
        )
    return _to_members(request, place)


def _to_members(request: ViewerRequest, place: Membership) -> HttpResponse:
    """Back to the list, if it is still the viewer's to see."""
    if access.belongs(request.viewer, place.program):
        return redirect("people:members", place.program_id)
    return redirect("people:programs")


@require_POST
def join(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Say yes: to being asked back, or to a program that lets everybody in."""
    program = found(access.visible_programs(request.viewer), pk=pk)
    person, now = person_of(request), timezone.now()
    place = queries.place_in(program, person)
    try:
        if place is not None and place.state == MembershipState.INVITED:
            actions.accept_place(place, by=person, now=now)
        else:
            actions.join_open_program(program, person=person, now=now)
    except AlreadyMember:
        return redirect("people:program", program.pk)
    except PlaceChanged:
        messages.warning(request, "This program is not open to join just now.")
        return redirect("people:programs")
    messages.success(request, f"Welcome to {program.name}.")
    return redirect("people:program", program.pk)


def _own(request: ViewerRequest, pk: UUID) -> Membership:
    return found(access.own_memberships(request.viewer), program=pk)


@require_POST
def decline(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Say no to being asked back."""
    place = _own(request, pk)
    try:
        actions.decline_place(place, by=person_of(request))
    except PlaceChanged:
        messages.warning(request, QUICKER)
    else:
        messages.success(request, f"You stay out of {place.program.name}.")
    return redirect("people:programs")


@require_POST
def pause(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Step back for a while."""
    place = _own(request, pk)
    try:
        actions.pause(place, by=person_of(request))
    except LastOrganizer:
        messages.warning(request, LAST)
    except PlaceChanged:
        messages.warning(request, QUICKER)
    else:
        messages.success(
            request,
            "You are paused. Nobody asks you for interviews until you come back.",
            extra_tags=undo_by("people:come-back", place.program_id),
        )
    return redirect("people:program", place.program_id)


@require_POST
def come_back(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Be there again, after a pause or in a program that I left closed."""
    place = _own(request, pk)
    left = place.state == MembershipState.LEFT
    try:
        (actions.open_again if left else actions.come_back)(place, by=person_of(request))
    except PlaceChanged:
        messages.warning(request, QUICKER)
    else:
        messages.success(request, "Welcome back.")
    return redirect("people:program", place.program_id)


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Leave a program: says what stays and what goes, and asks the last organizer who is next."""
    place = _own(request, pk)
    form = LeaveForm(request.POST if request.method == "POST" else None, place=place)
    alone = queries.is_alone_in(place)
    if request.method == "POST" and form.is_valid():
        try:
            if alone:
                actions.leave_closed(place, by=person_of(request), now=timezone.now())
            else:
                successor = form.cleaned_data["successor"]
                actions.leave(place, by=person_of(request), successor=successor)
        except LastOrganizer:
            form.add_error(None, LAST)
        except (PlaceChanged, NoLongerOrganizer):
            form.add_error(None, QUICKER)
        else:
            told = f"You have left {place.program.name}. Your notes stay yours."
            undo = undo_by("people:come-back", place.program_id) if alone else ""
            messages.success(request, told, extra_tags=undo)
            return redirect("people:programs")
    status = UNPROCESSABLE if form.errors else 200
    context = {
        "place": place,
        "form": form,
        "is_last": queries.is_last_organizer(place),
        "alone": alone,
        "goes": departing.what_goes(place),
    }
    return render(request, "people/leave.html", context, status=status)
