"""The table: every application, found, sorted and picked."""

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet, UUIDField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from afterword.cycle import queries
from afterword.cycle.enums import Outcome
from afterword.cycle.forms import TableFilter
from afterword.cycle.models import Application, Cycle
from afterword.cycle.views.doorways import cycle_shown
from afterword.kit.prepared import Prepared
from afterword.people.middleware import ViewerRequest

ROWS = 50
HEADS = (
    ("company", "Company"), ("role", "Role"), ("stage", "Furthest stage"),
    ("outcome", "How it stands"), ("applied_on", "Applied"), ("last_on", "Last news"),
)  # fmt: skip


@require_safe
def table(request: ViewerRequest) -> HttpResponse:
    """Which applications are there, and which of them want something?"""
    cycle, today = cycle_shown(request), timezone.localdate()
    if cycle is None:
        return redirect("cycle:board")
    form = TableFilter(request.GET)
    form.is_valid()
    wanted = form.cleaned_data
    narrowed = any(value for name, value in wanted.items() if name != "sort")
    pages = Paginator(_rows(cycle, form, today=today), ROWS)
    if not narrowed and form.is_valid():  # how many go on is remembered
        pages.count = sum(queries.summary_of(cycle, today=today)["stages"].values())
    page = pages.get_page(request.GET.get("page"))
    context = {
        "lines": [queries.Line._make(row) for row in page],
        "cycle": cycle,
        "form": form,
        "page": page,
        "heads": [_head(name, label, wanted.get("sort", "")) for name, label in HEADS],
        "today": today,
        "narrowed": narrowed,
    }
    return render(request, "cycle/table.html", context)


# Any: prepared or not, a paginator counts and cuts it.
def _rows(cycle: Cycle, form: TableFilter, *, today: date) -> Any:
    if not any(form.data.get(name) for name in form.fields):
        return _as_it_opens(cycle=cycle.pk)
    rows = shown_in_table(queries.there_in(cycle), form, today=today)
    return rows.values_list(*queries.Line._fields)


def shown_in_table(
    mine: QuerySet[Application], form: TableFilter, *, today: date
) -> QuerySet[Application]:
    """Those that the filter lets through, in its order. A filter that says nothing: going on.

    Where one field cannot be meant, its error stands beside it and the others still hold.
    """
    form.is_valid()
    wanted = form.cleaned_data
    rows = _in_order(mine.filter(_show(wanted.get("show", ""))), wanted.get("sort"))
    for name in ("stage", "source"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    if wanted.get("silent") is not None:
        rows = rows.filter(last_on__lte=today - timedelta(days=wanted["silent"]))
    return queries.of_text(rows, wanted.get("q", ""))


def _show(show: str) -> Q:
    if show == "all":
        return Q()
    if show == "away":
        return Q(put_away=True)
    if show == "ended":
        return Q(put_away=False) & ~Q(outcome=Outcome.OPEN)
    return Q(put_away=False, outcome=show or Outcome.OPEN)


def _in_order(rows: QuerySet[Application], sort: str | None = None) -> QuerySet[Application]:
    sort = sort or "-last_on"
    column = F(sort.removeprefix("-"))
    order = column.desc(nulls_last=True) if sort[0] == "-" else column.asc(nulls_last=True)
    return rows.order_by(order, "company_key", "pk")


_as_it_opens = Prepared(
    lambda cycle: _in_order(queries.there_in(cycle).filter(_show(""))).values_list(
        *queries.Line._fields
    ),
    cycle=UUIDField(),
)


def _head(name: str, label: str, sort: str) -> dict[str, str]:
    """A column's head: its words, the order that a press asks for, and the order it is in."""
    is_dates = name.endswith("_on")
    down, up = f"-{name}", name
    turned = {down: up, up: down}.get(sort, down if is_dates else up)
    standing = {down: "descending", up: "ascending"}.get(sort, "")
    return {"label": label, "sort": turned, "aria": standing}
