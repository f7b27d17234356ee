"""What an offer says, and what is made of the decision. Accepting and declining are events."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from afterword.cycle.actions import editing
from afterword.cycle.models import Application, Cycle, Edit, Offer
from afterword.journal.actions import Actor, record
from afterword.kit.saving import Overtaken

VERB = "offer_described"
IN_ONE_GO = timedelta(hours=1)


# Any: fields of an offer, by name, as a form has cleaned them.
@transaction.atomic
def describe_offer(
    application: Application, *, fields: Mapping[str, Any], revision: int, by: Actor, now: datetime
) -> Edit:
    """Keep what an offer says, or what is made of it. An application has one; the edit to undo.

    It is saved as it is typed, and what is typed in one go is undone in one go. Raises Overtaken
    where another tab saved newer words than those of `revision`.
    """
    Cycle.objects.select_for_update().get(pk=application.cycle_id)  # two tabs take turns
    offer = application.offers.filter(taken_back_at=None).first()
    if offer is None:
        edit = editing.begin(application.cycle, VERB)
        offer = Offer.objects.create(
            application=application, added_in=edit, revision=1, saved_at=now, **fields
        )
    else:
        _overtake(offer, revision=revision, now=now)
        edit = _going_on(offer, now=now) or editing.begin(application.cycle, VERB)
        editing.change(edit, offer, **fields)
    record(by, "offer.described", offer)
    return edit


def _overtake(offer: Offer, *, revision: int, now: datetime) -> None:
    newest = Offer.objects.filter(pk=offer.pk, revision=revision)
    if not newest.update(revision=F("revision") + 1, saved_at=now):
        raise Overtaken


def _going_on(offer: Offer, *, now: datetime) -> Edit | None:
    """The edit in which it is being written, if nothing else was done since."""
    cycle = offer.application.cycle_id
    last = Edit.objects.filter(cycle=cycle).order_by("-created_at", "-pk").first()
    if last is None or last.verb != VERB or last.undone_at or last.created_at < now - IN_ONE_GO:
        return None
    if offer.added_in_id != last.pk and f"offer:{offer.pk}" not in last.changes:
        return None
    editing.go_on(last)
    return last
