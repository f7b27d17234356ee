"""Practice alone: a question, its time plan, one's own view, and only then the reference."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from afterword.kit.doors import found, required
from afterword.kit.errors import Fact
from afterword.kit.saving import CONFLICT, UNPROCESSABLE, kept, not_understood
from afterword.kit.undo import undo_by
from afterword.people.middleware import ViewerRequest, person_of
from afterword.questions import access, practising, queries
from afterword.questions.forms import PracticeForm
from afterword.questions.levels import level_fields, level_name
from afterword.questions.models import Practice

AT_ONCE = 50


@require_safe
def practices(request: ViewerRequest) -> HttpResponse:
    """What have I worked through alone?"""
    mine = queries.practices_of(request.viewer).defer("work", "version__source")
    page = Paginator(mine, AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "questions/practices.html", {"page": page})


@require_POST
def begin(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Start on a question of the bank."""
    one = found(queries.questions_for(request.viewer), pk=pk)
    required(access.may_practise(request.viewer, one), "These are for asking a company.")
    practice = practising.begin(one, by=person_of(request), now=timezone.now())
    return redirect("questions:practice", practice.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """The question and the work; then one's own view; then what there is to compare it with."""
    mine = found(queries.practices_of(request.viewer), pk=pk)
    if request.method != "POST":
        return _page(request, mine)
    form = PracticeForm(mine.rubric, request.POST)
    if not form.is_valid():
        return _page(request, mine, form=form, status=UNPROCESSABLE)
    try:
        _keep(mine, form)
        _go_on(mine, request.POST.get("then", ""))
    except Fact as fact:
        messages.warning(request, str(fact))
        form.upon(_newest(mine)[0])
        return _page(request, mine, form=form, status=CONFLICT)
    return redirect("questions:practice", mine.pk)


def _go_on(mine: Practice, then: str) -> None:
    now = timezone.now()
    if then == "look-back":
        practising.look_back(mine, now=now)
    elif then == "end":
        practising.end(mine, now=now)
    elif then == "next-part":
        practising.show_next_part(mine)


@require_POST
def save(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Keep what is typed."""
    mine = found(queries.practices_of(request.viewer), pk=pk)
    form = PracticeForm(mine.rubric, request.POST)
    if not form.is_valid():
        return not_understood(form)
    return kept(lambda: _keep(mine, form), now=timezone.now(), newest=lambda: _newest(mine))


@require_POST
def take_back(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Put a practice out of sight."""
    mine = found(queries.practices_of(request.viewer), pk=pk)
    practising.take_back(mine, now=timezone.now())
    undo = undo_by("questions:practice-bring-back", mine.pk)
    messages.success(request, "It is out of your list.", extra_tags=undo)
    return redirect("questions:practices")


@require_POST
def bring_back(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """Undo that."""
    mine = found(Practice.objects.filter(person=request.viewer.person), pk=pk)
    practising.bring_back(mine)
    return redirect("questions:practice", mine.pk)


def _keep(mine: Practice, form: PracticeForm) -> Practice:
    typed = form.cleaned_data
    practising.save(
        mine, work=typed["work"], ratings=form.ratings(), went_well=typed["went_well"],
        would_change=typed["would_change"], revision=form.seen_revision, now=timezone.now(),
    )  # fmt: skip
    return mine


# Any: the fields of the form, by name.
def _newest(mine: Practice) -> tuple[int, dict[str, Any]]:
    mine.refresh_from_db()
    words = {"went_well": mine.went_well, "would_change": mine.would_change}
    return mine.revision, {"work": mine.work, **level_fields(mine.ratings), **words}


def _page(
    request: ViewerRequest, mine: Practice, *, form: PracticeForm | None = None, status: int = 200
) -> HttpResponse:
    revision, fields = _newest(mine)
    shown = form or PracticeForm(mine.rubric, initial={**fields, "revision": revision})
    content = mine.version.content
    context = {
        "practice": mine,
        "question": mine.version.question,
        "content": content,
        "parts": content["parts"][: mine.parts_shown],
        "more_parts": len(content["parts"]) - mine.parts_shown,
        "plan": practising.plan(mine),
        "form": shown,
        "dimensions": [
            {**one, "levels": shown[level_name(one["key"])], "level": mine.ratings.get(one["key"])}
            for one in mine.rubric.dimensions
        ],
    }
    return render(request, f"questions/{_template(mine)}.html", context, status=status)


def _template(mine: Practice) -> str:
    if mine.ended_at:
        return "practice_ended"
    return "practice_looking_back" if mine.worked_until else "practice"
