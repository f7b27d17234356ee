"""Numbers as a reader hears them: in levels, with how sure they are and what they rest on."""

from collections.abc import Sequence

from afterword.calibration.amounts import (
    SIDES,
    about,
    bound,
    decimals,
    is_about,
    percent,
    percents,
    sided,
    sides,
)
from afterword.calibration.enums import Facet, Ungrown
from afterword.calibration.found import Sure, Whole
from afterword.calibration.models import AdjustedNotes, Estimate
from afterword.kit.words import listed, plural
from afterword.questions.enums import Level

SOURCES = {
    "candidate": "who was asked",
    "profile": "what each is better and less good at",
    "interview": "the hour itself (a good or a bad day)",
    "interviewer": "who rated",
    "question": "which question it was",
    "residual": "everything else (chance included)",
}
BESIDE = 0.25
"""Nearer than this to a level, its word alone is said."""
HARDLY = 0.1
"""Levels an hour, on average, below which a growth is none to speak of."""


def is_told(estimate: Estimate) -> bool:
    """Whether the interval leaves out the average."""
    return bool(estimate.moved_low > 0 or estimate.moved_high < 0)


def sure(estimate: Estimate) -> str:
    """What else fits, and from what."""
    fits = sides(estimate.moved_low, estimate.moved_high, estimate.facet)
    hours = plural(estimate.hours, "interview")
    return f"{fits} fits, from {hours} with {estimate.others} different {_across(estimate.facet)}"


def in_words(estimate: Estimate) -> dict[str, object]:
    """What every page says of one of them."""
    moved = estimate.moved
    return {
        "estimate": estimate,
        "is_told": is_told(estimate),
        "about": "about " if is_about(moved) else "",
        "sided": sided(moved, estimate.facet),
        "sure": sure(estimate),
    }


def told_apart(estimates: Sequence[Estimate], facet: Facet) -> str:
    """How many are on either side of the average, and of how many that is not known."""
    more, less = SIDES[facet]
    high = sum(one.moved_low > 0 for one in estimates)
    low = sum(one.moved_high < 0 for one in estimates)
    left = len(estimates) - high - low
    rest = f"; of {left:,} the ratings do not say yet" if left else ""
    many = plural(len(estimates), facet.value)
    said = f"{_many(high)} {_are(high)} {more} than the average and {_many(low)} {less}"
    return f"Of {many}, {said}{rest}."


def _many(count: int) -> str:
    return f"{count:,}" if count else "none"


def _are(count: int) -> str:
    return "is" if count < 2 else "are"


def _across(facet: str) -> str:
    return "interviewers" if facet == Facet.CANDIDATE else "candidates"


def changed(estimate: Estimate, ratings: int) -> str:
    """What a strictness made of so many ratings: each level it moves one rating by, summed."""
    if not ratings:
        return ""
    low, middle, high = (
        round(one * ratings) for one in (estimate.moved_low, estimate.moved, estimate.moved_high)
    )
    begin = f"Of {plural(ratings, 'rating')} of yours"
    if not is_told(estimate):
        return (
            f"{begin}, an interviewer of average strictness might have given anything from "
            f"{_up(low)} to {_up(high)}."
        )
    few, many = sorted((abs(low), abs(high)))
    return (
        f"{begin}, an interviewer of average strictness would have given about {_up(middle)} "
        f"(from {few or 'none'} to {many})."
    )


def _up(count: int) -> str:
    if not count:
        return "the same"
    return f"{abs(count)} one level {'higher' if count > 0 else 'lower'}"


def level_words(value: float) -> str:
    """A level that need not be whole: mixed; between mixed and good."""
    held = min(max(value, 1.0), 4.0)
    nearest = round(held)
    if abs(held - nearest) <= BESIDE:
        return str(Level(nearest).label)
    return f"between {Level(int(held)).label} and {Level(int(held) + 1).label}"


def span_words(low: float, high: float) -> str:
    """From which level to which, by the nearest words."""
    ends = [str(Level(round(min(max(one, 1.0), 4.0))).label) for one in (low, high)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def other_side_between(beside: AdjustedNotes) -> tuple[float, float] | None:
    """The bounds of the odds; nothing of a fit from before they were kept."""
    low, high = beside.other_side_low, beside.other_side_high
    return None if low is None or high is None else (low, high)


def beyond_chance(one: Sure | None) -> str:
    """An agreement with its interval; nothing where none can be told."""
    if one is None:
        return ""
    value, low, high = map(decimals, one)
    return f"{value} ({low} to {high})"


def shares_in_order(whole: Whole) -> list[tuple[str, Sure]]:
    """The sources of the spread in ratings, the largest first, what is left over last."""
    return sorted(whole.shares.items(), key=lambda one: (one[0] == "residual", -one[1].value))


def spread_sentence(whole: Whole) -> str:
    """Where the spread of ratings comes from."""
    told = shares_in_order(whole)
    said = [f"{percent(one.value)} {SOURCES.get(name, name)}" for name, one in told]
    return f"Of the spread in ratings: {listed(said)}."


def grows_sentence(whole: Whole) -> str:
    """By how much candidates move from one hour to the next, on average."""
    if whole.grows is None:
        return f"Whether candidates grow cannot be said yet. {ungrown_sentence(whole)}"
    value, low, high = whole.grows
    fits = f"({sides(low, high, Facet.CANDIDATE)} fits)"
    if max(-low, high) < HARDLY:
        return f"From one hour to the next candidates here hardly move on average {fits}."
    if low > 0 or high < 0:
        way = "up" if value >= 0 else "down"
        return f"From one hour to the next candidates here move {about(value)} {way} {fits}."
    return (
        "These ratings do not say yet whether candidates grow from one hour to the next, on "
        f"average {fits}."
    )


def ungrown_sentence(whole: Whole) -> str:
    """Why nothing is said of growth; of a fit from before that was kept, what it takes."""
    return str(Ungrown(whole.ungrown or Ungrown.FEW).label)


def dependable_sentence(whole: Whole) -> str:
    """How much of an interview is its candidate, and over how many interviews most of it is."""
    first = whole.dependable.get("1")
    if first is None:
        return "These ratings show no difference between candidates that lasts beyond an hour."
    begin = (
        f"Of how single interviews come out, {percents(first)} is the candidate; the rest is who "
        "rated, what was asked, the day and chance."
    )
    goal = f"be {bound(whole.goal)} the candidate"
    if whole.needed is None:
        return f"{begin} Not even means over fifty interviews each would {goal} here."
    many = plural(whole.needed, "interview")
    return f"{begin} Means over about {many} each{_reaches(whole)} would {goal}."


def _reaches(whole: Whole) -> str:
    """How few and how many may do; nothing of a fit from before that was kept."""
    if not whole.reached:
        return ""
    fewest, most = whole.reached
    return f" ({fewest} to {most or 'more than 50'} fits)"


def settled_sentence(whole: Whole, facet: Facet) -> str:
    """How many interviews until one of them is known to a quarter of a level either way."""
    needed, name = whole.settles.get(facet), str(Facet(facet).label).lower()
    what = "their strictness" if facet == Facet.INTERVIEWER else "its difficulty"
    if needed is None:
        return (
            f"These ratings do not tell one {name} from another, so no number of interviews "
            f"settles {what}."
        )
    return (
        f"Each {name} takes about {plural(needed, 'interview')} until {what} is known "
        f"to a quarter of a level either way{_still(whole, facet, needed)}."
    )


def _still(whole: Whole, facet: Facet, needed: int) -> str:
    """How many more that is for the one in the middle."""
    held = whole.held.get(facet)
    if held is None:
        return ""
    if held >= needed:
        return f"; half of them have had {held} or more, so that is there"
    return f"; half of them have had {held} or fewer, so about {needed - held} more"
