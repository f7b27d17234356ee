"""What each step of a cycle's debrief lays out beside its question.

Reads of the candidate's own rows; each answers with a frozen value that a template, a printed page
and a mentor's page show in the same way. What is counted over the whole search is remembered, so a
step costs the same for ten applications and for ten thousand. It is remembered by a digest of all
that it was counted from, and without a word of the search.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import UUIDField
from django.utils import timezone

from afterword.cycle.enums import Control, Known, Outcome, ReasonKind, WishKind
from afterword.cycle.models import Cycle, Wish
from afterword.cycle.names import named
from afterword.cycle.offers import Decided, first_offers
from afterword.cycle.remembered import Pictures, words_for
from afterword.debriefs import beside, patterns, queries, standing_out
from afterword.debriefs.enums import PointKind, Step
from afterword.debriefs.laid import Eyes, Laid, Row, Said
from afterword.debriefs.models import CycleDebrief
from afterword.debriefs.whys import Whys, why_it_ended
from afterword.kit.drawing import drawn
from afterword.kit.prepared import Prepared, Unread
from afterword.kit.remembering import remembered, remembered_until
from afterword.kit.words import listed

# Part of the states in which it is remembered: change it with what is remembered.
SHAPE = 1
MOST_LINES = 40
MOST_ROWS = 20
OTHER_HOURS = " The other hours are under Notes and under Debriefs."
MORE_OFFERS = f"The first {MOST_ROWS} offers. All of them are where offers stand side by side."
NOTHING_RATED = (
    "No hiring notes of mock interviews and no debriefs with levels yet. Both would stand here, "
    "side by side."
)
NOTHING_SENT = Laid("No application has gone out in this cycle yet.")


def laid(debrief: CycleDebrief, step: Step, eyes: Eyes) -> Laid:
    """What there is for one step: for its author, or for a mentor who came by a link."""
    return laid_out(debrief, [step], eyes)[0]


def laid_out(debrief: CycleDebrief, steps: Iterable[Step], eyes: Eyes) -> list[Laid]:
    """The same for several, which rest on much that is read once."""
    found = [FOR[step](debrief, eyes) for step in steps]
    holes = [one.holes for one in found]
    mine = debrief.cycle.person_id
    words = words_for(chain.from_iterable(holes), person=mine) if any(holes) else {}
    pairs = zip(found, holes, strict=True)
    return [one.filled(words) if has_holes else one for one, has_holes in pairs]


def _letters(debrief: CycleDebrief, eyes: Eyes) -> beside.Letters:
    person, before = debrief.cycle.person, eyes.opened_before
    return eyes.once("letters", lambda: beside.letters(person, opened_before=before))


# Any: the rows as they are kept.
def _looked_back(debrief: CycleDebrief, eyes: Eyes) -> Unread[tuple[Any, ...]]:
    return eyes.once("looked back", lambda: queries.looked_back(debrief.cycle))


def _well(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    said = _lines("went_well", _looked_back(debrief, eyes))
    lines = (*said, *beside.strengths(_letters(debrief, eyes)))
    return Laid(_came_of_it(eyes.pictures(debrief.cycle)), lines=lines, note=_from(lines))


def _came_of_it(pictures: Pictures) -> str:
    """What there is of offers, conversations and interest; what there is not is not said here."""
    counts = (
        (pictures.reached("offer"), "offer", "offers"),
        (pictures.reached("phone"), "conversation", "conversations"),
        (pictures.reached("heard"), "answer with interest", "answers with interest"),
    )
    told = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
    if not told:
        return "Answers are not the only thing that can go well."
    sent = pictures.sent
    return f"{sent} application{'s' * (sent != 1)} led to {listed(told)}."


def _better(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    said = _lines("could_better", _looked_back(debrief, eyes))
    lines = (*said, *beside.next_steps(_letters(debrief, eyes)))
    return Laid(lines=lines, note=_from(lines))


def _from(lines: tuple[Said, ...]) -> str:
    return "From your debriefs of interviews, and from the notes of your mocks." if lines else ""


# Any: the rows as they are kept.
def _lines(name: str, there: Unread[tuple[Any, ...]]) -> tuple[Said, ...]:
    """What was written about interviews, each once, with the companies it was written about."""
    said: dict[str, list[str]] = {}
    for text, company in queries.said_in(name, there)[:MOST_LINES]:
        said.setdefault(text.strip(), []).append(company)
    return tuple(Said(text, ", ".join(dict.fromkeys(where))) for text, where in said.items())


def _funnel(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    pictures = eyes.pictures(debrief.cycle)
    if pictures.streams is None:
        return NOTHING_SENT
    return Laid(charts=(pictures.streams,), shares=pictures, page="cycle:funnel")


def _time(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    pictures = eyes.pictures(debrief.cycle)
    if pictures.months is None:
        return Laid("No application of this cycle has a day yet.")
    days = (pictures.days,) if pictures.days else ()
    return Laid(charts=(pictures.months, *days), page="cycle:silence")


def _luck(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    pictures = eyes.pictures(debrief.cycle)
    if not pictures.sent:
        return NOTHING_SENT
    if pictures.luck is None:
        return Laid(
            f"{pictures.sent} sent so far. From five on, this says how often as many end without "
            "an offer although nothing is wrong; fewer would say nothing."
        )
    return Laid(luck=pictures)


def _stands_out(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    """Remembered until the search changes, or a debrief, or practice, or an interview begins."""
    cycle, now = debrief.cycle, timezone.now()
    looked_back, practised = _looked_back(debrief, eyes), standing_out.practised(cycle.person)
    return remembered_until(
        f"debriefs:stands-out:{cycle.pk}",
        f"{SHAPE}:{cycle.revision}:{looked_back.digest}:{practised.digest}",
        lambda: _compared(cycle, looked_back, practised, now=now),
        now=now,
    )


# Any: the rows as they are kept.
def _compared(
    cycle: Cycle, looked_back: Unread[tuple[Any, ...]], practised: Unread[tuple[datetime | None]],
    *, now: datetime,
) -> tuple[Laid, datetime | None]:  # fmt: skip
    rounds = standing_out.rounds(cycle)
    levels = standing_out.levels_in(map(queries.LookedBackOn._make, looked_back))
    moments = [at for (at,) in practised if at]
    interviews = standing_out.interviews(rounds, practised=moments, levels=levels, now=now)
    seen = patterns.compared(standing_out.applications(cycle), interviews)
    ahead = min((one.starts_at for one in rounds if one.starts_at > now), default=None)
    return _what_stands_out(seen), ahead


def _what_stands_out(seen: list[patterns.Compared]) -> Laid:
    count = sum(len(one.found) for one in seen)
    if not count:
        return Laid(
            f"Too little to compare yet: it takes {patterns.FEWEST} that have something in common "
            f"and {patterns.FEWEST} that have not, each with a known end.",
            note=_thin(seen), how_we_know="standing-out",
        )  # fmt: skip
    names = (("applications", "were answered with interest"), ("interviews", "went on"))
    charts = tuple(
        drawn(patterns.chart(one, name=f"stands-out-{name}", sentence=_said(one, name, went_on)))
        for one, (name, went_on) in zip(seen, names, strict=True)
        if one.found
    )
    return Laid(_how_many(count), charts=charts, note=_thin(seen), how_we_know="standing-out")


def _how_many(count: int) -> str:
    if count == 1:
        return "One comparison can be made. It shows what goes together, not what causes what."
    return (
        f"{count} comparisons can be made. Their intervals are wide enough to hold all at once, "
        "19 times in 20. They show what goes together, not what causes what."
    )


def _said(one: patterns.Compared, name: str, went_on: str) -> str:
    out = one.standing_out
    about = "Your applications" if name == "applications" else "Your company interviews"
    if not out:
        return f"{about}, and which of them {went_on}: nothing stands out beyond luck."
    told = (
        f"{it.name}, {it.mine.part} of {it.mine.whole} {went_on}, of the others "
        f"{it.others_part} of {it.others_whole}"
        for it in out
    )
    stands = "one thing stands" if len(out) == 1 else f"{len(out)} things stand"
    return f"{about}: {stands} out beyond luck. {_sentence('; '.join(told))}"


def _sentence(words: str) -> str:
    """Words as a sentence of their own."""
    return f"{words[:1].upper()}{words[1:]}."


def _thin(seen: list[patterns.Compared]) -> str:
    """What there is too little of, the most frequent first."""
    few = sorted((it for one in seen for it in one.thin), key=lambda it: (-it.whole, it.value))
    if not few:
        return ""
    told = ", ".join(f"{it.value} ({it.part} of {it.whole} went on)" for it in few[:6])
    return (
        f"Too few to compare yet: {told}. It takes {patterns.FEWEST} with it and "
        f"{patterns.FEWEST} without."
    )


def _practice(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    """What is counted of it is remembered; the hours are named afresh."""
    cycle = debrief.cycle
    letters, looked_back = _letters(debrief, eyes), _looked_back(debrief, eyes)
    kept, went_on = remembered(
        f"debriefs:practice:{'mentor' if eyes.link else 'own'}:{cycle.pk}",
        f"{SHAPE}:{cycle.revision}:{looked_back.digest}:{letters.digest}",
        lambda: _levels(cycle, letters, looked_back),
    )
    rated = (one for one in map(queries.LookedBackOn._make, looked_back) if one.is_rated)
    real = [beside.company(*both) for both in zip(rated, went_on, strict=False)][::-1]
    rows = beside.hour_by_hour([*beside.mocks(letters)[-MOST_ROWS:], *real])
    return replace(kept, rows=rows) if rows else kept


# Any: the rows as they are kept.
def _levels(
    cycle: Cycle, letters: beside.Letters, looked_back: Unread[tuple[Any, ...]]
) -> tuple[Laid, list[bool | None]]:
    """All but the hours themselves, and what came of each that will be named."""
    went_on = {one.interview: one.went_on for one in standing_out.rounds(cycle)}
    rated = [one for one in map(queries.LookedBackOn._make, looked_back) if one.is_rated]
    real = [beside.company(one, went_on.get(one.interview)) for one in rated[: beside.MOST]][::-1]
    mocks = beside.mocks(letters)
    if not mocks and not real:
        return Laid(NOTHING_RATED), []
    found = beside.dimensions([*mocks, *real])
    sentence = _side_by_side(len(mocks), len(real), beside.coming_back(found))
    shown = Laid(
        charts=(drawn(beside.chart(found, sentence=sentence)),) if found else (),
        sentence="" if found else sentence,
        columns=("Interview", "Day", "Levels", "What came of it"),
        rows_title=_hours_shown(len(mocks), len(real)),
        note="Different hours before different people, and two kinds of eyes: look for what comes "
        "back, not for a trend." + OTHER_HOURS * (max(len(mocks), len(real)) > MOST_ROWS),
    )
    return shown, [went_on.get(one.interview) for one in rated[:MOST_ROWS]]


def _hours_shown(mocks: int, real: int) -> str:
    if max(mocks, real) <= MOST_ROWS:
        return "Hour by hour"
    return f"Hour by hour, the latest {MOST_ROWS} of each kind"


def _side_by_side(mocks: int, real: int, back: list[beside.Dimension]) -> str:
    there = f"{mocks} mock interview{'s' * (mocks != 1)} as their interviewers saw them"
    here = f"{real} company interview{'s' * (real != 1)} as you saw them"
    if not mocks or not real:
        missing = "debrief of a company interview with levels" if mocks else "mock interview"
        return f"{there if mocks else here}. No {missing} yet to lay beside them."
    if not back:
        return f"{there}, beside {here}."
    told = (
        f"{one.name.lower()}, mixed or not yet in {_of(one.low(beside.MOCK))} mocks and in "
        f"{_of(one.low(beside.WENT_ON, beside.ENDED, beside.OPEN))} company interviews"
        for one in back
    )
    return f"{there}, beside {here}. What comes back: {'; '.join(told)}."


def _of(counted: tuple[int, int]) -> str:
    return f"{counted[0]} of {counted[1]}"


def _reasons(debrief: CycleDebrief, _: Eyes) -> Laid:
    seen = why_it_ended(debrief.cycle)
    rows = [
        Row(Known(one).label, (ReasonKind(kind).label, Control(control).label, str(count)))
        for (one, kind, control), count in sorted(seen.counts.items())
    ]
    return Laid(
        _ended(seen),
        columns=("How we know", "Reason", "Whose hands", "Applications") if rows else (),
        rows=tuple(rows),
    )


def _ended(seen: Whys) -> str:
    if not seen.ended:
        return "None of your applications has ended yet."
    ended = f"{seen.ended} {'has' if seen.ended == 1 else 'have'} ended"
    silent = seen.ended - seen.said
    if not silent:
        return f"{ended}, and there is a reason for each, told or guessed."
    return f"{ended}. For {silent} there is no reason, told or guessed; most endings are like that."


def _wishes(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    wishes = _wished(person=debrief.cycle.person_id)
    lines = tuple(Said(text, before=WishKind(kind).label.capitalize()) for kind, text in wishes)
    sentence = (
        "You wrote this once. Does it still hold, after what you have seen?"
        if lines
        else "Fit has two sides. What would the work, the people and the place be like?"
    )
    came = first_offers(debrief.cycle, most=MOST_ROWS + 1) if eyes.see_offers else []
    offers = tuple(_offer(one) for one in came[:MOST_ROWS])
    return Laid(
        sentence,
        lines=lines,
        columns=("Offer", "Stands", "What decided it", "What you gave up", "What you take from it"),
        rows=offers,
        rows_title="The offers of this search, and what was decided",
        note=MORE_OFFERS if len(came) > MOST_ROWS else "",
        page="cycle:offers" if offers else "cycle:wishes",
    )


_wished = Prepared(
    lambda person: Wish.objects.filter(person=person).exclude(text="").values_list("kind", "text"),
    person=UUIDField(),
)


def _offer(one: Decided) -> Row:
    stands = Outcome(one.outcome).label
    return Row(named(one.company, one.role), (stands, one.because, one.gave_up, one.next_time))


def points(debrief: CycleDebrief, eyes: Eyes) -> queries.Points:
    """What was gathered so far, read once a page."""
    return eyes.once("points", lambda: queries.points_of(debrief))


def _meant(debrief: CycleDebrief, eyes: Eyes) -> queries.Meant:
    return eyes.once("commitments", lambda: queries.commitments_about(debrief))


def _held(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    earlier = _meant(debrief, eyes).earlier
    if not earlier:
        return Laid("There are no earlier commitments yet. This debrief can end in the first.")
    return Laid("What you meant to do, and whether it held. Both answers are useful.",
                points=earlier)  # fmt: skip


def _points(kind: PointKind) -> Callable[[CycleDebrief, Eyes], Laid]:
    def of(debrief: CycleDebrief, eyes: Eyes) -> Laid:
        there = points(debrief, eyes)[kind]
        return Laid("Each with what you saw it in, if there is something.", points=tuple(there))

    return of


def _commitments(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    return Laid(
        "At most three, each small enough to be seen. The next search opens with them.",
        points=_meant(debrief, eyes).here,
    )


FOR: dict[Step, Callable[[CycleDebrief, Eyes], Laid]] = {
    Step.WELL: _well,
    Step.BETTER: _better,
    Step.FUNNEL: _funnel,
    Step.TIME: _time,
    Step.LUCK: _luck,
    Step.STANDS_OUT: _stands_out,
    Step.PRACTICE: _practice,
    Step.REASONS: _reasons,
    Step.WISHES: _wishes,
    Step.HELD: _held,
    Step.REPEAT: _points(PointKind.REPEAT),
    Step.AVOID: _points(PointKind.AVOID),
    Step.COMMITMENTS: _commitments,
}
