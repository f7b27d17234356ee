"""What concerns whoever is looking: their hours as a candidate, their strictness, a copy of it."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from afterword.calibration import access, enough, queries
from afterword.calibration.amounts import day
from afterword.calibration.by_dimension import profile_rows
from afterword.calibration.enums import Facet, FitState
from afterword.calibration.found import Whole
from afterword.calibration.maps import own_map
from afterword.calibration.models import AdjustedNotes, Estimate, Fit
from afterword.calibration.over_hours import over_hours
from afterword.calibration.pictures import Opinion, opinions_chart, strictness_chart
from afterword.calibration.sentences import (
    changed,
    in_words,
    other_side_between,
    ungrown_sentence,
)
from afterword.calibration.together import rested_on, together
from afterword.notes.access import notes_by
from afterword.notes.enums import NotesState, Recommendation
from afterword.people.middleware import ViewerRequest
from afterword.questions.queries import questions_for


@require_safe
def mine(request: ViewerRequest) -> HttpResponse:
    """How have I done over time, and would others have said the same?"""
    letters = queries.own_hours(request.viewer)
    opinions, closed = _opinions(request)
    context = {
        "kinds": queries.over_time(letters),
        "letters": len(letters),
        "opinions": opinions,
        "chart": opinions_chart(opinions) if opinions else None,
        "closed": closed,
        "missing": _missing(request),
        "made": list(access.fits_around(request.viewer).filter(state=FitState.KEPT)),
        "at": "mine",
    }
    return render(request, "calibration/mine.html", context)


def _opinions(request: ViewerRequest) -> tuple[list[Opinion], int]:
    """Of recommendations that the reader has opened; and how many still are closed."""
    beside = access.adjusted_for(request.viewer).exclude(other_side=None)
    found = sorted(
        beside.prefetch_related("notes__versions"),
        key=lambda one: (one.notes.interview.started_at or one.created_at, one.pk),
    )
    opened = [one for one in found if one.notes.opened_at is not None]
    return [_opinion(one) for one in opened], len(found) - len(opened)


def _opinion(beside: AdjustedNotes) -> Opinion:
    notes = beside.notes
    choice = queries.document_of(notes)["recommendation"]["choice"]
    return Opinion(
        title=queries.title_of(notes),
        held=day(notes.interview.started_at),
        said=str(Recommendation(choice).label),
        other_side=beside.other_side or 0.0,
        between=other_side_between(beside),
    )


def _missing(request: ViewerRequest) -> list[Fit]:
    """Fits of the viewer's programs that say nothing yet."""
    return list(access.fits_around(request.viewer).exclude(state=FitState.KEPT).order_by("kind"))


@require_safe
def ability(request: ViewerRequest) -> HttpResponse:
    """The estimate itself, and how it moved, for whoever asked for their own."""
    letters = queries.own_hours(request.viewer)
    by_key = {one.pk: one for one in letters}
    names = queries.dimension_names(letters)
    context = {
        "told": [
            {
                **in_words(one),
                "profile": (rows := profile_rows(one, names)),
                "profile_told": any(row["is_told"] for row in rows),
                "map": own_map(
                    whole, one, _findable(request, one.fit), name=f"own-map-{one.fit.pk}"
                ),
                "needed": whole.needed,
                "ungrown": ungrown_sentence(whole),
                "over_hours": over_hours(one, by_key),
            }
            for one in access.own_ability(request.viewer)
            for whole in (Whole.from_json(one.fit.found),)
        ],
        "missing": enough.missing_of(Facet.CANDIDATE, hours=len(letters)),
        "fits": _missing(request),
        "at": "mine",
    }
    return render(request, "calibration/ability.html", context)


@require_safe
def strictness(request: ViewerRequest) -> HttpResponse:
    """How strict am I, how sure is that, and what did it change?"""
    told = [_strictness(request, one) for one in access.own_strictness(request.viewer)]
    held = notes_by(request.viewer).filter(state=NotesState.RELEASED).count()
    context = {
        "told": told,
        "missing": "" if told else enough.missing_of(Facet.INTERVIEWER, hours=held),
        "fits": [] if told else _missing(request),
        "at": "strictness",
    }
    return render(request, "calibration/strictness.html", context)


def _findable(request: ViewerRequest, fit: Fit) -> list[Estimate]:
    """The questions of a fit that the viewer may find in the bank."""
    return list(queries.difficulties_in(fit).filter(question__in=questions_for(request.viewer)))


def _strictness(request: ViewerRequest, estimate: Estimate) -> dict[str, object]:
    assert estimate.person is not None  # noqa: S101  own_strictness() finds a person's alone
    fit = estimate.fit
    return {
        **in_words(estimate),
        "chart": strictness_chart(estimate, name=f"strictness-{fit.pk}"),
        "together": together(estimate),
        "rested_on": rested_on(estimate),
        "map": own_map(
            Whole.from_json(fit.found), estimate, _findable(request, fit), name=f"own-map-{fit.pk}"
        ),
        "changed": changed(estimate, queries.ratings_by(fit, estimate.person)),
    }


@require_safe
def as_json(request: ViewerRequest) -> HttpResponse:
    """Everything that is kept about whoever asks, to take along."""
    letters = access.adjusted_for(request.viewer).select_related("fit")
    said = {
        "format": "afterword.numbers/1",
        "ability": [_plain(one) for one in access.own_ability(request.viewer)],
        "strictness": [_plain(one) for one in access.own_strictness(request.viewer)],
        "letters": [
            {
                "interview": str(one.notes.interview_id),
                "levels": one.levels,
                **_other_side(one),
                "model": one.fit.model,
                "ratings_digest": one.fit.digest,
            }
            for one in letters.order_by("notes__released_at", "pk")
        ],
    }
    answer = JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer.headers["Content-Disposition"] = 'attachment; filename="numbers.json"'
    return answer


def _other_side(one: AdjustedNotes) -> dict[str, object]:
    """The odds with their bounds; nothing while the recommendation, which they name, is closed."""
    named = {"": one.other_side, "_low": one.other_side_low, "_high": one.other_side_high}
    is_open = one.notes.opened_at is not None
    return {
        f"second_opinion_on_the_other_side{end}": value if is_open else None
        for end, value in named.items()
    }


def _plain(one: Estimate) -> dict[str, object]:
    names = ("value", "sd", "low", "high", "moved", "moved_low", "moved_high", "hours", "others")
    return {
        "program": one.fit.program.name,
        "kind": one.fit.kind,
        "model": one.fit.model,
        "ratings_digest": one.fit.digest,
        **{name: getattr(one, name) for name in names},
        **_of_facet(one),
    }


def _of_facet(one: Estimate) -> dict[str, object]:
    """What is kept of a candidate alone, or of an interviewer."""
    if one.facet == Facet.CANDIDATE:
        return {"over_hours": one.grown, "profile": one.profile}
    return {"together": one.habits}
