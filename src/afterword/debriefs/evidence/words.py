"""What went well and what could go better, in words that were written before."""

from typing import Any

from afterword.cycle.remembered import Pictures
from afterword.debriefs.beside_a_question import Eyes, Laid, Said
from afterword.debriefs.company_interviews import said_in
from afterword.debriefs.evidence.read_once import interviews, letters
from afterword.debriefs.mock_letters import next_steps, strengths
from afterword.debriefs.models import CycleDebrief
from afterword.kit.prepared import Unread
from afterword.kit.words import first_few, listed, plural

MOST_LINES = 40


def well(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    """What came of it, and what went well by debriefs and by the last mocks."""
    said = _lines("went_well", interviews(debrief, eyes))
    lines = (*said, *strengths(letters(debrief, eyes)))
    return Laid(_came_of_it(eyes.pictures(debrief.cycle)), lines=lines, note=_from(lines))


def _came_of_it(pictures: Pictures) -> str:
    """What there is of offers, conversations and interest; what there is not is not said here."""
    heard, talks, offers = pictures.came_to
    counts = (
        (offers, "offer", "offers"),
        (talks, "conversation", "conversations"),
        (heard, "answer with interest", "answers with interest"),
    )
    told = [f"{count:,} {one if count == 1 else many}" for count, one, many in counts if count]
    if not told:
        return "Answers are not the only thing that can go well."
    sent = pictures.sent
    return f"{plural(sent, 'application')} led to {listed(told)}."


def better(debrief: CycleDebrief, eyes: Eyes) -> Laid:
    """What could go better by debriefs, and the next steps of the last mocks."""
    said = _lines("could_better", interviews(debrief, eyes))
    lines = (*said, *next_steps(letters(debrief, eyes)))
    return Laid(lines=lines, note=_from(lines))


def _from(lines: tuple[Said, ...]) -> str:
    return "From your debriefs of interviews, and from the notes of your mocks." if lines else ""


# Any: the rows as they are kept.
def _lines(name: str, there: Unread[tuple[Any, ...]]) -> tuple[Said, ...]:
    """What was written about interviews, each once, with the companies it was written about."""
    said: dict[str, list[str]] = {}
    for text, company in said_in(name, there)[:MOST_LINES]:
        said.setdefault(text.strip(), []).append(company)
    return tuple(Said(text, first_few(list(dict.fromkeys(where)))) for text, where in said.items())
