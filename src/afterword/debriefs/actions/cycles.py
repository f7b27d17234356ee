"""Named writes about the debrief of a cycle."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from afterword.cycle.actions import cycle_of, end_cycle
from afterword.cycle.models import Cycle
from afterword.debriefs.enums import OFFERS, STEPS, Step
from afterword.debriefs.errors import NothingSaid, NothingToShare, ThreeAreEnough
from afterword.debriefs.models import CycleDebrief, ShareLink
from afterword.journal.actions import record
from afterword.kit.saving import keep
from afterword.kit.tokens import digest, new_token
from afterword.people import actions as people
from afterword.people.enums import CommitmentState
from afterword.people.models import Commitment, Person

MOST_COMMITMENTS = 3
THERE = Q(taken_back_at=None)


@transaction.atomic
def begin(cycle: Cycle, *, length: str, now: datetime) -> CycleDebrief:
    """Look back on a cycle, with what went well first; it need not be over."""
    debrief = CycleDebrief.objects.create(cycle=cycle, length=length, begun_at=now)
    record(cycle.person, "cycle_debrief.begun", debrief)
    return debrief


@transaction.atomic
def save(debrief: CycleDebrief, *, step: Step, words: str, revision: int, now: datetime) -> None:
    """Keep the words of one step. Raises Overtaken or NotEditable."""
    answers = {**debrief.answers, step.value: words}
    keep(
        CycleDebrief.objects.all(), debrief, editable=THERE, revision=revision, now=now,
        answers=answers, at=step.value,
    )  # fmt: skip
    record(debrief.cycle.person, "cycle_debrief.saved", debrief, {"step": step.value})


@transaction.atomic
def go_to(debrief: CycleDebrief, step: Step) -> None:
    """Remember where it is paused."""
    CycleDebrief.objects.filter(pk=debrief.pk).update(at=step.value)


@transaction.atomic
def end(debrief: CycleDebrief, *, now: datetime) -> None:
    """Close it. Its words stay, and can be read, printed and shared."""
    if CycleDebrief.objects.filter(THERE, pk=debrief.pk, ended_at=None).update(ended_at=now):
        record(debrief.cycle.person, "cycle_debrief.ended", debrief)


@transaction.atomic
def reopen(debrief: CycleDebrief) -> None:
    """Go on with one that was closed."""
    if CycleDebrief.objects.filter(THERE, pk=debrief.pk).update(ended_at=None):
        record(debrief.cycle.person, "cycle_debrief.reopened", debrief)


@transaction.atomic
def take_back(debrief: CycleDebrief, *, now: datetime) -> bool:
    """Put it out of sight; its links open nothing any more. False if it was already."""
    if not CycleDebrief.objects.filter(THERE, pk=debrief.pk).update(taken_back_at=now):
        return False
    record(debrief.cycle.person, "cycle_debrief.taken_back", debrief)
    return True


@transaction.atomic
def bring_back(debrief: CycleDebrief) -> None:
    """Undo that."""
    if CycleDebrief.objects.filter(pk=debrief.pk).exclude(THERE).update(taken_back_at=None):
        record(debrief.cycle.person, "cycle_debrief.brought_back", debrief)


@transaction.atomic
def commit(debrief: CycleDebrief, *, text: str) -> Commitment:
    """One of at most three. Raises ThreeAreEnough or NothingSaid."""
    if not text.strip():
        raise NothingSaid("Say in a line what you will do.")
    CycleDebrief.objects.select_for_update().get(pk=debrief.pk)  # two tabs take turns
    there = Commitment.objects.filter(origin=debrief.origin).exclude(state=CommitmentState.LET_GO)
    if there.count() >= MOST_COMMITMENTS:
        raise ThreeAreEnough
    return people.commit(debrief.cycle.person, text=text.strip(), origin=debrief.origin)


@transaction.atomic
def begin_next_cycle(debrief: CycleDebrief, *, by: Person, now: datetime) -> Cycle:
    """End the cycle if it is going on, and begin the next one."""
    end_cycle(debrief.cycle, on=timezone.localdate(now), by=by)
    return cycle_of(by, now=now)


@transaction.atomic
def open_link(
    debrief: CycleDebrief, *, sections: Mapping[str, bool], days: int, now: datetime
) -> str:
    """A link to chosen sections; its token is told only now. Raises NothingToShare."""
    chosen: list[str] = [step for step in STEPS[debrief.length] if sections.get(step)]
    if not chosen:
        raise NothingToShare
    if Step.WISHES in chosen and sections.get(OFFERS):
        chosen.append(OFFERS)
    token = new_token()
    link = ShareLink.objects.create(
        debrief=debrief, digest=digest(token), sections=chosen,
        expires_at=now + timedelta(days=days),
    )  # fmt: skip
    record(debrief.cycle.person, "share_link.opened", link)
    return token


@transaction.atomic
def revoke_link(link: ShareLink, *, now: datetime) -> None:
    """It opens nothing from now on."""
    if ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now):
        record(link.debrief.cycle.person, "share_link.revoked", link)
