"""Named writes about practice alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from afterword.journal import actions as journal
from afterword.kit.saving import NotEditable, keep
from afterword.people.models import Person
from afterword.questions.actions import note_sighting
from afterword.questions.errors import NothingSaid
from afterword.questions.models import Practice, Question
from afterword.questions.queries import rubric_for

WORKING = Q(worked_until=None, taken_back_at=None)
OPEN = Q(ended_at=None, taken_back_at=None)


@dataclass(frozen=True)
class Step:
    """One step of the time plan: from when until when it is meant to last."""

    starts_at: datetime
    ends_at: datetime
    text: str


@transaction.atomic
def begin(question: Question, *, by: Person, now: datetime) -> Practice:
    """Start on the current version. Whoever has practised a question has seen it."""
    assert question.current is not None  # noqa: S101  the bank shows only what has a version
    practice = Practice.objects.create(
        person=by,
        version=question.current,
        rubric=rubric_for(question.kind, program=question.program),
        begun_at=now,
    )
    note_sighting(by, question)
    journal.record(by, "practice.begun", practice)
    return practice


@transaction.atomic
def show_next_part(practice: Practice) -> bool:
    """Show one more part of the statement; False where all of them are shown."""
    fewer = Practice.objects.filter(WORKING, pk=practice.pk, parts_shown__lt=parts_of(practice))
    if not fewer.update(parts_shown=F("parts_shown") + 1):
        return False
    journal.record(practice.person, "practice.part_shown", practice)
    practice.refresh_from_db()
    return True


@transaction.atomic
def save(
    practice: Practice, *, work: str, ratings: Mapping[str, int | None], went_well: str,
    would_change: str, revision: int, now: datetime,
) -> None:  # fmt: skip
    """Keep what is typed. Raises Overtaken or NotEditable."""
    keep(
        Practice.objects.all(), practice, editable=OPEN, revision=revision, now=now, work=work,
        ratings=dict(ratings), went_well=went_well, would_change=would_change,
    )  # fmt: skip
    journal.record(practice.person, "practice.saved", practice, {"revision": practice.revision})


@transaction.atomic
def look_back(practice: Practice, *, now: datetime) -> bool:
    """The working part is over; False if it was already."""
    if not Practice.objects.filter(WORKING, pk=practice.pk).update(worked_until=now):
        return False
    journal.record(practice.person, "practice.worked", practice)
    practice.refresh_from_db()
    return True


@transaction.atomic
def end(practice: Practice, *, now: datetime) -> None:
    """Close one's own view and lay the reference open. Raises NothingSaid or NotEditable."""
    words = practice.went_well.strip() or practice.would_change.strip()
    if not words and not any(practice.ratings.values()):
        raise NothingSaid
    if not Practice.objects.filter(OPEN, pk=practice.pk).update(
        ended_at=now, worked_until=practice.worked_until or now
    ):
        raise NotEditable
    journal.record(practice.person, "practice.ended", practice)
    practice.refresh_from_db()


@transaction.atomic
def take_back(practice: Practice, *, now: datetime) -> bool:
    """Put it out of sight; False if it was already."""
    if not Practice.objects.filter(pk=practice.pk, taken_back_at=None).update(taken_back_at=now):
        return False
    journal.record(practice.person, "practice.taken_back", practice)
    return True


@transaction.atomic
def bring_back(practice: Practice) -> bool:
    """Undo taking it back; False if it was there."""
    gone = Practice.objects.filter(pk=practice.pk).exclude(taken_back_at=None)
    if not gone.update(taken_back_at=None):
        return False
    journal.record(practice.person, "practice.brought_back", practice)
    return True


def parts_of(practice: Practice) -> int:
    """How many parts the statement has."""
    return len(practice.version.content["parts"])


def plan(practice: Practice) -> Iterable[Step]:
    """The question's time plan, on the clock of this practice."""
    at = practice.begun_at
    for step in practice.version.content["time_plan"]:
        until = at + timedelta(minutes=int(step["minutes"]))
        yield Step(at, until, step["text"])
        at = until
