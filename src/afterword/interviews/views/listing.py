"""All my interviews."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from afterword.interviews.enums import ChairKind
from afterword.interviews.forms import ListFilter
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import chair, own_chair, past, upcoming
from afterword.interviews.whereabouts import Words, standing_words
from afterword.people.middleware import ViewerRequest
from afterword.people.models import Person
from afterword.people.viewer import Viewer

A_PAGE = 30


@dataclass(frozen=True)
class Line:
    """An interview in the list, as its reader sees it."""

    interview: Interview
    mine: Chair
    other: Chair
    standing: Words


@require_safe
def interviews(request: ViewerRequest) -> HttpResponse:
    """What is ahead, or what is past; filters live in the address."""
    chosen = ListFilter(request.GET)
    chosen.is_valid()
    person = request.viewer.person
    assert person is not None  # noqa: S101  the middleware asks for an account here
    rows = past(request.viewer) if chosen.cleaned_data.get("when") else upcoming(request.viewer)
    page = Paginator(_narrowed(rows, chosen, person), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "is_past": bool(chosen.cleaned_data.get("when")),
        "is_narrowed": any(chosen.cleaned_data.get(name) for name in ("kind", "chair")),
        "page_obj": page,
        "lines": [_line(one, request.viewer) for one in page],
    }
    return render(request, "interviews/list.html", context)


def _narrowed(rows: QuerySet[Interview], chosen: ListFilter, person: Person) -> QuerySet[Interview]:
    if kind := chosen.cleaned_data.get("kind"):
        rows = rows.filter(kind=kind)
    if chair := chosen.cleaned_data.get("chair"):
        seats = Chair.objects.filter(person=person, kind=chair)
        rows = rows.filter(pk__in=seats.values("interview"))
    return rows


def _line(interview: Interview, viewer: Viewer) -> Line:
    mine = own_chair(viewer, interview)
    other = chair(interview, ChairKind(mine.kind).other)
    times = list(interview.proposed_times.all())
    return Line(
        interview, mine, other, standing_words(interview, mine=mine, other=other, times=times)
    )
