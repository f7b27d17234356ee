"""The interviewer's own view of what she wrote: where it stands, and what came back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from afterword.interviews.enums import ChairKind
from afterword.journal.actions import Actor
from afterword.kit.doors import found
from afterword.kit.errors import Fact
from afterword.kit.saving import UNPROCESSABLE
from afterword.notes import actions, document
from afterword.notes.access import notes_by
from afterword.notes.content import Content
from afterword.notes.enums import NotesState
from afterword.notes.forms import AnswerForm, BecauseForm
from afterword.notes.models import HiringNotes, NotesVersion, Reply, SelfAssessment
from afterword.notes.reading import read, read_alone
from afterword.notes.sealing import seal_is_open, seal_opens_at
from afterword.notes.views.doorways import open_to_guests
from afterword.people.middleware import ViewerRequest


@open_to_guests
@require_safe
def written(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """What became of my notes."""
    return written_page(request, found(notes_by(request.viewer), interview=interview_id))


def written_page(
    request: ViewerRequest,
    notes: HiringNotes,
    *,
    form: AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Where the notes stand, the letter as the candidate reads it, the reply, the other half."""
    interview, now, version = notes.interview, timezone.now(), _newest(notes)
    is_open = seal_is_open(interview, now=now)
    theirs = SelfAssessment.objects.filter(interview=interview, sent_at__isnull=False)
    reply = Reply.objects.filter(notes=notes, sent_at__isnull=False).first()
    context = {
        "notes": notes,
        "interview": interview,
        "reading": read(notes, version, by=ChairKind.INTERVIEWER, now=now),
        "letter": read_alone(notes, version),
        "versions": list(notes.versions.all()),
        "theirs": theirs.first() if is_open else None,
        "is_open": is_open,
        "opens_at": seal_opens_at(interview),
        "reply": reply,
        "told_change": _change(notes),
        "form": form or AnswerForm(),
        "may_answer": may_answer(notes, reply),
        "stood_in": _other_notes(notes),
    }
    return render(request, "notes/written.html", context, status=status)


def may_answer(notes: HiringNotes, reply: Reply | None) -> bool:
    """Whether the candidate's question still waits for its one answer."""
    asked = reply is not None and bool(reply.question.strip()) and reply.answered_at is None
    return asked and notes.state == NotesState.RELEASED


def _change(notes: HiringNotes) -> Reply | None:
    """What the hour changed: told of whichever notes the candidate got for it."""
    told = Reply.objects.filter(notes__interview=notes.interview_id, change_told_at__isnull=False)
    return told.first()


def _other_notes(notes: HiringNotes) -> bool:
    """Whether somebody else's notes were sent for this interview."""
    sent = HiringNotes.objects.filter(interview=notes.interview_id, sent_at__isnull=False)
    return sent.exclude(pk=notes.pk).exists()


def _newest(notes: HiringNotes) -> NotesVersion:
    """The published version; before there is one, what it would be."""
    version = notes.versions.order_by("number").last()
    if version is not None:
        return version
    return NotesVersion(notes=notes, number=0, content=document.build(notes, Content.sent(notes)))


@open_to_guests
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """Take released notes back: the page says what is lost before it happens."""
    notes = found(notes_by(request.viewer), interview=interview_id, state=NotesState.RELEASED)
    form = BecauseForm(request.POST or None)
    status = 200
    if request.method == "POST":
        told = withdrawn_by(request, notes, form, by=notes.author)
        if not told:
            return redirect("notes:written", interview_id)
        messages.warning(request, told)
        status = UNPROCESSABLE
    return render(request, "notes/withdraw.html", {"notes": notes, "form": form}, status=status)


def withdrawn_by(
    request: ViewerRequest, notes: HiringNotes, form: BecauseForm, *, by: Actor
) -> str:
    """Withdraw; why not, if it was not done."""
    if not form.is_valid():
        return " ".join(str(one) for one in form.errors.get("because", form.non_field_errors()))
    because = form.cleaned_data["because"]
    try:
        actions.withdraw(notes, because=because, by=by, now=timezone.now())
    except Fact as fact:
        return str(fact)
    messages.success(request, "The notes are withdrawn. Both of you are told.")
    return ""
