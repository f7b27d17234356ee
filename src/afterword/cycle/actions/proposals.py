"""Saying yes or no to what mail was found to tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

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
    asked = [one.pk for group in groups for one in group.proposals]
    still = {
        one.pk: one
        for one in Proposal.objects.select_for_update(of=("self",))
        .filter(UNANSWERED, pk__in=asked, person=person)
        .select_related("mailbox", "mailbox__imported")
    }
    if not still:
        raise NothingToAccept
    edit = editing.begin(cycle_of(person, now=now), "accepted_from_mail")
    sources: dict[object, Import] = {}
    for group in groups:
        some = [still[one.pk] for one in group.proposals if one.pk in still]
        if some:
            _accept_group(some, group.about, edit=edit, sources=sources, now=now)
    record(person, "proposals.accepted", edit, {"count": len(still)})
    return edit


def _accept_group(
    some: Sequence[Proposal], about: Application | Draft, *,
    edit: Edit, sources: dict[object, Import], now: datetime,
) -> None:  # fmt: skip
    for one in some:
        if one.mailbox_id not in sources:
            sources[one.mailbox_id] = _source_of(one.mailbox, edit.cycle)
    source = sources[some[0].mailbox_id]
    if isinstance(about, Draft):
        (about,) = write_drafts([about], edit=edit, source=source, now=now)
        Import.objects.filter(pk=source.pk).update(added=F("added") + 1)
    else:
        Import.objects.filter(pk=source.pk).update(joined=F("joined") + 1)
    for one in some:
        told = Happening(one.on, 0, one.stage)
        (event,) = note_imported(
            [(about, told)], edit=edit, source=sources[one.mailbox_id], now=now
        )
        Proposal.objects.filter(pk=one.pk).update(event=event)


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
    names = [one.pk for one in proposals]
    open_ones = Proposal.objects.filter(UNANSWERED, person=person, pk__in=names)
    count = open_ones.update(dismissed_at=now)
    if count:
        record(person, "proposals.dismissed", proposals[0].mailbox, {"count": count})
    return count


@transaction.atomic
def bring_back(proposal: Proposal, *, by: Person) -> None:
    """It may be an event after all."""
    if Proposal.objects.filter(pk=proposal.pk).exclude(dismissed_at=None).update(dismissed_at=None):
        record(by, "proposal.brought_back", proposal)
