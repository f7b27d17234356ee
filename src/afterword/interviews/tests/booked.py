"""Interviews in more states, for this part's tests."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from afterword.interviews import actions, links
from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair, Interview
from afterword.interviews.plan import Plan
from afterword.people.models import Person, Program
from afterword.people.viewer import Viewer
from afterword.questions.models import Question, QuestionVersion

# A Wednesday on which nothing happens to anybody's clocks.
NOW = datetime(2031, 1, 15, 12, 0, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)
LATER = tuple(TOMORROW + timedelta(hours=hours) for hours in (0, 2, 4))


def plan(other: Person | None = None, *, program: Program | None = None, **fields: object) -> Plan:
    """Ben's wish: he is the candidate."""
    wish = {"chair": ChairKind.CANDIDATE, "other": other, "program": program, **fields}
    return Plan(**wish)


def proposed(
    by: Person,
    other: Person | None,
    *,
    program: Program | None,
    times: Sequence[datetime] = LATER,
    now: datetime = NOW,
) -> Interview:
    return actions.propose(plan(other, program=program), times=times, by=by, now=now)


def seat(interview: Interview, kind: ChairKind) -> Chair:
    found = Chair.objects.select_related("interview", "person")
    return found.get(interview=interview, kind=kind)


def first_time(interview: Interview) -> "object":
    time = interview.proposed_times.order_by("starts_at").first()
    assert time is not None
    return time.pk


def agreed(interview: Interview, *, by: Chair, now: datetime = NOW) -> Interview:
    return actions.accept_time(interview, time_id=first_time(interview), by=by, now=now)


def guest_viewer(chair: Chair) -> Viewer:
    return Viewer(person=None, chairs=frozenset({chair.pk}))


def ask_token(chair: Chair) -> str:
    """The end of the link that whoever asks hands out."""
    return links.token_of(chair.guest_links.filter(own=False).latest("created_at"))


def own_token(chair: Chair) -> str:
    """The end of the guest's own link."""
    return links.token_of(chair.guest_links.get(own=True))


def taken(chair: Chair, *, now: datetime = NOW, **said: str) -> Chair:
    """The guest's chair, once she has taken it by the ask."""
    ask = chair.guest_links.filter(own=False).latest("created_at")
    actions.take_chair(ask, introduction=actions.Introduction(**said), now=now)
    chair.refresh_from_db()
    return chair


def question(slug: str, *, difficulty: int = 2, kind: str = "coding") -> Question:
    made = Question.objects.create(
        slug=slug, title=slug.replace("-", " ").capitalize(), kind=kind, difficulty=difficulty
    )
    made.current = QuestionVersion.objects.create(
        question=made,
        number=1,
        source="---",
        digest="0" * 64,
        content={"title": made.title, "minutes": 40, "topics": ["queues"], "parts": []},
    )
    made.save()
    return made


def running(interview: Interview) -> Interview:
    now = interview.starts_at or NOW
    for chair in interview.chairs.all():
        actions.give_consent(chair, now=now)
    actions.start_interview(interview, by=seat(interview, ChairKind.INTERVIEWER), now=now)
    return interview
