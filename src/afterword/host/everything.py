"""Everything of somebody in one JSON file, to take along."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet

from afterword.calibration.models import Estimate
from afterword.cycle import exporting as search
from afterword.cycle.models import Cycle, Paper, Wish
from afterword.debriefs import exporting as debriefs
from afterword.interviews.edits.stood import last_text
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.models import Chair, Interview, PrivateNote
from afterword.kit.models import OLDEST_FIRST
from afterword.notes.access import (
    halves_by,
    letters_to,
    notes_by,
    reviews_of,
    second_readings_of,
)
from afterword.notes.for_scripts import (
    letter_of,
    reading_of,
    with_letters,
    with_words,
    written_of,
)
from afterword.notes.models import NextRound, Reply, ReviewComment
from afterword.people.models import Block, Commitment, Letter, Membership, Person, Report
from afterword.people.viewer import Viewer
from afterword.questions.models import Practice, Retelling, Sighting

FORMAT = "afterword-everything-1"


def everything_of(person: Person) -> bytes:
    """Words, hours, numbers, the search and what was looked back on, as one document."""
    viewer = Viewer(person=person)
    document = {
        "format": FORMAT,
        "account": _account(person),
        "hours": _hours(Chair.objects.filter(person=person)),
        "notes": _notes(viewer, Chair.objects.filter(person=person)),
        "questions": _questions(person),
        "numbers": _rows(Estimate.objects.filter(person=person), "fit_id", "facet", "value",
                         "low", "high", "hours", "grown", "habits", "profile"),
        "search": json.loads(search.as_json(search.whole(
            Cycle.objects.filter(person=person), Paper.objects.filter(person=person),
            Wish.objects.filter(person=person), angry=True,
        ))),
        "debriefs": json.loads(debriefs.as_json(debriefs.whole(viewer))),
    }  # fmt: skip
    return _as_json(document)


def everything_of_guest(*chairs: Chair) -> bytes:
    """The same of a guest, who has no account: her hours, under the name of the last."""
    mine = Chair.objects.filter(pk__in=[one.pk for one in chairs])
    return _as_json({
        "format": FORMAT,
        "account": _fields(chairs[-1], "guest_name", "guest_email", "guest_time_zone"),
        "hours": _hours(mine),
        "notes": _notes(Viewer(chairs=frozenset(one.pk for one in chairs)), mine),
    })  # fmt: skip


def _as_json(document: dict[str, Any]) -> bytes:
    return json.dumps(document, cls=DjangoJSONEncoder, indent=1, ensure_ascii=False).encode()


# Any, in all of this file: JSON, by field.
def _rows(rows: Any, *names: str) -> list[dict[str, Any]]:
    return list(_aged(rows).values(*names))


def _aged(rows: Any) -> Any:
    return rows.order_by(*OLDEST_FIRST)


def _account(person: Person) -> dict[str, Any]:
    places = Membership.objects.filter(person=person)
    return {
        **_fields(person, "name", "former_names", "email", "time_zone", "created_at"),
        "programs": _rows(places, "program__name", "role", "state", "joined_at"),
        "commitments": _rows(Commitment.objects.filter(person=person), "text", "state",
                             "created_at"),
        "letters": _rows(Letter.objects.filter(person=person, secret=False), "subject", "body",
                         "created_at"),
        "no_interviews_with": _rows(Block.objects.filter(blocker=person), "blocked__name"),
        "reports": _rows(Report.objects.filter(reporter=person), "about", "text", "answer"),
    }  # fmt: skip


def _hours(mine: QuerySet[Chair]) -> list[dict[str, Any]]:
    own = PrivateNote.objects.filter(chair__in=mine).order_by("moment", *OLDEST_FIRST)
    lines: dict[Any, list[dict[str, Any]]] = {}
    for note in own:
        lines.setdefault(note.chair_id, []).append(_fields(note, "moment", "text"))
    chairs = _aged(mine).select_related("interview")
    return [
        {
            **_fields(chair, "interview_id", "kind", "consented_at"),
            **_fields(chair.interview, "state", "starts_at", "started_at", "ended_at"),
            "typed_by_both": _text_of(chair.interview),
            "private_notes": lines.get(chair.pk, []),
        }
        for chair in chairs
    ]


def _text_of(interview: Interview) -> str | None:
    """What stood in the editor at the end; nobody asks for an hour that is not over."""
    if interview.state != InterviewState.ENDED:
        return None
    text = last_text(interview)
    return text.text if text is not None else ""


def _notes(viewer: Viewer, mine: QuerySet[Chair]) -> dict[str, Any]:
    about = mine.filter(kind=ChairKind.CANDIDATE).values("interview")
    half = ("interview_id", "ratings", "went_well", "would_change", "sent_at")
    comments = ReviewComment.objects.filter(review__in=reviews_of(viewer))
    return {
        "letters": [letter_of(one) for one in with_letters(_aged(letters_to(viewer)))],
        "written": [written_of(one) for one in with_words(_aged(notes_by(viewer)))],
        "halves": _rows(halves_by(viewer), *half),
        "next_rounds": _rows(NextRound.objects.filter(author__in=mine), "interview_id", "wants",
                             "to_learn", "why", "takeaway"),
        "replies": _rows(Reply.objects.filter(notes__interview__in=about), "notes__interview",
                         "thanks", "question", "will_do", "change"),
        "reviews": _rows(reviews_of(viewer), "words", "state", "decided_at"),
        "comments": _rows(comments, "line", "text"),
        "second_readings": [reading_of(one) for one in _aged(second_readings_of(viewer))],
    }  # fmt: skip


def _questions(person: Person) -> dict[str, Any]:
    return {
        "practised": _rows(Practice.objects.filter(person=person), "work", "went_well",
                           "would_change", "version__question__title"),
        "retold": _rows(Retelling.objects.filter(person=person), "title", "text", "state"),
        "seen": _rows(Sighting.objects.filter(person=person), "question__title"),
    }  # fmt: skip


def _fields(row: Model, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
