"""What people mean to do differently."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from afterword.journal.actions import record
from afterword.kit.columns import AT_ONCE, keep_dated
from afterword.kit.models import with_names
from afterword.people.enums import CommitmentState
from afterword.people.errors import CommitmentMoved
from afterword.people.models import Commitment, Person


@transaction.atomic
def commit(person: Person, *, text: str, origin: str) -> Commitment:
    """Keep a sentence for its author alone; `origin` names the row it grew from."""
    commitment = Commitment.objects.create(person=person, text=text, origin=origin)
    record(person, "commitment.made", commitment)
    return commitment


def keep_commitment(commitment: Commitment, *, by: Person) -> None:
    """It held."""
    _move(commitment, CommitmentState.OPEN, CommitmentState.KEPT, by=by)


def let_go_of(commitment: Commitment, *, by: Person) -> None:
    """It no longer matters."""
    _move(commitment, CommitmentState.OPEN, CommitmentState.LET_GO, by=by)


def reopen_commitment(commitment: Commitment, *, by: Person) -> None:
    """Take it up again."""
    before = (CommitmentState.KEPT, CommitmentState.LET_GO)
    _move(commitment, before, CommitmentState.OPEN, by=by)


@transaction.atomic
def _move(
    commitment: Commitment, before: str | tuple[str, ...], after: CommitmentState, *, by: Person
) -> None:
    if not commitment.moved(before, after):
        raise CommitmentMoved(commitment)
    record(by, f"commitment.{after}", commitment)


@dataclass(frozen=True)
class Committed:
    """A commitment as a file tells of it."""

    text: str
    state: str
    created_at: datetime
    origin: str


def restore_commitments(person: Person, told: Iterable[Committed]) -> list[Commitment]:
    """Those that are not here yet, each made when it was. Part of a deed that journals."""
    here = set(Commitment.objects.filter(person=person).values_list("created_at", "text"))
    new = []
    for pk, one in with_names([*told]):
        if (one.created_at, one.text) not in here:
            here.add((one.created_at, one.text))
            new.append(Commitment(id=pk, person=person, **asdict(one)))
    keep_dated(new)
    return new


def take_out_commitments(
    person: Person, states: Mapping[UUID, str | None], *, but_from: Collection[str]
) -> None:
    """Those that came of a file and stand as they came, but what grew from rows that stay.

    How each came is told by its name; of None nobody noted it. Part of a deed that journals.
    """
    names = [*states]
    for start in range(0, len(names), AT_ONCE):
        there = Commitment.objects.filter(person=person, pk__in=names[start : start + AT_ONCE])
        rows = there.exclude(origin__in=but_from).values_list("pk", "state")
        same = [pk for pk, state in rows if states[pk] in (None, state)]
        Commitment.objects.filter(pk__in=same).delete()
