"""Names that a writer typed into notes whose reviewer should not learn them."""

import re
from collections.abc import Iterator

from afterword.interviews.models import Interview
from afterword.notes.content import TEXTS, Content

SHORTEST = 3


def names_typed(content: Content, interview: Interview) -> list[tuple[str, str]]:
    """(line, name) for every name of the two people that stands in the text of a line."""
    known = {word for chair in interview.chairs.all() for word in _words(chair.name)}
    if not known:
        return []
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, sorted(known)))})\b", re.IGNORECASE)
    found = [(line, match[0]) for line, text in _texts(content) for match in pattern.finditer(text)]
    return list(dict.fromkeys(found))


def _words(name: str) -> Iterator[str]:
    return (word for word in name.split() if len(word) >= SHORTEST and word != "guest")


def _texts(content: Content) -> Iterator[tuple[str, str]]:
    for name in TEXTS:
        yield name, getattr(content, name)
    for rating in content.ratings:
        for one in rating.evidence:
            yield f"rating:{rating.dimension}", one.text
        yield f"raise:{rating.dimension}", rating.would_have_raised
