"""What of a message is weighed: the beginnings of its words, alone and by twos, and its head.

Words are cut to a few letters, so that `interview`, `interviews` and `interviewing` are one. Signs
for a day, an hour, money, a link and a number stand for any of those.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from afterword.cycle.mail.kinds.topics import topics
from afterword.cycle.mail.messages.heads import Head

LETTERS = 5
MOST_WORDS = 400

_BY_A_MACHINE = re.compile(r"no-?_?reply|do-?not-?reply|notif|mailer")


def words_in(spaced: str) -> list[str]:
    """The words of a sentence as `signs.spaced` has it, cut."""
    return [one if one[0] == "<" else one[:LETTERS] for one in spaced.split()]


def of_words(words: Sequence[str]) -> set[str]:
    """Each word, and each with the next."""
    return {*words, *map(" ".join, pairwise(words))}


def of_text(spoken: Sequence[str], doubtful: Sequence[bool]) -> set[str]:
    """What a message says; its subject, which comes first, once more by itself.

    `doubtful`: whether a sentence says what would be, not what is.
    """
    found = {f"subject {one}" for one in words_in(spoken[0])}
    left = MOST_WORDS
    for sentence, in_doubt in zip(spoken, doubtful, strict=True):
        words = words_in(sentence)[:left]
        found |= {f"if {one}" for one in words} if in_doubt else of_words(words)
        left -= len(words)
    return found


def of_head(head: Head, address: str, kind_of_sender: str, *, official: bool) -> set[str]:
    """How it was sent, and by whom."""
    answers = head["in-reply-to"] or re.match(r"(?i)\s*(?:re|aw|antw)\s*:", head.subject)
    there = {
        f"@by {kind_of_sender or 'anyone'}": True,
        "@by whose work it is": official,
        "@by one to many": bool(head["list-unsubscribe"] or head["list-id"]),
        "@by answering": bool(answers),
        "@by a machine": _BY_A_MACHINE.search(address) is not None,
    }
    return {name for name, holds in there.items() if holds}


def of_topics(everything: str) -> set[str]:
    """Whether it speaks of hiring at all, and of what else."""
    found = {f"@of {name}" for name, words in topics().items() if words.search(everything)}
    return found | {"@always"}
