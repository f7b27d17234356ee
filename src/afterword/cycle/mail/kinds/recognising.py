"""What one message tells of an application, and why; or why it tells nothing.

Two readings are put together: what the lists say (by_lists), and what it reads like as a whole
(by_weights). Either alone knows too few voices.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from afterword.cycle.mail.kinds import by_weights, signs, topics, traits
from afterword.cycle.mail.kinds.by_lists import NOTHING_HAPPENED, Ruling, ruled
from afterword.cycle.mail.kinds.sentences import Sentence, sentences_of, straightened
from afterword.cycle.mail.messages.bodies import Words, words_of
from afterword.cycle.mail.messages.heads import Head, name_and_address
from afterword.cycle.mail.names import senders

MOST_SENTENCES = 80
SHOWN = 220
# What the lists say counts as much as so much weight.
VOTES = (1.0, 1.0, 2.0)  # by how many grounds there are
VOTE_AGAINST = 2.5  # where they give a reason why it is nothing
ENOUGH, ENOUGH_FOR_A_NO = 0.45, 0.55  # of all shares; a no that is none hurts more
CERTAIN = 0.8
SURE = (0.9, 0.7)  # on one ground of the lists; on both
FOREGONE = 0.92  # no vote makes ENOUGH of what is left

_ABOUT_MINE = re.compile(
    r"\byour (?:\w+ )?(?:application|candidacy|interview|candidature|assessment|offer)\b|"
    r"\bapplication (?:received|submitted|confirmation|update|status)\b|\binterview (?:invitation|"
    r"confirmation|request)\b|\b(?:update|decision|outcome) (?:on|of|regarding|about) your\b|"
    r"\b(?:ihre|deine|ihrer|deiner) bewerbung\b|"
    r"\bthanks? (?:you )?for (?:applying|your application)"
)
_BOARD_SUBJECT = re.compile(
    r"\byour application\b|\bapplication (?:submitted|sent|viewed)\b|^indeed application|"
    r"\byour update from\b|\byou applied\b"
)
_CAREERS = re.compile(
    r"(?:career|karriere|recruit|talent|hiring|jobs?\b|bewerbung|personal|human.?resources|\bhr\b|"
    r"campus|apprentice|people\b)"
)


class Verdict(NamedTuple):
    """A kind and the sentence that says so, or no kind and the reason for that."""

    kind: str
    why: str
    says: str = ""  # the sentence, as it stands in the message
    sure: bool = False
    weak: bool = False  # counts only if something else in the mailbox shows that it is about a job
    words: Words | None = None
    sender: tuple[str, str] = ("", "")


class Understood(NamedTuple):
    """A message taken apart: who says what in it."""

    head: Head
    words: Words
    sender: tuple[str, str]  # of what was handed on, whom it came from first
    kind_of_sender: str
    said: list[Sentence]
    spoken: list[str]  # the same, as `signs.spaced` has them

    @property
    def everything(self) -> str:
        return "\n".join(one.plain for one in self.said)

    @property
    def official(self) -> bool:
        return _is_official(self.sender, self.kind_of_sender)


def recognise(head: Head, body: bytes) -> Verdict:
    """Read the head first; the body only where the head could concern a job search."""
    kind_of_sender = senders.kind_of(senders.domain_of(head.sender[1]))
    if why := _ruled_out(head, straightened(head.subject), kind_of_sender):
        return Verdict("", why)
    message = understood(head, body)
    return _read(message)._replace(words=message.words, sender=message.sender)


def _read(message: Understood) -> Verdict:
    """Both readings; the lists are asked only where their vote could change something."""
    weighed = traits_of(message)
    if not message.official and by_weights.shares_of(weighed)[by_weights.NOTHING] > FOREGONE:
        return Verdict("", NOTHING_HAPPENED)
    ruling = ruled(
        message.said, message.spoken, " ".join(message.sender), official=message.official,
        between=message.kind_of_sender in senders.BETWEEN,
    )  # fmt: skip
    return _settled(message, ruling, by_weights.shares_of(weighed, _votes(ruling)))


def understood(head: Head, body: bytes) -> Understood:
    """The message taken apart."""
    words = words_of(head, body)
    first = words.forwarded
    sender = name_and_address(first["from"]) if first.get("from") else head.sender
    said = _subject(first.get("subject") or head.subject) + sentences_of(words.text)
    said = said[:MOST_SENTENCES]
    kind_of_sender = senders.kind_of(senders.domain_of(sender[1]))
    spoken = signs.spaced([one.plain for one in said])
    return Understood(head, words, sender, kind_of_sender, said, spoken)


def traits_of(message: Understood) -> set[str]:
    """What of it is weighed."""
    by = traits.of_head(
        message.head, message.sender[1], message.kind_of_sender, official=message.official
    )
    said = traits.of_text(message.spoken, [one.doubtful for one in message.said])
    return said | traits.of_topics(message.everything) | by


def _ruled_out(head: Head, subject: str, kind_of_sender: str) -> str:
    """Why the head alone says that this is nothing, or nothing."""
    if kind_of_sender == senders.NEVER:
        return "its sender never writes about applications"
    mine = _ABOUT_MINE.search(subject)
    if kind_of_sender == senders.BOARDS and not _BOARD_SUBJECT.search(subject):
        return "a job board's alert or advice"
    if kind_of_sender or (mine and _is_official(head.sender, kind_of_sender)):
        return ""
    if head["list-unsubscribe"] or head["list-id"]:
        return "sent to many: a newsletter or a list"
    if head["precedence"].lower() in {"bulk", "list", "junk"}:
        return "sent to many: a newsletter or a list"
    return ""


def _subject(subject: str) -> list[Sentence]:
    bare = re.sub(r"^(?:\s*(?:re|fwd?|aw|wg|antw)\s*:)+\s*", "", subject, flags=re.IGNORECASE)
    return [Sentence(bare, straightened(bare), False)]


def _settled(message: Understood, ruling: Ruling, shares: Mapping[str, float]) -> Verdict:
    """Both readings put together."""
    kind = max(shares, key=shares.__getitem__)
    share = shares[kind]
    if kind == by_weights.NOTHING or share < (ENOUGH_FOR_A_NO if kind == "rejected" else ENOUGH):
        return Verdict("", ruling.why or "as a whole it reads like mail that tells nothing")
    everything = message.everything
    same = ruling.kind == kind
    official = message.official
    sentence = ruling.sentence if same else None
    if sentence is None:
        sentence = message.said[by_weights.most_telling(kind, message.spoken)]
    plainly = official or not topics.says_little_of_a_job(everything, least=3)
    sure = same and plainly and ruling.grounds > 0 and share >= SURE[ruling.grounds - 1]
    weak = not official and topics.is_faint(everything, agreed=share >= CERTAIN)
    return Verdict(kind, "", _short(sentence.shown), sure, weak)


def _votes(ruling: Ruling) -> dict[str, float]:
    if ruling.kind:
        return {ruling.kind: VOTES[ruling.grounds]}
    return {} if ruling.why == NOTHING_HAPPENED else {by_weights.NOTHING: VOTE_AGAINST}


def _is_official(sender: tuple[str, str], kind_of_sender: str) -> bool:
    """Whether who writes does so for its work: a system for applications, a careers' address."""
    if kind_of_sender in {senders.HIRING, senders.TESTS, senders.BOARDS}:
        return True
    return bool(_CAREERS.search(f"{sender[1].split('@')[0]} {sender[0].lower()}"))


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rsplit(" ", 1)[0] + "…"
