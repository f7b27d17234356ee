"""The two halves that each side writes before it sees the other's."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from afterword.interviews.models import Chair
from afterword.journal import actions as journal
from afterword.journal.actions import Actor
from afterword.journal.models import subject_of
from afterword.kit.saving import keep
from afterword.notes import emails
from afterword.notes.actions.releasing import release_of
from afterword.notes.enums import ScorecardState
from afterword.notes.errors import AlreadySent, NothingSaid
from afterword.notes.models import NextRound, SealedScorecard, SelfAssessment
from afterword.people import actions as people

UNSENT = Q(sent_at=None)


def begin_self_assessment(chair: Chair) -> SelfAssessment:
    """The candidate's half, hers from the first time she opens the page."""
    mine, _ = SelfAssessment.objects.get_or_create(
        interview=chair.interview, defaults={"author": chair}
    )
    return mine


def begin_next_round(chair: Chair) -> NextRound:
    """One side's answer about a next round."""
    mine, _ = NextRound.objects.get_or_create(interview=chair.interview, author=chair)
    return mine


def save_self_assessment(
    mine: SelfAssessment, *, by: Actor, ratings: Mapping[str, int | None], went_well: str,
    would_change: str, revision: int, now: datetime,
) -> None:  # fmt: skip
    """Keep what the candidate types. Raises Overtaken or NotEditable."""
    with transaction.atomic():
        keep(
            SelfAssessment.objects.all(), mine, editable=UNSENT, revision=revision, now=now,
            ratings=dict(ratings), went_well=went_well, would_change=would_change,
        )  # fmt: skip
        journal.record(by, "self_assessment.saved", mine, {"revision": mine.revision})


def send_self_assessment(
    mine: SelfAssessment, answer: NextRound, *, by: Actor, now: datetime
) -> None:
    """Close the candidate's half, with the answer about a next round. It cannot be changed after.

    Notes that were waiting for it are released.
    """
    words = mine.went_well.strip() or mine.would_change.strip()
    if not words and not any(mine.ratings.values()):
        raise NothingSaid("Rate one dimension or write one line, and your half can be sent.")
    with transaction.atomic():
        unsent = SelfAssessment.objects.filter(pk=mine.pk, sent_at=None)
        if not unsent.update(sent_at=now):
            raise AlreadySent
        NextRound.objects.filter(pk=answer.pk, sent_at=None).update(sent_at=now)
        journal.record(by, "self_assessment.sent", mine)
        _tell_of_a_scorecard(mine)
        release_of(mine.interview, now=now)
    mine.refresh_from_db()


def _tell_of_a_scorecard(mine: SelfAssessment) -> None:
    """Only now does the candidate hear that the interviewer has brought a sealed file."""
    waits = SealedScorecard.objects.filter(interview=mine.interview, state=ScorecardState.SEALED)
    if waits.exists():
        emails.tell(mine.author, emails.scorecard_waits(mine.author))


def save_next_round(
    mine: NextRound, *, by: Actor, wants: bool | None, to_learn: str, why: str, takeaway: str,
    revision: int, now: datetime,
) -> None:  # fmt: skip
    """Keep what one side types about a next round. Raises Overtaken or NotEditable."""
    with transaction.atomic():
        keep(
            NextRound.objects.all(), mine, editable=UNSENT, revision=revision, now=now,
            wants=wants, to_learn=to_learn, why=why, takeaway=takeaway,
        )  # fmt: skip
        journal.record(by, "next_round.saved", mine, {"revision": mine.revision})


def send_next_round(mine: NextRound, *, by: Actor, now: datetime) -> None:
    """Close the answer. What a member saw from this chair becomes a commitment of their own."""
    with transaction.atomic():
        if not NextRound.objects.filter(pk=mine.pk, sent_at=None).update(sent_at=now):
            raise AlreadySent
        journal.record(by, "next_round.sent", mine)
        person = mine.author.person
        if person is not None and mine.takeaway.strip():
            origin = subject_of(mine.interview)
            people.commit(person, text=mine.takeaway.strip(), origin=origin)
    mine.refresh_from_db()
