"""Saying yes or no to what mail was found to tell."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
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
from afterword.people.models import Person

AT_ONCE = 500
# Neither dismissed nor an event that stands: an event that was undone makes a proposal again.
UNANSWERED = Q(dismissed_at=None) & (Q(event=None) | ~Q(event__taken_back_at=None))


@dataclass(frozen=True)
class Accepted:
    """Proposals that belong together, and the application they are about, or a new one's draft."""

    proposals: Sequence[Proposal]
    about: Application | Draft


@transaction.atomic
def accept(person: Person, groups: Sequence[Accepted], *, now: datetime) -> Edit:
    """Make events of them, all or none: one edit to undo. Raises NothingToAccept.

    What comes from one mailbox belongs to one import, so that it can go again, whole.
    """
    still = _still_open(person, groups)
    if not still:
        raise NothingToAccept
    edit = editing.begin(cycle_of(person, now=now), "accepted_from_mail")
    told: dict[UUID, list[tuple[Proposal, Application]]] = defaultdict(list)
    boxes = {one.mailbox_id: one.mailbox for one in still.values()}
    sources = {name: _source_of(box, edit.cycle) for name, box in boxes.items()}
    open_groups = [
        (group, some)
        for group in groups
        if (some := [still[one.pk] for one in group.proposals if one.pk in still])
    ]
    for name, source in sources.items():
        of_box = [both for both in open_groups if both[1][0].mailbox_id == name]
        rows = _applications([group.about for group, _ in of_box], source, edit=edit, now=now)
        for (_, some), row in zip(of_box, rows, strict=True):
            for one in some:
                told[one.mailbox_id].append((one, row))
    for name, pairs in told.items():
        _note(pairs, sources[name], edit=edit, now=now)
    record(person, "proposals.accepted", edit, {"count": len(still)})
    return edit


def _still_open(person: Person, groups: Sequence[Accepted]) -> dict[UUID, Proposal]:
    """Those of the proposals that nobody has answered meanwhile."""
    asked = [one.pk for group in groups for one in group.proposals]
    found: dict[UUID, Proposal] = {}
    for start in range(0, len(asked), AT_ONCE):
        rows = Proposal.objects.select_for_update(of=("self",)).filter(
            UNANSWERED, pk__in=asked[start : start + AT_ONCE], person=person
        )
        found |= {one.pk: one for one in rows.select_related("mailbox", "mailbox__imported")}
    return found


def _applications(
    abouts: Sequence[Application | Draft], source: Import, *, edit: Edit, now: datetime
) -> list[Application]:
    """Each as it is there, or a new one of its draft, in their order."""
    drafts = [one for one in abouts if isinstance(one, Draft)]
    new: list[Application] = []
    for start in range(0, len(drafts), AT_ONCE):
        new += write_drafts(drafts[start : start + AT_ONCE], edit=edit, source=source, now=now)
    Import.objects.filter(pk=source.pk).update(
        added=F("added") + len(new), joined=F("joined") + len(abouts) - len(new)
    )
    in_order = iter(new)
    return [next(in_order) if isinstance(one, Draft) else one for one in abouts]


def _note(
    pairs: Sequence[tuple[Proposal, Application]], source: Import, *, edit: Edit, now: datetime
) -> None:
    told = [(about, Happening(one.on, 0, one.stage)) for one, about in pairs]
    events = note_imported(told, edit=edit, source=source, now=now)
    for (one, _), event in zip(pairs, events, strict=True):
        one.event = event
    Proposal.objects.bulk_update([one for one, _ in pairs], ["event"], batch_size=AT_ONCE)


def _source_of(mailbox: Mailbox, cycle: Cycle) -> Import:
    """The import of a mailbox; a new one where there is none, or where it was undone."""
    source = mailbox.imported
    if source is None or source.undone_at is not None or source.cycle_id != cycle.pk:
        source = Import.objects.create(cycle=cycle, file_name=mailbox.name, mapping={})
        Mailbox.objects.filter(pk=mailbox.pk).update(imported=source)
    return source


@transaction.atomic
def dismiss(person: Person, proposals: Sequence[Proposal], *, now: datetime) -> int:
    """These are not events. They stay dismissed, whatever mail comes. How many were open."""
    names, count = [one.pk for one in proposals], 0
    for start in range(0, len(names), AT_ONCE):
        some = Proposal.objects.filter(
            UNANSWERED, person=person, pk__in=names[start : start + AT_ONCE]
        )
        count += some.update(dismissed_at=now)
    if count:
        record(person, "proposals.dismissed", proposals[0].mailbox, {"count": count})
    return count


@transaction.atomic
def bring_back(proposal: Proposal, *, by: Person) -> None:
    """It may be an event after all."""
    if Proposal.objects.filter(pk=proposal.pk).exclude(dismissed_at=None).update(dismissed_at=None):
        record(by, "proposal.brought_back", proposal)
