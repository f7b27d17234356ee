"""A debrief as a document: each step with what was laid out and what was written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from afterword.debriefs.enums import Step
from afterword.debriefs.evidence import laid_out
from afterword.debriefs.laid import Eyes, Laid
from afterword.debriefs.models import CycleDebrief, ShareLink

# Steps that gather: their rows are the document, and what asks for them is not printed.
OWN_ROWS = frozenset({Step.HELD, Step.REPEAT, Step.AVOID, Step.COMMITMENTS})


@dataclass(frozen=True)
class Section:
    """One step of the document. `is_empty` ones are left out of print and of what is shared."""

    step: Step
    laid: Laid
    words: str

    @property
    def gathers(self) -> bool:
        """What it shows is what was gathered here, and nothing is laid beside it."""
        return self.step in OWN_ROWS

    @property
    def is_empty(self) -> bool:
        """Nothing was written here, and nothing is there to show."""
        shows = self.laid.points if self.gathers else self.laid.shows
        return not self.words.strip() and not shows


def sections(
    debrief: CycleDebrief, steps: Iterable[str], *, today: date, link: ShareLink | None = None
) -> list[Section]:
    """The chosen steps in the order of the debrief; with `link`, as a mentor may read them."""
    chosen = [step for step in Step if step in set(steps)]
    shown = zip(chosen, laid_out(debrief, chosen, Eyes(today, link)), strict=True)
    read = [Section(step, it, debrief.answers.get(step, "")) for step, it in shown]
    return [one for one in read if not one.is_empty]
