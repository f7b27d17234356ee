"""A debrief as a document: each step with what was laid out and what was written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from afterword.debriefs.beside_a_question import Eyes, Laid
from afterword.debriefs.commitments import GATHERS
from afterword.debriefs.enums import POINTS, Step
from afterword.debriefs.evidence import laid_out
from afterword.debriefs.models import CycleDebrief, ShareLink


@dataclass(frozen=True)
class Section:
    """One step of the document, as its author reads it, or a mentor."""

    step: Step
    laid: Laid
    words: str

    @property
    def gathers(self) -> bool:
        """Its rows are the document, and what asks for them is not in it."""
        return self.step in GATHERS

    @property
    def thoughts(self) -> tuple[Any, ...]:  # Any: points that rest on nothing yet
        """What waits here to be tied. Its author sees it on the page; no document has it."""
        return self.laid.thoughts if self.step in POINTS else ()

    @property
    def is_document(self) -> bool:
        """Something was written here, or is there to show."""
        shows = self.laid.points if self.gathers else self.laid.shows
        return bool(self.words.strip() or shows)

    @property
    def is_empty(self) -> bool:
        """There is nothing here, and nothing waits."""
        return not self.is_document and not self.thoughts


def sections(
    debrief: CycleDebrief, steps: Iterable[str], *, today: date, link: ShareLink | None = None
) -> list[Section]:
    """The chosen steps in the order of the debrief; with `link`, as a mentor may read them."""
    chosen = [step for step in Step if step in set(steps)]
    shown = zip(chosen, laid_out(debrief, chosen, Eyes(today, link)), strict=True)
    read = [Section(step, it, debrief.answers.get(step, "")) for step, it in shown]
    return [one for one in read if not one.is_empty]
