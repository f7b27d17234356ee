"""Which companies are one under two names: `GitHub` and `Git Hub`, a domain, `Fernhill Labs`.

Whole names are compared, never how they begin: `Northern` is not `Northern Lights`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from afterword.cycle.mail.lists.lines import phrases_of
from afterword.cycle.mail.names import senders
from afterword.cycle.mail.names.domains import label_of
from afterword.cycle.models import Application

_HOST = re.compile(r"https?://(?:[^/@]*@)?([\w.-]+)", re.IGNORECASE)


class Spellings:
    """The companies that are there, by the key of their names and by what else is known of them."""

    def __init__(self, keys: Iterable[str], aliases: Mapping[str, str] | None = None) -> None:
        self._keys = {*keys}
        self._whole = {**(aliases or {}), **_alone((_letters(one), one) for one in self._keys)}
        self._short = _alone((_letters(_shorter(one)), one) for one in self._keys)

    def of(self, key: str) -> str:
        """The key of the one that is there under this name or another; else the key itself."""
        if key in self._keys:
            return key
        whole = _letters(key)
        return (
            self._whole.get(whole)
            or self._short.get(whole)
            or self._whole.get(_letters(_shorter(key)), key)
        )


def spellings_of(applications: QuerySet[Application]) -> Spellings:
    """What is known of the companies of these applications, by their names and their postings."""
    rows = applications.order_by().values_list("company_key", "links").distinct()
    some = [*rows]
    aliases = _alone((label, key) for key, links in some for label in _labels(links))
    return Spellings((key for key, _ in some), aliases)


def _alone(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Where two that are there look alike, neither is guessed at."""
    found: dict[str, set[str]] = defaultdict(set)
    for spelling, key in pairs:
        found[spelling].add(key)
    return {one: next(iter(some)) for one, some in found.items() if len(some) == 1}


def _letters(key: str) -> str:
    return key.replace(" ", "")


def _shorter(key: str) -> str:
    """A name without the last words that many companies have: `Labs`, `Group`."""
    words = key.split()
    while len(words) > 1 and words[-1] in phrases_of("companies.txt")["last words"]:
        words.pop()
    return " ".join(words)


def _labels(links: str) -> Iterable[str]:
    """The names in the domains of postings, but those of boards and systems for applications."""
    for link in links.split():
        if (found := _HOST.match(link)) and not senders.kind_of(found[1].lower()):
            yield label_of(found[1].lower()).replace("-", "")
