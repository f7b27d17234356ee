"""Names that a writer typed into notes whose reviewer should not learn them."""

import re
from collections.abc import Iterator

from afterword.interviews.models import Chair, Interview
from afterword.notes.content import TEXTS, Content

LONG = 3
"""So many letters are a name however they are typed; two are one only as they are spelt."""


def names_typed(content: Content, interview: Interview) -> list[tuple[str, str]]:
    """(line, name) for every name of the two people that stands in the text of a line."""
    known = {word for chair in interview.chairs.all() for word in _words(chair)}
    if not known:
        return []
    pattern = re.compile(rf"\b({'|'.join(map(_spelt, sorted(known)))})\b")
    found = [(line, match[0]) for line, text in _texts(content) for match in pattern.finditer(text)]
    return list(dict.fromkeys(found))


def _words(chair: Chair) -> Iterator[str]:
    """The words of a name, and of its address: ليلى may be typed as the address has it."""
    name = chair.person.name if chair.person is not None else chair.guest_name
    yield from (word for word in name.split() if len(word) > 1)
    address = chair.email.partition("@")[0]
    yield from (word for word in re.split(r"[\W\d_]+", address) if len(word) >= LONG)


def _spelt(word: str) -> str:
    return f"(?i:{re.escape(word)})" if len(word) >= LONG else re.escape(word)


def _texts(content: Content) -> Iterator[tuple[str, str]]:
    for name in TEXTS:
        yield name, getattr(content, name)
    for rating in content.ratings:
        for one in rating.evidence:
            yield f"rating:{rating.dimension}", one.text
        yield f"raise:{rating.dimension}", rating.would_have_raised
