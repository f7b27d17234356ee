"""The scorecard file goes out, and comes back."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair
from afterword.interviews.queries import chair as chair_in
from afterword.kit.doors import found, required
from afterword.kit.errors import Fact
from afterword.kit.limits import Limit
from afterword.kit.saving import UNPROCESSABLE
from afterword.notes.actions import scorecard as actions
from afterword.notes.enums import NotesState
from afterword.notes.errors import AlreadySent
from afterword.notes.models import HiringNotes, SealedScorecard
from afterword.notes.scorecard import access
from afterword.notes.scorecard import page as scorecard_page
from afterword.notes.scorecard.errors import NotesBegun
from afterword.notes.scorecard.file import LARGEST, read
from afterword.notes.scorecard.forms import BringInForm, FetchForm, OpenForm
from afterword.notes.scorecard.offer import handful, offered
from afterword.notes.views.doorways import open_to_guests
from afterword.people.middleware import ViewerRequest

INTERVIEWERS_ONLY = "The scorecard holds the questions, so it is for the interviewer's chair."
# Reading the worst file takes a sixth of a second and 50 MB: so many, and not at once for ever.
BROUGHT = Limit("scorecard-file", most=20, seconds=600)
TOO_MANY_TRIES = "That was the twentieth file within ten minutes. Look which one it is, then wait."
BY_THEMSELVES = (
    "This file cannot be opened from your chair. Your interviewer can open it, at this same "
    "address, with the same word."
)


@open_to_guests
@require_safe
def scorecard(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """Fetch the scorecard, or bring it back."""
    return _page(request, _mine(request, interview_id))


def _mine(request: ViewerRequest, interview_id: UUID) -> Chair:
    return found(access.chairs_with_scorecard(request.viewer), interview=interview_id)


# Any: forms by their name in the page.
def _page(
    request: ViewerRequest, mine: Chair, *, status: int = 200, **forms: object
) -> HttpResponse:
    now = timezone.now()
    sealed = access.sealed_seen_from(mine, now=now)
    context = {
        "mine": mine,
        "interview": mine.interview,
        "candidate": chair_in(mine.interview, ChairKind.CANDIDATE),
        "may_open": access.may_open(mine, now=now),
        "is_interviewer": access.may_fetch(mine),
        "sealed": [(one, _open_form(mine, one, forms)) for one in sealed],
        "fetch": _fetch_form(mine) if access.may_fetch(mine) else None,
        "bring_in": BringInForm(mine=mine),
        **forms,
    }
    return render(request, "notes/scorecard.html", context, status=status)


def _open_form(mine: Chair, sealed: SealedScorecard, forms: Mapping[str, object]) -> object:
    """The form of one sealed file: as it was tried, or empty."""
    return forms.get(_name(sealed)) or OpenForm(mine=mine, auto_id=f"{_name(sealed)}-%s")


def _name(sealed: SealedScorecard) -> str:
    return f"open-{sealed.pk}"


def _fetch_form(mine: Chair) -> FetchForm:
    versions = offered(mine.interview)
    ticked = [str(one.pk) for one in handful(versions)]
    return FetchForm(versions=versions, initial={"questions": ticked})


@open_to_guests
@require_POST
def fetch(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """The scorecard as one file, with the questions that were ticked."""
    mine = _mine(request, interview_id)
    required(access.may_fetch(mine), INTERVIEWERS_ONLY)
    form = FetchForm(request.POST, versions=offered(mine.interview))
    if not form.is_valid():
        return _page(request, mine, fetch=form, status=UNPROCESSABLE)
    versions = form.chosen()
    actions.fetch(mine, versions=versions)
    answer = HttpResponse(scorecard_page.html(mine, versions), content_type="text/html")
    answer["Content-Disposition"] = f'attachment; filename="{scorecard_page.name(mine)}"'
    return answer


@open_to_guests
@require_POST
def bring_in(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """Take a saved file in: sealed, or opened at once by whoever wrote it."""
    mine = _mine(request, interview_id)
    form = BringInForm(request.POST, request.FILES, mine=mine)
    if form.is_valid() and BROUGHT.reached(str(mine.pk)):
        form.add_error("file", TOO_MANY_TRIES)
    if not form.is_valid():
        return _page(request, mine, bring_in=form, status=UNPROCESSABLE)
    BROUGHT.count(str(mine.pk))
    try:
        notes = _brought(form, mine, now=timezone.now())
    except Fact as stopped:
        form.add_error(form.field_of(stopped), _told(stopped, mine))
        return _page(request, _mine(request, interview_id), bring_in=form, status=UNPROCESSABLE)
    return _after(request, mine, notes)


def _brought(form: BringInForm, mine: Chair, *, now: datetime) -> HiringNotes | None:
    """The notes that the file became, or None while it stays sealed."""
    raw = form.cleaned_data["file"].read(LARGEST + 1)
    word, replacing = form.cleaned_data.get("word", ""), form.cleaned_data.get("replacing", False)
    if access.may_fetch(mine) and read(raw).seal is None:
        return actions.bring_in_open(raw, replacing=replacing, by=mine, now=now)
    if not word:
        actions.leave_sealed(raw, by=mine, now=now)
        return None
    sealed = actions.bring_in(raw, by=mine, now=now)
    return actions.open_sealed(sealed, word=word, replacing=replacing, by=mine, now=now)


@open_to_guests
@require_POST
def open_one(request: ViewerRequest, interview_id: UUID, pk: UUID) -> HttpResponse:
    """Try a word on a sealed file."""
    mine, now = _mine(request, interview_id), timezone.now()
    sealed = found(access.sealed_seen_from(mine, now=now), pk=pk)
    form = OpenForm(request.POST, mine=mine, auto_id=f"{_name(sealed)}-%s")
    try:
        form.require_valid()
        notes = actions.open_sealed(sealed, by=mine, now=now, **form.cleaned_data)
    except Fact as stopped:
        form.add_error("word", _told(stopped, mine))
        return _page(request, mine, status=UNPROCESSABLE, **{_name(sealed): form})
    return _after(request, mine, notes)


def _told(stopped: Fact, mine: Chair) -> str:
    """The candidate is not told whether the page holds other notes already."""
    if isinstance(stopped, AlreadySent | NotesBegun) and not access.may_fetch(mine):
        return BY_THEMSELVES
    return str(stopped)


def _after(request: ViewerRequest, mine: Chair, notes: HiringNotes | None) -> HttpResponse:
    if notes is None:
        messages.success(request, "The file is here, and stays sealed.")
    elif not access.may_fetch(mine):
        messages.success(request, "The word is right. You are told when the notes are with you.")
    elif notes.state == NotesState.DRAFT:
        messages.success(request, "Your words are here. What is still missing is said beside it.")
        return redirect("notes:write", mine.interview_id)
    else:
        messages.success(request, "Your notes are sent. Thank you for the hour.")
        return redirect("notes:written", mine.interview_id)
    return redirect("notes:scorecard", mine.interview_id)
