"""A guest's way in: the ask lets her take a chair, her own link opens it again.

GET shows, POST does: whoever only looks at a link, as mail scanners do, spends nothing.
"""

from contextlib import suppress
from random import SystemRandom
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.interviews import actions
from afterword.interviews.access import may_choose_question
from afterword.interviews.actions.guests import WAITS_FOR_GUESTS
from afterword.interviews.enums import InterviewState
from afterword.interviews.errors import (
    AlreadyStarted,
    ChairIsTaken,
    LinkIsClosed,
    NothingUnseen,
    Refused,
    TimesChanged,
)
from afterword.interviews.forms import IntroductionForm
from afterword.interviews.limits import SENT_AGAIN
from afterword.interviews.links import guest_url, link_by_token, own_link, taken_at
from afterword.interviews.models import Chair, GuestLink
from afterword.interviews.queries import chair_of, in_other_half, other_chair
from afterword.interviews.views.seated import Table, hold, link_closed, seated, told
from afterword.interviews.whereabouts import room_is_next
from afterword.kit.doors import required
from afterword.people.middleware import SESSION_CHAIRS, ViewerRequest


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def guest(request: ViewerRequest, token: str) -> HttpResponse:
    """What a link is for, and the buttons that use it."""
    link = link_by_token(token, now=timezone.now())
    if link is None:
        return _kept_to_itself(link_closed(request))
    other = other_chair(link.chair)
    if other.person is not None and other.person == request.viewer.person:
        return _kept_to_itself(_not_for_you(request, link.chair))
    return _kept_to_itself(_answer(request, link))


def _answer(request: ViewerRequest, link: GuestLink) -> HttpResponse:
    if link.own:
        return _opened(request, link) if request.method == "POST" else _closed_door(request, link)
    if taken_at(link.chair) is not None:
        return _taken(request, link.chair)
    return _offered(request, link)


# --- the ask


def _offered(request: ViewerRequest, ask: GuestLink) -> HttpResponse:
    """A chair that waits for its guest: when, what for, and the buttons that take it."""
    form = IntroductionForm(request.POST if request.method == "POST" else None)
    waits = ask.chair.interview.state in WAITS_FOR_GUESTS
    if request.method == "POST" and waits and form.is_valid():
        try:
            return _took(request, ask, form)
        except ChairIsTaken:
            return _taken(request, ask.chair)
        except LinkIsClosed:
            return link_closed(request)
        except Refused as refused:
            messages.warning(request, refused.sentence)
    return _offer(request, ask.chair, form)


def _offer(request: ViewerRequest, chair: Chair, form: IntroductionForm) -> HttpResponse:
    row, now = chair.interview, timezone.now()
    times = row.proposed_times.exclude(proposed_by=chair).filter(starts_at__gt=now)
    context = {
        "chair": chair,
        "interview": row,
        "other": other_chair(chair),
        "times": times if row.state == InterviewState.PROPOSED else [],
        "waits": row.state in WAITS_FOR_GUESTS,
        "begins_now": room_is_next(row, now=now),
        "form": form,
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "interviews/asked.html", context, status=status)


def _took(request: ViewerRequest, ask: GuestLink, form: IntroductionForm) -> HttpResponse:
    introduction = actions.Introduction(
        **form.cleaned_data, time_zone=request.POST.get("time_zone", "")
    )
    time_id, now = _time_id(request), timezone.now()
    own = actions.take_chair(ask, introduction=introduction, time_id=time_id, now=now)
    chair = own.chair
    _sit_down(request, chair)
    _lay_out_a_question(chair)
    if request.POST.get("then") == "decline":
        return redirect("interviews:cancel", chair.interview_id)
    return redirect("interviews:own-link", chair.interview_id)


def _time_id(request: ViewerRequest) -> UUID | None:
    """The time that she takes, if she takes one with the chair."""
    named = request.POST.get("time")
    if named is None:
        return None
    try:
        return UUID(named)
    except ValueError:
        raise TimesChanged from None


def _taken(request: ViewerRequest, chair: Chair) -> HttpResponse:
    """The ask of a chair that is taken: hers in her own browser, and a kind page elsewhere."""
    mine = chair_of(request.viewer, chair.interview_id)
    if mine == chair:
        return redirect("interviews:interview", chair.interview_id)
    sent = request.method == "POST"
    if sent and settings.MAIL and not SENT_AGAIN.reached(str(chair.pk)):
        SENT_AGAIN.count(str(chair.pk))
        actions.send_own_link(chair, now=timezone.now())
    context = {
        "other": other_chair(chair),
        "taken_at": taken_at(chair),
        "posts": settings.MAIL,
        "sent": sent,
    }
    return render(request, "interviews/chair_taken.html", context)


# --- her own link


def _closed_door(request: ViewerRequest, link: GuestLink) -> HttpResponse:
    chair = link.chair
    context = {"chair": chair, "interview": chair.interview, "other": other_chair(chair)}
    return render(request, "interviews/guest.html", context)


def _opened(request: ViewerRequest, link: GuestLink) -> HttpResponse:
    zone = request.POST.get("time_zone", "")
    try:
        chair = actions.open_link(link, time_zone=zone, now=timezone.now())
    except LinkIsClosed:
        return link_closed(request)
    _sit_down(request, chair)
    return redirect("interviews:interview", chair.interview_id)


def _sit_down(request: ViewerRequest, chair: Chair) -> None:
    """Hold a chair that this browser did not hold: a session that somebody planted gains nothing.

    Where it is held already the session stays: a room that is open in it would close.
    """
    is_new = str(chair.pk) not in request.session.get(SESSION_CHAIRS, ())
    if is_new and request.viewer.person is None:
        request.session.cycle_key()
    hold(request, chair)


def _lay_out_a_question(chair: Chair) -> None:
    """A guest who interviews finds a question waiting for her; she may take another."""
    if may_choose_question(chair) and chair.interview.question_version_id is None:
        with suppress(AlreadyStarted, NothingUnseen):
            actions.suggest_question(chair.interview, difficulty=None, by=chair, rng=SystemRandom())


@require_safe
@seated
def keep_own_link(request: ViewerRequest, table: Table) -> HttpResponse:
    """Her own link, to keep. In her own browser alone; nobody else has a page that shows it."""
    required(table.mine.is_guest)
    now = timezone.now()
    link = own_link(table.mine, now=now)
    context = {
        "table": table,
        "link": guest_url(link) if link is not None else "",
        "ends": link.expires_at if link is not None else None,
        "room_is_next": room_is_next(table.interview, now=now),
        "is_posted": settings.MAIL and bool(table.mine.guest_email),
    }
    return _kept_to_itself(render(request, "interviews/own_link.html", context))


@require_POST
@seated
def other_half(request: ViewerRequest, table: Table) -> HttpResponse:
    """A guest who sits in one half sits in the other: her browser gets that chair too."""
    required(table.mine.is_guest)
    chair = in_other_half(table.mine)
    if chair is None:
        return redirect("interviews:interview", table.interview.pk)
    hold(request, chair)
    return redirect("interviews:interview", chair.interview_id)


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
        if not actions.claim_chair(table.mine, by=person, now=timezone.now()):
            messages.warning(request, "Another account was quicker: this interview is kept there.")
            return redirect("interviews:list")
        messages.success(request, "This interview is yours now; you find it under Interviews.")
        return redirect("interviews:interview", table.interview.pk)
    return render(request, "interviews/claim.html", {"table": table})
