"""What people mean to do differently."""

from django.db import transaction

from afterword.journal.actions import record
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
