"""A calendar's part of a message: which event it is about, whether it is called off, its day."""

import re
from datetime import date
from typing import NamedTuple

MOST = 20_000
_LINE = re.compile(
    r"(?im)^(UID|METHOD|RECURRENCE-ID|DTSTART|STATUS)(?:;[^:\r\n]{0,200})?:(.{0,300})"
)
_FOLDED = re.compile(r"\r?\n[ \t]")
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")


class Invitation(NamedTuple):
    """The event of an invitation, by a name that stays when its hour is moved."""

    name: str = ""  # UID, and for one of several that recur its RECURRENCE-ID
    cancelled: bool = False
    day: date | None = None


def invitation_in(text: str) -> Invitation:
    """The first event of a calendar; an empty one where there is none."""
    event = _FOLDED.sub("", text[:MOST]).partition("BEGIN:VEVENT")
    fields: dict[str, str] = {}
    for name, value in _LINE.findall(event[0].partition("BEGIN:VTIMEZONE")[0] + event[2]):
        fields.setdefault(name.upper(), value.strip())
    off = fields.get("METHOD", "").upper() == "CANCEL" or fields.get("STATUS") == "CANCELLED"
    name = "\n".join(filter(None, [fields.get("UID", ""), fields.get("RECURRENCE-ID", "")]))
    return Invitation(name, off, _day(fields.get("DTSTART", "")))


def _day(stamp: str) -> date | None:
    found = _DAY.match(stamp)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
