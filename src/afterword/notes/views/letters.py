"""The letter: released hiring notes, as the candidate reads them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from afterword.interviews.edits.stood import last_text
from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Interview
from afterword.interviews.queries import chair
from afterword.interviews.record import moments
from afterword.kit.doors import found
from afterword.kit.prepared import paged
from afterword.notes import actions, lists
from afterword.notes.access import ended_interviews, letters_to, notes_by
from afterword.notes.document import at
from afterword.notes.enums import NotesState
from afterword.notes.forms import ChangeForm, ReplyForm
from afterword.notes.models import HiringNotes, NotesVersion, Reply, SelfAssessment
from afterword.notes.reading import Reading, read
from afterword.notes.sealing import seal_opens_at
from afterword.notes.second import may_be_read_again
from afterword.notes.views.doorways import open_to_guests
from afterword.people.middleware import ViewerRequest

NEWEST, A_PAGE = 20, 30
PARTS = {"received": lists.received, "wrote": lists.wrote}


@require_safe
def overview(request: ViewerRequest) -> HttpResponse:
    """The letters I got and the notes I wrote: the newest of both, or one of them page by page."""
    part = request.GET.get("of", "")
    if part in PARTS:
        rows = PARTS[part](request.viewer)
        page = paged(rows, most=A_PAGE, number=request.GET.get("page"))
        parts = {part: lists.notes(page.object_list)}
        return render(request, "notes/overview.html", {**parts, "of": part, "page": page})
    newest = {name: lists.notes(rows(request.viewer)[: NEWEST + 1]) for name, rows in PARTS.items()}
    more = {f"more_{name}": len(lines) > NEWEST for name, lines in newest.items()}
    shown = {name: lines[:NEWEST] for name, lines in newest.items()}
    return render(request, "notes/overview.html", {**shown, **more})


@open_to_guests
@require_safe
def letter(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """The page people will remember. Before the release it says the same whatever there is."""
    held = ended_interviews(request.viewer, kind=ChairKind.CANDIDATE)
    interview = found(held, pk=interview_id)
    notes = letters_to(request.viewer).filter(interview=interview).first()
    if notes is None:
        return _being_written(request, interview)
    if notes.state == NotesState.WITHDRAWN:
        return render(request, "notes/withdrawn.html", {"notes": notes, "interview": interview})
    return letter_page(request, notes)


def letter_page(
    request: ViewerRequest,
    notes: HiringNotes,
    *,
    form: ReplyForm | None = None,
    change_form: ChangeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The newest version, with the reply below it."""
    reply = Reply.objects.filter(notes=notes).first()
    context = {
        "reading": _newest(notes),
        "versions": list(notes.versions.all()),
        "reply": reply,
        "form": form or ReplyForm(initial=reply_fields(reply)),
        "change_form": change_form or ChangeForm(),
        "has_replied": reply is not None and reply.sent_at is not None,
        "is_asked_for_change": _is_asked(reply),
        "may_be_read_again": may_be_read_again(notes.interview),
    }
    return render(request, "notes/letter.html", context, status=status)


def _is_asked(reply: Reply | None) -> bool:
    asked = reply is not None and reply.change_asked_at is not None
    return asked and reply is not None and reply.change_told_at is None


def reply_fields(reply: Reply | None) -> dict[str, object]:
    """A reply as its form shows it, with the revision that it is typed over."""
    if reply is None:
        return {"revision": 0}
    names = ("revision", "thanks", "question", "will_do")
    return {name: getattr(reply, name) for name in names}


def _being_written(request: ViewerRequest, interview: Interview) -> HttpResponse:
    """The same page whether nobody has begun, or everything waits for the reader's own half."""
    told = HiringNotes.objects.filter(interview=interview, candidate_told_at__isnull=False)
    if told.exists():
        return _none_came(request, interview)
    sent = SelfAssessment.objects.filter(interview=interview, sent_at__isnull=False)
    context = {
        "interview": interview,
        "has_sent": sent.exists(),
        "opens_at": seal_opens_at(interview),
    }
    return render(request, "notes/being_written.html", context)


def _none_came(request: ViewerRequest, interview: Interview) -> HttpResponse:
    """Two days on: what the hour left, all of which the candidate has seen before."""
    context = {
        "interview": interview,
        "interviewer": chair(interview, ChairKind.INTERVIEWER),
        "moments": [(at(one.us).strip(), one.text) for one in moments(interview)],
        "text": last_text(interview),
    }
    return render(request, "notes/none_came.html", context)


@open_to_guests
@require_POST
def ask_again(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """Ask once more for notes that have not come."""
    held = ended_interviews(request.viewer, kind=ChairKind.CANDIDATE)
    interview = found(held, pk=interview_id)
    mine = chair(interview, ChairKind.CANDIDATE)
    if actions.ask_again(interview, by=mine, now=timezone.now()):
        messages.success(request, "They are asked once more. If notes come, you get a letter.")
    else:
        messages.info(request, "There is nobody to ask just now, or they were asked these days.")
    return redirect("notes:letter", interview_id)


def _newest(notes: HiringNotes) -> Reading:
    version = notes.versions.order_by("number").last()
    if version is None:
        raise Http404
    return read(notes, version, by=ChairKind.CANDIDATE, now=timezone.now())


def _readable(request: ViewerRequest, interview_id: UUID) -> HiringNotes:
    """Notes whose text the viewer may read now, as the candidate."""
    return found(letters_to(request.viewer), interview=interview_id, state=NotesState.RELEASED)


@open_to_guests
@require_safe
def version(request: ViewerRequest, interview_id: UUID, number: int) -> HttpResponse:
    """An earlier version: for the two whose notes they are."""
    notes, by = of_either(request, interview_id)
    one = found(NotesVersion.objects.filter(notes=notes), number=number)
    newest = notes.versions.count()
    context = {
        "reading": read(notes, one, by=by, now=timezone.now()),
        "newest": newest,
        "is_newest": number == newest,
        "is_writer": by == ChairKind.INTERVIEWER,
    }
    return render(request, "notes/version.html", context)


def of_either(request: ViewerRequest, interview_id: UUID) -> tuple[HiringNotes, ChairKind]:
    """Released notes of this interview and the viewer's side of them, or 404."""
    wanted = {"interview": interview_id, "state": NotesState.RELEASED}
    notes = letters_to(request.viewer).filter(**wanted).first()
    if notes is not None:
        return notes, ChairKind.CANDIDATE
    return found(notes_by(request.viewer), **wanted), ChairKind.INTERVIEWER


@open_to_guests
@require_safe
def as_markdown(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """The letter as a Markdown file."""
    text = _newest(_readable(request, interview_id)).as_markdown()
    answer = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="hiring-notes.md"'
    return answer


@open_to_guests
@require_safe
def as_json(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """The letter as a JSON file."""
    words = _newest(_readable(request, interview_id)).as_json()
    answer = JsonResponse(words, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer.headers["Content-Disposition"] = 'attachment; filename="hiring-notes.json"'
    return answer


@open_to_guests
@require_POST
def opened(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """The candidate opened the recommendation. Nobody else is told."""
    notes = _readable(request, interview_id)
    mine = chair(notes.interview, ChairKind.CANDIDATE)
    actions.mark_opened(notes, by=mine, now=timezone.now())
    return HttpResponse(status=204)
