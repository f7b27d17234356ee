"""The finished examples that come with Afterword: notes good enough to learn from.

Read from their files and shown as letters; nothing of them is kept in the database.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from afterword.interviews.enums import ChairKind, Phase
from afterword.interviews.models import Chair, Interview
from afterword.interviews.record import Moment, moment_of
from afterword.interviews.room.showing import pieces_of
from afterword.notes import document
from afterword.notes.content import Content, EvidenceLine, RatingLine
from afterword.notes.models import HiringNotes, NotesVersion, Reply, SelfAssessment
from afterword.notes.reading import Reading
from afterword.questions import bank
from afterword.questions.models import Question, QuestionVersion, Rubric

PART_SHOWN = re.compile(r"Part (\d) shown")
FOLDER = Path(__file__).parent / "examples"
Words = Mapping[str, Any]  # Any: what the file holds


@dataclass(frozen=True)
class Example:
    """One finished interview: what was noted in the hour, the letter, and what came of it."""

    slug: str
    title: str
    reading: Reading
    private_notes: list[tuple[int, str]]
    comments: list[tuple[str, str]]
    reply: Reply


def slugs() -> list[str]:
    """The names of the examples, in a steady order."""
    return sorted(file.stem for file in FOLDER.glob("*.yaml"))


def words_of(slug: str) -> Words:
    """What stands in an example's file."""
    said: Words = yaml.safe_load((FOLDER / f"{slug}.yaml").read_text(encoding="utf-8"))
    return said


def read(slug: str) -> Example:
    """One example, from rows that are never saved."""
    words = words_of(slug)
    interview = _interview(words)
    notes = HiringNotes(interview=interview)
    content = content_of(words)
    recorded = _recorded(words, interview.question_version)
    written = document.build(notes, content, recorded=recorded)
    own = {name: words["self_assessment"][name] for name in ("went_well", "would_change")}
    reading = Reading(
        notes=notes,
        version=NotesVersion(notes=notes, number=1, content=written),
        candidate=Chair(kind=ChairKind.CANDIDATE, guest_name=words["candidate"]),
        interviewer=Chair(kind=ChairKind.INTERVIEWER, guest_name=words["interviewer"]),
        own=SelfAssessment(ratings=words["self_assessment"]["ratings"], **own),
    )
    return Example(
        slug=slug,
        title=words["title"],
        reading=reading,
        private_notes=[(micros(one["minute"]), one["text"]) for one in words["private_notes"]],
        comments=list(review_comments(words)),
        reply=Reply(answer=words["answer"], **words["reply"]),
    )


def _interview(words: Words) -> Interview:
    found = bank.read(bank.FOLDER / words["kind"] / f"{words['question']}.md")
    question = Question(slug=found.slug, kind=found.kind, title=found.title)
    rubric = Rubric(kind=found.kind, **bank.rubric_source(found.kind))
    return Interview(
        kind=words["kind"],
        seniority=words["seniority"],
        rubric=rubric,
        question_version=QuestionVersion(
            question=question, number=found.version, content=found.content
        ),
    )


def content_of(words: Words) -> Content:
    """The hiring notes that stand in an example file."""
    return Content(
        strengths=words["strengths"],
        recommendation=words["recommendation"],
        because=words["because"],
        would_have_changed=words["would_have_changed"],
        confidence=words["confidence"],
        next_step=words["next_step"],
        ratings=tuple(_rating(key, said) for key, said in words["ratings"].items()),
    )


def _rating(key: str, said: Words) -> RatingLine:
    evidence = (EvidenceLine(one["text"], micros(one["minute"])) for one in said["evidence"])
    return RatingLine(key, said["level"], tuple(evidence), said["would_have_raised"])


def happened(words: Words) -> Iterator[tuple[float, str, Words]]:
    """What the room of an example showed, as (minute, kind, body) of its record."""
    yield 0, "phase", {"phase": Phase.INTRODUCTIONS}
    yield 1.5, "phase", {"phase": Phase.PROBLEM}
    yield 4, "phase", {"phase": Phase.CODING}
    yield 35, "phase", {"phase": Phase.THEIR_QUESTIONS}
    for note in words["private_notes"]:
        if shown := PART_SHOWN.match(note["text"]):
            yield note["minute"], "reveal", {"number": int(shown[1])}
    for hint in words["hints_given"]:
        yield hint["minute"], "hint", {"number": hint["hint"]}
    yield 40, "end", {}


def _recorded(words: Words, version: QuestionVersion | None) -> list[Moment]:
    pieces = pieces_of(version)
    told = sorted(happened(words), key=lambda one: one[0])
    return [moment_of(micros(minute), kind, body, pieces) for minute, kind, body in told]


def review_comments(words: Words) -> list[tuple[str, str]]:
    """The reviewer's words by line. YAML reads an unquoted `on` as true."""
    return [(one.get("on", one.get(True)), one["text"]) for one in words["review"]["comments"]]


def micros(minutes: float) -> int:
    """Minutes of an example as the microseconds of a moment."""
    return round(minutes * 60_000_000)
