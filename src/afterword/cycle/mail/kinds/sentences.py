"""A text as sentences that can be compared, each beside what it looks like to a reader."""

import re
from typing import NamedTuple

_ENDS = re.compile(
    r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]?[A-ZÄÖÜ0-9])|"
    r"(?<=[a-zäöüß]{4}[.!?])\s+(?=[a-zäöü])|"  # of those who write no capitals
    r"\n\s*\n|(?<=:)\n|\s+[•·▪]\s+"
)
_SPACE = re.compile(r"\s+")
_SPELLED = (
    (re.compile(r"\b(ca)n(?:'t| not)\b"), "cannot"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"\b(we|you|they|i)'ve\b"), r"\1 have"),
    (re.compile(r"\b(we|you|they|who)'re\b"), r"\1 are"),
    (re.compile(r"\b(we|you|they|i|it|that|there)'ll\b"), r"\1 will"),
    (re.compile(r"\b(we|you|they|i)'d\b"), r"\1 would"),
    (re.compile(r"\bi'm\b"), "i am"),
    (re.compile(r"\b(it|that|there|here|what|he|she|this)'s\b"), r"\1 is"),
)
_SIGNS = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-",
                        "—": "-", "‑": "-", "é": "e", "\xa0": " "})  # fmt: skip
# What only would be. A polite `if you could` asks; it does not doubt.
_DOUBT = re.compile(
    r"^in case\b(?![^:.]{0,60}:)|(?:^|, )falls\b|"
    r"^(?:kommen|passt|passen|sind|haben|entsprechen|entspricht|überzeugt) "
    r"(?:sie|ihr|du|deine?|ihre?)\b[^?]*,|"
    r"\b(?:if|should (?:you|your|there|we|a)|in the event|once (?:we|you|your)|when we|"
    r"whether|unless|(?<!\d )(?<!in )(?<!of )(?<!early )(?<!late )(?<!mid )may(?! \d)|might|"
    r"sollte|sollten|sobald)\b"
)
_POLITE = re.compile(
    r"\bif you (?:want(?: it)?|wish|like|could|would|can|are able|need|"
    r"have (?:any )?(?:further )?(?:questions|time))\b|"
    r"\bonce (?:started|you (?:start|begin|open|are done|finish|have (?:started|begun)))\b|"
    r"\b(?:let (?:me|us) know|wanted to (?:know|see|ask)|see|know) (?:if|whether)\b"
)


class Sentence(NamedTuple):
    """A sentence as it stands, and as it compares."""

    shown: str
    plain: str
    doubtful: bool  # it says what would be, not what is


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a text; a paragraph ends one."""
    found = []
    for part in _ENDS.split(text):
        shown = _SPACE.sub(" ", part).strip()
        if len(shown) > 1:
            plain = straightened(shown)
            found.append(Sentence(shown, plain, bool(_DOUBT.search(_POLITE.sub(" ", plain)))))
    return found


def straightened(text: str) -> str:
    """Small letters, straight quotes, contractions spelled out, single spaces."""
    text = text.casefold().translate(_SIGNS)
    if "'" in text:
        for pattern, words in _SPELLED:
            text = pattern.sub(words, text)
    return _SPACE.sub(" ", text).strip()
