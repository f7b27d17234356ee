"""The pieces of a question that are shown one by one: parts, hints, follow-ups."""

from dataclasses import dataclass

from afterword.kit import markdown
from afterword.questions.models import QuestionVersion

PLACES = {"part": "parts", "hint": "hints", "follow_up": "follow_ups"}
NAMES = {"part": "Part", "hint": "Hint", "follow_up": "Follow-up"}

Pieces = dict[tuple[str, int], "Shown"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece as both sides see it. When to give a hint is the interviewer's, and not in here."""

    what: str
    number: int
    title: str
    text: str
    html: str
    plain: str


def pieces_of(version: QuestionVersion | None) -> Pieces:
    """Everything of a question that can be shown, by what it is and its number from 1."""
    if version is None:
        return {}
    return {
        (what, number): _piece(what, number, piece)
        for what, place in PLACES.items()
        for number, piece in enumerate(version.content.get(place, ()), start=1)
    }


def _piece(what: str, number: int, piece: dict[str, str]) -> Shown:
    title = f"{NAMES[what]} {number}"
    if what != "hint" and piece.get("title"):
        title += f": {piece['title']}"
    # A follow-up's text says what a good answer has: the interviewer asks it in her own words.
    text = "" if what == "follow_up" else piece["text"]
    plain = f"{title}. {text}".strip(". ")
    return Shown(what, number, title, text, markdown.render(text), plain)
