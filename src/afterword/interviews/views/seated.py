"""The way into every page of one interview: only for the two who sit in it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from afterword.interviews.enums import ChairKind
from afterword.interviews.errors import Refused
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import chair, chair_of, interviews_of
from afterword.kit.unsent import to_sign_in
from afterword.people.middleware import SESSION_CHAIRS, ViewerRequest
from afterword.people.viewer import Viewer

Named = ParamSpec("Named")


@dataclass(frozen=True)
class Table:
    """An interview as one of its two sees it: their chair, and the one across."""

    interview: Interview
    mine: Chair
    other: Chair


Seated = Callable[Concatenate[ViewerRequest, Table, Named], HttpResponse]
Door = Callable[..., HttpResponse]  # the URL resolver passes names that no type can know


def table_for(viewer: Viewer, interview_id: UUID) -> Table | None:
    """The interview for somebody who has a chair in it, and for nobody else."""
    interview = interviews_of(viewer).filter(pk=interview_id).first()
    seat = chair_of(viewer, interview_id) if interview is not None else None
    if interview is None or seat is None:
        return None
    mine = chair(interview, seat.kind)
    mine.interview = interview
    other = chair(interview, ChairKind(seat.kind).other)
    other.interview = interview
    return Table(interview, mine, other)


def seated(view: Seated[Named]) -> Door:
    """Hand the view its table, or answer as if there were none. Guests need no account."""

    @wraps(view)
    def door(
        request: ViewerRequest, interview_id: UUID, *args: Named.args, **named: Named.kwargs
    ) -> HttpResponse:
        table = table_for(request.viewer, interview_id)
        if table is None:
            return turned_away(request)
        return view(request, table, *args, **named)

    return login_not_required(door)


def hold(request: ViewerRequest, chair: Chair) -> None:
    """From now on this browser holds a guest's chair, for as long as her own link lives."""
    chairs = {*request.session.get(SESSION_CHAIRS, ()), str(chair.pk)}
    request.session[SESSION_CHAIRS] = sorted(chairs)


def turned_away(request: ViewerRequest) -> HttpResponse:
    """Not found for members, the sign-in page for strangers, a kind page for former guests."""
    viewer = request.viewer
    if viewer.person is not None:
        raise Http404
    if viewer.chairs:
        return link_closed(request)
    return to_sign_in(request)


def link_closed(request: ViewerRequest) -> HttpResponse:
    """One answer for every link that opens nothing: expired, revoked, foreign or made up."""
    return render(request, "interviews/link_closed.html", status=404)


def told(view: Door) -> Door:
    """Tell a refused deed in its own sentence, and lead back to the interview."""

    @wraps(view)
    def door(request: ViewerRequest, interview_id: UUID, **named: object) -> HttpResponse:
        try:
            return view(request, interview_id, **named)
        except Refused as refused:
            messages.warning(request, refused.sentence)
            return redirect("interviews:interview", interview_id)

    return login_not_required(door)
