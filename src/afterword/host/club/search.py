"""The job searches of the fictional club: Ben's two, whole, and small ones that others share.

Ben's are written out, with everything that a search can hold, and come as a search.json would; what
he made of them is then written page by page (look_back.py). The others' come of pool.py.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from afterword.cycle import actions as cycle
from afterword.cycle.actions import restoring
from afterword.cycle.document import ApplicationPart, CyclePart, Document, WishPart
from afterword.cycle.names import name_key
from afterword.host.club import look_back, pool
from afterword.host.club.days import Calendar, Words, words
from afterword.people.models import Person, Program

LOOKS = "ben"  # for work
THEIRS = frozenset({"applied", "noted", "silence", "withdrawn", "accepted"})  # come on any day
AS_TOLD = ("company", "role", "where", "pay", "source", "source_words", "referrer", "notes")
WHEN = ("stage", "day", "hour")


def play(program: Program, cast: dict[str, Person], *, now: datetime) -> None:
    """Everybody's searches, as if they had been kept all along."""
    ben = cast[LOOKS]
    calendar = Calendar(now, ZoneInfo(ben.time_zone))
    restoring.restore(ben, document(calendar))
    look_back.look_back(ben, calendar)
    for name in pool.SHARE:
        pool.search(name, cast[name], now=now)
    for person in (ben, *(cast[name] for name in pool.SHARE)):
        cycle.share(person, program)


def document(calendar: Calendar) -> Document:
    """Both of Ben's searches, as a search.json would hold them."""
    wishes = [
        WishPart(kind=kind, text=text, saved_at=calendar.evening(60))
        for kind, text in words()["wishes"].items()
    ]
    return Document(cycles=[_cycle(one, calendar) for one in words()["searches"]], wishes=wishes)


def _cycle(told: Words, calendar: Calendar) -> CyclePart:
    return CyclePart(
        name=told["name"],
        started_on=calendar.day(told["began"]),
        ended_on=calendar.day(told["ended"]) if "ended" in told else None,
        applications=[_application(one, calendar) for one in told["applications"]],
    )


def _application(told: Words, calendar: Calendar) -> ApplicationPart:
    ago = {stage: day if stage in THEIRS else calendar.office(day)
           for stage, day in told["way"].items()}  # fmt: skip
    held = told.get("interviews", [])
    days = [*ago.items(), *((one["stage"], calendar.office(one["day"])) for one in held)]
    return ApplicationPart.model_validate({
        **{name: told[name] for name in AS_TOLD if name in told},
        "links": f"https://{name_key(told['company']).replace(' ', '')}.example/",
        "added_at": calendar.evening(max(ago.values())),
        "events": [_event(stage, day, calendar) for stage, day in days],
        "interviews": [_interview(one, len(ago) + at, calendar) for at, one in enumerate(held)],
        "contacts": told.get("contacts", []),
        "reasons": [_reason(one, calendar) for one in told.get("reasons", [])],
        "offer": _offer(told["offer"], calendar) if "offer" in told else None,
        "angry_lines": [told["angry"]] if "angry" in told else [],
    })  # fmt: skip


def _event(stage: str, ago: int, calendar: Calendar) -> Words:
    return {"stage": stage, "on": calendar.day(ago), "noted_at": calendar.evening(ago)}


def _interview(told: Words, event: int, calendar: Calendar) -> Words:
    kept = {name: value for name, value in told.items() if name not in ("name", *WHEN)}
    if "follow_up_on" in kept:
        kept["follow_up_on"] = calendar.day(kept["follow_up_on"])
    return {**kept, "event": event, "starts_at": calendar.starts(told)}


def _reason(told: Words, calendar: Calendar) -> Words:
    said = {name: value for name, value in told.items() if name != "day"}
    return {**said, "noted_at": calendar.evening(told["day"])}


def _offer(told: Words, calendar: Calendar) -> Words:
    said = {name: value for name, value in told.items() if name != "answer_in"}
    return {**said, "answer_by": calendar.day(-told["answer_in"])} if "answer_in" in told else said
