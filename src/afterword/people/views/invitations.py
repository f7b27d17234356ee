"""Invitations: written by organizers, opened by whoever holds the link."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.kit import limits, tokens
from afterword.kit.doors import found, required
from afterword.kit.saving import UNPROCESSABLE
from afterword.people import access, actions, links, queries, sessions
from afterword.people.enums import Role
from afterword.people.errors import AlreadyMember, InvitationUnusable
from afterword.people.forms.places import AddressLinkForm, ManyLinkForm
from afterword.people.middleware import ViewerRequest, person_of
from afterword.people.models import Invitation, Program
from afterword.people.views.doorways import organized, organizing

WRONG_LINKS = limits.Limit("links", most=30, seconds=300)
# An invitation is a letter to whoever somebody names: a club's worth of them, and no more.
LETTERS = limits.Limit("invitations", most=100, seconds=24 * 3600)
TOO_MANY_LETTERS = (
    "You have invited a hundred people by name today. A link for many reaches the others."
)
DAYS_FOR_ONE = 14


@organizing
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """The program's links, and new ones: for many, or for one address."""
    program = organized(request, pk)
    for_one = "email" in request.POST
    posted = request.POST if request.method == "POST" else None
    many = ManyLinkForm(None if for_one else posted)
    one = AddressLinkForm(posted if for_one else None)
    form: Form = one if for_one else many
    if one.is_valid() and LETTERS.reached(request.viewer.actor):
        one.add_error("email", TOO_MANY_LETTERS)
    if posted is not None and form.is_valid():
        write = _invite_one if for_one else _invite_many
        messages.success(request, _said_of(write(request, program, form)))
        return redirect("people:invite", program.pk)
    context = {"program": program, "many": many, "one": one, "links": _shown(program)}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "people/invite.html", context, status=status)


def _invite_many(request: ViewerRequest, program: Program, form: Form) -> Invitation:
    return actions.invite_many(
        program,
        by=person_of(request),
        days=form.cleaned_data["days"],
        uses=form.cleaned_data["uses"],
        now=timezone.now(),
    )


def _invite_one(request: ViewerRequest, program: Program, form: Form) -> Invitation:
    LETTERS.count(request.viewer.actor)
    return actions.invite_address(
        program,
        by=person_of(request),
        email=form.cleaned_data["email"],
        role=Role(form.cleaned_data["role"]),
        days=DAYS_FOR_ONE,
        now=timezone.now(),
    )


def _said_of(made: Invitation) -> str:
    if not made.email:
        return "The link is ready to hand out."
    if links.shown(made):
        return f"The link for {made.email} is ready. Hand it to them; it works for them alone."
    return f"A letter with the link is on its way to {made.email}."


def _shown(program: Program) -> list[dict[str, object]]:
    """Working links with their address, where an organizer may see it."""
    working = queries.open_invitations(program, now=timezone.now())
    return [
        {"invitation": one, "link": links.link_of(one) if links.shown(one) else ""}
        for one in working
    ]


@organizing
@require_POST
def invitation_revoke(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Take a link back at once."""
    one = found(access.invitations_beside(request.viewer), pk=pk)
    required(access.organizes(request.viewer, one.program), "This is for organizers.")
    if actions.revoke_invitation(one, by=person_of(request), now=timezone.now()):
        messages.success(request, "The link no longer works. Whoever came by it stays.")
    else:
        messages.warning(request, "Somebody took this link back a moment ago.")
    return redirect("people:invite", one.program_id)


@login_not_required
@require_safe
def invitation(request: ViewerRequest, token: str) -> HttpResponse:
    """Take the token out of the address; the next page says what it is good for."""
    digest, place = tokens.digest(token), limits.place_of(request)
    if queries.invitation_with(digest, now=timezone.now()) is None:
        if WRONG_LINKS.reached(place):  # a right link opens, whatever others there have tried
            return render(request, "people/too_many.html", status=429)
        WRONG_LINKS.count(place)
    sessions.remember_invitation(request, digest=digest)
    return redirect("people:accept")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: ViewerRequest) -> HttpResponse:
    """What the link offers; a button takes it. A link that is of no use says nothing of why."""
    offered = sessions.invitation_in(request, now=timezone.now())
    if offered is None:
        return _unusable(request)
    person = request.viewer.person
    if person is None:
        return render(request, "people/invitation.html", {"invitation": offered})
    if not actions.is_for(offered, person=person):
        return render(request, "people/invitation_for_another.html", status=403)
    if request.method != "POST":
        return render(request, "people/invitation.html", {"invitation": offered})
    return _accepted(request, offered)


def _accepted(request: ViewerRequest, offered: Invitation) -> HttpResponse:
    try:
        actions.accept_invitation(offered, person=person_of(request), now=timezone.now())
    except InvitationUnusable:
        return _unusable(request)
    except AlreadyMember:
        messages.info(request, f"You are in {offered.program.name} already.")
    else:
        messages.success(request, f"Welcome to {offered.program.name}.")
    sessions.forget_invitation(request)
    return redirect("people:program", offered.program_id)


def _unusable(request: ViewerRequest) -> HttpResponse:
    sessions.forget_invitation(request)
    return render(request, "people/invitation_unusable.html", status=404)
