"""Questions that members retell: what is offered to a bank, and what becomes of it."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from afterword.kit.doors import found, required
from afterword.kit.errors import Fact
from afterword.people.middleware import ViewerRequest, person_of
from afterword.people.models import Program
from afterword.people.queries import programs_of
from afterword.questions import access, retellings
from afterword.questions.enums import RetellingState
from afterword.questions.models import Retelling


@require_safe
def of_program(request: ViewerRequest, program: UUID) -> HttpResponse:
    """What is offered to a program's bank?"""
    place = found(programs_of(request.viewer.person), pk=program)
    required(access.may_change_bank(request.viewer, place), "Organizers look after the bank.")
    return _page(request, access.retellings_to_answer(request.viewer).filter(program=place), place)


@require_safe
def here(request: ViewerRequest) -> HttpResponse:
    """What is offered to the bank of this server, which is no program's?"""
    required(access.looks_after_server(request.viewer), "The host looks after this bank.")
    return _page(request, access.retellings_to_answer(request.viewer).filter(program=None), None)


def _page(
    request: ViewerRequest, rows: QuerySet[Retelling], program: Program | None
) -> HttpResponse:
    context = {
        "program": program,
        "offered": list(rows.filter(state=RetellingState.OFFERED)[:50]),
        "drafts": list(rows.filter(state=RetellingState.DRAFTED)[:50]),
    }
    return render(request, "questions/retellings.html", context)


@require_POST
def answer(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Make a draft of it, or say that it is not for this bank."""
    one, person = found(_mine(request), pk=pk), person_of(request)
    deeds = {"draft": retellings.draft, "decline": retellings.decline}
    deed = deeds.get(request.POST.get("then", ""))
    try:
        if deed is not None:
            deed(one, by=person, now=timezone.now())
            messages.success(request, "Whoever offered it is told.")
    except Fact as fact:
        messages.info(request, str(fact))
    if one.program_id is None:
        return redirect("questions:retellings-here")
    return redirect("questions:retellings", one.program_id)


@require_safe
def draft_file(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """The draft as a Markdown file."""
    one = found(_mine(request).filter(state=RetellingState.DRAFTED), pk=pk)
    told = HttpResponse(retellings.skeleton(one), content_type="text/markdown; charset=utf-8")
    told["Content-Disposition"] = 'attachment; filename="draft.md"'
    return told


def _mine(request: ViewerRequest) -> QuerySet[Retelling]:
    return access.retellings_to_answer(request.viewer).select_related("program")
