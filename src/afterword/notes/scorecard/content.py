"""What stands in a scorecard, checked field by field and turned into the content of notes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from afterword.notes.content import MOST_EVIDENCE, Content, EvidenceLine, RatingLine
from afterword.notes.enums import Confidence, Recommendation
from afterword.notes.scorecard.errors import FileRefused
from afterword.notes.scorecard.file import shown
from afterword.questions.enums import Level

LONGEST = 10_000
MOST_RATINGS = 40
LAST_MOMENT = 24 * 3600 * 1_000_000
TEXTS = ("strengths", "because", "would_have_changed", "next_step")
FIELDS = frozenset({*TEXTS, "question", "ratings", "recommendation", "confidence"})
RATING_FIELDS = frozenset({"dimension", "level", "evidence", "would_have_raised"})
EVIDENCE_FIELDS = frozenset({"moment", "text"})

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What she wrote, and the version of the question that she asked."""

    content: Content
    question: UUID | None


# Any: a rubric's dimensions are JSON; see questions.models.Rubric.
def scorecard_from(words: object, *, dimensions: Sequence[Mapping[str, Any]]) -> Scorecard:
    """The scorecard in this JSON. Raises FileRefused, naming the field and what to do."""
    names = {str(one["key"]): str(one["name"]) for one in dimensions}
    card = _object(words, "the scorecard", FIELDS)
    content = Content(
        **{name: _text(card.get(name, ""), name) for name in TEXTS},
        recommendation=_choice(card, "recommendation", Recommendation.values),
        confidence=_choice(card, "confidence", Confidence.values),
        ratings=_ratings(card.get("ratings", []), names),
    )
    return Scorecard(content=content, question=_question(card.get("question")))


def _ratings(given: object, names: Mapping[str, str]) -> tuple[RatingLine, ...]:
    lines = _list(given, "ratings", most=MOST_RATINGS, each=_rating)
    found = {line.dimension: line for line in lines}
    if len(found) < len(lines):
        raise _refused("ratings", "names one dimension twice")
    if unknown := [key for key in found if key not in names]:
        raise FileRefused(
            f"The file rates “{shown(unknown[0])}”, which the rubric of this interview does not "
            f"have. It has {', '.join(names.values())}. Fetch a new scorecard, and copy the words "
            "over.",
            field="ratings",
        )
    return tuple(found.get(key, RatingLine(key)) for key in names)


def _rating(given: object, place: str) -> RatingLine:
    rating = _object(given, place, RATING_FIELDS)
    return RatingLine(
        dimension=_text(rating.get("dimension"), f"{place}.dimension", most=200),
        level=_level(rating.get("level"), f"{place}.level"),
        evidence=_list(
            rating.get("evidence", []),
            f"{place}.evidence",
            most=MOST_EVIDENCE,
            each=_evidence,
        ),
        would_have_raised=_text(rating.get("would_have_raised", ""), f"{place}.would_have_raised"),
    )


def _evidence(given: object, place: str) -> EvidenceLine:
    line = _object(given, place, EVIDENCE_FIELDS)
    return EvidenceLine(
        text=_text(line.get("text"), f"{place}.text"),
        moment=_moment(line.get("moment"), f"{place}.moment"),
    )


def _level(value: object, place: str) -> int | None:
    if value is None:
        return None
    if type(value) is not int or value not in Level.values:
        raise _refused(place, "is not 1, 2, 3 or 4, or null for “not assessed”")
    return value


def _moment(value: object, place: str) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 0 <= value <= LAST_MOMENT:
        raise _refused(place, "is not a time in microseconds within one day, or null")
    return value


def _question(value: object) -> UUID | None:
    if value is None:
        return None
    try:
        return UUID(_text(value, "question", most=36))
    except ValueError:
        raise _refused("question", "is not the id of a question, or null") from None


def _choice(card: Mapping[str, object], name: str, allowed: Sequence[str]) -> str:
    value = card.get(name, "")
    if not isinstance(value, str) or (value and value not in allowed):
        raise _refused(name, f"is not one of {', '.join(allowed)}, or empty")
    return value


def _text(value: object, place: str, most: int = LONGEST) -> str:
    if not isinstance(value, str):
        raise _refused(place, "is not a text")
    if len(value) > most:
        raise _refused(place, f"is longer than {most:,} characters; shorten it")
    if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise _refused(place, "has a character that cannot be kept; type that line again")
    return value.replace("\r\n", "\n")


def _object(value: object, place: str, fields: frozenset[str]) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _refused(place, "is not an object")
    if unknown := set(value) - fields:
        raise _refused(f"{place}: {shown(min(unknown))}", "is not part of this format")
    return value


def _list(
    value: object, place: str, *, most: int, each: Callable[[object, str], Item]
) -> tuple[Item, ...]:
    if not isinstance(value, list):
        raise _refused(place, "is not a list")
    if len(value) > most:
        raise _refused(place, f"has more than {most} lines; keep the ones that matter")
    return tuple(each(one, f"{place}[{number}]") for number, one in enumerate(value))


def _refused(place: str, what: str) -> FileRefused:
    return FileRefused(f"The scorecard cannot be read: “{place}” {what}.", field=place)
