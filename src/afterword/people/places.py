"""The list of a program's members, as a page shows it."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet, UUIDField

from afterword.kit.prepared import Filled, Gap, Prepared
from afterword.people.enums import MembershipState, Role
from afterword.people.models import Membership
from afterword.people.queries import PLACES_BY, places_by_state

Row = tuple[UUID, UUID, str, str, str, datetime | None]
COLUMNS = ("pk", "person", "person__name", "role", "state", "joined_at")
BADGES: dict[str, str] = {MembershipState.ACTIVE: "", MembershipState.INVITED: "waiting"}


class Place(NamedTuple):
    """Somebody's place in a program."""

    pk: UUID
    person: UUID
    name: str
    role: str
    state: str
    joined_at: datetime | None

    @property
    def badge(self) -> str:
        """The look of the mark; whoever is simply there has none."""
        return BADGES.get(self.state, "over")

    @property
    def words(self) -> str:
        if self.state == MembershipState.ACTIVE:
            return Role(self.role).label.lower()
        if self.state == MembershipState.INVITED:
            return "asked to come back"
        return MembershipState(self.state).label.lower()


def places_in(
    program: UUID, *, by: str, everybody: bool, sought: str
) -> "Filled[Row] | QuerySet[Membership, Row]":
    """The rows of the list, in one of PLACES_BY's orders; without `everybody`, who is there now."""
    if sought:
        return _places(program, by, everybody).filter(person__name__icontains=sought)
    return _unsought[by, everybody](program=program)


def _places(program: UUID | Gap, by: str, everybody: bool) -> "QuerySet[Membership, Row]":
    rows = places_by_state(program, by=by)
    shown = rows if everybody else rows.filter(state=MembershipState.ACTIVE)
    return shown.values_list(*COLUMNS)


def _in_order(by: str, *, everybody: bool) -> Prepared[Row]:
    return Prepared(lambda program: _places(program, by, everybody), program=UUIDField())


_unsought = {
    (by, everybody): _in_order(by, everybody=everybody)
    for by in PLACES_BY
    for everybody in (True, False)
}
