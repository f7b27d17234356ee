"""What would make it right, beside the offers that came."""

from collections.abc import Sequence
from typing import Any

from django.db.models import UUIDField

from afterword.cycle.enums import Outcome, WishKind
from afterword.cycle.models import Wish
from afterword.cycle.names import named
from afterword.cycle.offers import Decided, first_offers
from afterword.debriefs.beside_a_question import Eyes, Laid, Row, Said
from afterword.debriefs.evidence.read_once import MOST_ROWS
from afterword.debriefs.models import CycleDebrief
from afterword.kit.prepared import Prepared

COLUMNS = ("Stands", "What decided it", "What you gave up", "What you take from it")
MORE_OFFERS = f"The first {MOST_ROWS} offers. All of them are where offers stand side by side."


def wishes(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    """Each wish in its own words, and beside them the offers, for whoever may see those."""
    written = _wished(person=debrief.cycle.person_id)
    wished = sorted(written, key=lambda one: WishKind.values.index(one[0]))
    lines = tuple(Said(text, before=WishKind(kind).label.capitalize()) for kind, text in wished)
    sentence = (
        "You wrote this once. Does it still hold, after what you have seen?"
        if lines
        else "Fit has two sides. What would the work, the people and the place be like?"
    )
    came = first_offers(debrief.cycle, most=MOST_ROWS + 1) if eyes.see_offers else []
    offers = tuple(_offer(one) for one in came[:MOST_ROWS])
    return Laid(
        sentence,
        lines=lines,
        **_told(offers),
        rows_title="The offers of this search, and what was decided",
        note=MORE_OFFERS if len(came) > MOST_ROWS else "",
        page="cycle:offers" if offers else "",
    )


_wished = Prepared(
    lambda person: Wish.objects.filter(person=person).exclude(text="").values_list("kind", "text"),
    person=UUIDField(),
)


def _offer(one: Decided) -> Row:
    stands = Outcome(one.outcome).label
    return Row(named(one.company, one.role), (stands, one.because, one.gave_up, one.next_time))


# Any: the columns and rows of `Laid`.
def _told(offers: Sequence[Row]) -> dict[str, Any]:
    """A table without the columns in which nothing is written yet."""
    there = [at for at in range(len(COLUMNS)) if any(one.cells[at] for one in offers)]
    rows = tuple(Row(one.head, tuple(one.cells[at] for at in there)) for one in offers)
    return {"columns": ("Offer", *(COLUMNS[at] for at in there)), "rows": rows}
