"""A guest's way in: GET shows a button, POST opens; the link stays hers until it ends."""

from contextlib import suppress
from random import SystemRandom

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from afterword.interviews import actions
from afterword.interviews.access import may_choose_question
from afterword.interviews.errors import AlreadyStarted, LinkIsClosed, NothingUnseen
from afterword.interviews.links import link_by_token
from afterword.interviews.models import Chair, GuestLink
from afterword.interviews.queries import other_chair
from afterword.interviews.views.seated import Table, link_closed, seated, told
from afterword.kit.limits import Limit, place_of
from afterword.people.middleware import SESSION_CHAIRS, ViewerRequest

GUESSES = Limit("guest-link", most=30, seconds=600)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def guest(request: ViewerRequest, token: str) -> HttpResponse:
    """What the link is for, and the button that opens it."""
    link = _link(request, token)
    if link is None:
        return _kept_to_itself(link_closed(request))
    other = other_chair(link.chair)
    if other.person is not None and other.person == request.viewer.person:
        return _kept_to_itself(_not_for_you(request, link.chair))
    if request.method == "POST":
        return _kept_to_itself(_opened(request, link))
    context = {"chair": link.chair, "interview": link.chair.interview, "other": other}
    return _kept_to_itself(render(request, "interviews/guest.html", context))


def _link(request: ViewerRequest, token: str) -> GuestLink | None:
    place = place_of(request)
    if GUESSES.reached(place):
        return None
    link = link_by_token(token, now=timezone.now())
    if link is None:
        GUESSES.count(place)
    return link


def _opened(request: ViewerRequest, link: GuestLink) -> HttpResponse:
    try:
        chair = actions.open_link(
            link, time_zone=request.POST.get("time_zone", ""), now=timezone.now()
        )
    except LinkIsClosed:
        return link_closed(request)
    if request.viewer.person is None:
        request.session.cycle_key()  # a session that somebody planted gains nothing
    chairs = {*request.session.get(SESSION_CHAIRS, ()), str(chair.pk)}
    request.session[SESSION_CHAIRS] = sorted(chairs)
    _lay_out_a_question(chair)
    return redirect("interviews:interview", chair.interview_id)


def _lay_out_a_question(chair: Chair) -> None:
    """A guest who interviews finds a question waiting for her; she may take another."""
    if may_choose_question(chair) and chair.interview.question_version_id is None:
        with suppress(AlreadyStarted, NothingUnseen):
            actions.suggest_question(chair.interview, difficulty=None, by=chair, rng=SystemRandom())


def _not_for_you(request: ViewerRequest, chair: Chair) -> HttpResponse:
    """Whoever sits across tries the link out: it would show them the guest's side."""
    return render(request, "interviews/guest_own.html", {"chair": chair}, status=403)


def _kept_to_itself(response: HttpResponse) -> HttpResponse:
    """The address is a key: no other page, not even ours, is told where one comes from."""
    response["Referrer-Policy"] = "strict-origin"
    # Django logs the address of whatever was not found; this one may be a key mistyped by one
    # letter. It looks for this mark, which it sets itself once it has logged.
    response._has_been_logged = True  # type: ignore[attr-defined]  # as django.utils.log names it
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@told
@seated
def claim(request: ViewerRequest, table: Table) -> HttpResponse:
    """A guest who has an account now keeps this interview in it."""
    person = request.viewer.person
    if person is None or not table.mine.is_guest:
        return redirect("interviews:interview", table.interview.pk)
    if request.method == "POST":
        actions.claim_chair(table.mine, by=person, now=timezone.now())
        messages.success(request, "This interview is yours now; you find it under Interviews.")
        return redirect("interviews:interview", table.interview.pk)
    return render(request, "interviews/claim.html", {"table": table})
