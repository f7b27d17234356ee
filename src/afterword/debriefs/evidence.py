"""What each step of a cycle's debrief lays out beside its question.

Reads of the candidate's own rows; each answers with a frozen value that a template and a shared
page show in the same way.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from afterword.cycle.enums import (
    PROGRESS,
    Control,
    Known,
    Outcome,
    ReasonKind,
    Source,
    Stage,
    WishKind,
)
from afterword.cycle.models import Application, Cycle, Reason, Wish
from afterword.cycle.queries import summary_of
from afterword.cycle.sentences import wilson
from afterword.debriefs import patterns
from afterword.debriefs.enums import PointKind, Step
from afterword.debriefs.models import CycleDebrief, InterviewDebrief
from afterword.interviews.enums import ChairKind
from afterword.notes.access import WITH_CANDIDATE
from afterword.notes.enums import NotesState
from afterword.notes.models import NotesVersion
from afterword.people.models import Commitment
from afterword.questions.enums import Level

FURTHER = (Stage.RECRUITER, Stage.CHALLENGE, Stage.PHONE, Stage.ONSITE, Stage.OFFER)


@dataclass(frozen=True)
class Row:
    """A line of a table: its head, its cells."""

    head: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Laid:
    """What stands beside a question: a sentence, lines in the person's own words, a table."""

    sentence: str = ""
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    note: str = ""
    page: str = ""  # the name of a route that shows more
    points: tuple[Any, ...] = field(default=())  # Any: Point rows, or commitments


def laid(debrief: CycleDebrief, step: Step, *, today: date) -> Laid:
    """What there is for one step."""
    return FOR[step](debrief, today)


def _applications(cycle: Cycle) -> QuerySet[Application]:
    return Application.objects.filter(cycle=cycle, taken_back_at=None)


def _debriefs(cycle: Cycle) -> QuerySet[InterviewDebrief]:
    return InterviewDebrief.objects.filter(
        application__cycle=cycle, application__taken_back_at=None, interview__taken_back_at=None
    ).select_related("application")


def _held(debrief: CycleDebrief, _: date) -> Laid:
    earlier = Commitment.objects.filter(
        Q(origin__startswith="cycledebrief:") | Q(origin__startswith="interviewdebrief:"),
        person=debrief.cycle.person, created_at__lt=debrief.begun_at,
    ).exclude(origin=debrief.origin).order_by("-created_at")[:20]  # fmt: skip
    if not earlier:
        return Laid("There are no earlier commitments yet. This debrief can end in the first.")
    return Laid("What you meant to do, and whether it held. Both answers are useful.",
                points=tuple(earlier))  # fmt: skip


def _well(debrief: CycleDebrief, today: date) -> Laid:
    lines = _lines(_debriefs(debrief.cycle), "went_well")
    sentence = summary_of(debrief.cycle, today=today)["sentence"]
    return Laid(sentence, lines=lines, note="From your debriefs of interviews." if lines else "")


def _better(debrief: CycleDebrief, _: date) -> Laid:
    lines = _lines(_debriefs(debrief.cycle), "could_better")
    return Laid(lines=lines, note="From your debriefs of interviews." if lines else "")


def _lines(debriefs: QuerySet[InterviewDebrief], name: str) -> tuple[str, ...]:
    there = debriefs.exclude(**{name: ""}).order_by("begun_at")
    return tuple(f"{getattr(one, name).strip()} ({one.application.company})" for one in there[:40])


def _funnel(debrief: CycleDebrief, _: date) -> Laid:
    reached = [
        max(PROGRESS[stage], PROGRESS[Stage.APPLIED])
        for stage in _sent(debrief.cycle).values_list("stage", flat=True)
    ]
    if not reached:
        return Laid("No application has gone out in this cycle yet.")
    rows = [
        _conversion(stage, sum(one >= PROGRESS[stage] for one in reached), len(reached))
        for stage in FURTHER
    ]
    return Laid(
        f"{len(reached)} applications went out. This is how far they came, with what luck alone "
        "could have made of it.",
        columns=("How far", "Applications", "Of all that went out", "Could be, by luck alone"),
        rows=tuple(rows),
    )  # fmt: skip


def _sent(cycle: Cycle) -> QuerySet[Application]:
    return _applications(cycle).exclude(stage=Stage.NOTED)


def _conversion(stage: Stage, part: int, whole: int) -> Row:
    low, high = wilson(part, whole)
    cells = (f"{part} of {whole}", f"{part / whole:.0%}", f"{low:.0%} to {high:.0%}")
    return Row(f"{stage.label} or further".capitalize(), cells)


def _time(debrief: CycleDebrief, _: date) -> Laid:
    months: Counter[date] = Counter()
    answers: Counter[date] = Counter()
    for applied, answered in _sent(debrief.cycle).values_list("applied_on", "answered_on"):
        if applied:
            months[applied.replace(day=1)] += 1
        if answered:
            answers[answered.replace(day=1)] += 1
    rows = [
        Row(f"{month:%B %Y}", (str(months[month]), str(answers[month])))
        for month in sorted({*months, *answers})
    ]
    if not rows:
        return Laid("No application of this cycle has a day yet.")
    return Laid(
        f"Month by month, from {rows[0].head} to {rows[-1].head}.",
        columns=("Month", "Sent", "First answers"), rows=tuple(rows),
    )  # fmt: skip


def _luck(debrief: CycleDebrief, _: date) -> Laid:
    sent = _sent(debrief.cycle)
    offers = sent.filter(stage=Stage.OFFER).count()
    count = sent.count()
    if not count:
        return Laid("No application has gone out in this cycle yet.")
    low, high = wilson(offers, count)
    return Laid(
        f"{offers} of {count} applications came to an offer. Searches just like this one, with "
        f"nothing changed but luck, fit with true rates from {low:.0%} to {high:.0%}.",
    )


def _stands_out(debrief: CycleDebrief, _: date) -> Laid:
    found = patterns.differences(list(_cases(debrief.cycle)))
    if not found:
        return Laid(
            f"Too little to compare yet: a trait needs {patterns.FEWEST} applications with it and "
            f"{patterns.FEWEST} without."
        )
    out = sum(one.stands_out for one in found)
    sentence = (
        "Nothing stands out beyond luck." if not out else f"{out} of these stand out beyond luck."
    )
    return Laid(
        f"{len(found)} comparisons of what was answered with interest. {sentence}",
        columns=("Trait", "Answered with interest", "The others", "Difference, in points"),
        rows=tuple(_difference(one) for one in found[:20]),
        note="Of twenty comparisons where nothing is going on, about one stands out all the same.",
    )


def _cases(cycle: Cycle) -> Iterator[patterns.Case]:
    """Applications that have had their chance: answered, or ended."""
    settled = _sent(cycle).filter(~Q(outcome=Outcome.OPEN) | Q(interested=True))
    fields = ("interested", "source", "source_words", "applied_on", "referrer")
    for interested, source, site, applied_on, referrer in settled.values_list(*fields):
        traits = {"How it began": Source(source).label}
        if site:
            traits["Where from"] = site
        if referrer:
            traits["How it began"] = Source.REFERRAL.label
        if applied_on:
            traits["Sent on a"] = f"{applied_on:%A}"
        yield patterns.Case(interested, traits)


def _difference(one: patterns.Difference) -> Row:
    share = f"{one.part} of {one.whole} ({one.part / one.whole:.0%})"
    rest = f"{one.others_part} of {one.others_whole} ({one.others_part / one.others_whole:.0%})"
    gap = f"{100 * one.low:+.0f} to {100 * one.high:+.0f}"
    told = f"{gap}, beyond luck" if one.stands_out else f"{gap}, within luck"
    return Row(f"{one.trait}: {one.value}", (share, rest, told))


def _practice(debrief: CycleDebrief, _: date) -> Laid:
    versions = NotesVersion.objects.filter(
        notes__state__in=WITH_CANDIDATE,
        notes__interview__chairs__kind=ChairKind.CANDIDATE,
        notes__interview__chairs__person=debrief.cycle.person,
    ).exclude(notes__state=NotesState.WITHDRAWN)  # fmt: skip
    latest = {one.notes_id: one for one in versions.order_by("number")}
    rows = [_mock(one) for one in latest.values()]
    rows += [_company(one) for one in _debriefs(debrief.cycle).order_by("begun_at") if one.ratings]
    if not rows:
        return Laid("No hiring notes of mock interviews and no debriefs with levels yet.")
    mocks, real = len(latest), len(rows) - len(latest)
    return Laid(
        f"{mocks} mock interviews as their interviewers saw them, and {real} company interviews as "
        "you saw them. They were different hours before different people: look for what comes "
        "back, not for a trend.",
        columns=("Interview", "Levels", "What came of it"),
        rows=tuple(rows),
    )


def _mock(version: NotesVersion) -> Row:
    """Its levels only: the recommendation is for the letter, and for when its reader opens it."""
    told = version.content
    levels = [(one["name"], one["level"]) for one in told["dimensions"]]
    question = told["interview"]["question"] or "no question"
    return Row(f"Mock: {question}", (_levels(levels), "hiring notes"))


def _company(debrief: InterviewDebrief) -> Row:
    levels = [(key.replace("_", " "), level) for key, level in debrief.ratings.items()]
    outcome = Outcome(debrief.application.outcome).label
    return Row(f"Company: {debrief.application.company}", (_levels(levels), outcome))


def _levels(levels: Iterable[tuple[str, int | None]]) -> str:
    said = [f"{name.lower()} {Level(level).label}" for name, level in levels if level]
    return ", ".join(said) or "not assessed"


def _reasons(debrief: CycleDebrief, _: date) -> Laid:
    ended = _applications(debrief.cycle).filter(
        outcome__in=(Outcome.REJECTED, Outcome.SILENCE, Outcome.DECLINED, Outcome.WITHDRAWN)
    )
    known = Reason.objects.filter(application__in=ended, taken_back_at=None)
    counts = Counter(
        (one, kind, control)
        for one, kind, control in known.values_list("known", "kind", "control")
        if kind != ReasonKind.NOT_SAID
    )
    told = known.exclude(kind=ReasonKind.NOT_SAID).values("application").distinct().count()
    rows = [
        Row(Known(one).label, (ReasonKind(kind).label, Control(control).label, str(count)))
        for (one, kind, control), count in sorted(counts.items())
    ]
    total = ended.count()
    return Laid(
        f"{total} have ended. Of {total - told} nobody said why, which is what most endings are.",
        columns=("How we know", "Reason", "Whose hands", "Applications") if rows else (),
        rows=tuple(rows),
    )


def _wishes(debrief: CycleDebrief, _: date) -> Laid:
    wishes = Wish.objects.filter(person=debrief.cycle.person).exclude(text="")
    lines = tuple(f"{WishKind(one.kind).label.capitalize()}: {one.text}" for one in wishes)
    sentence = (
        "You wrote this once. Does it still hold, after what you have seen?"
        if lines
        else "Fit has two sides. What would the work, the people and the place be like?"
    )
    return Laid(sentence, lines=lines, page="cycle:wishes")


def _points(kind: PointKind) -> Callable[[CycleDebrief, date], Laid]:
    def of(debrief: CycleDebrief, _: date) -> Laid:
        there = debrief.points.filter(kind=kind).select_related("application")
        return Laid("Each with what you saw it in, if there is something.", points=tuple(there))

    return of


def _commitments(debrief: CycleDebrief, _: date) -> Laid:
    there = Commitment.objects.filter(origin=debrief.origin).order_by("created_at")
    return Laid(
        "At most three, each small enough to be seen. The next search opens with them.",
        points=tuple(there),
    )


FOR: dict[Step, Callable[[CycleDebrief, date], Laid]] = {
    Step.HELD: _held,
    Step.WELL: _well,
    Step.BETTER: _better,
    Step.FUNNEL: _funnel,
    Step.TIME: _time,
    Step.LUCK: _luck,
    Step.STANDS_OUT: _stands_out,
    Step.PRACTICE: _practice,
    Step.REASONS: _reasons,
    Step.WISHES: _wishes,
    Step.REPEAT: _points(PointKind.REPEAT),
    Step.AVOID: _points(PointKind.AVOID),
    Step.COMMITMENTS: _commitments,
}
