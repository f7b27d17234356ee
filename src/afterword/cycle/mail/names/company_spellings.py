"""The name of a company as people write it, known by the letters of its domain."""

import re
import unicodedata

from afterword.cycle.mail.lists.lines import phrases_of
from afterword.cycle.names import LEGAL_FORMS

LEAST_OF_NAME = 4  # letters of its first word, where a domain is an abbreviation
MOST_LINES, MOST_WORDS = 60, 120  # in which a name is looked for that spells a domain

# What follows a company's name with a capital and is no part of it.
NO_NAME_AFTER = frozenset({
    "recruiting", "recruitment", "careers", "jobs", "talent", "team", "hr", "people", "hiring",
    "application", "interview", "assessment", "offer", "update", "assessments", "invitation",
    "has", "and", "we", "i", "the", "your", "superday", "scheduling", "onsite", "intro", "chat",
})  # fmt: skip


def spelled(label: str, text: str) -> str:
    """The name as people write it, whose first letters are those of the domain; the longest."""
    whole = squashed(label)
    if len(whole) < 3:
        return ""
    found = {
        name
        for line in text.split("\n")[:MOST_LINES]
        for words in (line.split()[:MOST_WORDS],)
        for at in range(len(words))
        if (name := _spelling(words, at, whole))
    }
    return max(sorted(found), key=len, default="")


def _spelling(words: list[str], at: int, whole: str) -> str:
    """The words from `at` on that spell these letters, with what belongs to the name after them."""
    if not (words[at][:1].isupper() or words[at][:1].isdigit()):
        return ""
    letters = ""
    for end in range(at, min(at + 5, len(words))):
        letters += plain_letters(words[end])
        if letters == whole or is_begun(words[at : end + 1], whole):
            name = " ".join(words[at : _last_of_name(words, end) + 1]).strip("\"'.,;:!?()<>*|-")
            return re.sub(r"['’]s$", "", name)
        if not whole.startswith(letters[:LEAST_OF_NAME]):
            return ""
    return ""


def is_begun(words: list[str], whole: str) -> bool:
    """Whether a domain is the beginnings of these words, one after the other: `calderins`."""
    first, *others = (plain_letters(one) for one in words)
    if not others or len(first) < LEAST_OF_NAME or not whole.startswith(first):
        return False
    if not all(one[:1].isupper() for one in words):
        return False
    rest = whole.removeprefix(first)
    for word in others:
        shared = _shared(rest, word)
        if not shared:
            return False
        rest = rest[shared:]
    return not rest and (shared > 1 or len(others) > 1)


def _shared(one: str, two: str) -> int:
    """With how many letters both begin."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(two)))


def _last_of_name(words: list[str], end: int) -> int:
    """Where a name ends that has more words than its domain: `Calder` of `Calder Vale Ltd`.

    Words with capitals belong to it where a line or a sentence ends after them, or a legal form.
    """
    last = end
    while last < end + 4 and words[last][-1].isalnum() and last + 1 < len(words):
        following = words[last + 1]
        if not following[:1].isupper() or plain_letters(following) in NO_NAME_AFTER:
            return end
        last += 1
        if _is_legal(following):
            return last
    ended = last + 1 == len(words) or words[last][-1] in ".,;:!?"
    return last if ended and last <= end + 3 else end


def _is_legal(word: str) -> bool:
    return word[:1].isupper() and plain_letters(word) in phrases_of("companies.txt")["legal forms"]


def letters_of(name: str) -> str:
    """The letters of a name, by which its spellings are known: without `GmbH` and `The`."""
    words = name.split()
    while len(words) > 1 and plain_letters(words[-1]) in LEGAL_FORMS and plain_letters(words[-2]):
        words.pop()  # but not the `Co` of `Farrier & Co`
    return squashed(" ".join(words))


def squashed(name: str) -> str:
    """A name as a domain has it: its letters in a row."""
    return "".join(map(plain_letters, name.split())).removeprefix("the")


def plain_letters(word: str) -> str:
    """The letters and digits of a word, without accents; nothing of an `and`."""
    low = word.lower()
    folded = low.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    folded = folded if folded.isascii() else unicodedata.normalize("NFKD", folded)
    return re.sub(r"[^a-z0-9]", "", folded) if folded not in {"&", "and"} else ""
