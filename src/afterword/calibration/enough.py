"""How much it takes before a number carries a statement, and how much of it is missing.

docs/sums/enough.md says where the counts come from. Nothing is kept of a question that rests on
fewer than five candidates: it would be theirs.
"""

from afterword.calibration.enums import Facet
from afterword.calibration.found import Agreed
from afterword.calibration.ratings import Gathered
from afterword.kit.words import listed

FEWEST_HOURS = 12
FEWEST_CANDIDATES = 4
FEWEST_INTERVIEWERS = 3
FEWEST_READ_TWICE = 10
# In so many interviews, with so many different people across, before anything is kept.
FEWEST_EACH = {
    Facet.CANDIDATE: (3, 2),
    Facet.INTERVIEWER: (3, 2),
    Facet.QUESTION: (5, 5),
}


def missing(there: Gathered) -> str:
    """What a program still needs before anything is said of it; nothing where it has enough."""
    needs = (
        _more(FEWEST_HOURS - there.count("hour"), "interview with released notes",
              "interviews with released notes"),
        _more(FEWEST_CANDIDATES - there.count("candidate"), "candidate", "candidates"),
        _more(FEWEST_INTERVIEWERS - there.count("interviewer"), "interviewer",
              "interviewers"),
    )  # fmt: skip
    said = [one for one in needs if one]
    return f"Still missing: {listed(said)}." if said else ""


def carries(facet: Facet, *, hours: int, across: int) -> bool:
    """Whether one of them was in enough interviews with enough others."""
    fewest_hours, fewest_across = FEWEST_EACH[facet]
    return hours >= fewest_hours and across >= fewest_across


def still_to_read(one: Agreed) -> int:
    """How many hours more have to be read twice before agreement in a dimension is said."""
    return max(0, FEWEST_READ_TWICE - one.readings)


def missing_of(facet: Facet, *, hours: int | None = None) -> str:
    """What one of them still needs; `hours` are those there are, where that may be told."""
    fewest, across = FEWEST_EACH[facet]
    whom = "interviewers" if facet == Facet.CANDIDATE else "candidates"
    takes = f"It takes {fewest} interviews with {across} different {whom}"
    if hours is None:
        return f"{takes}."
    if hours >= fewest:
        return f"{takes}, connected with others in a program that has enough of its own."
    return f"{takes}; there {_are(hours)}."


def _are(hours: int) -> str:
    if hours == 0:
        return "is none yet"
    return "is 1 so far" if hours == 1 else f"are {hours} so far"


def _more(count: int, one: str, many: str) -> str:
    return "" if count <= 0 else f"{count} more {one if count == 1 else many}"
