"""Interviews for scripts."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from ninja import Router, Schema, Status
from ninja.pagination import paginate
from pydantic import AwareDatetime, Field

from afterword.interviews import actions
from afterword.interviews.calendar import calendar_file
from afterword.interviews.enums import ChairKind, InterviewState, Seniority
from afterword.interviews.errors import NotAvailable, NotInProgram, Refused, TooManyAsks
from afterword.interviews.limits import ASKS, spend
from afterword.interviews.links import ask_for, guest_url
from afterword.interviews.models import Chair, Interview
from afterword.interviews.plan import Plan
from afterword.interviews.queries import chair_of, interviews_of, other_chair
from afterword.kit.doors import found
from afterword.kit.names import Name
from afterword.people.api_auth import PersonalToken
from afterword.people.enums import Scope
from afterword.people.middleware import ViewerRequest
from afterword.people.models import Person
from afterword.people.queries import programs_of
from afterword.questions.enums import Kind
from afterword.questions.models import Rubric

ICALENDAR = {"text/calendar": {"schema": {"type": "string"}}}
router = Router(tags=["interviews"], auth=PersonalToken(Scope.READ))


# Questions you ask them belong into every hour: no hour is of that kind.
Asked = Literal[Kind.CODING, Kind.BEHAVIOURAL, Kind.DESIGN]


class Said(Schema):
    """Why something was not done."""

    detail: str


class TimeOut(Schema):
    """A proposed time. It waits for whichever side did not propose it."""

    id: UUID
    starts_at: datetime
    proposed_by: ChairKind

    @staticmethod
    def resolve_proposed_by(time: object) -> str:
        return str(time.proposed_by.kind)  # type: ignore[attr-defined]  # a ProposedTime


class ChairOut(Schema):
    """One of the two chairs. Nobody's address is told."""

    kind: ChairKind
    name: str
    is_guest: bool


class InterviewOut(Schema):
    """An interview in which the token's owner sits. Which question it is, is not told here."""

    id: UUID
    program: UUID | None = Field(alias="program_id")
    kind: Kind
    seniority: Seniority
    state: InterviewState
    starts_at: datetime | None
    minutes: int
    started_at: datetime | None
    ended_at: datetime | None
    first_half: UUID | None = Field(alias="first_half_id")
    chairs: list[ChairOut]
    proposed_times: list[TimeOut]


class BookedOut(Schema):
    """The new interview; for a guest, the link to give to her."""

    id: UUID
    guest_link: str = ""


class NewInterview(Schema):
    """What to book. `person` None means a guest with a link; no `times` means now."""

    chair: ChairKind = Field(description="the chair that you take")
    kind: Asked = Kind.CODING
    seniority: Seniority = Seniority.INTERN
    minutes: int = Field(40, ge=15, le=90)
    program: UUID | None = None
    person: UUID | None = None
    guest_name: Name = Field("", max_length=120)
    times: list[AwareDatetime] = Field(default_factory=list, max_length=3)


class DimensionOut(Schema):
    """What is looked at: its key in notes, and the words for each of the four levels."""

    key: str
    name: str
    question: str
    anchors: dict[str, str]


class RubricOut(Schema):
    """What an interview is looked at by, from both chairs."""

    title: str
    kind: Kind
    dimensions: list[DimensionOut]


@router.get("", response=list[InterviewOut], summary="Your interviews")
@paginate
def interviews(request: ViewerRequest, state: InterviewState | None = None) -> QuerySet[Interview]:
    """Interviews in which you have a chair, the newest first."""
    mine = interviews_of(request.viewer).prefetch_related("proposed_times__proposed_by")
    return (mine.filter(state=state) if state else mine).order_by("-created_at", "pk")


@router.get("/{pk}", response=InterviewOut, summary="One interview")
def interview(request: ViewerRequest, pk: UUID) -> Interview:
    """An interview in which you have a chair."""
    return found(interviews_of(request.viewer), pk=pk)


@router.get("/{pk}/rubric", response=RubricOut, summary="Its rubric")
def rubric(request: ViewerRequest, pk: UUID) -> Rubric:
    """The dimensions by which both write, with the keys that notes use for them."""
    return found(interviews_of(request.viewer), pk=pk).rubric


@router.get(
    "/{pk}/calendar",
    summary="Its calendar file",
    openapi_extra={"responses": {200: {"description": "iCalendar", "content": ICALENDAR}}},
)
def calendar(request: ViewerRequest, pk: UUID) -> HttpResponse:
    """The interview as iCalendar, as it stands now."""
    row = found(interviews_of(request.viewer), pk=pk)
    mine = chair_of(request.viewer, row)
    assert mine is not None  # noqa: S101  it was found because the viewer sits in it
    body = calendar_file(row, mine=mine, other=other_chair(mine), now=timezone.now())
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


@router.post(
    "",
    response={201: BookedOut, 409: Said},
    auth=PersonalToken(Scope.INTERVIEWS_WRITE),
    summary="Book an interview",
)
def book(request: ViewerRequest, wish: NewInterview) -> Status[object]:
    """Propose times to somebody, or start now. The other side is told as from the pages."""
    person = request.viewer.person
    assert person is not None  # noqa: S101  the token has an owner
    try:
        spend(ASKS, person.pk, refused=TooManyAsks)
        return Status(201, _booked(_plan(wish, by=person), wish, by=person))
    except Refused as refused:
        return Status(409, {"detail": refused.sentence})


def _plan(wish: NewInterview, *, by: Person) -> Plan:
    """The wish with its rows. What is not there is answered like what is not to be had."""
    program = programs_of(by).filter(pk=wish.program).first() if wish.program else None
    other = Person.objects.filter(pk=wish.person).first() if wish.person else None
    if wish.program and program is None:
        raise NotInProgram
    if wish.person and other is None:
        raise NotAvailable
    return Plan(
        chair=wish.chair,
        kind=wish.kind,
        seniority=wish.seniority,
        minutes=wish.minutes,
        program=program,
        other=other,
        guest_name=wish.guest_name,
    )


def _booked(plan: Plan, wish: NewInterview, *, by: Person) -> dict[str, object]:
    now = timezone.now()
    if wish.times:
        row = actions.propose(plan, times=wish.times, by=by, now=now)
    else:
        row = actions.start_now(plan, by=by, now=now)
    guest = Chair.objects.filter(interview=row, person=None).first()
    link = ask_for(guest, now=now) if guest else None
    return {"id": row.pk, "guest_link": guest_url(link) if link else ""}
