"""Taking everything along, in open formats, and bringing it back."""

from django.contrib import messages
from django.db.models import QuerySet, Sum
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from afterword.cycle import access, exporting
from afterword.cycle.actions.already_here import restored_in_words
from afterword.cycle.actions.restoring import restore
from afterword.cycle.document import Document
from afterword.cycle.models import Application
from afterword.cycle.views.doorways import cycle_shown, person_of
from afterword.kit.documents import NotThatDocument, document_in
from afterword.kit.saving import UNPROCESSABLE
from afterword.people.middleware import ViewerRequest

LARGEST = 60  # megabytes: papers are in it
MEGABYTE = 1024 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: ViewerRequest) -> HttpResponse:
    """What can I take along, and how do I bring it back?"""
    problem = ""
    if request.method == "POST":
        problem = _bring_back(request)
        if not problem:
            return redirect("cycle:board")
    context = {
        "cycle": cycle_shown(request),
        "problem": problem,
        "larger": _in_papers(request) > LARGEST,
    }
    status = UNPROCESSABLE if problem else 200
    return render(request, "cycle/export.html", context, status=status)


def _in_papers(request: ViewerRequest) -> float:
    """How many megabytes the papers take in a search.json, where each three bytes are four."""
    size = access.own_papers(request.viewer).aggregate(Sum("size"))["size__sum"] or 0
    return size * 4 / 3 / MEGABYTE


def _bring_back(request: ViewerRequest) -> str:
    """Keep what a document holds; or why it was not kept."""
    file = request.FILES.get("file")
    try:
        document = document_in(file, Document, name="search.json", part="search", most=LARGEST)
    except NotThatDocument as why:
        return str(why)
    sources = restore(person_of(request), document)
    messages.success(request, restored_in_words(sources, document))
    return ""


@require_safe
def as_csv(request: ViewerRequest) -> HttpResponseBase:
    """A row for each application of one cycle."""
    rows = exporting.as_csv(_applications(request))
    return _file(StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8"), "csv")


@require_safe
def as_json(request: ViewerRequest) -> HttpResponseBase:
    """Everything, in all cycles; angry lines where `?angry=yes` asks for them."""
    viewer = request.viewer
    document = exporting.whole(
        access.own_cycles(viewer), access.own_papers(viewer), access.own_wishes(viewer),
        angry=request.GET.get("angry") == "yes",
    )  # fmt: skip
    answer = HttpResponse(exporting.as_json(document), content_type="application/json")
    return _file(answer, "json", name="search")


@require_safe
def as_resume(request: ViewerRequest) -> HttpResponseBase:
    """Accepted applications as work entries of JSON Resume."""
    person = person_of(request)
    rows = access.own_applications(request.viewer).order_by("-ended_on", "pk")
    body = exporting.as_resume(rows, name=person.name, email=person.email)
    return _file(HttpResponse(body, content_type="application/json"), "json", name="resume")


@require_safe
def as_sankey(request: ViewerRequest) -> HttpResponseBase:
    """Flows to paste into SankeyMATIC. No company is named in it."""
    body = exporting.as_sankey(_applications(request))
    return _file(HttpResponse(body, content_type="text/plain; charset=utf-8"), "txt", name="sankey")


def _applications(request: ViewerRequest) -> QuerySet[Application]:
    cycle = cycle_shown(request)
    mine = access.own_applications(request.viewer)
    return (
        mine.filter(cycle=cycle).order_by("applied_on", "created_at", "pk")
        if cycle
        else mine.none()
    )


def _file(answer: HttpResponseBase, ending: str, *, name: str = "applications") -> HttpResponseBase:
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
