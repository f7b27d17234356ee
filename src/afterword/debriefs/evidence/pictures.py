"""Where applications went, how the time went, and how much of it was luck."""

from afterword.debriefs.beside_a_question import Eyes, Laid
from afterword.debriefs.models import CycleDebrief

NOTHING_SENT = Laid("No application has gone out in this cycle yet.")


def funnel(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    """Every application's way, and each stage beside the program's."""
    pictures = eyes.pictures(debrief.cycle)
    if pictures.streams is None:
        return NOTHING_SENT
    return Laid(charts=(pictures.streams,), shares=pictures, page="cycle:funnel")


def time(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    """Month by month; and day by day with names, for a mentor too, where this was chosen."""
    pictures = eyes.pictures(debrief.cycle)
    if pictures.months is None:
        return Laid("No application of this cycle has a day yet.")
    days = (pictures.days,) if pictures.days else ()
    return Laid(charts=(pictures.months, *days), page="cycle:silence")


def luck(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    """How often as many end without an offer; below five sent, how few that are."""
    pictures = eyes.pictures(debrief.cycle)
    if not pictures.sent:
        return NOTHING_SENT
    if pictures.luck is None:
        return Laid(
            f"{pictures.sent} sent so far. From five on, this says how often as many end without "
            "an offer although nothing is wrong; fewer would say nothing."
        )
    return Laid(luck=pictures)
