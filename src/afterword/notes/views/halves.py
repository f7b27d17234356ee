"""Each side's own half: written before it sees the other's."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import chair
from afterword.kit.doors import found
from afterword.kit.errors import Fact
from afterword.kit.saving import CONFLICT, UNPROCESSABLE, kept, not_understood
from afterword.notes import actions
from afterword.notes.access import ended_interviews
from afterword.notes.forms import InterviewersAnswerForm, OwnHalfForm
from afterword.notes.models import NextRound, SelfAssessment
from afterword.notes.sealing import notes_are_sent, seal_opens_at
from afterword.notes.views.doorways import open_to_guests
from afterword.people.middleware import ViewerRequest
from afterword.questions.levels import level_fields, level_name


def _seat(request: ViewerRequest, interview_id: UUID, kind: ChairKind) -> Chair:
    interview = found(ended_interviews(request.viewer, kind=kind), pk=interview_id)
    mine = chair(interview, kind)
    mine.interview = interview
    return mine


# --- the candidate's


@open_to_guests
@require_http_methods(["GET", "HEAD", "POST"])
def self_assessment(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """How the hour was from the candidate's chair, and the answer about a next round."""
    seat = _seat(request, interview_id, ChairKind.CANDIDATE)
    if request.method != "POST":
        return _own_half_page(request, seat)
    form = OwnHalfForm(seat.interview.rubric, request.POST)
    if not form.is_valid():
        return _own_half_page(request, seat, form=form, status=UNPROCESSABLE)
    try:
        _keep_own_half(seat, form)
        if request.POST.get("then") == "send":
            _send_own_half(seat)
    except Fact as fact:
        messages.warning(request, str(fact))
        form.upon(_newest_own_half(seat.interview)[0])
        return _own_half_page(request, seat, form=form, status=CONFLICT)
    return redirect("notes:self-assessment", interview_id)


@open_to_guests
@require_POST
def save(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """Keep what the candidate types."""
    seat = _seat(request, interview_id, ChairKind.CANDIDATE)
    form = OwnHalfForm(seat.interview.rubric, request.POST)
    if not form.is_valid():
        return not_understood(form)
    return kept(
        lambda: _keep_own_half(seat, form),
        now=timezone.now(),
        newest=lambda: _newest_own_half(seat.interview),
    )


def _keep_own_half(seat: Chair, form: OwnHalfForm) -> SelfAssessment:
    now = timezone.now()
    mine, answer = actions.begin_self_assessment(seat), actions.begin_next_round(seat)
    actions.save_self_assessment(
        mine, by=seat, ratings=form.ratings(), went_well=form.cleaned_data["went_well"],
        would_change=form.cleaned_data["would_change"], revision=form.seen_revision, now=now,
    )  # fmt: skip
    actions.save_next_round(answer, by=seat, revision=answer.revision, now=now, **form.answer())
    return mine


def _send_own_half(seat: Chair) -> None:
    mine, answer = actions.begin_self_assessment(seat), actions.begin_next_round(seat)
    actions.send_self_assessment(mine, answer, by=seat, now=timezone.now())


def _own_half_page(
    request: ViewerRequest, seat: Chair, *, form: OwnHalfForm | None = None, status: int = 200
) -> HttpResponse:
    interview = seat.interview
    mine = SelfAssessment.objects.filter(interview=interview).first()
    revision, fields = _newest_own_half(interview)
    bound = form or OwnHalfForm(interview.rubric, initial={**fields, "revision": revision})
    context = {
        "interview": interview,
        "interviewer": chair(interview, ChairKind.INTERVIEWER),
        "form": bound,
        "dimensions": [
            {**one, "levels": bound[level_name(one["key"])], "level": _level(mine, one["key"])}
            for one in interview.rubric.dimensions
        ],
        "mine": mine,
        "answer": NextRound.objects.filter(author=seat).first(),
        "is_sent": mine is not None and mine.sent_at is not None,
        "opens_at": seal_opens_at(interview),
    }
    return render(request, "notes/self_assessment.html", context, status=status)


def _level(mine: SelfAssessment | None, key: str) -> int | None:
    return mine.ratings.get(key) if mine is not None else None


# Any: the fields of the form, by name.
def _newest_own_half(interview: Interview) -> tuple[int, Mapping[str, Any]]:
    mine = SelfAssessment.objects.filter(interview=interview).first()
    if mine is None:
        return 0, {}
    levels = level_fields(mine.ratings)
    words = {"went_well": mine.went_well, "would_change": mine.would_change}
    return mine.revision, {**levels, **words, **_answer_fields(mine.author)}


def _answer_fields(seat: Chair) -> dict[str, str]:
    answer = NextRound.objects.filter(author=seat).first()
    if answer is None:
        return {}
    wants = {True: "yes", False: "no", None: ""}[answer.wants]
    words = {"to_learn": answer.to_learn, "why": answer.why, "takeaway": answer.takeaway}
    return {"wants": wants, **words}


# --- the interviewer's


@open_to_guests
@require_http_methods(["GET", "HEAD", "POST"])
def next_round(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """After the notes: what the interviewer takes along, and whether there is a next time."""
    seat = _seat(request, interview_id, ChairKind.INTERVIEWER)
    if request.method != "POST":
        return _answer_page(request, seat)
    form = InterviewersAnswerForm(request.POST)
    if not form.is_valid():
        return _answer_page(request, seat, form=form, status=UNPROCESSABLE)
    try:
        answer = _keep_answer(seat, form)
        if request.POST.get("then") == "send":
            actions.send_next_round(answer, by=seat, now=timezone.now())
    except Fact as fact:
        messages.warning(request, str(fact))
        form.upon(actions.begin_next_round(seat).revision)
        return _answer_page(request, seat, form=form, status=CONFLICT)
    if request.POST.get("then") == "send":
        return redirect("notes:written", interview_id)
    return redirect("notes:next-round", interview_id)


@open_to_guests
@require_POST
def save_answer(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """Keep what the interviewer types."""
    seat = _seat(request, interview_id, ChairKind.INTERVIEWER)
    form = InterviewersAnswerForm(request.POST)
    if not form.is_valid():
        return not_understood(form)
    return kept(
        lambda: _keep_answer(seat, form),
        now=timezone.now(),
        newest=lambda: (actions.begin_next_round(seat).revision, _answer_fields(seat)),
    )


def _keep_answer(seat: Chair, form: InterviewersAnswerForm) -> NextRound:
    answer = actions.begin_next_round(seat)
    actions.save_next_round(
        answer, by=seat, revision=form.seen_revision, now=timezone.now(), **form.answer()
    )
    return answer


def _answer_page(
    request: ViewerRequest,
    seat: Chair,
    *,
    form: InterviewersAnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    answer = NextRound.objects.filter(author=seat).first()
    revision = answer.revision if answer is not None else 0
    fields = {**_answer_fields(seat), "revision": revision}
    shown = form or InterviewersAnswerForm(initial=fields)
    if seat.is_guest:
        shown.fields["takeaway"].help_text = "Private: nobody but you ever reads this."
    context = {
        "interview": seat.interview,
        "candidate": chair(seat.interview, ChairKind.CANDIDATE),
        "seat": seat,
        "form": shown,
        "answer": answer,
        "is_sent": answer is not None and answer.sent_at is not None,
        "notes_are_sent": notes_are_sent(seat.interview),
    }
    return render(request, "notes/next_round.html", context, status=status)
