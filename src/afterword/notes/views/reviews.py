"""Reviewing: what waits for my eye, and one set of notes read line by line."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.interviews.enums import ChairKind
from afterword.interviews.queries import chair
from afterword.kit.doors import found
from afterword.kit.errors import Fact
from afterword.kit.saving import CONFLICT, UNPROCESSABLE, kept, not_understood
from afterword.notes import actions, document, lists
from afterword.notes.access import programs_read_twice, reviews_of, reviews_to_pick_up
from afterword.notes.content import Content
from afterword.notes.enums import NotesState, ReviewState
from afterword.notes.forms import ReviewForm
from afterword.notes.models import Review
from afterword.people.middleware import ViewerRequest, person_of

A_PAGE = 30


@dataclass(frozen=True)
class Shown:
    """What a reviewer may know of an interview: its kind and level; names only if not blind."""

    review: Review

    @property
    def is_blind(self) -> bool:
        program = self.review.notes.interview.program
        return program is None or program.blind_review

    @property
    def about(self) -> str:
        interview = self.review.notes.interview
        return lists.about(interview.kind, interview.seniority)

    @property
    def between(self) -> str:
        """“Ada with Ben”; nothing where the reading is blind."""
        if self.is_blind:
            return ""
        interview = self.review.notes.interview
        kinds = (ChairKind.INTERVIEWER, ChairKind.CANDIDATE)
        return " with ".join(chair(interview, kind).name for kind in kinds)

    @property
    def is_guests(self) -> bool:
        return self.review.notes.author.is_guest

    @property
    def is_open(self) -> bool:
        is_waiting = self.review.notes.state == NotesState.IN_REVIEW
        return is_waiting and self.review.state == ReviewState.ASKED


@require_safe
def reviews(request: ViewerRequest) -> HttpResponse:
    """What waits for me, what I could pick up, and what I have decided."""
    me = request.viewer
    context = {
        "waiting": lists.reviews(lists.waiting(me)),
        "free": lists.reviews(lists.free(me)[:A_PAGE]),
        "decided": lists.reviews(lists.decided(me)[:A_PAGE], named=False),
        "stand_ins": lists.notes(lists.to_write(me)),
        "to_read": lists.readings(lists.to_read(me)),
        "read_again": lists.readings(lists.read_again(me)[:A_PAGE]),
        "read_twice_in": programs_read_twice(me),
    }
    return render(request, "notes/reviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Read the notes as they were sent, comment on a line, and decide."""
    mine = found(reviews_of(request.viewer), pk=pk)
    if request.method != "POST":
        return _page(request, mine)
    form = ReviewForm(lines_of(mine), request.POST)
    if not form.is_valid():
        return _page(request, mine, form=form, status=UNPROCESSABLE)
    try:
        _keep(request, mine, form)
        told = _decide(request, mine)
    except Fact as fact:
        messages.warning(request, str(fact))
        form.upon(_newest(mine)[0])
        return _page(request, mine, form=form, status=CONFLICT)
    if not told:
        return redirect("notes:review", pk)
    messages.success(request, told)
    return redirect("notes:reviews")


def _decide(request: ViewerRequest, mine: Review) -> str:
    """Do what the button says; what to tell the reviewer, or nothing if it was only saved."""
    by, now, then = request.viewer, timezone.now(), request.POST.get("then")
    if then == "return":
        actions.return_to_writer(mine, by=by, now=now)
        return "The writer has your comments, and comes back to you."
    if then != "approve":
        return ""
    if mine.notes.author.is_guest:
        actions.comment_for_candidate(mine, by=by, now=now)
        return "The notes go to the candidate with your comments beside them."
    actions.approve(mine, by=by, now=now)
    return "Thank you. The notes may go to the candidate."


@require_POST
def save(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Keep what a reviewer types."""
    mine = found(reviews_of(request.viewer), pk=pk)
    form = ReviewForm(lines_of(mine), request.POST)
    if not form.is_valid():
        return not_understood(form)
    return kept(
        lambda: _keep(request, mine, form),
        now=timezone.now(),
        newest=lambda: _newest(mine),
    )


def _keep(request: ViewerRequest, mine: Review, form: ReviewForm) -> Review:
    actions.save_review(
        mine, by=request.viewer, words=form.cleaned_data["words"], comments=form.comments(),
        checklist=form.cleaned_data["checklist"], revision=form.seen_revision, now=timezone.now(),
    )  # fmt: skip
    return mine


def lines_of(mine: Review) -> list[tuple[str, str]]:
    """The lines of the notes that can be commented on, with their labels."""
    dimensions = mine.notes.interview.rubric.dimensions
    return [
        ("strengths", "what they did well"),
        *((f"rating:{one['key']}", str(one["name"])) for one in dimensions),
        ("because", "the recommendation"),
        ("next_step", "the next step"),
    ]


def _fields(mine: Review) -> dict[str, object]:
    comments = {f"on-{one.line}": one.text for one in mine.comments.all()}
    empty = {f"on-{line}": "" for line, _ in lines_of(mine)}
    return {**empty, **comments, "words": mine.words, "checklist": mine.checklist}


def _newest(mine: Review) -> tuple[int, dict[str, object]]:
    mine.refresh_from_db()
    return mine.revision, _fields(mine)


def _page(
    request: ViewerRequest, mine: Review, *, form: ReviewForm | None = None, status: int = 200
) -> HttpResponse:
    content = document.build(mine.notes, Content.sent(mine.notes))
    initial = {**_fields(mine), "revision": mine.revision}
    bound = form or ReviewForm(lines_of(mine), initial=initial)
    context = {
        "review": mine,
        "shown": Shown(mine),
        "document": content,
        "recommended": document.recommended(content),
        "form": bound,
        "on": {line: bound[f"on-{line}"] for line in ("strengths", "because", "next_step")},
        "dimensions": [
            {**one, "comment": bound[f"on-rating:{one['key']}"]} for one in content["dimensions"]
        ],
    }
    return render(request, "notes/review.html", context, status=status)


@require_POST
def take(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Review notes that wait for somebody else."""
    waiting = found(reviews_to_pick_up(request.viewer), pk=pk)
    try:
        mine = actions.pick_up(waiting, by=person_of(request))
    except Fact as fact:
        messages.warning(request, str(fact))
        return redirect("notes:reviews")
    return redirect("notes:review", mine.pk)


@require_POST
def pass_on(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Give a review back, so that somebody else is asked."""
    mine = found(reviews_of(request.viewer), pk=pk)
    try:
        actions.pass_on(mine, by=request.viewer, now=timezone.now())
        messages.success(request, "That is fine. Somebody else is asked.")
    except Fact as fact:
        messages.warning(request, str(fact))
    return redirect("notes:reviews")
