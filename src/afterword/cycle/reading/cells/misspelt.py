"""Misspelt words of statuses: letters too many, letters missing, words cut short."""

from functools import lru_cache

from rapidfuzz import fuzz, process

from afterword.cycle.reading.plain_text import squeezed
from afterword.cycle.reading.vocabulary.status_words import phrases

NEAR = 84  # how alike two words must be, of 100
SHORTEST = 5  # letters a misspelt word must have


@lru_cache(maxsize=1)
def squeezed_phrases() -> dict[str, str]:
    return {squeezed(phrase): phrase for phrase in phrases()}


@lru_cache(maxsize=1)
def _vocabulary() -> list[str]:
    """The words that a misspelt word may stand for."""
    words = {word for phrase in phrases() for word in phrase.split() if len(word) >= SHORTEST}
    return sorted(word for word in words if word.isascii())


def mended(words: str) -> str:
    """The words, each misspelt one as the word that it stands for."""
    return " ".join(_nearest(word) for word in words.split())


@lru_cache(maxsize=16384)
def _nearest(word: str) -> str:
    """The word of the vocabulary that a misspelt one stands for, or the word itself."""
    if len(word) < 4 or not word.isascii() or word.isdigit() or word in _vocabulary():
        return word
    short = [one for one in _COMMON if one.startswith(word) and word not in _WHOLE]
    if short:
        return short[0]
    once = squeezed(word)
    if len(once) < SHORTEST:
        return word
    near = process.extractOne(once, _vocabulary(), scorer=fuzz.ratio, score_cutoff=NEAR)
    return near[0] if near else word


_WHOLE = frozenset({"with"})  # no cut short `withdrawn`: `14:30 with Mara`
# What people cut short: `Rejec`, `Inter`.
_COMMON_WORDS = """
rejected interview accepted assessment withdrawn declined ghosted applied
application screening response cancelled technical recruiter
"""
_COMMON = tuple(_COMMON_WORDS.split())
