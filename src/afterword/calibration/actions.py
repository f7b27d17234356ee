"""Fitting again, and forgetting. One verb, one transaction, one journal entry."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from afterword.calibration.confining import fitted_apart
from afterword.calibration.enough import carries, missing
from afterword.calibration.enums import Facet, FitState
from afterword.calibration.errors import NothingTold
from afterword.calibration.found import Found, Member
from afterword.calibration.gathering import gathered, kinds_of
from afterword.calibration.models import AdjustedNotes, Estimate, Fit, Wanted
from afterword.calibration.ratings import MODEL, Gathered
from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair
from afterword.journal import actions as journal
from afterword.journal.actions import SYSTEM
from afterword.kit import later
from afterword.people.enums import MembershipState
from afterword.people.models import Membership, Person, Program
from afterword.questions.models import Question

PERSON, QUESTION = "person:", "question:"
TOGETHER = timedelta(minutes=3)
"""Letters released within this time are fitted together."""
LOST = timedelta(hours=2)
"""A wish this old was lost with its task."""


def want_refit(program: Program, *, now: datetime) -> bool:
    """Have the program fitted soon; False where that is coming already."""
    with transaction.atomic():
        _, is_new = Wanted.objects.get_or_create(program=program, defaults={"since": now})
        old = Wanted.objects.filter(program=program, since__lt=now - LOST)
        if not (is_new or old.update(since=now)):
            return False
        later.enqueue("calibration.refit", run_after=now + TOGETHER, program_id=str(program.pk))
    return True


def want_this_model(*, now: datetime) -> None:
    """Have every program fitted that an earlier model was fitted to."""
    for program in Program.objects.filter(fits__in=Fit.objects.exclude(model=MODEL)).distinct():
        want_refit(program, now=now)


def refit(program: Program, *, now: datetime) -> list[Fit]:
    """Fit what has changed since it was last fitted; what has not is left as it is.

    Each fit begins where the last one ended and arrives at the same numbers from anywhere
    (docs/decisions/0014-whose-numbers.md). Raises NotFitted.
    """
    Wanted.objects.filter(program=program).delete()
    kept = Fit.objects.filter(program=program).values_list("kind", flat=True)
    kinds = sorted({*kinds_of(program), *kept})
    return [fit for kind in kinds if (fit := _refitted(program, kind, now=now)) is not None]


def _refitted(program: Program, kind: str, *, now: datetime) -> Fit | None:
    there = gathered(program, kind)
    last = Fit.objects.filter(program=program, kind=kind).first()
    if last is not None and last.digest == there.digest:
        return None
    began = _begins(last)
    said, state, why = _said(there, began)
    with transaction.atomic():
        fit = _kept(program, kind, there, state=state, why=why, now=now)
        if said is not None:
            fit.found, fit.ended = said.whole.as_json(), said.ended
            fit.began = began if said.from_start else None
            fit.save(update_fields=["found", "began", "ended"])
            Estimate.objects.bulk_create(_estimates(fit, there, said))
            AdjustedNotes.objects.bulk_create(_adjusted(fit, said))
        journal.record(SYSTEM, "calibration.refitted", fit, {"digest": fit.digest, "state": state})
    return fit


# Any: JSON, as study/starting.py makes it.
def _begins(last: Fit | None) -> dict[str, Any] | None:
    """Where the last fit ended, if it was of this model; None for a guess."""
    if last is None or last.model != MODEL or last.ended is None:
        return None
    return {"digest": last.digest, **last.ended}


def _said(there: Gathered, began: dict[str, Any] | None) -> tuple[Found | None, FitState, str]:
    """What the ratings say; if nothing, why."""
    if why := missing(there):
        return None, FitState.TOO_LITTLE, why
    try:
        return fitted_apart(there.columns, there.pairs, began), FitState.KEPT, ""
    except NothingTold as no:
        return None, FitState.NOTHING_TOLD, str(no)


def _kept(
    program: Program, kind: str, there: Gathered, *, state: FitState, why: str, now: datetime
) -> Fit:
    """The row of this program and kind, without anything that stood there before."""
    fields = {
        "state": state, "why": why, "model": MODEL, "digest": there.digest, "made_at": now,
        "hours": there.count("hour"), "apart": there.apart, "ratings": len(there.rows),
        "candidates": there.count("candidate"), "interviewers": there.count("interviewer"),
        "questions": there.count("question"), "found": {}, "began": None, "ended": None,
    }  # fmt: skip
    fit, _ = Fit.objects.update_or_create(program=program, kind=kind, defaults=fields)
    Estimate.objects.filter(fit=fit).delete()
    AdjustedNotes.objects.filter(fit=fit).delete()
    return fit


def _estimates(fit: Fit, there: Gathered, said: Found) -> Iterator[Estimate]:
    """Of whoever is here now and was in enough interviews, and of questions asked often enough."""
    people, questions = _here(fit.program), set(Question.objects.values_list("pk", flat=True))
    for facet, members, across in (
        (Facet.CANDIDATE, said.candidates, "interviewer"),
        (Facet.INTERVIEWER, said.interviewers, "candidate"),
        (Facet.QUESTION, said.questions, "candidate"),
    ):
        hours, met = there.hours_by(facet), there.across(facet, across)
        for one in members:
            whose = _whose(one.key, people, questions)
            if whose and carries(facet, hours=hours[one.key], across=met[one.key]):
                yield _estimate(fit, facet, one, hours=hours[one.key], others=met[one.key], **whose)


def _here(program: Program) -> set[UUID]:
    here = Membership.objects.filter(program=program, state=MembershipState.ACTIVE)
    return set(here.values_list("person", flat=True))


def _whose(key: str, people: set[UUID], questions: set[UUID]) -> dict[str, UUID]:
    """The row that a key stands for; nothing for guests, for who has left, for a lost question."""
    for prefix, field, there in (
        (PERSON, "person_id", people),
        (QUESTION, "question_id", questions),
    ):
        if key.startswith(prefix) and (pk := UUID(key.removeprefix(prefix))) in there:
            return {field: pk}
    return {}


def _estimate(
    fit: Fit, facet: Facet, one: Member, *, hours: int, others: int, **whose: UUID
) -> Estimate:
    return Estimate(
        fit=fit, facet=facet, sd=one.sd, value=one.scale.value, low=one.scale.low,
        high=one.scale.high, moved=one.levels.value, moved_low=one.levels.low,
        moved_high=one.levels.high, hours=hours, others=others, **_information(one),
        grown=one.grown and one.grown.as_json(), habits=one.habits and one.habits.as_json(),
        profile=list(one.profile) or None, **whose,
    )  # fmt: skip


def _information(one: Member) -> dict[str, float | None]:
    found = one.information or (None, None, None)
    names = ("information", "information_low", "information_high")
    return dict(zip(names, found, strict=True))


def _adjusted(fit: Fit, said: Found) -> Iterator[AdjustedNotes]:
    for hour in said.hours:
        levels: dict[str, Sequence[float]] = {key: list(one) for key, one in hour.levels.items()}
        value, low, high = hour.other_side or (None, None, None)
        yield AdjustedNotes(
            fit=fit, notes_id=UUID(hour.key), levels=levels, other_side=value,
            other_side_low=low, other_side_high=high,
        )  # fmt: skip


def forget_member(program: Program, *, person: Person) -> None:
    """Keep no estimate of somebody who is no longer here. Their letters keep what stands beside."""
    with transaction.atomic():
        gone = Estimate.objects.filter(fit__program=program, person=person)
        if gone.delete()[0]:
            journal.record(SYSTEM, "calibration.forgotten", program)


def begin_again(program: Program, *, now: datetime) -> None:
    """Somebody has come back: what was not kept of them is fitted again."""
    with transaction.atomic():
        if Fit.objects.filter(program=program).update(digest=""):
            journal.record(SYSTEM, "calibration.begun_again", program)
            want_refit(program, now=now)


def erase_numbers(person: Person) -> None:
    """Somebody leaves for good: their estimates go, and what stands beside letters to them.

    What they rated still counts, as by somebody unknown. The caller's transaction.
    """
    Estimate.objects.filter(person=person).delete()
    erase_beside_letters(Chair.objects.filter(person=person))


def erase_beside_letters(chairs: QuerySet[Chair]) -> None:
    """What stands beside the letters to some chairs goes. The caller's transaction."""
    about = chairs.filter(kind=ChairKind.CANDIDATE)
    AdjustedNotes.objects.filter(notes__interview__in=about.values("interview")).delete()
