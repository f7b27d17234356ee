"""Bringing in a file: send it, see what was understood, correct the rules, keep it, undo it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.cycle import access, actions, brought_files, mapping_form, queries
from afterword.cycle.actions import uploads
from afterword.cycle.errors import UndoneAlready
from afterword.cycle.forms import RulesForm
from afterword.cycle.models import Import, Upload
from afterword.cycle.reading.confining import NotRead, understood
from afterword.cycle.reading.files.tables import MOST_BYTES
from afterword.cycle.reading.report import OUTCOMES, STAGES_AFTER, STAGES_FIRST
from afterword.cycle.reading.result import Reading, Row
from afterword.cycle.reading.totals import Totals, applications_of, totals_of
from afterword.cycle.views.doorways import person_of
from afterword.kit.doors import found
from afterword.kit.saving import UNPROCESSABLE
from afterword.kit.undo import undo_by
from afterword.people.middleware import ViewerRequest

ROWS_A_PAGE = 50
MOST_FILES = 10


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: ViewerRequest) -> HttpResponse:
    """Which file? And the ones that were brought in before."""
    problem = ""
    if request.method == "POST":
        try:
            return redirect("cycle:import-look", pk=_uploaded(request).pk)
        except NotRead as why:
            problem = str(why)
    waiting = access.own_uploads(request.viewer).only("pk", "name", "created_at").first()
    context = {
        "problem": problem,
        "waiting": waiting,
        "imports": access.own_imports(request.viewer).order_by("-created_at", "pk")[:30],
        "pasted": request.POST.get("pasted", ""),
    }
    status = UNPROCESSABLE if problem else 200
    return render(request, "cycle/import.html", context, status=status)


def _uploaded(request: ViewerRequest) -> Upload:
    """Keep what was sent, if anything in it can be read. Raises NotRead."""
    sent = _sent(request)
    mapping = _mapping_of_last_time(request, ", ".join(name for name, _ in sent))
    understood(sent, mapping=mapping, today=timezone.localdate())
    return uploads.upload(person_of(request), sent, mapping=mapping)


def _sent(request: ViewerRequest) -> list[tuple[str, bytes]]:
    sent = [one for one in request.FILES.getlist("files") if one.size]
    pasted = request.POST.get("pasted", "").encode()
    if sum(one.size or 0 for one in sent) + len(pasted) > MOST_BYTES:
        raise NotRead("That is more than 10 MB. Save the table alone, without pictures, as CSV.")
    if len(sent) > MOST_FILES:
        raise NotRead(f"Up to {MOST_FILES} files are read together.")
    if sent:
        return [(one.name or "file", one.read()) for one in sent]
    if pasted.strip():
        return [("pasted", pasted)]
    raise NotRead("Choose a file, or paste the rows.")


def _mapping_of_last_time(request: ViewerRequest, name: str) -> dict[str, Any]:  # Any: JSON
    """A file of the same name was read before: by the same rules, for a start."""
    last = access.own_imports(request.viewer).filter(file_name=name).order_by("-created_at").first()
    return dict(last.mapping) if last else {}


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """What was understood? Every rule can be changed, and the effect is seen at once."""
    kept = found(access.own_uploads(request.viewer), pk=pk)
    rules = _rules(request, kept)
    if request.method != "POST":
        return _page(request, kept, rules)
    problem = _change_rules(request, kept, rules)
    if problem or rules.errors or _by_script(request):
        return _page(request, kept, rules, problem)
    return redirect(f"{request.path}?{request.GET.urlencode()}#rules")


def _rules(request: ViewerRequest, kept: Upload) -> RulesForm:
    """The year as it is typed, or as it was said before."""
    typed = request.POST if "year" in request.POST else None
    return RulesForm(typed, initial={"year": kept.mapping.get("year")})


def _page(
    request: ViewerRequest, kept: Upload, rules: RulesForm, problem: str = ""
) -> HttpResponse:
    try:
        reading = _read(kept)
    except NotRead as why:
        problem = str(why)
        uploads.read_otherwise(kept, mapping={})
        reading = _read(kept)
    context = {**_context(request, kept, reading), "rules": rules, "problem": problem}
    status = UNPROCESSABLE if problem or rules.errors else 200
    return render(request, "cycle/import_look.html", context, status=status)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _read(kept: Upload) -> Reading:
    return understood(uploads.files_of(kept), mapping=kept.mapping, today=timezone.localdate())


def _change_rules(request: ViewerRequest, kept: Upload, rules: RulesForm) -> str:
    """Read by the rules posted from now on; or why they cannot be followed.

    A year that is none changes nothing, and holds nothing else up.
    """
    if "afresh" in request.POST:
        uploads.read_otherwise(kept, mapping={})
        return ""
    before = kept.mapping
    year = rules.cleaned_data["year"] if rules.is_valid() else before.get("year")
    mapping = mapping_form.mapping_posted(
        request.POST.dict(), _read(kept), year=year, before=before
    )
    if mapping == kept.mapping:
        return ""
    try:
        understood(uploads.files_of(kept), mapping=mapping, today=timezone.localdate())
    except NotRead as why:
        return str(why)
    uploads.read_otherwise(kept, mapping=mapping)
    return ""


# Any: whatever the template shows.
def _context(request: ViewerRequest, kept: Upload, reading: Reading) -> dict[str, Any]:
    ones = applications_of(reading)
    totals = totals_of(reading, ones)
    meets = brought_files.meet(reading, access.own_applications(request.viewer))
    only = request.GET.get("only", "")
    return {
        "upload": kept, "reading": reading, "totals": totals, "only": only,
        "fresh": len(meets.fresh), "known": len(meets.known),
        "reached": _reached(totals),
        "stands": [(totals.outcomes[o], words) for o, words in OUTCOMES if totals.outcomes[o]],
        "columns": mapping_form.column_rules(reading),
        "wordings": mapping_form.wording_rules(reading),
        "mapping": kept.mapping,
        "skipped": set(kept.mapping.get("skip_lines", [])),
        "page": _rows(request, reading, only),
        "unsure": sum(_is_unsure(row) for row in reading.rows),
        "doubtful": any(one.doubtful for one in reading.columns),
    }  # fmt: skip


def _reached(totals: Totals) -> list[tuple[int, str]]:
    stages = (*STAGES_FIRST, *STAGES_AFTER)
    return [(totals.reached[one], str(one.label)) for one in stages if totals.reached[one]]


def _rows(request: ViewerRequest, reading: Reading, only: str) -> "Page[Row]":
    rows = [row for row in reading.rows if only != "unsure" or _is_unsure(row)]
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))


def _is_unsure(row: Row) -> bool:
    return bool(row.unread or row.remarks) or not row.counts


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Keep what was understood, all of it at once, by the rules as they stand on the page.

    Where it could not be kept, the page's links lead on from here, to where it is looked at.
    """
    kept = found(access.own_uploads(request.viewer), pk=pk)
    if request.method != "POST":
        return redirect(f"{reverse('cycle:import-look', args=[pk])}?{request.GET.urlencode()}")
    person, now, rules = person_of(request), timezone.now(), _rules(request, kept)
    try:
        problem = _change_rules(request, kept, rules)
        if problem or rules.errors:
            return _page(request, kept, rules, problem)
        reading = _read(kept)
    except NotRead as why:
        messages.error(request, str(why))
        return redirect("cycle:import-look", pk=kept.pk)
    there = access.own_applications(request.viewer)
    brought = brought_files.brought(reading, there, mapping=kept.mapping)
    source = actions.bring_in(actions.cycle_of(person, now=now), brought, by=person, now=now)
    uploads.drop(kept)
    undo = undo_by("cycle:import-undo", source.pk)
    messages.success(request, brought_files.kept_in_words(source, brought), extra_tags=undo)
    return redirect("cycle:imported", pk=source.pk)


@require_POST
def drop(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Bring nothing in after all."""
    uploads.drop(found(access.own_uploads(request.viewer), pk=pk))
    messages.success(request, "Nothing was brought in, and the file is not kept.")
    return redirect("cycle:import")


@require_safe
def imported(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """What came from a file, and the way back."""
    source = _source(request, pk)
    rows = queries.brought_by(source).order_by("-interested", "-last_on", "pk")
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"source": source, "page": page, "from_mail": source.mailboxes.exists()}
    return render(request, "cycle/imported.html", context)


@require_POST
def undo(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Take back all that a file brought."""
    source = _source(request, pk)
    try:
        actions.take_out(source, by=person_of(request), now=timezone.now())
    except UndoneAlready:
        messages.info(request, "That was undone already.")
    else:
        messages.success(request, f"What {source.file_name} brought is gone again.")
    return redirect("cycle:imported", pk=source.pk)


def _source(request: ViewerRequest, pk: UUID) -> Import:
    return found(access.own_imports(request.viewer), pk=pk)
