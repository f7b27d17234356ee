"""People and programs for scripts."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from ninja import Field, Router, Schema
from ninja.pagination import paginate

from afterword.kit.doors import found
from afterword.people import access, queries
from afterword.people.api_auth import PersonalToken
from afterword.people.enums import CommitmentState, MembershipState, Scope
from afterword.people.middleware import ViewerRequest
from afterword.people.models import Commitment, Letter, Membership, Person, Program

router = Router(tags=["people"], auth=PersonalToken(Scope.READ))


class Me(Schema):
    """The owner of the token."""

    id: UUID
    name: str
    email: str
    time_zone: str


class ProgramOut(Schema):
    """A program with its policies."""

    id: UUID
    name: str
    about: str
    review_policy: str
    review_share: int
    blind_review: bool
    second_reading_share: int
    review_hours: int
    notes_hours: int
    seal_hours: int
    interview_minutes: int


class MemberOut(Schema):
    """An active member, as other members see them."""

    id: UUID
    name: str
    role: str
    joined_at: datetime | None

    @staticmethod
    def resolve_id(place: Membership) -> UUID:
        return place.person_id

    @staticmethod
    def resolve_name(place: Membership) -> str:
        return place.person.name


class LetterOut(Schema):
    """A letter that Afterword wrote to you. None that carries a code is among them."""

    id: UUID
    subject: str
    body: str = Field(alias="body_now")
    link: str = Field(alias="link_now")
    created_at: datetime
    read_at: datetime | None


class CommitmentOut(Schema):
    """Something that you mean to do differently, and what it grew from."""

    id: UUID
    text: str
    origin: str
    state: CommitmentState
    created_at: datetime


@router.get("/me", response=Me, summary="Who the token belongs to")
def me(request: ViewerRequest) -> Person | None:
    """The owner of the token."""
    return request.viewer.person


@router.get("/programs", response=list[ProgramOut], summary="The programs that you are in")
@paginate
def programs(request: ViewerRequest) -> QuerySet[Program]:
    """Programs of which you are an active member, by name."""
    return access.programs_joined(request.viewer).order_by("name", "pk")


@router.get("/programs/{pk}", response=ProgramOut, summary="One program")
def program(request: ViewerRequest, pk: UUID) -> Program:
    """A program of which you are an active member."""
    return found(access.programs_joined(request.viewer), pk=pk)


@router.get("/programs/{pk}/members", response=list[MemberOut], summary="Who is in a program")
@paginate
def members(request: ViewerRequest, pk: UUID) -> QuerySet[Membership]:
    """The active members of a program of yours, by name."""
    joined = found(access.programs_joined(request.viewer), pk=pk)
    return queries.places_by_state(joined).filter(state=MembershipState.ACTIVE)


@router.get("/letters", response=list[LetterOut], summary="What Afterword wrote to you")
@paginate
def letters(request: ViewerRequest) -> QuerySet[Letter]:
    """Your letters, the newest first. Reading them here puts none away."""
    return access.own_letters(request.viewer).order_by("-created_at", "pk")


@router.get("/commitments", response=list[CommitmentOut], summary="What you mean to do differently")
@paginate
def commitments(request: ViewerRequest) -> QuerySet[Commitment]:
    """Your commitments, the newest first. Nobody else ever reads them."""
    return access.own_commitments(request.viewer).order_by("-created_at", "pk")
