"""The bank for scripts."""

from uuid import UUID

from django.db.models import QuerySet
from ninja import Router, Schema
from ninja.pagination import paginate

from afterword.kit.doors import found
from afterword.people.api_auth import PersonalToken
from afterword.people.enums import Scope
from afterword.people.middleware import ViewerRequest
from afterword.questions import queries
from afterword.questions.enums import Kind
from afterword.questions.models import Question

router = Router(tags=["questions"], auth=PersonalToken(Scope.READ))


class QuestionOut(Schema):
    """A question's outside: what everybody in the bank's reach may know of it."""

    id: UUID
    slug: str
    kind: str
    title: str
    difficulty: int
    seen: bool


class WholeQuestionOut(QuestionOut):
    """A question that you have seen, with its Markdown source."""

    version: int
    source: str

    @staticmethod
    def resolve_version(question: Question) -> int:
        return question.current.number if question.current else 0

    @staticmethod
    def resolve_source(question: Question) -> str:
        return question.current.source if question.current else ""


@router.get("/", response=list[QuestionOut], summary="The bank")
@paginate
def bank(request: ViewerRequest, kind: Kind | None = None) -> QuerySet[Question]:
    """The questions that can be asked here, closed."""
    questions = queries.questions_for(request.viewer)
    return questions.filter(kind=kind) if kind else questions


@router.get("/{pk}", response=WholeQuestionOut, summary="One question that you have seen")
def question(request: ViewerRequest, pk: UUID) -> Question:
    """The whole of it; 404 for a question that could still be asked of you."""
    return found(queries.seen_questions(request.viewer), pk=pk)
