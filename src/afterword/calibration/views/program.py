"""How a program rates, for whoever organizes it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from afterword.calibration import access, enough, queries
from afterword.calibration.amounts import percents
from afterword.calibration.by_dimension import given_rows
from afterword.calibration.enums import RECOMMENDATION, Facet, FitState
from afterword.calibration.found import Agreed, Whole
from afterword.calibration.maps import wright_map
from afterword.calibration.models import Fit
from afterword.calibration.pictures import dependable_chart, shares_chart
from afterword.calibration.sentences import (
    beyond_chance,
    grows_sentence,
    in_words,
    settled_sentence,
    told_apart,
)
from afterword.kit.doors import found, required
from afterword.people.access import organizes
from afterword.people.middleware import ViewerRequest
from afterword.people.queries import programs_of

SHOWN_AT_ONCE = 12  # of more a table is closed until somebody opens it
ORGANIZERS_ONLY = "Whoever organizes a program sees how it rates. Ask one of them."


@require_safe
def program(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """How much of what the notes say is the candidate, and what would settle the rest?"""
    place = found(programs_of(request.viewer.person), pk=pk)
    required(organizes(request.viewer, place), ORGANIZERS_ONLY)
    fits = access.fits_organized(request.viewer).filter(program=place)
    context = {
        "program": place,
        "fits": [_told(request, fit) for fit in sorted(fits, key=_those_that_say_more)],
        "fewest_read_twice": enough.FEWEST_READ_TWICE,
        "shown_at_once": SHOWN_AT_ONCE,
        "at": "program",
    }
    return render(request, "calibration/program.html", context)


def _those_that_say_more(fit: Fit) -> tuple[bool, int]:
    return fit.state != FitState.KEPT, -fit.hours


def _told(request: ViewerRequest, fit: Fit) -> dict[str, object]:
    if fit.state != FitState.KEPT:
        return {"fit": fit}
    whole = Whole.from_json(fit.found)
    interviewers = list(access.strictness_in(request.viewer, fit))
    questions = list(queries.difficulties_in(fit))
    own = request.viewer.person.pk if request.viewer.person else None
    return {
        "fit": fit,
        "whole": whole,
        "shares": shares_chart(whole, name=f"shares-{fit.kind}"),
        "twice": [_read_twice(key, whole.twice[key]) for key in sorted(whole.twice, key=_last)],
        "alike": percents(whole.shares["candidate"]) if "candidate" in whole.shares else "",
        "dependable": dependable_chart(whole, name=f"dependable-{fit.kind}"),
        "grows": grows_sentence(whole),
        "given": given_rows(whole.given),
        "settled": [settled_sentence(whole, one) for one in (Facet.INTERVIEWER, Facet.QUESTION)],
        "map": wright_map(whole, interviewers, questions, own=own, name=f"map-{fit.kind}")
        if interviewers or questions
        else None,
        "strict": told_apart(interviewers, Facet.INTERVIEWER),
        "hard": told_apart(questions, Facet.QUESTION),
        "interviewers": [
            {"name": one.person.name if one.person else "", **in_words(one)}
            for one in interviewers
        ],
        "questions": [
            {"question": one.question, **in_words(one)}
            for one in questions
        ],
    }  # fmt: skip


def _last(key: str) -> tuple[bool, str]:
    """The recommendation below the dimensions."""
    return key == RECOMMENDATION, key


def _read_twice(key: str, one: Agreed) -> dict[str, object]:
    """One dimension that was read twice; only how many are missing, while they are few."""
    return {
        "name": key.replace("_", " ").capitalize(),
        "said": one,
        "missing": enough.still_to_read(one),
        "alpha": beyond_chance(one.alpha),
        "alike": beyond_chance(one.alike),
    }
