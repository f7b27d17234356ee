"""What several questions of one page rest on, read once."""

from typing import Any

from afterword.debriefs import company_interviews, mock_letters
from afterword.debriefs.beside_a_question import Eyes
from afterword.debriefs.models import CycleDebrief
from afterword.kit.prepared import Unread

# Part of the states in which something is remembered: change it with what is remembered.
SHAPE = 3
MOST_ROWS = 20


def letters(debrief: CycleDebrief, eyes: Eyes) -> mock_letters.Letters:
    """The author's latest hiring notes; for a mentor, those opened before the link was made."""
    person, before = debrief.cycle.person, eyes.opened_before
    return eyes.once("letters", lambda: mock_letters.letters(person, opened_before=before))


# Any: the rows as they are kept.
def interviews(debrief: CycleDebrief, eyes: Eyes) -> Unread[tuple[Any, ...]]:
    """The company interviews of the search that were looked back on."""
    return eyes.once("looked back", lambda: company_interviews.looked_back(debrief.cycle))
