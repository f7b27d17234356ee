"""Who is looking: a person, a guest with a link, or nobody."""

from dataclasses import dataclass, field
from uuid import UUID

from afterword.people.models import Person


@dataclass(frozen=True)
class Viewer:
    """`chairs` are the chairs that guest links opened in this browser session."""

    person: Person | None = None
    chairs: frozenset[UUID] = field(default_factory=frozenset)

    @property
    def actor(self) -> str:
        """The name that the journal knows a person by. A guest acts from one of her chairs."""
        return self.person.actor if self.person is not None else "anonymous"


NOBODY = Viewer()
