"""What each step of a cycle's debrief lays out beside its question.

Reads of the candidate's own rows; each answers with a frozen value that a template, a printed page
and a mentor's page show in the same way. What is counted over the whole search is remembered, so a
step costs the same for ten applications and for ten thousand. It is remembered by a digest of all
that it was counted from, and without a word of the search.
"""

from collections.abc import Callable, Iterable
from itertools import chain

from afterword.cycle.remembered import words_for
from afterword.debriefs.beside_a_question import Eyes, Laid
from afterword.debriefs.enums import PointKind, Step
from afterword.debriefs.evidence.comparing import stands_out
from afterword.debriefs.evidence.endings import reasons
from afterword.debriefs.evidence.gathering import commitments, held, points_to
from afterword.debriefs.evidence.pictures import funnel, luck, time
from afterword.debriefs.evidence.practice import practice
from afterword.debriefs.evidence.wishing import wishes
from afterword.debriefs.evidence.words import better, well
from afterword.debriefs.models import CycleDebrief


def laid(debrief: CycleDebrief, step: Step, eyes: Eyes) -> Laid:
    """What there is for one step: for its author, or for a mentor who came by a link."""
    return laid_out(debrief, [step], eyes)[0]


def laid_out(debrief: CycleDebrief, steps: Iterable[Step], eyes: Eyes) -> list[Laid]:
    """The same for several, which rest on much that is read once."""
    found = [FOR[step](debrief, eyes) for step in steps]
    holes = [one.holes for one in found]
    mine = debrief.cycle.person_id
    words = words_for(chain.from_iterable(holes), person=mine) if any(holes) else {}
    pairs = zip(found, holes, strict=True)
    return [one.filled(words) if has_holes else one for one, has_holes in pairs]


FOR: dict[Step, Callable[[CycleDebrief, Eyes], Laid]] = {
    Step.WELL: well,
    Step.BETTER: better,
    Step.FUNNEL: funnel,
    Step.TIME: time,
    Step.LUCK: luck,
    Step.STANDS_OUT: stands_out,
    Step.PRACTICE: practice,
    Step.REASONS: reasons,
    Step.WISHES: wishes,
    Step.HELD: held,
    Step.REPEAT: points_to(PointKind.REPEAT),
    Step.AVOID: points_to(PointKind.AVOID),
    Step.COMMITMENTS: commitments,
}
