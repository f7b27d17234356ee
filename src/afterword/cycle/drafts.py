"""An application before it is a row: what a form, a file or a message said. Pure."""

from dataclasses import dataclass, field

from afterword.cycle.enums import Source
from afterword.cycle.standing import Happening


@dataclass(frozen=True)
class Draft:
    """What is known of one application. Texts that are too long for their field go to `notes`."""

    company: str
    role: str = ""
    links: str = ""
    where: str = ""
    pay: str = ""
    source: str = Source.OUTBOUND.value
    source_words: str = ""
    referrer: str = ""
    notes: str = ""
    happenings: tuple[Happening, ...] = field(default_factory=tuple)
    id_in_file: str = ""  # of the row it comes from, if that has one
    people: tuple[tuple[str, str, str], ...] = ()  # part, name, how to reach them

    def fields(self) -> dict[str, str]:
        """What an application's row keeps of it; the happenings become events."""
        return {name: getattr(self, name) for name in FIELDS}


FIELDS = (
    "company", "role", "links", "where", "pay", "source", "source_words", "referrer", "notes",
)  # fmt: skip
