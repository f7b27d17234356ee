"""All my interviews."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from afterword.interviews.enums import ChairKind
from afterword.interviews.forms import ListFilter
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import chair, own_chair, past, read_chairs, upcoming
from afterword.interviews.whereabouts import Words, standing_words
from afterword.kit.prepared import paged
from afterword.people.middleware import ViewerRequest, person_of
from afterword.people.models import Person
from afterword.people.prepared import ForViewer
from afterword.people.viewer import Viewer

A_PAGE = 30
LISTS = {"ahead": ForViewer(upcoming), "past": ForViewer(past)}


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
    me, person = request.viewer, person_of(request)
    when = "past" if chosen.cleaned_data.get("when") else "ahead"
    is_narrowed = any(chosen.cleaned_data.get(name) for name in ("kind", "chair"))
    every = LISTS[when]
    rows = _narrowed(every.rows(me), chosen, person) if is_narrowed else every(me)
    page = paged(rows, most=A_PAGE, number=request.GET.get("page"))
    shown = list(page)
    read_chairs(shown)
    context = {
        "filter": chosen,
        "is_past": when == "past",
        "is_narrowed": is_narrowed,
        "page_obj": page,
        "lines": [_line(one, me) for one in shown],
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
