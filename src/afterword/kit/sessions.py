"""Sessions in the database as Django keeps them; the query that each page begins with, prepared."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from afterword.kit.prepared import Prepared

_open = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now),
    key=CharField(), now=DateTimeField(),
)  # fmt: skip


class SessionStore(db.SessionStore):
    """Sessions as they are kept in the database."""

    def _get_session_from_db(self) -> Session | None:
        """The row of this session; nobody's is a session without a name, as Django has it."""
        found = next(iter(_open(key=self.session_key, now=timezone.now())), None)
        if found is None:
            self._session_key: str | None = None
        return found
