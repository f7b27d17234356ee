"""Names that a writer typed into notes whose reviewer should not learn them."""

import re
import unicodedata
from collections.abc import Iterator

from afterword.interviews.models import Chair, Interview
from afterword.notes.content import TEXTS, Content

LONG = 3
"""So many letters are a name however they are typed; two are one only as they are spelt."""
MOST = 3
"""So many are named at once: whoever types a list of words does not read an address out of it."""


def names_typed(content: Content, interview: Interview) -> list[tuple[str, str]]:
    """(line, name) for every name of the two people that stands in the text of a line."""
    known = {word for chair in interview.chairs.all() for word in _words(chair)}
    if not known:
        return []
    pattern = re.compile(rf"\b({'|'.join(map(_spelt, sorted(known)))})\b")
    found = [(line, match[0]) for line, text in _texts(content) for match in pattern.finditer(text)]
    told = list(dict.fromkeys(name.casefold() for _, name in found))[:MOST]
    return [one for one in dict.fromkeys(found) if one[1].casefold() in told]


def _words(chair: Chair) -> Iterator[str]:
    """The words of a name. ليلى may be typed as her address has it: its words, in other letters.

    Where the name is written in the letters of the address, what else stands there is not shown.
    """
    name = chair.person.name if chair.person is not None else chair.guest_name
    yield from (word for word in name.split() if len(word) > 1)
    address, known = chair.email.partition("@")[0], _scripts(name)
    words = (word for word in re.split(r"[\W\d_]+", address) if len(word) >= LONG)
    yield from (word for word in words if not _scripts(word) & known)


def _scripts(text: str) -> set[str]:
    """In which letters it is written, as Unicode names them: LATIN, ARABIC, CJK."""
    return {unicodedata.name(one, "").partition(" ")[0] for one in text if one.isalpha()}


def _spelt(word: str) -> str:
    return f"(?i:{re.escape(word)})" if len(word) >= LONG else re.escape(word)


def _texts(content: Content) -> Iterator[tuple[str, str]]:
    for name in TEXTS:
        yield name, getattr(content, name)
    for rating in content.ratings:
        for one in rating.evidence:
            yield f"rating:{rating.dimension}", one.text
        yield f"raise:{rating.dimension}", rating.would_have_raised
