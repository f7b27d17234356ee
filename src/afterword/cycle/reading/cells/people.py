"""Who is named in the columns for contacts, with how to reach them: people, not notes."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from afterword.cycle.enums import ContactPart
from afterword.cycle.reading.plain_text import plain

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w/])\+?\(?\d[\d ()./-]{6,}\d(?![\w/])")
_PAGE = re.compile(r"(?:https?://|www\.|linkedin\.com/)\S+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[;/\n&|]\s*|\s+(?:and|und|et|y|e|en)\s+")
_NOBODY = re.compile(
    r"no.?reply|do.?not.?reply|notification|mailer|jobs?@|careers?@", re.IGNORECASE
)
_PARTS = (
    (ContactPart.REFERRER, re.compile(r"refer|empfehl|coopt|indica|recommen|内推|紹介|추천")),
    (ContactPart.INTERVIEWER, re.compile(r"interview|hiring manager|面试官")),
    (ContactPart.RECRUITER, re.compile(r"recr|talent|hr\b|reclut|рекрут|sourcer")),
)
LONGEST = 200
MOST_WORDS = 6
MOST_LETTERS = 2000  # of a cell with people in it: to look for numbers in longer ones takes long


class Person(NamedTuple):
    """Somebody to be noted: what they have to do with it, their name, how to reach them."""

    part: str
    name: str
    address: str


# A page that is a posting's or a company's, in whatever column it stands.
_NO_PERSONS = re.compile(
    r"^\S*(?:linkedin\.com/(?:jobs|company|school)/|/jobs?/)\S*$", re.IGNORECASE
)
_OWN_PAGE = re.compile(r"(?:linkedin\.com/(?:in|pub)|xing\.com/profile)/([^/?#\s]+)", re.IGNORECASE)


def is_no_person(cell: str) -> bool:
    """Whether a cell is an address that no person has."""
    return bool(_NO_PERSONS.match(cell.strip()))


def part_of(label: str) -> str:
    """What the people of a column have to do with an application, by the column's name."""
    words = plain(label)
    return next(
        (part.value for part, told in _PARTS if told.search(words)), ContactPart.OTHER.value
    )


def is_people(cell: str) -> bool:
    """Names, and perhaps how to reach them; no sentence about what was said."""
    if len(cell) > MOST_LETTERS:
        return False
    bare = _PHONE.sub(" ", _PAGE.sub(" ", _EMAIL.sub(" ", cell)))
    return all(len(one.split()) <= MOST_WORDS for one in _BETWEEN.split(bare))


def people_in(named: Sequence[tuple[str, str]], addresses: Sequence[str]) -> tuple[Person, ...]:
    """The people of one line. `named`: (column, cell); `addresses`: cells of mail and phone.

    As many addresses as people are theirs in order; otherwise all belong to the first.
    """
    found = [person for label, cell in named for person in _named(cell, part_of(label))]
    cells = [one for cell in addresses for one in _separate(cell)]
    loose = [place for place, one in enumerate(found) if not one.address]
    if not found:
        return _by_address(cells)
    alike = len({("@" in one, bool(_PAGE.match(one))) for one in cells}) == 1
    if alike and 1 < len(loose) == len(cells):
        for place, address in zip(loose, cells, strict=True):
            found[place] = found[place]._replace(address=address[:LONGEST])
    elif cells:
        at = loose[0] if loose else 0
        both = [found[at].address, *cells]
        found[at] = found[at]._replace(address=", ".join(filter(None, both))[:LONGEST])
    return tuple(dict.fromkeys(found))


def _by_address(cells: list[str]) -> tuple[Person, ...]:
    """Nobody is named: an address that somebody reads is a person, an automaton's is not."""
    if not cells or any(_NOBODY.search(one) for one in cells):
        return ()
    name = next(filter(None, map(_name_in_page, cells)), "")
    mail = next((one for one in cells if "@" in one), cells[0])
    others = ", ".join(one for one in cells if name or one != mail)
    return (Person(ContactPart.OTHER.value, name or mail[:LONGEST], others[:LONGEST]),)


def _name_in_page(cell: str) -> str:
    """`linkedin.com/in/dana-smith-4a1b2` is Dana Smith's; a word alone is nobody's name."""
    page = _OWN_PAGE.search(cell)
    words = [one for one in re.split(r"[-_.]", page[1]) if one.isalpha()] if page else []
    return " ".join(words).title()[:LONGEST] if len(words) > 1 else ""


def _named(cell: str, part: str) -> list[Person]:
    """`Dana Smith (dana@acme.example); Lee`: two people, one with an address."""
    pieces = [one for one in _BETWEEN.split(_PAGE.sub(_without_slashes, cell)) if one.strip()]
    pieces = [one for piece in pieces for one in _by_comma(piece)]
    return [person for one in pieces if (person := _one(one.replace("\0", "/"), part)) is not None]


def _by_comma(piece: str) -> list[str]:
    """`Ana Li, Bo Ek` are two; `Li, Ana` is one, and so is `Ana Li, recruiter`."""
    names = [one.strip() for one in piece.split(",")]
    whole = all(1 < len(one.split()) < 4 and one.replace(" ", "").isalpha() for one in names)
    return names if whole and len(names) > 1 else [piece]


def _without_slashes(found: re.Match[str]) -> str:
    return found[0].replace("/", "\0")


def _one(text: str, part: str) -> Person | None:
    found = [
        one[0].rstrip(".,)") for test in (_EMAIL, _PAGE, _PHONE) for one in test.finditer(text)
    ]
    name = text
    for address in found:
        name = name.replace(address, " ")
    name = " ".join(re.sub(r"[<>()\[\]]|(?:^|\s)[,:–-]+(?=\s|$)|,\s*$", " ", name).split())
    if not any(map(str.isalpha, name)):
        name = found.pop(0) if found else ""
    if not name:
        return None
    return Person(part, name[:LONGEST], ", ".join(found)[:LONGEST])


def _separate(cell: str) -> list[str]:
    return [one.strip() for one in re.split(r"[;,\n]|\s/\s", cell) if one.strip()]
