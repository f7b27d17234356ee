"""The document of released notes: one JSON value that the page and both exports are made from."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from afterword.interviews import record
from afterword.interviews.record import Moment
from afterword.notes import hour
from afterword.notes.content import Content, EvidenceLine
from afterword.notes.enums import RECOMMENDED, Confidence, Recommendation
from afterword.notes.models import HiringNotes

FORMAT = "afterword.notes/1"
_MOMENT = re.compile(r"^(?:[-*•]\s+)?(?:\[?(\d{1,3}):([0-5]\d)\]?[\s:]+)?(.*)$", re.DOTALL)

# Any: the document is JSON; FORMAT names its shape.
Document = dict[str, Any]


def build(
    notes: HiringNotes,
    content: Content,
    *,
    comments: Sequence[tuple[str, str]] = (),
    recorded: Sequence[Moment] | None = None,
) -> Document:
    """The document as JSON. It holds no names: those are read from the rows when it is shown.

    `comments` are a reviewer's words for the candidate: (line, text). `recorded` is what the room
    showed, where it is not in the interview's record.
    """
    interview = notes.interview
    question = interview.question_version
    moments = record.moments(interview) if recorded is None else recorded
    return {
        "format": FORMAT,
        "interview": {
            "kind": interview.kind,
            "seniority": interview.seniority,
            "question": question.question.title if question else None,
            "held_at": interview.started_at.isoformat() if interview.started_at else None,
        },
        "written": "from the record" if notes.from_record else "by the interviewer",
        "reviewed": not notes.unreviewed,
        "strengths": [
            {**one, "phase": hour.phase_at(moments, one["moment"])}
            for one in strengths(content.strengths)
        ],
        "dimensions": [_dimension(one, content, moments) for one in interview.rubric.dimensions],
        "recommendation": _recommendation(content),
        "next_step": content.next_step.strip(),
        "comments": [{"line": line, "text": text} for line, text in comments],
        "hour": hour.laid_down(moments),
    }


def digest(document: Document) -> str:
    """SHA-256 over the canonical JSON: what the journal keeps of a version."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def strengths(text: str) -> list[dict[str, Any]]:
    """One strength a line; a line may begin with its moment: `12:04 asked about ties`."""
    return [_strength(line.strip()) for line in text.splitlines() if line.strip()]


def _strength(line: str) -> dict[str, Any]:
    match = _MOMENT.match(line)
    if match is None:
        return {"text": line, "moment": None}
    minutes, seconds, words = match.groups()
    if not minutes or not words.strip():
        return {"text": words.strip() or line, "moment": None}
    return {"text": words.strip(), "moment": (int(minutes) * 60 + int(seconds)) * 1_000_000}


def cited(document: Document) -> set[int]:
    """The moments that a letter points at."""
    evidence = [one for dimension in document["dimensions"] for one in dimension["evidence"]]
    moments = (one.get("moment") for one in (*document["strengths"], *evidence))
    return {moment for moment in moments if moment is not None}


def _dimension(
    dimension: Mapping[str, Any], content: Content, moments: Sequence[Moment]
) -> dict[str, Any]:
    line = content.rating(str(dimension["key"]))
    rated = line.level is not None
    return {
        "key": dimension["key"],
        "name": dimension["name"],
        "level": line.level,
        "anchor": dimension["anchors"].get(str(line.level), "") if rated else "",
        "evidence": [_evidence(one, moments) for one in line.evidence if one.text.strip()],
        "would_have_raised": line.would_have_raised.strip(),
    }


def _evidence(line: EvidenceLine, moments: Sequence[Moment]) -> dict[str, Any]:
    phase = hour.phase_at(moments, line.moment)
    return {"text": line.text.strip(), "moment": line.moment, "phase": phase}


def _recommendation(content: Content) -> dict[str, Any]:
    return {
        "choice": content.recommendation,
        "because": content.because.strip(),
        "would_have_changed": content.would_have_changed.strip(),
        "confidence": content.confidence,
    }


def recommended(document: Document) -> dict[str, str]:
    """The recommendation in words: the sentence, and the committee's term for it."""
    choice = document["recommendation"]["choice"]
    confidence = document["recommendation"]["confidence"]
    if not choice:
        return {"sentence": "", "term": ""}
    term = Recommendation(choice).label
    if confidence:
        term += f", with {Confidence(confidence).label.lower()} confidence"
    return {"sentence": RECOMMENDED[choice], "term": term}


def at(moment: int | None) -> str:
    """A moment as a line begins with it: `12:04 `; nothing where there is none."""
    if moment is None:
        return ""
    seconds = moment // 1_000_000
    return f"{seconds // 60}:{seconds % 60:02} "
