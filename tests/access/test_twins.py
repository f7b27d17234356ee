"""Before the release the candidate cannot tell whether anybody has written a word.

Each twin is the same ended hour with something more of the other side's in it. Every page, every
answer of the API and every refusal of the candidate's is held against the hour in which nothing
was written: status, headers, body and number of queries.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from afterword.interviews.models import PrivateNote
from afterword.notes.content import Content
from afterword.notes.enums import NotesState
from afterword.notes.models import (
    Evidence,
    HiringNotes,
    NextRound,
    Rating,
    Review,
    ReviewComment,
    SealedScorecard,
    SelfAssessment,
)
from tests.access import twins, world
from tests.access.matrix import Row
from tests.access.twins import Change
from tests.access.world import World

pytestmark = pytest.mark.django_db(databases=["default", "record"])

ENDED = "ended"


def nothing(place: World) -> None:
    """An hour after which the other side has written nothing."""
    hour = place.interviews[ENDED]
    HiringNotes.objects.filter(interview=hour).delete()
    NextRound.objects.filter(interview=hour, author__kind="interviewer").delete()
    SealedScorecard.objects.filter(interview=hour, brought_by__kind="interviewer").delete()
    PrivateNote.objects.filter(chair__interview=hour).delete()


def _notes(place: World, state: str, **fields: object) -> HiringNotes:
    hour = place.interviews[ENDED]
    return HiringNotes.objects.create(
        pk=place.notes[ENDED].pk,
        interview=hour,
        author=hour.chairs.get(kind="interviewer"),
        state=state,
        because="Because.",
        **fields,
    )


def _sent(place: World, state: str, **fields: object) -> HiringNotes:
    now = timezone.now()
    due = {"sent_at": now, "review_due_at": now + timedelta(hours=20)}
    notes = _notes(place, state, **due, **fields)
    notes.sent_content = Content.of(notes).as_json()
    notes.save()
    review = Review.objects.create(
        notes=notes, reviewer=place.people["reviewer"], due_at=now, words="A word."
    )
    ReviewComment.objects.create(review=review, line="because", text="Which slips?")
    return notes


def private_lines(place: World) -> None:
    chair = place.interviews[ENDED].chairs.get(kind="interviewer")
    PrivateNote.objects.create(chair=chair, line=place.notes[ENDED].pk, moment=1, text="tie")


def a_draft(place: World) -> None:
    notes = _notes(place, NotesState.DRAFT, saved_at=timezone.now(), revision=12)
    rating = Rating.objects.create(notes=notes, dimension="coding", level=2)
    Evidence.objects.create(rating=rating, text="Said so.")


def a_late_draft(place: World) -> None:
    _notes(place, NotesState.DRAFT, late_told_at=timezone.now())


def a_stand_in(place: World) -> None:
    _notes(place, NotesState.DRAFT, from_record=True, written_by=place.people["reviewer"])


def in_review(place: World) -> None:
    _sent(place, NotesState.IN_REVIEW)


def returned(place: World) -> None:
    _sent(place, NotesState.RETURNED, returned_at=timezone.now())


def approved(place: World) -> None:
    _sent(place, NotesState.APPROVED)


def the_other_answer(place: World) -> None:
    hour = place.interviews[ENDED]
    NextRound.objects.create(
        interview=hour,
        author=hour.chairs.get(kind="interviewer"),
        wants=False,
        to_learn="how they test",
        why="They rushed.",
        sent_at=timezone.now(),
    )


def a_sealed_file(place: World) -> None:
    hour = place.interviews[ENDED]
    SealedScorecard.objects.create(
        interview=hour,
        brought_by=hour.chairs.get(kind="interviewer"),
        digest="f" * 64,
        body=b"sealed",
        words_since=timezone.now(),
    )


def released(place: World) -> None:
    """No twin: what the search finds once there is something to find."""
    place.notes["released"].versions.update(notes=_sent(place, NotesState.RELEASED))
    HiringNotes.objects.filter(pk=place.notes[ENDED].pk).update(released_at=timezone.now())


def own_half(place: World) -> None:
    """The candidate's own half is with us."""
    SelfAssessment.objects.filter(interview=place.interviews[ENDED]).update(sent_at=timezone.now())
    mine = NextRound.objects.filter(interview=place.interviews[ENDED], author__kind="candidate")
    mine.update(sent_at=timezone.now())


def as_it_was(place: World) -> None:
    """The candidate has not sent theirs."""


BEFORE = (private_lines, a_draft, a_late_draft, a_stand_in, in_review, returned, the_other_answer)
TWINS: list[tuple[Change, Change]] = [
    *((as_it_was, change) for change in (*BEFORE, approved, a_sealed_file)),
    # With both halves in, approved notes are released, and a sealed file waits for its word.
    *((own_half, change) for change in BEFORE),
]


def _may_tell(row: Row, place: World) -> bool:
    """Pages about this hour, and those about no hour in particular: lists, the desk, the bank."""
    others = {one.pk for name, one in place.interviews.items() if name != ENDED}
    return not others & set(row.at.values()) and not row.url.startswith(("/account/", "/host/"))


def asked_by_the_candidate(place: World) -> list[tuple[Row, str]]:
    """Everything there is to read, and saving one's own half."""
    at = {"interview_id": place.interviews[ENDED].pk}
    reads = [(row, "get") for row in twins.all_rows(place) if row.get and _may_tell(row, place)]
    about = [
        f"?about=hiringnotes:{place.notes[ENDED].pk}",
        f"?about=interview:{at['interview_id']}",
    ]
    words = {"revision": 0, "went_well": "I kept talking."}
    return [
        *reads,
        *((Row("people:report", query=query), "get") for query in about),
        *((Row(f"api:{name}", at, api=True), "get") for name in ("notes-letter",)),
        *((Row(f"notes:{name}", at), "get") for name in ("markdown", "json", "write", "written")),
        (Row("notes:self-assessment-save", at, body=words), "post"),
        (Row("notes:self-assessment", at, body=words), "post"),
        (Row("notes:opened", at), "post"),
        (Row("notes:reply", at, body={"thanks": "Thank you."}), "post"),
    ]


@pytest.fixture
def place(monkeypatch) -> World:
    """The world, at one moment: pages say what time it is."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    return world.build()


def test_no_twin_is_told_from_another_before_the_release(place, capsys):
    asked = asked_by_the_candidate(place)
    found: list[str] = []
    nothing(place)
    for own in (as_it_was, own_half):
        with twins.undone():
            own(place)
            alone = twins.told(place, asked, "candidate")
            for _, change in (twin for twin in TWINS if twin[0] is own):
                with twins.undone():
                    change(place)
                    other = twins.told(place, asked, "candidate")
                found += [
                    f"{own.__name__}, {change.__name__}: {one}"
                    for one in twins.differences(alone, other)
                ]
    with capsys.disabled():
        print(f"\ntwins: {len(asked) * len(TWINS)} pairs of answers, {len(TWINS)} twins")
    assert found == []


def test_the_search_sees_a_release(place):
    asked = asked_by_the_candidate(place)
    nothing(place)
    alone = twins.told(place, asked, "candidate")
    with twins.undone():
        released(place)
        found = twins.differences(alone, twins.told(place, asked, "candidate"))
    assert any("notes:" in one or "/notes/" in one for one in found)
    assert any("body" in one for one in found)
    assert any("queries" in one for one in found)
