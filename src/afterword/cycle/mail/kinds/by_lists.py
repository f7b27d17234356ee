"""What the lists say of a message: the wordings and the signs, and what it is about."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from afterword.cycle.mail.kinds import signs, topics
from afterword.cycle.mail.kinds.sentences import Sentence
from afterword.cycle.mail.kinds.wordings import NOTHING_YET, ORDER, Wording, possible_in
from afterword.cycle.mail.kinds.yes_after_no import yes_after_no

FIRST = 7  # sentences in which a message says that there is nothing to say yet
AS_THEY_STAND = frozenset({"applied", "rejected", "withdrawn"})  # with their thanks
DECIDED = frozenset({"withdrawn", "rejected", "offer"})  # whatever else is still open
NOTHING_HAPPENED = "it tells of nothing that happened"

_THANKS = re.compile(
    r"^(?:(?:hi|hello|hey|dear|guten tag|hallo|liebe[rs]?)\b[^,!]{0,40}[,!:-] ?)?"
    r"(?:(?:many )?thank|(?:nice|great|good) (?:work|job)|well done|congratulations on|"
    r"vielen dank|danke)"
)
_CLAUSE = re.compile(r"[,;!-] |\band (?:we|i)\b")


class Ruling(NamedTuple):
    """A kind and the sentence that says so, or no kind and the reason for that."""

    kind: str
    why: str
    sentence: Sentence | None = None
    grounds: int = 0  # wordings, signs, or both; none where it also says something else


def ruled(
    said: Sequence[Sentence], spoken: Sequence[str], by: str, *, official: bool, between: bool
) -> Ruling:
    """What these sentences say by the lists. `spoken`: the same, as `signs.spaced` has them.

    `by`: name and address of the sender. `between`: it is a system that writes for others.
    """
    everything = "\n".join(one.plain for one in said)
    possible = possible_in(everything)
    if said and _is(possible["aside"], said[0]):
        return Ruling("", "it is about something beside the application")
    places = [
        place for place, one in enumerate(said)
        if not one.doubtful and not _is(possible["harmless"], one)
    ]  # fmt: skip
    certain = [said[place] for place in places]
    worded = _worded(said, certain, possible)
    shown = _shown(certain, [spoken[place] for place in places])
    kind = next((one for one in ORDER if one in worded or one in shown), "")
    waits = any(_is(possible[NOTHING_YET], one) for one in certain[:FIRST])
    if waits and kind not in DECIDED:
        return Ruling("", "it says that nothing is decided yet")
    if not kind:
        return Ruling("", NOTHING_HAPPENED)
    if not between and topics.is_anybodys(everything):
        return Ruling("", "somebody is looking for anybody: it answers no application")
    if why := topics.something_else(everything, by.lower(), official=official):
        return Ruling("", why)
    if kind == "rejected" and (turned := yes_after_no(certain, possible)):
        return Ruling(turned[0], "", turned[1])
    alone = worded.keys() <= {kind, "applied"}  # what names several stages may only list them
    grounds = (kind in worded) + (kind in shown) if alone and not waits else 0
    return Ruling(kind, "", worded.get(kind) or shown[kind], grounds)


def _shown(certain: Sequence[Sentence], whole: Sequence[str]) -> dict[str, Sentence]:
    """Each kind of which there are signs enough, and the sentence that has most of them."""
    after = [_after_thanks(one.plain) for one in certain]
    asked = [
        words if rest == one.plain else signs.spaced([rest])[0]
        for one, rest, words in zip(certain, after, whole, strict=True)
    ]
    there = signs.found_in(whole)
    same = asked == list(whole)
    both = {True: (whole, there), False: (asked, there if same else signs.found_in(asked))}
    found = {}
    for kind in ORDER:
        place = signs.shows(kind, *both[kind in AS_THEY_STAND])
        if place is not None:
            found[kind] = certain[place]
    return found


def _is(some: Sequence[Wording], sentence: Sentence) -> bool:
    return any(one.pattern.search(sentence.plain) for one in some)


def _worded(
    said: Sequence[Sentence], certain: Sequence[Sentence], possible: dict[str, list[Wording]]
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
