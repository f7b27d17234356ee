"""The way into the API: a personal token in the Authorization header."""

from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError, AuthorizationError, HttpError
from ninja.security import HttpBearer

from afterword.kit import limits
from afterword.people import actions, queries
from afterword.people.enums import Scope
from afterword.people.models import AccessToken, Person
from afterword.people.viewer import NOBODY, Viewer

WRONG_TOKENS = limits.Limit("tokens", most=30, seconds=300)

UNSIGNED = "Send a personal token: Authorization: Bearer <token>. You make one in your settings."
WRONG = "This token opens nothing: it may be mistyped, ended or out of date."
TOO_MANY = "Too many wrong tokens from your address. Wait five minutes."


class PersonalToken(HttpBearer):
    """Lets a token in that has the scope; `request.viewer` is then its owner, without a session.

    What the owner may see and do is asked by the door as everywhere.
    """

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = Scope(scope)

    def __call__(self, request: HttpRequest) -> Person:
        """The owner of the token. Raises 401, 403 or 429 with a sentence."""
        request.viewer = NOBODY  # type: ignore[attr-defined]  # a session counts for nothing here
        person = super().__call__(request)
        if not isinstance(person, Person):
            raise AuthenticationError(message=UNSIGNED)
        request.viewer = Viewer(person=person)  # type: ignore[attr-defined]  # see ViewerRequest
        return person

    def authenticate(self, request: HttpRequest, token: str) -> Person:
        """The owner of a token that works and has the scope."""
        found = queries.token_named(token, now=timezone.now())
        if found is None:
            raise self._wrong(limits.place_of(request))
        self._require_scope(found)
        actions.note_use(found, now=timezone.now())
        return found.person

    def _wrong(self, place: str) -> HttpError | AuthenticationError:
        """A right token opens, whatever others behind the same address have tried."""
        if WRONG_TOKENS.reached(place):
            return HttpError(429, TOO_MANY)
        WRONG_TOKENS.count(place)
        return AuthenticationError(message=WRONG)

    def _require_scope(self, token: AccessToken) -> None:
        if self.scope not in token.scopes:
            raise AuthorizationError(
                message=f"This token may not do that: it lacks the scope {self.scope.value}."
            )
