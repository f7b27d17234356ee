"""What was meant and whether it held, what is taken along, and what it ends in."""

from collections.abc import Callable

from afterword.debriefs.beside_a_question import Eyes, Laid
from afterword.debriefs.commitments import Meant, commitments_about
from afterword.debriefs.enums import PointKind
from afterword.debriefs.models import CycleDebrief
from afterword.debriefs.points import Points, points_of, thoughts, tied


def gathered(debrief: CycleDebrief, eyes: Eyes) -> Points:
    """What was gathered so far, read once a page."""
    return eyes.once("points", lambda: points_of(debrief))


def _meant(debrief: CycleDebrief, eyes: Eyes) -> Meant:
    return eyes.once("commitments", lambda: commitments_about(debrief))


def held(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    """What was meant before, and whether it held."""
    earlier = _meant(debrief, eyes).earlier
    if not earlier:
        return Laid("There are no earlier commitments yet. This debrief can end in the first.")
    return Laid("What you meant to do, and whether it held. Both answers are useful.",
                points=earlier)  # fmt: skip


def points_to(kind: PointKind) -> Callable[[CycleDebrief, Eyes], Laid]:
    """What is to be repeated, or done differently; thoughts are for their author only."""

    def of(debrief: CycleDebrief, eyes: Eyes) -> Laid:
        there = gathered(debrief, eyes)[kind]
        return Laid(
            "Each with what you saw it in: an interview, an application, a mock, a day.",
            points=tied(there), thoughts=() if eyes.link else thoughts(there),
        )  # fmt: skip

    return of


def commitments(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    """What it ends in so far, and for its author the thoughts that still wait."""
    waiting = () if eyes.link else thoughts(gathered(debrief, eyes)[PointKind.AVOID])
    return Laid(
        "At most three, each small enough to be seen. The next search opens with them.",
        points=_meant(debrief, eyes).here, thoughts=waiting,
    )  # fmt: skip
