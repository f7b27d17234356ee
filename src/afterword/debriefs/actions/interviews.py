"""Named writes about the debrief of a company interview."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from afterword.cycle.models import CompanyInterview
from afterword.debriefs.enums import RUBRICS
from afterword.debriefs.errors import NothingSaid, OfferedAlready
from afterword.debriefs.models import InterviewDebrief
from afterword.journal.actions import record
from afterword.kit.saving import keep
from afterword.people import actions as people
from afterword.people.models import Commitment, Person, Program
from afterword.questions import retellings
from afterword.questions.access import IN_SIGHT
from afterword.questions.enums import Kind
from afterword.questions.models import Retelling
from afterword.questions.queries import rubric_for

ANY = Q()


@dataclass(frozen=True)
class Typed:
    """What the person wrote about one interview."""

    asked: str
    ratings: Mapping[str, int | None]
    went_well: str
    could_better: str
    next_time: str
    interviewer_was: str
    wants: bool | None
    to_learn: str


@transaction.atomic
def begin(interview: CompanyInterview, *, by: Person, now: datetime) -> InterviewDebrief:
    """The debrief of an interview: one, however often it is begun."""
    kind = RUBRICS.get(interview.kind)
    debrief, new = InterviewDebrief.objects.get_or_create(
        interview=interview,
        defaults={
            "person": by,
            "application": interview.application,
            "rubric": rubric_for(kind, program=None) if kind else None,
            "begun_at": now,
        },
    )
    if new:
        record(by, "interview_debrief.begun", debrief)
    return debrief


@transaction.atomic
def save(debrief: InterviewDebrief, typed: Typed, *, revision: int, now: datetime) -> None:
    """Keep what is typed; a debrief can be gone over for years. Raises Overtaken."""
    fields = {**typed.__dict__, "ratings": dict(typed.ratings)}
    keep(
        InterviewDebrief.objects.all(), debrief, editable=ANY, revision=revision, now=now, **fields
    )
    record(debrief.person, "interview_debrief.saved", debrief, {"revision": debrief.revision})


@transaction.atomic
def end(debrief: InterviewDebrief, *, now: datetime) -> None:
    """Close it for today; it stays open to later thoughts. Raises NothingSaid."""
    if not _says_something(debrief):
        raise NothingSaid("One line or one level makes a debrief. Write it, or leave it for later.")
    if InterviewDebrief.objects.filter(pk=debrief.pk, ended_at=None).update(ended_at=now):
        record(debrief.person, "interview_debrief.ended", debrief)


@transaction.atomic
def leave(debrief: InterviewDebrief) -> bool:
    """Take back that it was begun, where nothing is written. False where it stays, and waits."""
    there = InterviewDebrief.objects.select_for_update().get(pk=debrief.pk)  # two tabs take turns
    grown = Commitment.objects.filter(origin=debrief.origin).exists() or there.retelling is not None
    if _says_something(there) or grown:
        return False
    record(there.person, "interview_debrief.left", there)
    there.delete()
    return True


def _says_something(debrief: InterviewDebrief) -> bool:
    words = (
        debrief.asked, debrief.went_well, debrief.could_better, debrief.next_time,
        debrief.interviewer_was, debrief.to_learn,
    )  # fmt: skip
    return any(text.strip() for text in words) or any(debrief.ratings.values())


@transaction.atomic
def commit_to_next_time(debrief: InterviewDebrief) -> None:
    """Make what to do next time a commitment. Raises NothingSaid."""
    text = debrief.next_time.strip()
    if not text:
        raise NothingSaid("Say first what you will do next time.")
    people.commit(debrief.person, text=text, origin=debrief.origin)


@transaction.atomic
def offer_retelling(
    debrief: InterviewDebrief, *, program: Program | None, title: str, text: str
) -> Retelling:
    """Offer what was asked, retold, to a bank. Nothing else of the debrief goes with it.

    Raises OfferedAlready while an earlier offer waits or is a draft.
    """
    there = InterviewDebrief.objects.select_for_update().get(pk=debrief.pk)  # two tabs take turns
    if there.retelling is not None and there.retelling.state in IN_SIGHT:
        raise OfferedAlready
    kind = debrief.rubric.kind if debrief.rubric else Kind.CODING
    offered = retellings.offer(
        debrief.person, program=program, kind=kind, title=title.strip(), text=text.strip()
    )
    InterviewDebrief.objects.filter(pk=debrief.pk).update(retelling=offered)
    return offered
