"""What one message tells of an application, by rules that can be read; or why it tells nothing."""

import re
from typing import NamedTuple

from afterword.cycle.mail import about, senders, signs
from afterword.cycle.mail.bodies import Words, words_of
from afterword.cycle.mail.heads import Head, name_and_address
from afterword.cycle.mail.sentences import Sentence, sentences_of, straightened
from afterword.cycle.mail.turning import yes_after_no
from afterword.cycle.mail.wordings import NOTHING_YET, ORDER, Wording, possible_in

MOST_SENTENCES = 80
FIRST = 7  # sentences in which a message says that there is nothing to say yet
SHOWN = 220
AS_THEY_STAND = frozenset({"applied", "rejected", "withdrawn"})  # with their thanks
DECIDED = frozenset({"withdrawn", "rejected", "offer"})  # whatever else is still open

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
_THANKS = re.compile(
    r"^(?:(?:hi|hello|hey|dear|guten tag|hallo|liebe[rs]?)\b[^,!]{0,40}[,!:-] ?)?"
    r"(?:(?:many )?thank|(?:nice|great|good) (?:work|job)|well done|congratulations on|"
    r"vielen dank|danke)"
)
_CLAUSE = re.compile(r"[,;!-] |\band (?:we|i)\b")


class Verdict(NamedTuple):
    """A kind and the sentence that says so, or no kind and the reason for that."""

    kind: str
    why: str
    says: str = ""  # the sentence, as it stands in the message
    sure: bool = False
    weak: bool = False  # counts only if something else in the mailbox shows that it is about a job
    words: Words | None = None
    sender: tuple[str, str] = ("", "")


def recognise(head: Head, body: bytes) -> Verdict:
    """Read the head first; the body only where the head could concern a job search."""
    subject = head.subject
    name, address = head.sender
    kind_of_sender = senders.kind_of(senders.domain_of(address))
    if why := _ruled_out(head, straightened(subject), kind_of_sender):
        return Verdict("", why)
    words = words_of(head, body)
    # What was handed on counts as if it had come from whom it came from first.
    first = words.forwarded
    sender = name_and_address(first["from"]) if first.get("from") else (name, address)
    said = _subject(first.get("subject") or subject) + sentences_of(words.text)[:MOST_SENTENCES]
    found = _judged(said, sender, senders.kind_of(senders.domain_of(sender[1])))
    return found._replace(words=words, sender=sender)


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
    return [Sentence(bare, straightened(bare), False)] if bare.strip() else []


def _judged(said: list[Sentence], sender: tuple[str, str], kind_of_sender: str) -> Verdict:
    everything = "\n".join(one.plain for one in said)
    possible = possible_in(everything)
    if said and _is(possible["aside"], said[0]):
        return Verdict("", "it is about something beside the application")
    certain = [one for one in said if not one.doubtful and not _is(possible["harmless"], one)]
    worded = _worded(said, certain, possible)
    shown = _shown(certain)
    official = _is_official(sender, kind_of_sender)
    kind = next((one for one in ORDER if one in worded or one in shown), "")
    waits = any(_is(possible[NOTHING_YET], one) for one in certain[:FIRST])
    if waits and kind not in DECIDED:
        return Verdict("", "it says that nothing is decided yet")
    if not kind:
        return Verdict("", "it tells of nothing that happened")
    if kind_of_sender not in senders.BETWEEN and about.is_anybodys(everything):
        return Verdict("", "somebody is looking for anybody: it answers no application")
    by = " ".join(sender).lower()
    if why := about.something_else(everything, by, official=official):
        return Verdict("", why)
    if kind == "rejected" and (turned := yes_after_no(certain, possible)):
        return Verdict(turned[0], "", _short(turned[1].shown))
    sentence = worded.get(kind) or shown[kind]
    # Two kinds of evidence, and nothing that says that it waits.
    agreed = kind in worded and kind in shown and not waits
    alone = worded.keys() <= {kind, "applied"}  # what names several stages may only list them
    plainly = official or not about.says_little_of_a_job(everything, least=3)
    sure = agreed and alone and plainly and (official or bool(about.MINE.search(everything)))
    weak = not official and about.is_faint(everything, agreed=agreed)
    return Verdict(kind, "", _short(sentence.shown), sure, weak)


def _shown(certain: list[Sentence]) -> dict[str, Sentence]:
    """Each kind of which there are signs enough, and the sentence that has most of them."""
    whole = signs.spaced([one.plain for one in certain])
    after = [_after_thanks(one.plain) for one in certain]
    asked = [
        words if rest == one.plain else signs.spaced([rest])[0]
        for one, rest, words in zip(certain, after, whole, strict=True)
    ]
    both = {True: (whole, signs.found_in(whole)), False: (asked, signs.found_in(asked))}
    found = {}
    for kind in ORDER:
        place = signs.shows(kind, *both[kind in AS_THEY_STAND])
        if place is not None:
            found[kind] = certain[place]
    return found


def _is_official(sender: tuple[str, str], kind_of_sender: str) -> bool:
    """Whether who writes does so for its work: a system for applications, a careers' address."""
    if kind_of_sender in {senders.HIRING, senders.TESTS, senders.BOARDS}:
        return True
    return bool(_CAREERS.search(f"{sender[1].split('@')[0]} {sender[0].lower()}"))


def _is(some: list[Wording], sentence: Sentence) -> bool:
    return any(one.pattern.search(sentence.plain) for one in some)


def _worded(
    said: list[Sentence], certain: list[Sentence], possible: dict[str, list[Wording]]
) -> dict[str, Sentence]:
    """Each kind that a sentence words, and that sentence."""
    worded = {}
    for kind in ORDER:
        if not possible[kind]:
            continue
        if kind == "applied":
            some = [(one.plain, one) for one in said]
        elif kind in AS_THEY_STAND:
            some = [(one.plain, one) for one in certain]
        else:
            some = [(_after_thanks(one.plain), one) for one in certain]
        text = "\n".join(plain for plain, _ in some)
        found = [one.pattern.search(text) for one in possible[kind]]
        lines = {text.count("\n", 0, one.start()) for one in found if one}
        if lines:
            # The subject's word is taken only where no sentence says it.
            worded[kind] = some[min(lines - {0}, default=0)][1]
    return worded


def _after_thanks(plain: str) -> str:
    """A sentence that thanks for what was done invites to nothing by that."""
    thanks = _THANKS.match(plain)
    if thanks is None:
        return plain
    clause = _CLAUSE.search(plain, thanks.end())
    return plain[clause.end() :] if clause else ""


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rsplit(" ", 1)[0] + "…"
