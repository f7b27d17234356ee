"""Reports: somebody asks an organizer to look."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from afterword.kit.doors import found
from afterword.kit.limits import Limit
from afterword.kit.saving import UNPROCESSABLE
from afterword.people import access, actions, queries, reportable
from afterword.people.enums import ReportState
from afterword.people.errors import NobodyToLook, ReportClosed
from afterword.people.forms.reports import AnswerForm, ReportForm
from afterword.people.middleware import ViewerRequest, person_of
from afterword.people.models import Person, Report
from afterword.people.reportable import Subject
from afterword.people.views.doorways import organizing

REPORTS = Limit("reports", most=10, seconds=24 * 3600)
TOO_MANY = "You have sent ten reports today. The organizers have them; write again tomorrow."

A_PAGE = 30
NOBODY = "Nobody else could look at this here, so it was not sent."


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: ViewerRequest) -> HttpResponse:
    """Report one thing that I may know of: `?about=<label>:<uuid>`."""
    about = request.GET.get("about", "")
    subject = reportable.subject(request.viewer, about)
    if subject is None:
        raise Http404
    form = ReportForm(request.POST or None)
    sender = person_of(request)
    if form.is_valid() and REPORTS.reached(str(sender.pk)):
        form.add_error(None, TOO_MANY)
    if form.is_valid():
        try:
            _send(subject, about, text=form.cleaned_data["text"], by=sender)
        except NobodyToLook:
            form.add_error(None, NOBODY)
        else:
            messages.success(request, "It is sent. The answer will stand on this page.")
            return redirect("people:reports")
    concerning = subject.concerning
    program = queries.report_goes_to(subject.program, concerning=concerning, by=sender)
    readers = queries.report_readers(program, concerning=concerning, by=sender)
    context = {
        "subject": subject,
        "kind": reportable.title_of(about),
        "form": form,
        "program": program,
        "somebody_looks": readers.exists(),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "people/report.html", context, status=status)


def _send(subject: Subject, about: str, *, text: str, by: Person) -> None:
    program, concerning = subject.program, subject.concerning
    actions.report(about, by=by, text=text, program=program, concerning=concerning)
    REPORTS.count(str(by.pk))


@organizing
@require_safe
def reports(request: ViewerRequest) -> HttpResponse:
    """What waits for my answer, and what I asked others to look at."""
    mine = access.reports_to_answer(request.viewer)
    waiting = mine.filter(state=ReportState.OPEN).order_by("created_at", "pk")
    answered = mine.filter(state=ReportState.CLOSED).order_by("-created_at", "pk")
    page = Paginator(answered, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "waiting": [_shown(one) for one in waiting],
        "answered": [_shown(one) for one in page],
        "page": page,
        "own": [
            _shown(one) for one in access.own_reports(request.viewer).order_by("-created_at", "pk")
        ],
    }
    return render(request, "people/reports.html", context)


def _shown(opened: Report) -> dict[str, object]:
    return {"report": opened, "kind": reportable.title_of(opened.about)}


@organizing
@require_http_methods(["GET", "HEAD", "POST"])
def report_answer(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Read a report and close it with an answer."""
    opened = found(access.reports_to_answer(request.viewer), pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_report(opened, by=person_of(request), answer=form.cleaned_data["answer"])
        except ReportClosed:
            messages.warning(request, "Somebody else answered a moment ago. It stands here.")
        else:
            messages.success(request, f"{opened.reporter.name} can read your answer.")
        return redirect("people:report-answer", opened.pk)
    context = {
        **_shown(opened),
        "subject": reportable.subject(request.viewer, opened.about),
        "form": form,
        "may_answer": access.may_answer(request.viewer, opened),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "people/report_answer.html", context, status=status)
