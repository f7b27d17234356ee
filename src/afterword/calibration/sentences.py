"""Numbers as a reader hears them: in levels, with how sure they are and what they rest on."""

from afterword.calibration.enums import Facet, Ungrown
from afterword.calibration.found import Sure, Whole
from afterword.calibration.models import AdjustedNotes, Estimate
from afterword.kit.words import plural
from afterword.questions.enums import Level

SIDES = {
    Facet.CANDIDATE: ("higher", "lower"),
    Facet.INTERVIEWER: ("stricter", "more lenient"),
    Facet.QUESTION: ("harder", "easier"),
}
SOURCES = {
    "candidate": "who was asked",
    "profile": "what each is better and less good at",
    "interview": "the hour itself, a good or a bad day",
    "interviewer": "who rated",
    "question": "which question it was",
    "residual": "everything else, chance included",
}
BESIDE = 0.25
"""Nearer than this to a level, its word alone is said."""


def in_levels(moved: float) -> str:
    """A distance in levels; never an exact nothing."""
    size = abs(moved)
    if size < 0.05:
        return "less than 0.1 of a level"
    if size < 0.95:
        return f"{size:.1f} of a level"
    return "1 level" if size < 1.05 else f"{size:.1f} levels"


def sided(moved: float, facet: str) -> str:
    """A distance with its side: 0.3 of a level stricter."""
    more, less = SIDES[Facet(facet)]
    return f"{in_levels(moved)} {more if moved >= 0 else less}"


def is_told(estimate: Estimate) -> bool:
    """Whether the interval leaves out the average."""
    return bool(estimate.moved_low > 0 or estimate.moved_high < 0)


def sure(estimate: Estimate) -> str:
    """Between which bounds, and from what."""
    low, high = estimate.moved_low, estimate.moved_high
    hours = plural(estimate.hours, "interview")
    return (
        f"between {sided(low, estimate.facet)} and {sided(high, estimate.facet)}, "
        f"from {hours} with {estimate.others} different {_across(estimate.facet)}"
    )


def _across(facet: str) -> str:
    return "interviewers" if facet == Facet.CANDIDATE else "candidates"


def changed(estimate: Estimate, ratings: int) -> str:
    """What a strictness made of so many ratings: each level it moves one rating by, summed."""
    if not ratings:
        return ""
    low, middle, high = (
        round(one * ratings) for one in (estimate.moved_low, estimate.moved, estimate.moved_high)
    )
    begin = f"Of {ratings} ratings of yours"
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


def percent(share: float) -> str:
    return f"{share:.0%}".replace("%", "\N{NO-BREAK SPACE}%")


def percents(one: Sure) -> str:
    """A share with its interval."""
    return f"{percent(one.value)} ({percent(one.low)} to {percent(one.high)})"


def beyond_chance(one: Sure | None) -> str:
    """An agreement with its interval; nothing where none can be told."""
    if one is None:
        return ""
    value, low, high = (f"{round(x, 2) + 0:.2f}".replace("-", "−") for x in one)
    return f"{value} ({low} to {high})"


def shares_in_order(whole: Whole) -> list[tuple[str, Sure]]:
    """The sources of the spread in ratings, the largest first, what is left over last."""
    return sorted(whole.shares.items(), key=lambda one: (one[0] == "residual", -one[1].value))


def spread_sentence(whole: Whole) -> str:
    """Where the spread of ratings comes from."""
    told = shares_in_order(whole)
    said = ", ".join(f"{percent(one.value)} {SOURCES.get(name, name)}" for name, one in told)
    return f"Of the spread in ratings: {said}."


def grows_sentence(whole: Whole) -> str:
    """By how much candidates move from one hour to the next, on average."""
    if whole.grows is None:
        return f"Whether candidates grow cannot be said yet. {ungrown_sentence(whole)}"
    value, low, high = whole.grows
    ends = " to ".join(sided(one, Facet.CANDIDATE) for one in (low, high))
    told = (
        f"From one hour to the next candidates here move by about {in_levels(value)} "
        f"{'up' if value >= 0 else 'down'}"
        if low > 0 or high < 0
        else "These ratings do not say yet whether candidates grow from one hour to the next"
    )
    return f"{told} ({ends})."


def ungrown_sentence(whole: Whole) -> str:
    """Why nothing is said of growth; of a fit from before that was kept, what it takes."""
    return str(Ungrown(whole.ungrown or Ungrown.FEW).label)


def dependable_sentence(whole: Whole) -> str:
    """How many interviews make an ability dependable."""
    first = whole.dependable.get("1")
    if first is None:
        return "These ratings show no difference between candidates that lasts beyond an hour."
    begin = (
        f"After one interview an ability is dependable to {first.value:.2f} "
        f"({first.low:.2f} to {first.high:.2f}), where 0 is chance and 1 is full"
    )
    if whole.needed is None:
        return f"{begin}; fifty interviews each would not bring it to {whole.goal:g} here."
    many = plural(whole.needed, "interview")
    return f"{begin}; {whole.goal:g} takes about {many} of each candidate."


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
        "to a quarter of a level either way."
    )
