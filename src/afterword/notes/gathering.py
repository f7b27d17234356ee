"""What the hour left behind, in order: private notes, hints that were given, how the time went."""

from collections.abc import Iterator
from dataclasses import dataclass

from afterword.interviews import record
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import private_lines
from afterword.notes.content import Content, EvidenceLine
from afterword.notes.document import at

KINDS = {
    "reveal": "part you showed",
    "hint": "hint you gave",
    "follow_up": "follow-up you asked",
}
TURNS = ("phase", "end")
"""How the time went: headings of the list, and no evidence of anything."""
LONGEST = 280


@dataclass(frozen=True, slots=True)
class Gathered:
    """One thing that the hour left; `line` is how it reads as evidence, where it can be that."""

    us: int
    kind: str
    text: str
    is_private: bool
    is_used: bool

    @property
    def is_turn(self) -> bool:
        return self.kind in TURNS

    @property
    def line(self) -> str:
        return f"{at(self.us)}{self.text}"


def gathered(interview: Interview, *, chair: Chair | None, content: Content) -> list[Gathered]:
    """Everything in the order of the hour; private notes only those of the chair that is given."""
    used = {(line.moment or 0) // 1_000_000 for line in _evidence(content) if line.moment}
    found = [*_from_record(interview), *(_private(chair) if chair is not None else ())]
    found.sort(key=lambda one: one[0])
    return [
        Gathered(us, kind, text, is_private, us // 1_000_000 in used)
        for us, kind, text, is_private in found
    ]


Found = tuple[int, str, str, bool]


def _private(chair: Chair) -> Iterator[Found]:
    for note in private_lines(chair):
        if note.text.strip():
            yield note.moment, "your note", _short(note.text), True


def _from_record(interview: Interview) -> Iterator[Found]:
    for moment in record.moments(interview):
        kind = KINDS.get(moment.kind, moment.kind)
        # A part's statement is long, and whoever writes these notes has read it.
        said = moment.shown if moment.kind == "hint" else ""
        yield moment.us, kind, _short(f"{moment.title}: {said}" if said else moment.title), False


def _short(text: str) -> str:
    """One line, and not a whole page."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …"


def _evidence(content: Content) -> list[EvidenceLine]:
    return [line for rating in content.ratings for line in rating.evidence]
