"""Of which interview a message speaks: on what days, which one of several, and told anew or again.

Only of messages that tell of an interview; what they say of it stays in the child.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from afterword.cycle.mail.messages.invitations import Invitation, invitation_in

LAST = 99  # the number of a final round
FAR = timedelta(days=120)  # no interview is told of earlier

_WHAT = (
    r"(?:\w+[ -]){0,2}?(?:interviews?|rounds?|stages?|conversations?|calls?|chats?|meetings?|"
    r"appointments?|gespräche?s?|termine?s?|runden?)\b"
)
_NUMBERS = (
    (1, r"first|1st|initial|intro(?:ductory)?|erste[nrs]?|erst"),
    (2, r"second|2nd|zweite[nrs]?|zweit"),
    (3, r"third|3rd|dritte[nrs]?|dritt"),
    (4, r"fourth|4th|vierte[nrs]?"),
    (LAST, r"final|last|letzte[nrs]?"),
)
_ORDINALS = tuple(
    (
        number,
        re.compile(rf"\b(?:{words})(?:[ -]?{_WHAT}| of (?:our|the|two|three|four)\b| part\b)"),
    )
    for number, words in _NUMBERS
)
_COUNTED = re.compile(r"\b(?:round|stage|interview|part|runde) (?:(one|two|three|four)|([1-4]))\b")
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4}

# They have met since: whatever is told now comes after that.
_MET = re.compile(
    r"\b(?:thank you|thanks)(?: \w+){0,3}? for (?:\w+ ){0,4}?(?:speaking|talking|chatting|chat|"
    r"call|conversation|visit|visiting|coming|meeting|your time|the time)\b|"
    r"\b(?:great|good|nice|lovely|pleasure|enjoyed|glad)(?: \w+){0,3}? (?:talk|talking|speak|"
    r"speaking|meet|meeting|chat|chatting|conversation|call|visit)\b|"
    r"\b(?:team|everybody|everyone|colleagues|they|we|was|were)(?: \w+){0,2} (?:liked|enjoyed|"
    r"loved|impressed|happy)\b|"
    r"\bdank für (?:\w+ ){0,3}(?:gespräch|besuch|zeit)\b"
)
_FURTHER = re.compile(
    r"\b(?:another|one more|further|additional)\b|\bnext (?:round|step|stage|interview|"
    r"conversation)s?\b|\balso like\b|\bin addition\b|\bweiteren? (?:gespräch|termin)"
)
# It is the same one at another hour.
_MOVED = re.compile(
    r"\breschedul\w+\b|\bpostpone\w*\b|\b(?:move|moved|push|shift) (?:your|our|the|it|this|to)\b|"
    r"\bnew (?:time|date|slot)\b|\bchange of (?:time|date)\b|\b(?:time|date)\b.{0,40}\bchanged\b|"
    r"\bupdated invitation\b|\bmissed each other\b|\btried to (?:ring|call|reach)\b|"
    r"\b(?:could|did) not reach\b|\bverschoben\b|\bverschieb\w+\b|\bverleg\w+\b|"
    r"\bneue[rn]? termin\b|\btermin(?:verschiebung|änderung)\b"
)
# It was told before.
_AGAIN = re.compile(
    r"\bremind\w*\b|\bconfirm\w*\b|\b(?:is|has been|are) (?:now )?(?:scheduled|booked|set)\b|"
    r"\bfollowing up\b|\bnot (?:yet )?(?:booked|chosen)\b|\blast chance\b|\blook(?:ing)? forward "
    r"to (?:your|our|seeing|meeting)\b|\berinner\w+\b|\bbestätig\w+\b"
)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar", "february feb februar", "march mar märz", "april apr", "may mai",
            "june jun juni", "july jul juli", "august aug", "september sep sept",
            "october oct oktober okt", "november nov", "december dec dezember dez",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905  words
_TAGE = "montag dienstag mittwoch donnerstag freitag samstag sonntag".split()  # noqa: SIM905  words
_DATE = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?({_MONTH})\b|"
    rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?\b|"
    r"\b(20\d\d)-(\d\d)-(\d\d)\b|\b(\d{1,2})[./](\d{1,2})(?:[./](?:20)?\d\d\b|\.)"
)
_WEEKDAY = re.compile(rf"(?<!last )\b({'|'.join([*_DAYS, *_TAGE, 'today', 'tomorrow'])})\b")
# What stands before a day on which nothing takes place.
_NOT_THEN = re.compile(
    r"(?:\bby|\buntil|\btill|\bbefore|\blater than|\bweek (?:of|commencing|beginning)|\bw/c|"
    r"\bbis(?: zum)?|\bslot is)(?: the| den)?(?: \w+day,?)? $"
)
_SENTENCE = re.compile(r"(?<=[.!?]) |\n+")


@dataclass(frozen=True, slots=True)
class Hour:
    """What a message says of the interview it tells of, as far as it does."""

    days: frozenset[date] = frozenset()
    number: int = 0  # which one of several; 0 where it does not say
    met: bool = False  # somebody has spoken with the reader since
    further: bool = False
    moved: bool = False
    again: bool = False
    invitation: Invitation = field(default_factory=Invitation)


def hour_of(text: str, calendar: str, *, on: date | None) -> Hour:
    """What the words and the calendar's part say; `on` is the day of the message."""
    plain = text.casefold()
    invitation = invitation_in(calendar)
    days = {invitation.day} if invitation.day else set(_days_in(plain, on)) if on else set()
    return Hour(
        days=frozenset(day for day in days if on is None or day >= on),
        number=_number_in(plain),
        met=bool(_MET.search(plain)),
        further=bool(_FURTHER.search(plain)),
        moved=bool(_MOVED.search(plain)),
        again=bool(_AGAIN.search(plain)),
        invitation=invitation,
    )


def _number_in(plain: str) -> int:
    """The furthest that is named: a second interview may speak of the first one."""
    named = [number for number, pattern in _ORDINALS if pattern.search(plain)]
    named += [_WORDS.get(word) or int(digit) for word, digit in _COUNTED.findall(plain)]
    return max(named, default=0)


def _days_in(plain: str, on: date) -> Iterator[date]:
    """The days that are named with their month; if there are none, weekdays from here on."""
    told = " \n ".join(one for one in _SENTENCE.split(plain) if not _MET.search(one))
    dated = [
        day
        for one in _DATE.finditer(told)
        if not _NOT_THEN.search(told, max(0, one.start() - 40), one.start())
        if (day := _day(one, on))
    ]
    yield from dated or (
        _next(one[1], on)
        for one in _WEEKDAY.finditer(told)
        if not _NOT_THEN.search(told, max(0, one.start() - 40), one.start())
    )


def _day(found: re.Match[str], on: date) -> date | None:
    """A day of this year or the next, whichever is soon."""
    day, month, named, after, year, iso_month, iso_day, first, second = found.groups()
    if year:
        return _made(int(year), int(iso_month), int(iso_day))
    if first:
        pairs = [(int(second), int(first)), (int(first), int(second))]
    else:
        pairs = [(_MONTHS[month or named], int(day or after))]
    soon = [
        made
        for at, number in pairs
        for year_ in (on.year, on.year + 1)
        if (made := _made(year_, at, number)) and on <= made <= on + FAR
    ]
    return min(soon, default=None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next(word: str, on: date) -> date:
    if word in {"today", "tomorrow"}:
        return on + timedelta(days=word == "tomorrow")
    weekday = (_DAYS if word in _DAYS else _TAGE).index(word)
    return on + timedelta(days=(weekday - on.weekday()) % 7)
