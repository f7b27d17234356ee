"""Text as it is compared: case, accents, emoji and punctuation taken away."""

import re
import unicodedata
from functools import lru_cache

_NOT_WORDS = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_RUNS = re.compile(r"(\w)\1+")
# What the eye does not see: zero-width marks, direction marks, byte order marks, soft hyphens,
# NULs and halves of letters, which no database keeps.
_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]"
)
_BLANKS = re.compile(r"[^\S\n]{2,}")
_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "−": "-", "‐": "-"})


def visible(text: str) -> str:
    """The text without marks that nobody can see, and without space around it."""
    if text.isprintable() and text.isascii():
        return text.strip()
    return _UNSEEN.sub("", text).strip()


def close_set(text: str) -> str:
    """One space for many: what is split at spaces would try each of twenty thousand in turn."""
    return _BLANKS.sub(" ", text)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Lower case, without accents, every run of anything but letters and digits one space."""
    return " ".join(_NOT_WORDS.sub(" ", level(text).casefold()).split())


@lru_cache(maxsize=2048)
def plain_name(text: str) -> str:
    """As `plain`, for the name of a column: `JobTitle` is two words."""
    return plain(_CAMEL.sub(" ", text))


def level(text: str) -> str:
    """Without accents; compatible forms, dashes and spaces made one."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKD", text.translate(_DASHES))
    return "".join(one for one in folded if not unicodedata.combining(one))


def squeezed(text: str) -> str:
    """Every run of one letter made a single one: `reeejected` is `rejected`."""
    return _RUNS.sub(r"\1", text)
