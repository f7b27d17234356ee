"""The table: every application, found, sorted and picked."""

from datetime import date, timedelta

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from afterword.cycle import queries
from afterword.cycle.enums import Outcome
from afterword.cycle.forms import TableFilter
from afterword.cycle.models import Application
from afterword.cycle.views.doorways import cycle_shown
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
    mine = queries.there_in(cycle)
    rows = shown_in_table(mine, form, today=today).only(*queries.SHOWN, "source", "put_away")
    wanted = form.cleaned_data
    narrowed = any(value for name, value in wanted.items() if name != "sort")
    pages = Paginator(rows, ROWS)
    if not narrowed and form.is_valid():  # how many go on is remembered
        pages.count = sum(queries.summary_of(cycle, today=today)["stages"].values())
    page = pages.get_page(request.GET.get("page"))
    context = {
        "cycle": cycle,
        "form": form,
        "page": page,
        "heads": [_head(name, label, wanted.get("sort", "")) for name, label in HEADS],
        "today": today,
        "narrowed": narrowed,
    }
    return render(request, "cycle/table.html", context)


def shown_in_table(
    mine: QuerySet[Application], form: TableFilter, *, today: date
) -> QuerySet[Application]:
    """Those that the filter lets through, in its order. A filter that says nothing: going on."""
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = mine.filter(_show(wanted.get("show", "")))
    for name in ("stage", "source"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    if wanted.get("silent") is not None:
        rows = rows.filter(last_on__lte=today - timedelta(days=wanted["silent"]))
    rows = queries.of_text(rows, wanted.get("q", ""))
    return _sorted(rows, wanted.get("sort") or "-last_on")


def _show(show: str) -> Q:
    if show == "all":
        return Q()
    if show == "away":
        return Q(put_away=True)
    if show == "ended":
        return Q(put_away=False) & ~Q(outcome=Outcome.OPEN)
    return Q(put_away=False, outcome=show or Outcome.OPEN)


def _sorted(rows: QuerySet[Application], sort: str) -> QuerySet[Application]:
    column = F(sort.removeprefix("-"))
    order = column.desc(nulls_last=True) if sort[0] == "-" else column.asc(nulls_last=True)
    return rows.order_by(order, "company_key", "pk")


def _head(name: str, label: str, sort: str) -> dict[str, str]:
    """A column's head: its words, the order that a press asks for, and the order it is in."""
    is_dates = name.endswith("_on")
    down, up = f"-{name}", name
    turned = {down: up, up: down}.get(sort, down if is_dates else up)
    standing = {down: "descending", up: "ascending"}.get(sort, "")
    return {"label": label, "sort": turned, "aria": standing}
