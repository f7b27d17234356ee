"""Saying yes or no to what mail was found to tell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from afterword.cycle.actions import editing
from afterword.cycle.actions.applications import write_drafts
from afterword.cycle.actions.cycles import cycle_of
from afterword.cycle.actions.events import note_imported
from afterword.cycle.drafts import Draft
from afterword.cycle.errors import NothingToAccept
from afterword.cycle.models import Application, Cycle, Edit, Import, Mailbox, Proposal
from afterword.cycle.standing import Happening
from afterword.journal.actions import record
from afterword.kit.columns import write_columns
from afterword.people.models import Person

AT_ONCE = 500
A_SLICE = 100  # proposals that are noted in one transaction: some tenths of a second at most
# Neither dismissed nor an event that stands: an event that was undone makes a proposal again.
UNANSWERED = Q(dismissed_at=None) & (Q(event=None) | ~Q(event__taken_back_at=None))


@dataclass(frozen=True)
class Accepted:
    """Proposals that belong together, and the application they are about, or a new one's draft."""

    proposals: Sequence[UUID]
    about: UUID | Draft


@dataclass
class _Part:
    """As much of one group as fits into a slice; of a new application all parts but the first
    are about what the first one made."""

    group: int
    names: Sequence[UUID]
    about: UUID | Draft
    open: list[Proposal] = field(default_factory=list)  # of these, what nobody has answered yet

    def draft(self) -> Draft:
        """A new application; by the message's own names where the one it was about has gone."""
        if isinstance(self.about, Draft):
            return self.about
        return Draft(self.open[0].company, role=self.open[0].role)


def accept(person: Person, groups: Iterable[Accepted], *, now: datetime) -> Edit:
    """Make events of them: one edit to undo. Raises NothingToAccept.

    Thousands are noted slice by slice, so that nobody else waits long to write; what is not noted
    yet when a server ends stays proposed. What comes from one mailbox belongs to one import, so
    that it can go again, whole.
    """
    edit: Edit | None = None
    made: dict[int, UUID] = {}
    for parts in _slices(groups):
        for part in parts:
            part.about = made.get(part.group, part.about)
        edit = _accept(person, parts, edit, made, now=now) or edit
    if edit is None:
        raise NothingToAccept
    return edit


def _slices(groups: Iterable[Accepted]) -> Iterator[list[_Part]]:
    """The groups in their order, so many proposals at a time."""
    parts, room = [], A_SLICE
    for number, group in enumerate(groups):
        names = list(group.proposals)
        while names:
            parts.append(_Part(number, names[:room], group.about))
            names, room = names[room:], room - len(names[:room])
            if not room:
                yield parts
                parts, room = [], A_SLICE
    if parts:
        yield parts


@transaction.atomic
def _accept(
    person: Person, parts: Sequence[_Part], edit: Edit | None, made: dict[int, UUID], *,
    now: datetime,
) -> Edit | None:  # fmt: skip
    """Note one slice in the edit of those before it; nothing where that was undone meanwhile."""
    if edit and not Edit.objects.select_for_update().filter(pk=edit.pk, undone_at=None).exists():
        return None
    still = _still_open(person, [name for part in parts for name in part.names])
    if not still:
        return None
    edit = edit or editing.begin(cycle_of(person, now=now), "accepted_from_mail")
    boxes = {one.mailbox_id: one.mailbox for one in still.values()}
    sources = {name: _source_of(box, edit.cycle) for name, box in boxes.items()}
    begun: dict[UUID, list[_Part]] = defaultdict(list)  # by the mailbox in which a group begins
    for part in parts:
        part.open = [still[name] for name in part.names if name in still]
        if part.open:
            begun[part.open[0].mailbox_id].append(part)
    told: dict[UUID, list[tuple[Proposal, Application]]] = defaultdict(list)
    for name, some in begun.items():
        rows = _applications(person, some, sources[name], edit=edit, now=now)
        for part, row in zip(some, rows, strict=True):
            made[part.group] = row.pk
            for one in part.open:
                told[one.mailbox_id].append((one, row))
    for name, pairs in told.items():
        _note(pairs, sources[name], edit=edit, now=now)
    record(person, "proposals.accepted", edit, {"count": len(still)})
    return edit


def _still_open(person: Person, asked: Sequence[UUID]) -> dict[UUID, Proposal]:
    """Those of the proposals that nobody has answered meanwhile."""
    rows = Proposal.objects.select_for_update(of=("self",)).filter(
        UNANSWERED, pk__in=asked, person=person
    )
    return {one.pk: one for one in rows.select_related("mailbox", "mailbox__imported")}


def _applications(
    person: Person, parts: Sequence[_Part], source: Import, *, edit: Edit, now: datetime
) -> list[Application]:
    """Each as it is there, or a new one of its draft, in their order."""
    mine = Application.objects.filter(cycle__person=person, taken_back_at=None)
    there = mine.in_bulk([one.about for one in parts if isinstance(one.about, UUID)])
    drafts = [one.draft() for one in parts if one.about not in there]
    new = write_drafts(drafts, edit=edit, source=source, now=now)
    Import.objects.filter(pk=source.pk).update(
        added=F("added") + len(new), joined=F("joined") + len(parts) - len(new)
    )
    in_order = iter(new)
    return [there[one.about] if one.about in there else next(in_order) for one in parts]


def _note(
    pairs: Sequence[tuple[Proposal, Application]], source: Import, *, edit: Edit, now: datetime
) -> None:
    told = [(about, Happening(one.on, 0, one.stage)) for one, about in pairs]
    events = note_imported(told, edit=edit, source=source, now=now)
    for (one, _), event in zip(pairs, events, strict=True):
        one.event = event
    write_columns([one for one, _ in pairs], ["event"])


def _source_of(mailbox: Mailbox, cycle: Cycle) -> Import:
    """The import of a mailbox; a new one where there is none, or where it was undone."""
    source = mailbox.imported
    if source is None or source.undone_at is not None or source.cycle_id != cycle.pk:
        source = Import.objects.create(cycle=cycle, file_name=mailbox.name, mapping={})
        Mailbox.objects.filter(pk=mailbox.pk).update(imported=source)
    return source


@transaction.atomic
def dismiss(person: Person, names: Sequence[UUID], *, now: datetime) -> int:
    """These are not events. They stay dismissed, whatever mail comes. How many were open."""
    count = 0
    for start in range(0, len(names), AT_ONCE):
        some = Proposal.objects.filter(
            UNANSWERED, person=person, pk__in=names[start : start + AT_ONCE]
        )
        count += some.update(dismissed_at=now)
    if count:
        record(person, "proposals.dismissed", person, {"count": count})
    return count


@transaction.atomic
def bring_back(proposal: Proposal, *, by: Person) -> None:
    """It may be an event after all."""
    if Proposal.objects.filter(pk=proposal.pk).exclude(dismissed_at=None).update(dismissed_at=None):
        record(by, "proposal.brought_back", proposal)
