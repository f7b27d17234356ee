"""What an offer says, and what is made of the decision. Accepting and declining are events."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from afterword.cycle.actions import editing
from afterword.cycle.models import Application, Cycle, Edit, Offer
from afterword.journal.actions import Actor, record


# Any: fields of an offer, by name, as a form has cleaned them.
@transaction.atomic
def describe_offer(application: Application, *, fields: Mapping[str, Any], by: Actor) -> Edit:
    """Keep what an offer says, or what is made of it. An application has one; the edit to undo."""
    Cycle.objects.select_for_update().get(pk=application.cycle_id)  # two tabs take turns
    edit = editing.begin(application.cycle, "offer_described")
    offer = application.offers.filter(taken_back_at=None).first()
    if offer is None:
        offer = Offer.objects.create(application=application, added_in=edit, **fields)
    else:
        editing.change(edit, offer, **fields)
    record(by, "offer.described", offer)
    return edit
