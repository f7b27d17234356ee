"""The first week of a program: what to say, what to read, what to do in which order."""

from io import BytesIO
from uuid import UUID

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from afterword.kit import markdown
from afterword.people import actions, links, queries, texts
from afterword.people.middleware import ViewerRequest, person_of
from afterword.people.models import Invitation, Program
from afterword.people.views.doorways import organized, organizing

POSTER_USES, POSTER_DAYS = 200, 60


@organizing
@require_http_methods(["GET", "HEAD", "POST"])
def announcement(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """The text to send round, with a link and its QR code; a button makes the link."""
    program = organized(request, pk)
    if request.method == "POST":
        actions.invite_many(
            program,
            by=person_of(request),
            days=POSTER_DAYS,
            uses=POSTER_USES,
            now=timezone.now(),
        )
        return redirect("people:announcement", program.pk)
    invitation = _poster(program)
    link = links.link_of(invitation) if invitation else ""
    text = texts.announcement(program=program.name, link=link) if link else ""
    context = {"program": program, "invitation": invitation, "link": link, "text": text}
    return render(request, "people/announcement.html", context)


@organizing
@require_safe
def announcement_qr(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """The link of the announcement as a picture, for a poster."""
    program = organized(request, pk)
    invitation = _poster(program)
    link = links.link_of(invitation) if invitation else ""
    code = segno.make(link or request.build_absolute_uri("/"))
    file = BytesIO()
    code.save(file, kind="svg", scale=8, border=2, xmldecl=False)
    return HttpResponse(file.getvalue(), content_type="image/svg+xml")


def _poster(program: Program) -> Invitation | None:
    """The newest link for everybody whose address we still know."""
    newest = queries.link_for_everybody(program, now=timezone.now())
    return newest if newest and links.link_of(newest) else None


@organizing
@require_safe
def first_week(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """What an organizer does in the first week, in order, with what is done already."""
    program = organized(request, pk)
    now = timezone.now()
    context = {
        "program": program,
        "has_link": queries.open_invitations(program, now=now).exists(),
        "active_count": queries.active_members(program).count(),
        "organizer_count": queries.organizers(program).count(),
        "elsewhere": _elsewhere(),
    }
    return render(request, "people/first_week.html", context)


def _elsewhere() -> dict[str, str]:
    """The addresses of steps that belong to other parts, as `config` wires them."""
    found_at: dict[str, str] = {}
    for step, route in settings.FIRST_WEEK.items():
        try:
            found_at[step] = reverse(route)
        except NoReverseMatch:
            continue
    return found_at


@login_not_required
@require_safe
def primer(request: ViewerRequest) -> HttpResponse:
    """Ten minutes for whoever interviews for the first time; guests read it too."""
    body = markdown.render(texts.primer())
    return render(request, "people/primer.html", {"body": body})
