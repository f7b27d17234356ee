"""What a file brings back of questions that were retold, and of rubrics that were rated by.

Parts of deeds that journal.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from afterword.kit.columns import AT_ONCE, keep_dated
from afterword.kit.models import with_names
from afterword.people.models import Person, Program
from afterword.questions.enums import RetellingState
from afterword.questions.models import Retelling, Rubric


@dataclass(frozen=True)
class Retold:
    """A retelling as a file tells of it. Without a program it was offered to this server's bank."""

    program: Program | None
    kind: str
    title: str
    text: str
    state: str
    created_at: datetime
    answered_at: datetime | None

    @property
    def key(self) -> tuple[datetime, str, str]:
        return self.created_at, self.title, self.text


def restore_retellings(
    person: Person, told: Sequence[Retold]
) -> tuple[list[Retelling], list[Retelling]]:
    """All of them in their order, and which of those are new: words that ask nobody to answer."""
    mine = Retelling.objects.filter(person=person)
    here = {(one.created_at, one.title, one.text): one for one in mine}
    new = []
    for pk, one in with_names(told):
        if one.key not in here:
            here[one.key] = Retelling(
                id=pk, person=person, program=one.program, kind=one.kind, title=one.title,
                text=one.text, state=_after(one.state), created_at=one.created_at,
                answered_at=one.answered_at,
            )  # fmt: skip
            new.append(here[one.key])
    keep_dated(new)
    return [here[one.key] for one in told], new


def _after(state: str) -> RetellingState:
    """What was declined stays so. Nobody here was asked for another answer."""
    declined = state == RetellingState.DECLINED
    return RetellingState.DECLINED if declined else RetellingState.WITHDRAWN


def take_out_retellings(person: Person, names: Sequence[str], *, but: Collection[UUID]) -> None:
    """Those that came of a file, but for those that what stays rests on."""
    for start in range(0, len(names), AT_ONCE):
        there = Retelling.objects.filter(person=person, pk__in=names[start : start + AT_ONCE])
        there.exclude(pk__in=but).delete()


# Any: dimensions, as JSON.
def restore_rubric(
    *, kind: str, title: str, dimensions: Sequence[dict[str, Any]], now: datetime
) -> Rubric:
    """The same dimensions as were rated; where they are not here, a rubric that is out of use."""
    here = Rubric.objects.filter(kind=kind, title=title, program=None)
    same = (one for one in here if one.dimensions == [*dimensions])
    return next(same, None) or Rubric.objects.create(
        kind=kind, title=title, dimensions=[*dimensions], retired_at=now
    )
