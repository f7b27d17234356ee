"""The hour behind a letter: what its moments point at, in the order of the record.

What the room showed is laid down in the document when the notes are released, so that the letter
stands by itself. Before they are read the two are put together: what was shown, and what the
letter says of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from afterword.interviews.record import Moment

SECOND = 1_000_000

# Any: lines of the document, which is JSON; see notes/document.py.
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """One thing the letter says of a moment, and the part of the letter that says it."""

    where: str
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Stop:
    """One second of the hour that something points at."""

    moment: int
    shown: list[Line] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    @property
    def second(self) -> int:
        return self.moment // SECOND


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase of the hour with its moments."""

    moment: int
    title: str
    stops: list[Stop]


def laid_down(moments: Sequence[Moment]) -> list[Line]:
    """What the record holds, as lines of the document. A candidate has seen all of it."""
    return [
        {"moment": one.us, "kind": one.kind, "title": one.title, "text": one.shown.strip()}
        for one in moments
    ]


def phase_at(moments: Sequence[Moment], moment: int | None) -> str | None:
    """The phase that a moment fell in; None where the record knows of none."""
    if moment is None:
        return None
    begun = [one.title for one in moments if one.kind == "phase" and one.us <= moment]
    return begun[-1] if begun else None


def stretches(document: Line) -> list[Stretch]:
    """The hour of a document, phase by phase; empty where nothing of it was recorded."""
    lines = document.get("hour", [])
    if not lines:
        return []
    stops = _stops(document)
    phases = _phases(lines, first=stops[0].moment if stops else 0)
    ends = [*(one["moment"] for one in phases[1:]), None]
    return [
        Stretch(phase["moment"], phase["title"], _between(stops, phase["moment"], end))
        for phase, end in zip(phases, ends, strict=True)
    ]


def _phases(lines: Sequence[Line], *, first: int) -> list[Line]:
    """The phases, and the time before them where something fell into it."""
    phases = [one for one in lines if one["kind"] == "phase"]
    if phases and phases[0]["moment"] <= first:
        return phases
    return [{"moment": 0, "title": "At the beginning"}, *phases]


def _between(stops: Sequence[Stop], begin: int, end: int | None) -> list[Stop]:
    return [one for one in stops if begin <= one.moment and (end is None or one.moment < end)]


def _stops(document: Line) -> list[Stop]:
    found: dict[int, Stop] = {}
    for line in document["hour"]:
        if line["kind"] != "phase":
            _stop(found, line["moment"]).shown.append(line)
    for moment, said in _said(document):
        _stop(found, moment).said.append(said)
    return [found[second] for second in sorted(found)]


def _stop(found: dict[int, Stop], moment: int) -> Stop:
    return found.setdefault(moment // SECOND, Stop(moment))


def _said(document: Line) -> Iterator[tuple[int, Said]]:
    for line in document["strengths"]:
        if line["moment"] is not None:
            yield line["moment"], Said("What you did well", "well", line["text"])
    for dimension in document["dimensions"]:
        for line in dimension["evidence"]:
            if line["moment"] is not None:
                anchor = f"on-{dimension['key']}"
                yield line["moment"], Said(dimension["name"], anchor, line["text"])
