"""The desk that notes are written at: the interviewer's, and that of whoever stands in for her."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from afterword.interviews.edits.stood import last_text
from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import chair as chair_in
from afterword.journal.actions import Actor
from afterword.kit.errors import Fact
from afterword.kit.numbers import whole
from afterword.kit.saving import (
    CONFLICT,
    UNPROCESSABLE,
    NotEditable,
    Overtaken,
    not_understood,
    saved_words,
)
from afterword.notes import actions
from afterword.notes.content import Content, EvidenceLine
from afterword.notes.enums import NotesState, Point, ReviewState
from afterword.notes.errors import Incomplete
from afterword.notes.forms import AnswerForm, ScorecardForm, as_fields
from afterword.notes.gathering import Gathered, gathered
from afterword.notes.missing import what_is_missing
from afterword.notes.models import HiringNotes, Reply, ReviewComment
from afterword.notes.names import names_typed
from afterword.notes.reviewing import is_reviewed
from afterword.notes.views.written import may_answer
from afterword.people.middleware import ViewerRequest
from afterword.people.viewer import Viewer
from afterword.questions.levels import level_name

NAMED = "You typed “{}”. The reviewer reads without names; “they” keeps it so."


@dataclass(frozen=True)
class Desk:
    """One interview, the chair whose notes these are, and the row once there is one."""

    interview: Interview
    chair: Chair
    notes: HiringNotes | None
    stands_in: bool = False

    @property
    def content(self) -> Content:
        return Content.of(self.notes) if self.notes is not None else blank(self.interview)

    @property
    def revision(self) -> int:
        return self.notes.revision if self.notes is not None else 0

    @property
    def state(self) -> str:
        return self.notes.state if self.notes is not None else NotesState.DRAFT

    @property
    def is_guests(self) -> bool:
        """A guest gives one hour: less is asked of her."""
        return self.chair.is_guest and not self.stands_in

    def writer(self, viewer: Viewer) -> Actor:
        """Who writes here: a guest from this chair, though her browser may hold others."""
        return viewer if self.stands_in else self.chair

    @property
    def is_first(self) -> bool:
        return self.state in (NotesState.DRAFT, NotesState.RETURNED)

    @property
    def is_blind(self) -> bool:
        """Whoever stands in reads without names where the program reviews without names."""
        program = self.interview.program
        return self.stands_in and program is not None and program.blind_review


def blank(interview: Interview) -> Content:
    """Notes before the first word: every dimension not assessed."""
    return Content.of(HiringNotes(interview=interview))


def row(at: Desk) -> HiringNotes:
    """The row behind a desk, made when something is typed for the first time."""
    return at.notes or actions.begin(at.chair)


def missing_at(at: Desk, content: Content) -> dict[str, str]:
    """What is still missing, by line."""
    dimensions = at.interview.rubric.dimensions
    missing = what_is_missing(content, dimensions=dimensions, guest=at.is_guests)
    return {one.line: one.sentence for one in missing}


def names_at(at: Desk, content: Content) -> dict[str, str]:
    """Names that were typed where a reviewer reads without them, by line."""
    program = at.interview.program
    if program is None or not program.blind_review or not will_be_reviewed(at):
        return {}
    return {line: NAMED.format(name) for line, name in names_typed(content, at.interview)}


def will_be_reviewed(at: Desk) -> bool:
    return is_reviewed(at.notes or HiringNotes(interview=at.interview, author=at.chair))


def comments_at(at: Desk) -> dict[str, list[str]]:
    """What reviewers said to the writer, by line; `words` is about the whole."""
    if at.notes is None or at.is_guests:
        return {}
    decided = (ReviewState.RETURNED, ReviewState.APPROVED, ReviewState.ASKED)
    reviews = at.notes.reviews.filter(decided_at__isnull=False, state__in=decided)
    found: dict[str, list[str]] = {}
    for comment in ReviewComment.objects.filter(review__in=reviews):
        found.setdefault(comment.line, []).append(comment.text)
    for review in reviews.exclude(words=""):
        found.setdefault("words", []).append(review.words)
    return found


def page(
    request: ViewerRequest,
    at: Desk,
    *,
    form: ScorecardForm | None = None,
    answer_form: AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with everything on it, whatever is missing said beside its place."""
    content = at.content
    rubric = at.interview.rubric
    bound = form or ScorecardForm.showing(rubric, content, revision=at.revision)
    reply = _reply(at)
    context = {
        "desk": at,
        "reply": reply,
        "may_answer": reply is not None and may_answer(reply.notes, reply),
        "answer_form": answer_form or AnswerForm(),
        "form": bound,
        "candidate": chair_in(at.interview, ChairKind.CANDIDATE),
        "dimensions": _dimensions(at, bound, content),
        "gathered": _gathered(at, content),
        "missing": missing_at(at, content),
        "names": names_at(at, content),
        "comments": comments_at(at),
        "is_reviewed": will_be_reviewed(at),
        "points": _points(at),
        "ticked": at.notes.checklist if at.notes is not None else [],
        "can_write": at.state in actions.EDITABLE and not _sent_by_another(at),
        "is_correction": at.state == NotesState.RELEASED,
        "is_taken": _sent_by_another(at),
        "final_text": last_text(at.interview) if at.stands_in else None,
        "signals": _signals(at) if at.stands_in else [],
    }
    return render(request, "notes/write.html", context, status=status)


def _reply(at: Desk) -> Reply | None:
    """What the candidate wrote back to somebody who stood in: they have no other page for it."""
    if not at.stands_in:
        return None
    sent = Reply.objects.filter(notes=at.notes, sent_at__isnull=False)
    return sent.select_related("notes").first()


def _sent_by_another(at: Desk) -> bool:
    sent = HiringNotes.objects.filter(interview=at.interview, sent_at__isnull=False)
    return (sent.exclude(pk=at.notes.pk) if at.notes is not None else sent).exists()


def _gathered(at: Desk, content: Content) -> list[Gathered]:
    own = None if at.stands_in else at.chair
    return gathered(at.interview, chair=own, content=content)


def _points(at: Desk) -> list[tuple[str, str]]:
    """The checklist; whoever stands in is asked a day later, and cannot have written at once."""
    late = {Point.PROMPT.value} if at.stands_in else set()
    return [(value, label) for value, label in Point.choices if value not in late]


def _signals(at: Desk) -> list[dict[str, object]]:
    """What the question looks for, for somebody who was not there."""
    version = at.interview.question_version
    return list(version.content.get("signals", ())) if version is not None else []


def _dimensions(at: Desk, form: ScorecardForm, content: Content) -> list[dict[str, object]]:
    missing, names, comments = missing_at(at, content), names_at(at, content), comments_at(at)
    return [
        {
            **one,
            "levels": form[level_name(one["key"])],
            "evidence": form[f"evidence-{one['key']}"],
            "raise": form[f"raise-{one['key']}"],
            "missing_evidence": missing.get(f"rating:{one['key']}", ""),
            "missing_raise": missing.get(f"raise:{one['key']}", ""),
            "name_typed": names.get(f"rating:{one['key']}") or names.get(f"raise:{one['key']}", ""),
            "comments": comments.get(f"rating:{one['key']}", []),
        }
        for one in at.interview.rubric.dimensions
    ]


def saved(request: ViewerRequest, at: Desk, *, now: datetime) -> HttpResponse:
    """Keep what is typed, and say what is still missing."""
    form = ScorecardForm(at.interview.rubric, request.POST)
    if not form.is_valid():
        return not_understood(form)
    content = form.content()
    try:
        notes = _keep(request, at, form, content, now=now)
    except (Overtaken, NotEditable) as stopped:
        at = _afresh(at)
        told = {"message": str(stopped), "revision": at.revision, "fields": as_fields(at.content)}
        return JsonResponse(told, status=CONFLICT)
    said = saved_words(notes, now=now)
    missing, names = missing_at(at, content), names_at(at, content)
    return JsonResponse({**said, "missing": missing, "names": names})


def _afresh(at: Desk) -> Desk:
    """The desk with what was saved meanwhile."""
    return replace(at, notes=HiringNotes.objects.get(pk=row(at).pk))


def _keep(
    request: ViewerRequest, at: Desk, form: ScorecardForm, content: Content, *, now: datetime
) -> HiringNotes:
    by, revision = at.writer(request.viewer), form.seen_revision
    return actions.save(row(at), content, by=by, revision=revision, now=now)


def posted(
    request: ViewerRequest, at: Desk, *, done: Callable[[str], HttpResponse]
) -> HttpResponse:
    """The whole form at once: saved, then added to, sent or published, as the button says."""
    form = ScorecardForm(at.interview.rubric, request.POST)
    if not form.is_valid():
        return page(request, at, form=form, status=UNPROCESSABLE)
    now, content = timezone.now(), _picked(request, at, form.content())
    try:
        notes = _keep(request, at, form, content, now=now)
        actions.tick(notes, points=request.POST.getlist("checklist"), by=at.writer(request.viewer))
        told = _handed_on(request, notes, by=at.writer(request.viewer), now=now)
    except Incomplete as incomplete:
        at = _afresh(at)
        messages.warning(request, str(incomplete))
        return page(request, at, status=UNPROCESSABLE)
    except Fact as fact:
        at = _afresh(at)
        form.upon(at.revision)
        messages.warning(request, str(fact))
        return page(request, at, form=form, status=CONFLICT)
    return done(told) if told else HttpResponseRedirect(f"{request.path}{_place(request)}")


def _handed_on(request: ViewerRequest, notes: HiringNotes, *, by: Actor, now: datetime) -> str:
    """Do what the button says; what to tell the writer, or nothing if it was only saved."""
    then = request.POST.get("then")
    if then == "send":
        sent = actions.send(notes, by=by, now=now)
        return TOLD.get(sent.state, TOLD[NotesState.APPROVED])
    if then == "correct":
        actions.correct(notes, why=request.POST.get("why", ""), by=by)
        return "The corrected notes are with the candidate, beside the earlier version."
    return ""


TOLD: dict[str, str] = {
    NotesState.IN_REVIEW: "Thank you. A reviewer reads them next, then the candidate.",
    NotesState.APPROVED: "Thank you. They open once the candidate has written their own half.",
    NotesState.RELEASED: "Thank you. The candidate has them now.",
}


def _picked(request: ViewerRequest, at: Desk, content: Content) -> Content:
    """Without a script, a button sends which gathered thing belongs where: `coding 3`."""
    place, _, typed = request.POST.get("pick", "").partition(" ")
    number = whole(typed)
    things = _gathered(at, content) if number is not None else []
    if number is None or number >= len(things):
        return content
    thing = things[number]
    if thing.is_turn:
        return content
    if place == "strengths":
        return replace(content, strengths=f"{content.strengths.rstrip()}\n{thing.line}".lstrip())
    return content.with_evidence(place, EvidenceLine(thing.text, thing.us))


def _place(request: ViewerRequest) -> str:
    place = request.POST.get("pick", "").partition(" ")[0]
    return f"#part-{place}" if place.replace("_", "").isalnum() else ""
