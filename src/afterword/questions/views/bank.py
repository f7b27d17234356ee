"""The bank's pages."""

import io
import zipfile
from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.kit.doors import found, required
from afterword.kit.undo import undo_by
from afterword.people.access import programs_organized
from afterword.people.middleware import ViewerRequest, person_of
from afterword.people.models import Program
from afterword.people.prepared import ForViewer
from afterword.people.queries import programs_of
from afterword.people.viewer import Viewer
from afterword.questions import access, actions, queries, retellings
from afterword.questions.enums import ASKED, Kind, RetellingState
from afterword.questions.errors import VersionTaken
from afterword.questions.forms import BankFilter, BringInForm, RubricForm
from afterword.questions.models import Practice, Question, QuestionVersion, Retelling

ORGANIZERS_ONLY = "Organizers look after a program's questions. Ask one of them."


@require_safe
def bank(request: ViewerRequest) -> HttpResponse:
    """Which questions are there, and which of them have I seen?"""
    shown = BankFilter(request.GET)
    context = {
        "questions": [queries.Line._make(row) for row in _filtered(request.viewer, shown)],
        "form": shown,
        "organized": list(_organized(request.viewer)),
        "is_host": access.looks_after_server(request.viewer),
    }
    return render(request, "questions/bank.html", context)


_organized = ForViewer(
    lambda viewer: programs_organized(viewer).only("name").order_by("name", "pk")
)


def _filtered(viewer: Viewer, shown: BankFilter) -> Iterable[queries.Row]:
    wanted = shown.cleaned_data if shown.is_valid() else {}
    if not any(wanted.values()):
        return queries.every_question(viewer)
    questions = queries.questions_for(viewer)
    if wanted["kind"]:
        questions = questions.filter(kind=wanted["kind"])
    if wanted["difficulty"]:
        questions = questions.filter(difficulty=wanted["difficulty"])
    if wanted["unseen"]:
        questions = questions.exclude(sightings__person=viewer.person)
    return queries.in_lists(questions)


@require_safe
def question(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """One question: its outside, or all of it for somebody who has seen it."""
    one = found(queries.questions_for(request.viewer), pk=pk)
    whole = access.may_read_whole(request.viewer, one)
    version = _version(request, one)
    return render(
        request,
        "questions/question.html",
        {
            "question": one,
            "version": version,
            "content": version.content if whole else None,
            "working": None if whole else _working(request.viewer, one),
            "may_practise": access.may_practise(request.viewer, one),
            "may_change": one.program and access.may_change_bank(request.viewer, one.program),
        },
    )


def _working(viewer: Viewer, one: Question) -> Practice | None:
    """What the viewer works on alone, where that is why the question is closed."""
    return access.practised_now(viewer).filter(version__question=one).first()


def _version(request: HttpRequest, one: Question) -> QuestionVersion:
    number = request.GET.get("version", "")
    if number.isdecimal() and len(number) < 9:
        return found(one.versions.all(), number=int(number))
    if one.current is None:
        raise Http404
    return one.current


@require_POST
def read(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Read it whole, and not be asked it any more."""
    one = found(queries.questions_for(request.viewer), pk=pk)
    actions.note_sighting(person_of(request), one)
    messages.success(
        request,
        "You can read it now, and will not be asked it.",
        extra_tags=undo_by("questions:unread", one.pk),
    )
    return redirect("questions:question", one.pk)


@require_POST
def unread(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Be asked it all the same."""
    one = found(queries.questions_for(request.viewer), pk=pk)
    actions.forget_sighting(person_of(request), one)
    messages.success(request, "You may be asked this question again.")
    return redirect("questions:question", one.pk)


@require_safe
def source(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """The question's file, byte for byte."""
    one = found(queries.seen_questions(request.viewer), pk=pk)
    version = _version(request, one)
    answer = HttpResponse(version.source, content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{one.slug}.md"'
    return answer


def _program(request: ViewerRequest, pk: UUID) -> Program:
    program = found(programs_of(request.viewer.person), pk=pk)
    required(access.may_change_bank(request.viewer, program), ORGANIZERS_ONLY)
    return program


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: ViewerRequest, program: UUID) -> HttpResponse:
    """Bring a question into the program's bank."""
    place = _program(request, program)
    retold = _retold(request, place)
    initial = {"text": retellings.skeleton(retold)} if retold else {}
    form = BringInForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            version, new = actions.keep(form.parsed, program=place, by=request.viewer)
        except VersionTaken as taken:
            form.add_error("text", str(taken))
        else:
            if retold is not None:
                retellings.finish(retold, version.question, by=request.viewer)
            kept = "is in the bank" if new else "was in the bank already"
            messages.success(request, f"“{version.question.title}” {kept}.")
            return redirect("questions:question", version.question.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "program": place}
    return render(request, "questions/bring_in.html", context, status=status)


def _retold(request: ViewerRequest, place: Program) -> Retelling | None:
    """The draft that the address names: `?retelling=…`."""
    drafts = access.retellings_to_answer(request.viewer).filter(
        program=place, state=RetellingState.DRAFTED
    )
    try:
        named = UUID(request.GET.get("retelling", ""))
    except ValueError:
        return None
    return found(drafts, pk=named)


@require_safe
def export(request: ViewerRequest, program: UUID) -> HttpResponse:
    """The program's questions as a folder of Markdown files, zipped."""
    place = _program(request, program)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as folder:
        for version in queries.exported(place):
            name = f"{version.question.kind}/{version.question.slug}.md"
            written = zipfile.ZipInfo(name, version.created_at.timetuple()[:6])
            folder.writestr(written, version.source, zipfile.ZIP_DEFLATED)
    answer = HttpResponse(packed.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="questions.zip"'
    return answer


@require_POST
def retire(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Take one of the program's questions out of its bank."""
    one = found(queries.questions_for(request.viewer).exclude(program=None), pk=pk)
    assert one.program is not None  # noqa: S101  excluded above
    required(access.may_change_bank(request.viewer, one.program), ORGANIZERS_ONLY)
    actions.retire(one, by=request.viewer, now=timezone.now())
    messages.success(request, f"“{one.title}” is out of the bank. Interviews keep what they used.")
    return redirect("questions:bank")


@require_http_methods(["GET", "HEAD", "POST"])
def rubric(request: ViewerRequest, program: UUID, kind: str) -> HttpResponse:
    """A program's rubric for one kind of interview: read by members, edited by organizers."""
    if kind not in ASKED:
        raise Http404
    place = found(programs_of(request.viewer.person), pk=program)
    current = queries.rubric_for(kind, program=place)
    may_change = access.may_change_bank(request.viewer, place)
    form = RubricForm(
        request.POST or None, dimensions=current.dimensions, initial={"title": current.title}
    )
    if request.method == "POST":
        required(may_change, ORGANIZERS_ONLY)
        if form.is_valid():
            actions.write_rubric(
                kind,
                title=form.cleaned_data["title"],
                dimensions=form.written(),
                program=place,
                by=request.viewer,
                now=timezone.now(),
            )
            messages.success(request, "The rubric is kept. Interviews held so far keep theirs.")
            return redirect("questions:rubric", place.pk, kind)
    context = {
        "program": place,
        "kind": Kind(kind),
        "rubric": current,
        "form": form,
        "may_change": may_change,
        "kinds": ASKED,
    }
    status = 422 if form.is_bound else 200
    return render(request, "questions/rubric.html", context, status=status)


@require_POST
def default_rubric(request: ViewerRequest, program: UUID, kind: str) -> HttpResponse:
    """Back to the rubric that came with Afterword."""
    place = _program(request, program)
    actions.drop_rubric(kind, program=place, by=request.viewer, now=timezone.now())
    messages.success(request, "The program uses the default rubric again.")
    return redirect("questions:rubric", place.pk, kind)
