"""Bringing back what one took along."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from afterword.debriefs import access
from afterword.debriefs.actions import restoring
from afterword.debriefs.actions.taking_out import take_out
from afterword.debriefs.document import Document
from afterword.debriefs.errors import NotPlaced
from afterword.debriefs.views.doorways import person_of
from afterword.kit.documents import NotThatDocument, document_in
from afterword.kit.doors import found
from afterword.kit.errors import Fact
from afterword.kit.saving import UNPROCESSABLE
from afterword.kit.undo import undo_by
from afterword.people.middleware import ViewerRequest

LARGEST, SHOWN = 30, 20


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: ViewerRequest) -> HttpResponse:
    """Which file? And what was brought back before."""
    problem, problems = "", []
    if request.method == "POST":
        try:
            return _bring(request)
        except NotThatDocument as why:
            problem = str(why)
        except NotPlaced as why:
            problem, problems = str(why), list(why.problems)
    context = {
        "problem": problem,
        "problems": problems[:SHOWN],
        "more": len(problems[SHOWN:]),
        "imports": access.own_debrief_imports(request.viewer)[:SHOWN],
    }
    status = UNPROCESSABLE if problem else 200
    return render(request, "debriefs/bring.html", context, status=status)


def _bring(request: ViewerRequest) -> HttpResponse:
    file = request.FILES.get("file")
    document = document_in(file, Document, name="debriefs.json", part="debriefs", most=LARGEST)
    done = restoring.restore(
        person_of(request), document, leave_out="leave-out" in request.POST, now=timezone.now()
    )
    undo = undo_by("debriefs:import-undo", done.source.pk)
    messages.success(request, _words(done), extra_tags=undo)
    return redirect("debriefs:overview")


def _words(done: restoring.Restored) -> str:
    came, known, left = done.source.count, done.known, len(done.left_out)
    told = [f"{came} debrief{'s are' if came != 1 else ' is'} here again."]
    told += [f"{known} {'were' if known != 1 else 'was'} here already."] * bool(known)
    told += [f"{left} {'were' if left != 1 else 'was'} left out."] * bool(left)
    return " ".join(told)


@require_POST
def undo(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Take out what came of a file."""
    source = found(access.own_debrief_imports(request.viewer), pk=pk)
    try:
        stay = take_out(source, by=person_of(request), now=timezone.now())
        kept = f" You have written in {stay} of them since; they stay." if stay else ""
        messages.success(request, f"What came of that file is gone.{kept}")
    except Fact as fact:
        messages.info(request, str(fact))
    return redirect("debriefs:import")
