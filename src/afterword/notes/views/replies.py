"""The candidate's answer to the letter, and the interviewer's one answer to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair
from afterword.interviews.queries import chair
from afterword.kit.doors import found
from afterword.kit.errors import Fact
from afterword.kit.saving import CONFLICT, UNPROCESSABLE, kept, not_understood
from afterword.notes import actions
from afterword.notes.access import letters_to, notes_by
from afterword.notes.enums import NotesState
from afterword.notes.forms import AnswerForm, ChangeForm, ReplyForm
from afterword.notes.models import HiringNotes, Reply
from afterword.notes.views.doorways import open_to_guests
from afterword.notes.views.letters import letter_page, reply_fields
from afterword.notes.views.written import written_page
from afterword.people.middleware import ViewerRequest


def _letter(request: ViewerRequest, interview_id: UUID) -> HiringNotes:
    return found(letters_to(request.viewer), interview=interview_id, state=NotesState.RELEASED)


def _reader(notes: HiringNotes) -> Chair:
    return chair(notes.interview, ChairKind.CANDIDATE)


@open_to_guests
@require_POST
def reply(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """Send the reply: thanks, one question, what they will do."""
    notes = _letter(request, interview_id)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return letter_page(request, notes, form=form, status=UNPROCESSABLE)
    try:
        mine = _keep(notes, form)
        if request.POST.get("then") == "send":
            actions.send_reply(mine, by=_reader(notes), now=timezone.now())
            messages.success(request, "Your words are on their way.")
    except Fact as fact:
        messages.warning(request, str(fact))
        form.upon(_newest(notes)[0])
        return letter_page(request, notes, form=form, status=CONFLICT)
    return redirect("notes:letter", interview_id)


@open_to_guests
@require_POST
def save(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """Keep what the candidate types."""
    notes = _letter(request, interview_id)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return not_understood(form)
    return kept(
        lambda: _keep(notes, form),
        now=timezone.now(),
        newest=lambda: _newest(notes),
    )


def _keep(notes: HiringNotes, form: ReplyForm) -> Reply:
    mine = actions.begin_reply(notes)
    words = {name: form.cleaned_data[name] for name in ("thanks", "question", "will_do")}
    actions.save_reply(
        mine, by=_reader(notes), revision=form.seen_revision, now=timezone.now(), **words
    )
    return mine


def _newest(notes: HiringNotes) -> tuple[int, dict[str, object]]:
    mine = actions.begin_reply(notes)
    return mine.revision, reply_fields(mine)


@open_to_guests
@require_POST
def change(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """A month later: what the hour changed."""
    notes = _letter(request, interview_id)
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return letter_page(request, notes, change_form=form, status=UNPROCESSABLE)
    mine = found(Reply.objects.filter(notes=notes))
    try:
        text = form.cleaned_data["text"]
        actions.tell_change(mine, text=text, by=_reader(notes), now=timezone.now())
        messages.success(request, "Thank you. Your interviewer will hear it.")
    except Fact as fact:
        messages.warning(request, str(fact))
        return letter_page(request, notes, change_form=form, status=CONFLICT)
    return redirect("notes:letter", interview_id)


@open_to_guests
@require_POST
def answer(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """The interviewer answers the question, once."""
    notes = found(notes_by(request.viewer), interview=interview_id, state=NotesState.RELEASED)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return written_page(request, notes, form=form, status=UNPROCESSABLE)
    asked = found(Reply.objects.filter(notes=notes, sent_at__isnull=False))
    try:
        text = form.cleaned_data["text"]
        actions.answer(asked, text=text, by=notes.author, now=timezone.now())
        messages.success(request, "Your answer is with them.")
    except Fact as fact:
        messages.warning(request, str(fact))
        return written_page(request, notes, form=form, status=CONFLICT)
    return redirect("notes:written", interview_id)
