"""What stands beside a letter and beside a question: fragments of their pages, or pages."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from afterword.calibration import access, enough, queries
from afterword.calibration.amounts import bound, percent, sided
from afterword.calibration.enums import Facet, FitState
from afterword.calibration.models import AdjustedNotes, Estimate, Fit
from afterword.calibration.pictures import difficulty_chart
from afterword.calibration.sentences import (
    in_words,
    level_words,
    other_side_between,
    span_words,
)
from afterword.calibration.views.fragments import page_or_fragment
from afterword.kit.doors import found
from afterword.kit.numbers import in_100
from afterword.kit.words import plural
from afterword.notes.access import letters_to
from afterword.notes.enums import NotesState, Recommendation
from afterword.notes.models import HiringNotes
from afterword.people.middleware import ViewerRequest
from afterword.people.queries import programs_of
from afterword.questions.enums import Difficulty
from afterword.questions.queries import questions_for


@require_safe
def letter(request: ViewerRequest, interview_id: UUID) -> HttpResponse:
    """What was written, and beside it what an interviewer of mean strictness would have."""
    mine = letters_to(request.viewer).prefetch_related("versions")
    notes = found(mine, interview=interview_id, state=NotesState.RELEASED)
    beside = access.adjusted_for(request.viewer).filter(notes=notes).first()
    fit = queries.fit_of(notes)
    context = {
        "notes": notes,
        "title": queries.title_of(notes),
        "beside": beside,
        "fit": fit,
        "missing": _missing(fit),
        "rows": _rows(notes, beside) if beside else [],
        "opinion": _opinion(notes, beside) if beside else None,
    }
    return page_or_fragment(request, "letter", context)


def _missing(fit: Fit | None) -> str:
    if fit is None:
        return "Numbers need a program, and come some minutes after its letters."
    if fit.state == FitState.KEPT:
        return "This letter came after the numbers were made, or nothing connects it with others."
    return fit.why


def _rows(notes: HiringNotes, beside: AdjustedNotes) -> list[dict[str, object]]:
    """Each rated dimension: as written, adjusted, and what else fits."""
    return [
        {
            "name": one["name"],
            "level": one["level"],
            "adjusted": level_words(beside.levels[one["key"]][0]),
            "span": span_words(*beside.levels[one["key"]][1:]),
        }
        for one in queries.document_of(notes)["dimensions"]
        if one["level"] is not None and one["key"] in beside.levels
    ]


def _opinion(notes: HiringNotes, beside: AdjustedNotes) -> dict[str, str] | None:
    choice = queries.document_of(notes)["recommendation"]["choice"]
    if beside.other_side is None or not choice:
        return None
    return {
        "said": str(Recommendation(choice).label),
        "in_100": in_100(beside.other_side),
        "fits": " to ".join(map(in_100, other_side_between(beside) or ())),
    }


@require_safe
def question(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """How hard did this question turn out, what does it tell, and who has seen it?"""
    one = found(questions_for(request.viewer), pk=pk)
    told = [_difficulty(estimate) for estimate in access.difficulties(request.viewer, one)]
    exposures = queries.exposures(one, programs_of(request.viewer.person))
    hours = None if told else queries.hours_with(one, exposures)
    context = {
        "question": one,
        "intended": Difficulty(one.difficulty).label,
        "told": told,
        "missing": "" if told else enough.missing_of(Facet.QUESTION, hours=hours),
        "exposures": exposures,
    }
    return page_or_fragment(request, "question", context)


def _between(estimate: Estimate) -> str:
    """The least and most that an hour with it may tell, and from how many it is known."""
    low, high = estimate.information_low, estimate.information_high
    if low is None or high is None:
        return ""
    return f"{bound(low)} to {bound(high)} fits, from {plural(estimate.hours, 'interview')}"


def _difficulty(estimate: Estimate) -> dict[str, object]:
    assert estimate.question is not None  # noqa: S101  difficulties() finds a question's alone
    average, among = queries.alike(estimate)
    intended = str(Difficulty(estimate.question.difficulty).label)
    return {
        **in_words(estimate),
        "alike": None if average is None else sided(average, estimate.facet),
        "among": among,
        "information": percent(estimate.information or 0.0),
        "informative": _between(estimate),
        "chart": difficulty_chart(
            estimate, name=f"difficulty-{estimate.fit.pk}", alike=average, intended=intended,
            among=among,
        ),
    }  # fmt: skip
