"""The page of one interview, and what its two can do with it."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.interviews import actions, next_steps
from afterword.interviews.access import may_choose_question, may_enter_room, may_give_links
from afterword.interviews.calendar import calendar_file
from afterword.interviews.enums import InterviewState
from afterword.interviews.errors import Refused, TimesChanged, TooManyTurns
from afterword.interviews.forms import CancelForm, IntroductionForm, TimesForm
from afterword.interviews.limits import TURNS, spend
from afterword.interviews.links import ask_for, guest_url, own_links, taken_at
from afterword.interviews.models import Interview
from afterword.interviews.queries import in_other_half
from afterword.interviews.views.seated import Table, hold, seated, told
from afterword.interviews.whereabouts import room_is_next, standing_words
from afterword.kit.doors import required
from afterword.kit.numbers import whole
from afterword.kit.undo import undo_by
from afterword.people.middleware import ViewerRequest

CAN_PROPOSE = (
    InterviewState.PROPOSED,
    InterviewState.BOOKED,
    InterviewState.MISSED,
    InterviewState.CANCELLED,
)
CAN_CANCEL = (InterviewState.PROPOSED, InterviewState.BOOKED)


@require_safe
@seated
def interview(request: ViewerRequest, table: Table) -> HttpResponse:
    """When, with whom, where it stands, and the next thing to do."""
    return render(request, "interviews/interview.html", _page(table))


def _page(table: Table) -> dict[str, object]:
    row, mine, other, now = table.interview, table.mine, table.other, timezone.now()
    times = list(row.proposed_times.all())
    theirs = [one for one in times if one.proposed_by_id != mine.pk and one.starts_at > now]
    gives_links = may_give_links(mine, other)
    ask = ask_for(other, now=now) if gives_links else None
    return {
        "interview": row,
        "mine": mine,
        "other": other,
        "standing": standing_words(row, mine=mine, other=other, times=times),
        "times": times,
        "times_to_take": theirs,
        "room_is_next": room_is_next(row, now=now),
        "may_enter": may_enter_room(mine, row),
        "may_miss": _may_miss(row),
        "may_uncancel": actions.may_uncancel(row, by=mine, now=now),
        "may_swap": actions.may_swap(row, now=now),
        "second_half": Interview.objects.filter(first_half=row).first(),
        "can_propose": row.state in CAN_PROPOSE,
        "can_cancel": row.state in CAN_CANCEL,
        "chooses_question": may_choose_question(mine) and row.state in CAN_CANCEL,
        "after": next_steps.after(mine) if row.state == InterviewState.ENDED else None,
        "gives_links": gives_links,
        "ask": ask,
        "ask_url": guest_url(ask) if ask else "",
        "taken_at": taken_at(other) if gives_links else None,
        "guest_is_in": gives_links and own_links(now).filter(chair=other).exists(),
        "other_half": in_other_half(mine) if mine.is_guest else None,
        "posts": settings.MAIL,
        "introduction": IntroductionForm.of(mine) if mine.is_guest else None,
    }


def _may_miss(row: Interview) -> bool:
    waited = row.starts_at is not None and timezone.now() >= row.starts_at + actions.WAITED
    return row.state == InterviewState.BOOKED and waited


@require_safe
@seated
def calendar(request: ViewerRequest, table: Table) -> HttpResponse:
    """The calendar file as it stands now."""
    body = calendar_file(table.interview, mine=table.mine, other=table.other, now=timezone.now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="interview.ics"'
    return response


@require_POST
@told
@seated
def accept(request: ViewerRequest, table: Table) -> HttpResponse:
    """Take one of the proposed times; a guest may say who she is in the same step."""
    if table.mine.is_guest:
        introduction = IntroductionForm(request.POST)
        if not introduction.is_valid():
            page = _page(table) | {"introduction": introduction}
            return render(request, "interviews/interview.html", page, status=422)
        actions.leave_address(table.mine, **introduction.cleaned_data)
    actions.accept_time(
        table.interview, time_id=_time_id(request), by=table.mine, now=timezone.now()
    )
    messages.success(request, _told("Agreed.", table))
    return redirect("interviews:interview", table.interview.pk)


def _told(done: str, table: Table) -> str:
    """What was done, and who knows of it: never a claim that a letter went where none can."""
    if table.other.email:
        return f"{done} {table.other.name} is told."
    return f"{done} We have no address of {table.other.name_within}: please tell them yourself."


def _time_id(request: ViewerRequest) -> UUID:
    try:
        return UUID(request.POST.get("time", ""))
    except ValueError:
        raise TimesChanged from None


@require_http_methods(["GET", "HEAD", "POST"])
@told
@seated
def times(request: ViewerRequest, table: Table) -> HttpResponse:
    """Propose other times: instead of those that stand, or of the one that was agreed."""
    form = TimesForm(request.POST or None, in_zone=_zone_of(table), asks_zone=table.mine.is_guest)
    if form.is_valid():
        try:
            spend(TURNS, table.mine.pk, refused=TooManyTurns)
            _propose(table, form.cleaned_data["times"], as_of=request.POST.get("as_of", ""))
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _told("The new times are set.", table))
            return redirect("interviews:interview", table.interview.pk)
    context = {"table": table, "form": form}
    return render(request, "interviews/times.html", context, status=422 if form.is_bound else 200)


def _zone_of(table: Table) -> str:
    return table.mine.time_zone or table.other.time_zone


def _propose(table: Table, chosen: list[datetime], *, as_of: str) -> None:
    now = timezone.now()
    if table.interview.state == InterviewState.PROPOSED:
        seen = whole(as_of)
        actions.counter(table.interview, by=table.mine, times=chosen, as_of=seen, now=now)
    else:
        actions.reschedule(table.interview, by=table.mine, times=chosen, now=now)


@require_http_methods(["GET", "HEAD", "POST"])
@told
@seated
def cancel(request: ViewerRequest, table: Table) -> HttpResponse:
    """Say who is told, then call it off; it can be undone for half an hour."""
    form = CancelForm(request.POST or None)
    if not form.is_valid():
        return render(request, "interviews/cancel.html", {"table": table, "form": form})
    actions.cancel(
        table.interview,
        by=table.mine,
        because=form.cleaned_data["because"],
        now=timezone.now(),
    )
    undo = undo_by("interviews:uncancel", table.interview.pk)
    words = _told("The interview is cancelled.", table)
    messages.success(request, words, extra_tags=undo)
    return redirect("interviews:interview", table.interview.pk)


@require_POST
@told
@seated
def uncancel(request: ViewerRequest, table: Table) -> HttpResponse:
    """Take the cancelling back."""
    spend(TURNS, table.mine.pk, refused=TooManyTurns)
    actions.uncancel(table.interview, by=table.mine, now=timezone.now())
    messages.success(request, _told("It stands as before.", table))
    return redirect("interviews:interview", table.interview.pk)


@require_POST
@told
@seated
def missed(request: ViewerRequest, table: Table) -> HttpResponse:
    """Say that the two did not meet; both get the way to a new time."""
    actions.mark_missed(table.interview, by=table.mine, now=timezone.now())
    messages.success(
        request, "Noted, without blame. A letter with the way to a new time is written."
    )
    return redirect("interviews:interview", table.interview.pk)


@require_POST
@told
@seated
def swap(request: ViewerRequest, table: Table) -> HttpResponse:
    """Set up the second half. A guest who asks for it holds her new chair at once."""
    second = actions.swap_chairs(table.interview, by=table.mine, now=timezone.now())
    if table.mine.is_guest:
        hold(request, second.chairs.get(kind=table.other.kind))
    messages.success(request, _told("The second half is set up.", table))
    return redirect("interviews:interview", second.pk)


@require_POST
@told
@seated
def renew_link(request: ViewerRequest, table: Table) -> HttpResponse:
    """A new link to hand out while the chair waits for its guest; the old one ends."""
    required(may_give_links(table.mine, table.other))
    actions.renew_link(table.other, by=table.mine, now=timezone.now())
    messages.success(request, "There is a new link. The one from before opens nothing any more.")
    return redirect("interviews:interview", table.interview.pk)


@require_POST
@told
@seated
def revoke_link(request: ViewerRequest, table: Table) -> HttpResponse:
    """End the ask, or a guest's way in, wherever it is open."""
    required(may_give_links(table.mine, table.other))
    actions.revoke_links(table.other, by=table.mine, now=timezone.now())
    messages.success(request, "The link opens nothing any more, also where it was open.")
    return redirect("interviews:interview", table.interview.pk)
