"""What goes into a scorecard file: a handful of questions, the rubric, and what it signs with."""

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.urls import reverse

from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import chair, unseen_questions, usable_questions
from afterword.kit import address
from afterword.notes.scorecard.file import FORMAT, ITERATIONS, SEALED_WITH, encoded
from afterword.notes.scorecard.seal import signing_key
from afterword.questions.models import QuestionVersion

MOST = 12
HANDFUL = 5

Item = TypeVar("Item")


def offered(interview: Interview) -> list[QuestionVersion]:
    """The question that was chosen, and then some that the candidate has not seen."""
    chosen = interview.question_version_id
    unseen = list(unseen_questions(interview).exclude(current=chosen))
    versions = [one.current_id for one in _spread(unseen, most=MOST)]
    found = QuestionVersion.objects.select_related("question").in_bulk([chosen, *versions])
    return [found[pk] for pk in (chosen, *versions) if pk in found]


def handful(versions: Sequence[QuestionVersion]) -> list[QuestionVersion]:
    """Those that are ticked at first: across the difficulties."""
    return [*versions[:1], *_spread(versions[1:], most=HANDFUL - 1)]


def _spread(items: Sequence[Item], *, most: int) -> list[Item]:
    """At most so many of them, evenly from first to last."""
    if len(items) <= most:
        return list(items)
    return [items[place * (len(items) - 1) // (most - 1)] for place in range(most)]


def is_askable(interview: Interview, version: UUID) -> bool:
    """Whether a version belongs to a question that this interview could use."""
    questions = usable_questions(interview).values("pk")
    return QuestionVersion.objects.filter(pk=version, question__in=questions).exists()


# Any: what the script reads as JSON; island/src/scorecard/payload.ts names its shape.
def payload(mine: Chair, versions: Sequence[QuestionVersion]) -> dict[str, Any]:
    """What the script in the file needs; a new file id each time."""
    interview, file = mine.interview, uuid4()
    return {
        "format": FORMAT,
        "interview": str(interview.pk),
        "file": str(file),
        "key": encoded(signing_key(mine.pk, file)),
        "sealed_with": SEALED_WITH,
        "iterations": ITERATIONS.start,
        "guest": mine.is_guest,
        "candidate": chair(interview, ChairKind.CANDIDATE).name,
        "address": address.link(reverse("notes:scorecard", args=[interview.pk])),
        "minutes": interview.minutes,
        "question": str(interview.question_version_id or "") or None,
        "dimensions": [_dimension(one) for one in interview.rubric.dimensions],
        "questions": [_question(one) for one in versions],
    }


def _dimension(dimension: dict[str, Any]) -> dict[str, str]:
    return {"key": str(dimension["key"]), "name": str(dimension["name"])}


def _question(version: QuestionVersion) -> dict[str, Any]:
    return {
        "id": str(version.pk),
        "title": version.question.title,
        "plan": [
            {"minutes": step["minutes"], "text": step["text"]}
            for step in version.content["time_plan"]
        ],
    }
