"""Choosing the question: the interviewer's alone. The candidate sees none of this."""

from random import SystemRandom
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from afterword.interviews import actions
from afterword.interviews.access import may_choose_question
from afterword.interviews.errors import NoSuchQuestion
from afterword.interviews.forms import SuggestForm
from afterword.interviews.queries import unseen_questions, usable_questions
from afterword.interviews.views.seated import Table, seated, told
from afterword.kit.doors import required
from afterword.people.middleware import ViewerRequest
from afterword.questions.models import Question


@require_http_methods(["GET", "HEAD", "POST"])
@told
@seated
def question(request: ViewerRequest, table: Table) -> HttpResponse:
    """The questions that the candidate has not seen, to take one."""
    required(may_choose_question(table.mine))
    if request.method == "POST":
        actions.choose_question(table.interview, question=_named(request, table), by=table.mine)
        messages.success(request, "The question is chosen. Only you see which one.")
        return redirect("interviews:interview", table.interview.pk)
    unseen = unseen_questions(table.interview)
    context = {
        "table": table,
        "questions": unseen,
        "form": SuggestForm(),
        "hidden": usable_questions(table.interview).count() - len(unseen),
    }
    return render(request, "interviews/question.html", context)


def _named(request: ViewerRequest, table: Table) -> Question:
    try:
        pk = UUID(request.POST.get("question", ""))
    except ValueError:
        raise NoSuchQuestion from None
    found = usable_questions(table.interview).filter(pk=pk).first()
    if found is None:
        raise NoSuchQuestion
    return found


@require_POST
@told
@seated
def suggest(request: ViewerRequest, table: Table) -> HttpResponse:
    """Let Afterword pick one."""
    required(may_choose_question(table.mine))
    form = SuggestForm(request.POST)
    form.is_valid()
    actions.suggest_question(
        table.interview,
        difficulty=form.cleaned_data.get("difficulty"),
        by=table.mine,
        rng=SystemRandom(),
    )
    if request.POST.get("then") == "room":
        return redirect("interviews:room", table.interview.pk)
    messages.success(request, "Afterword has picked one. Read it before you sit down.")
    return redirect("interviews:interview", table.interview.pk)
