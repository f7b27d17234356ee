"""What the databases know of a room when somebody comes in; runs in a thread of its own."""

from dataclasses import dataclass
from uuid import UUID

from afterword.interviews import record
from afterword.interviews.edits import snapshots
from afterword.interviews.enums import InterviewState, Phase
from afterword.interviews.models import Chair, Interview
from afterword.interviews.protocol import ENDED, Language
from afterword.interviews.queries import AHEAD, BEHIND
from afterword.interviews.record import micros
from afterword.interviews.room.showing import Pieces, pieces_of
from afterword.interviews.room.standing import Standing
from afterword.questions.enums import Kind


@dataclass(frozen=True, slots=True)
class Opening:
    """What a live room starts from."""

    standing: Standing
    pieces: Pieces
    minutes: int
    read: int
    has_second_half: bool


@dataclass(frozen=True, slots=True)
class News:
    """What became of interviews outside of their rooms."""

    over: frozenset[UUID]
    swapped: frozenset[UUID]


def opening(interview_id: UUID) -> Opening:
    """How a room stands: the interview's own row first, then its record."""
    interview = Interview.objects.select_related("question_version").get(pk=interview_id)
    standing = _from_row(interview)
    for entry in record.entries_of(interview_id):
        standing.take(entry)
    pieces, read = pieces_of(interview.question_version), snapshots.read_up_to(interview_id)
    swapped = interview.pk in news_of({interview.pk}).swapped
    return Opening(standing, pieces, interview.minutes, read, swapped)


def pieces(interview_id: UUID) -> Pieces:
    """What the question of an interview can show; it may be chosen until the start, or in it."""
    interview = Interview.objects.select_related("question_version").get(pk=interview_id)
    return pieces_of(interview.question_version)


def _from_row(interview: Interview) -> Standing:
    agreed = Chair.objects.filter(interview=interview, consented_at__isnull=False)
    standing = Standing(consents=set(agreed.values_list("kind", flat=True)))
    if interview.kind != Kind.CODING:
        standing.language = Language.TEXT
    if interview.started_at is not None:
        standing.started_us = standing.phase_since_us = micros(interview.started_at)
        standing.phase = Phase.INTRODUCTIONS
    if interview.state == InterviewState.ENDED:
        standing.ended_us = micros(interview.ended_at) if interview.ended_at else 0
        standing.phase = ENDED
    return standing


def edits_between(
    interview_id: UUID, after: int, last: int, *, besides: frozenset[int]
) -> list[tuple[int, bytes]]:
    """What brings somebody who has the entries up to `after` as far as `last`.

    Who comes with nothing gets the snapshot first, as if it were one edit. Edits that nobody
    can read (those of the snapshot, and `besides`) are not sent.
    """
    snapshot = snapshots.newest(interview_id)
    start, tail = [], snapshots.edits_of(interview_id).filter(seq__gt=after)
    if after == 0 and snapshot.seq:
        start, tail = [(snapshot.seq, bytes(snapshot.state))], snapshots.after(snapshot)
    left_out = besides.union(snapshot.left_out)
    return start + [
        (seq, record.unnumbered(bytes(body)))
        for seq, body in tail.filter(seq__lte=last).values_list("seq", "body")
        if seq not in left_out
    ]


def news_of(interview_ids: set[UUID]) -> News:
    """Which are over, however they came to be, and which have a second half ahead."""
    found = Interview.objects.filter(pk__in=interview_ids)
    rows = list(found.values_list("pk", "state", "second_half__state"))
    return News(
        over=frozenset(pk for pk, state, _ in rows if state in BEHIND),
        swapped=frozenset(pk for pk, _, second in rows if second in AHEAD),
    )


def plan(minutes: int) -> dict[str, int]:
    """How an interview's minutes are meant to fall on its phases."""
    around = {
        Phase.INTRODUCTIONS: max(1, minutes // 12),
        Phase.PROBLEM: max(1, minutes // 8),
        Phase.THEIR_QUESTIONS: max(1, minutes // 8),
    }
    coding = max(1, minutes - sum(around.values()))
    return {phase.value: around.get(phase, coding) for phase in Phase}
