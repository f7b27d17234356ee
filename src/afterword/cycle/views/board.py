"""The board, and what is done to several applications at once."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from afterword.cycle import access, actions, queries
from afterword.cycle.enums import Outcome, Stage
from afterword.cycle.errors import Overtaken, UndoneAlready
from afterword.cycle.forms import LineForm, TableFilter, TogetherForm
from afterword.cycle.models import Application, Cycle, Edit
from afterword.cycle.views.doorways import came_from, cycle_shown, person_of, say
from afterword.cycle.views.table import shown_in_table
from afterword.kit.doors import found
from afterword.people.middleware import ViewerRequest

UUID_LENGTH = 36


@require_safe
def board(request: ViewerRequest) -> HttpResponse:
    """Where does my search stand?"""
    cycle, now = cycle_shown(request), timezone.now()
    if cycle is None:
        return render(request, "cycle/empty.html", {"line": LineForm()})
    today = timezone.localdate(now)
    summary = queries.summary_of(cycle, today=today)
    if not summary["total"]:
        return render(request, "cycle/empty.html", {"line": LineForm(), "cycle": cycle})
    context = {
        "cycle": cycle,
        "summary": summary,
        "columns": queries.board(summary),
        "ended": _ended(summary),
        "offers": _has_offers(summary),
        "ahead": queries.next_interviews(summary, now=now),
        "line": LineForm(),
        "today": today,
    }
    return render(request, "cycle/board.html", context)


def _ended(summary: queries.Summary) -> list[tuple[str, str, int]]:
    """How many ended in which way, those with an answer first."""
    counts = summary["outcomes"]
    order = (Outcome.ACCEPTED, Outcome.DECLINED, Outcome.WITHDRAWN, Outcome.REJECTED,
             Outcome.SILENCE)  # fmt: skip
    return [(one.value, one.label, counts[one]) for one in order if counts.get(one)]


def _has_offers(summary: queries.Summary) -> bool:
    """Something to lay side by side, or to look back on."""
    decided = (Outcome.ACCEPTED, Outcome.DECLINED)
    return bool(summary["stages"].get(Stage.OFFER)) or any(map(summary["outcomes"].get, decided))


@require_POST
def together(request: ViewerRequest) -> HttpResponse:
    """One deed for the applications that are ticked, or for all that the table's filter shows."""
    form = TogetherForm(request.POST)
    cycle = found(access.own_cycles(request.viewer), pk=_name(request.POST.get("cycle", "")))
    if not form.is_valid():
        return came_from(request)
    chosen = _chosen(request, cycle, every=form.cleaned_data["every"])
    if not chosen:
        messages.info(request, "Nothing was ticked, so nothing was changed.")
        return came_from(request)
    deed, words = DEEDS[form.cleaned_data["deed"]]
    concerned = _still_silent(chosen) if deed is _let_go else chosen
    if not concerned:
        messages.info(request, NOTHING_TO_LET_GO)
        return came_from(request)
    edit = deed(request, cycle, concerned)
    say(request, words.format(_count(len(concerned))), undo=edit)
    return redirect("cycle:board") if request.POST.get("then") == "board" else came_from(request)


def _name(text: str) -> str | None:
    """A row's name as it can be looked up; nothing that is not one reaches the database."""
    plain = text.replace("-", "")
    fits = len(plain) == UUID_LENGTH - 4 and all(one in "0123456789abcdef" for one in plain)
    return text if fits else None


def _chosen(request: ViewerRequest, cycle: Cycle, *, every: bool) -> list[Application]:
    mine = queries.there_in(cycle)
    if every:
        return list(shown_in_table(mine, TableFilter(request.POST), today=timezone.localdate()))
    names = [one for one in request.POST.getlist("one")[:500] if _name(one)]
    return list(mine.filter(pk__in=names))


def _count(many: int) -> str:
    return "One application is" if many == 1 else f"{many:,} applications are"


NOTHING_TO_LET_GO = "Each of these is over or has a day ahead, so there was nothing to let go."


def _still_silent(chosen: Sequence[Application]) -> list[Application]:
    """What can be let go today: open, and with nothing ahead that would open it again."""
    today = timezone.localdate()
    return [
        one
        for one in chosen
        if one.outcome == Outcome.OPEN and (one.last_on is None or one.last_on <= today)
    ]


def _let_go(request: ViewerRequest, cycle: Cycle, chosen: Sequence[Application]) -> Edit:
    now = timezone.now()
    return actions.note_together(
        cycle, chosen, Stage.SILENCE,
        on=timezone.localdate(now), by=person_of(request), now=now,
    )  # fmt: skip


def _put_away(request: ViewerRequest, cycle: Cycle, chosen: Sequence[Application]) -> Edit:
    return actions.put_away(cycle, chosen, away=True, by=person_of(request))


def _bring_back(request: ViewerRequest, cycle: Cycle, chosen: Sequence[Application]) -> Edit:
    return actions.put_away(cycle, chosen, away=False, by=person_of(request))


def _take_away(request: ViewerRequest, cycle: Cycle, chosen: Sequence[Application]) -> Edit:
    return actions.take_away(cycle, chosen, by=person_of(request), now=timezone.now())


Deed = Callable[[ViewerRequest, Cycle, Sequence[Application]], Edit]
DEEDS: dict[str, tuple[Deed, str]] = {
    "let-go": (_let_go, "{} let go. A later answer reopens what it answers."),
    "put-away": (_put_away, "{} out of sight."),
    "bring-back": (_bring_back, "{} in sight again."),
    "take-away": (_take_away, "{} taken away, with events, notes and reasons."),
}


@require_POST
def undo(request: ViewerRequest, pk: str) -> HttpResponse:
    """Leave everything as it was before one edit."""
    edit = found(access.own_edits(request.viewer), pk=pk)
    try:
        actions.undo(edit, by=person_of(request), now=timezone.now())
    except (UndoneAlready, Overtaken) as why:
        messages.info(request, str(why))
    else:
        messages.success(request, "It is as it was before.")
    return redirect("cycle:board") if edit.verb == "added" else came_from(request)
