"""The letters about booking: one function each. Every time names its zone."""

from datetime import datetime

from django.urls import reverse

from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair, Interview, ProposedTime
from afterword.interviews.zones import said, zone
from afterword.kit import address
from afterword.people.models import Person, Program
from afterword.people.post import Words

FREE_AGAIN = (
    "Nothing is asked of you; the hour is free again. You can book another one with somebody else "
    "whenever you like."
)
COMMITTED = "An hour: {minutes} minutes of interview, 15 for the notes, 5 to spare."


def proposed(
    interview: Interview, *, to: Chair, by: Chair, times: list[ProposedTime], link: str
) -> Words:
    """Somebody asks for an interview at one of some times."""
    return Words(
        subject=f"{by.name} asks you for a mock interview",
        body=_paragraphs(
            f"{by.name} would like to hold a mock interview with you: {_what(interview)}, and you "
            f"would take the {to.kind}’s chair.",
            _hour(interview),
            "Take the time that suits you, or propose others:",
            _list_of(times, reader=to, other=by),
            link,
        ),
        link=link,
    )


def countered(
    interview: Interview, *, to: Chair, by: Chair, times: list[ProposedTime], link: str
) -> Words:
    """The other side proposes different times."""
    return Words(
        subject=f"Other times for your interview with {by.name_within}",
        body=_paragraphs(
            f"{by.name} proposes other times for your mock interview ({_what(interview)}):",
            _list_of(times, reader=to, other=by),
            "Take one, or propose others:",
            link,
        ),
        link=link,
    )


def accepted(interview: Interview, *, to: Chair, other: Chair, link: str) -> Words:
    """The time is agreed."""
    return Words(
        subject=f"Agreed: your interview with {other.name_within}",
        body=_paragraphs(
            f"Your mock interview with {other.name_within} is booked ({_what(interview)}; you "
            f"take the {to.kind}’s chair):",
            _when(interview, reader=to, other=other),
            _hour(interview),
            "The room, the calendar file and everything else:",
            link,
        ),
        link=link,
    )


def own_link(interview: Interview, *, to: Chair, other: Chair, link: str) -> Words:
    """To a guest who took a chair: the link that is hers alone."""
    return Words(
        subject=f"Your own link to the interview with {other.name_within}",
        body=_paragraphs(
            f"You have taken the {to.kind}’s chair in a mock interview with "
            f"{other.name} ({_what(interview)}).",
            _when(interview, reader=to, other=other) if interview.starts_at else "",
            "This link is yours alone: it opens your room, your notes and the scorecard file. "
            f"{other.name} does not have it and is never shown it, so please keep it to yourself.",
            link,
        ),
        link=link,
    )


def what_is_yours_goes(interview: Interview, *, other: Chair, by_oneself: bool, link: str) -> Words:
    """To a guest who asked for it, so that nobody else can ask in her place unnoticed."""
    asked = "You asked" if by_oneself else "Whoever runs this server was asked"
    return Words(
        subject="What you left here goes in a week",
        body=_paragraphs(
            f"{asked} for what you left in the interview with {other.name} "
            f"({_what(interview)}) to be erased. In a week it is: your name and your address, and "
            "what only you can read. What others keep loses your name.",
            "Until then nothing changes. If you would rather keep it, or if it was not you, the "
            "page of the interview has a button for it.",
            link,
        ),
        link=link,
    )


def starting_now(interview: Interview, *, to: Chair, by: Chair, link: str) -> Words:
    """Somebody waits in the room."""
    return Words(
        subject=f"{by.name} is ready for your interview now",
        body=_paragraphs(
            f"{by.name} has opened the room for a mock interview with you ({_what(interview)}; you "
            f"take the {to.kind}’s chair).",
            "The way in:",
            link,
        ),
        link=link,
    )


def rescheduled(
    interview: Interview, *, to: Chair, by: Chair, times: list[ProposedTime], link: str
) -> Words:
    """A booked interview needs another time."""
    return Words(
        subject=f"A new time for your interview with {by.name_within}",
        body=_paragraphs(
            f"{by.name} cannot keep the time that was agreed for your mock interview, and proposes "
            "these instead:",
            _list_of(times, reader=to, other=by),
            "Take one, or propose others. The old time no longer stands.",
            link,
        ),
        link=link,
    )


def cancelled(interview: Interview, *, to: Chair, by: Chair, link: str) -> Words:
    """The interview will not take place; the way to another one is in the same letter."""
    when = _when(interview, reader=to, other=by) if interview.starts_at else ""
    return Words(
        subject=f"Your interview with {by.name_within} will not take place",
        body=_paragraphs(
            f"{by.name} has cancelled your mock interview ({_what(interview)}).",
            when,
            f"They write: {interview.cancelled_because}" if interview.cancelled_because else "",
            "Nothing is asked of you. If you would still like the hour, propose other times here:",
            link,
        ),
        link=link,
    )


def gone(interview: Interview, *, to: Chair, other: Chair, link: str) -> Words:
    """The other side is no longer in the program in which the hour was to be held."""
    assert interview.program is not None  # noqa: S101  only hours of a program end this way
    when = _when(interview, reader=to, other=other) if interview.starts_at else ""
    return Words(
        subject=f"Your interview with {other.name_within} will not take place",
        body=_paragraphs(
            f"{other.name} is no longer in {interview.program.name}, so your mock interview "
            f"({_what(interview)}) is called off.",
            when,
            FREE_AGAIN,
            link,
        ),
        link=link,
    )


def called_off(interview: Interview, *, to: Chair, by: Chair, link: str) -> Words:
    """The other side wants none of the hours that were still to come. It does not say so."""
    when = _when(interview, reader=to, other=by) if interview.starts_at else ""
    return Words(
        subject=f"Your interview with {by.name_within} will not take place",
        body=_paragraphs(
            f"{by.name} has called off your mock interview ({_what(interview)}).",
            when,
            FREE_AGAIN,
            link,
        ),
        link=link,
    )


def hours_with_called_off(other: Person, *, count: int) -> Words:
    """To whoever wanted no more hours with somebody. The host is not shown that they did."""
    link = address.link(reverse("interviews:list") + "?when=past")
    hours = "one interview that was" if count == 1 else f"{count} interviews that were"
    return Words(
        subject=f"Your coming interviews with {other.name}",
        body=_paragraphs(
            f"As you asked, {hours} still to come with {other.name} will not take place. They were "
            "told that, and not why. What was held stays yours.",
            link,
        ),
        link=link,
        unlisted=True,
    )


def hours_called_off(program: Program, *, count: int) -> Words:
    """To whoever has gone: what they had agreed to there no longer stands."""
    link = address.link(reverse("interviews:list") + "?when=past")
    hours = "One interview that was" if count == 1 else f"{count} interviews that were"
    return Words(
        subject=f"Your coming interviews in {program.name}",
        body=_paragraphs(
            f"You are no longer in {program.name}. {hours} still to come there will not take "
            "place, and whoever was to sit across has been told. What was held stays yours.",
            link,
        ),
        link=link,
    )


def restored(interview: Interview, *, to: Chair, by: Chair, link: str) -> Words:
    """The cancelling was undone."""
    when = _when(interview, reader=to, other=by) if interview.starts_at else ""
    return Words(
        subject=f"Your interview with {by.name_within} takes place after all",
        body=_paragraphs(
            f"{by.name} has taken back the cancelling: your mock interview stands as before.",
            when,
            link,
        ),
        link=link,
    )


def not_met(interview: Interview, *, to: Chair, other: Chair, link: str) -> Words:
    """The time came and the interview did not begin. Both hear the same."""
    return Words(
        subject=f"You and {other.name_within} did not meet",
        body=_paragraphs(
            f"Your mock interview with {other.name_within} did not begin at its time. It happens: "
            "a train, an alarm, a wrong zone.",
            _when(interview, reader=to, other=other),
            "The hour is not lost. A line to the other side and two or three new times are enough:",
            link,
        ),
        link=link,
    )


def swapped(interview: Interview, *, to: Chair, by: Chair, link: str) -> Words:
    """The second half is booked, chairs reversed."""
    return Words(
        subject=f"The second half with {by.name_within}",
        body=_paragraphs(
            f"{by.name} has set up the second half: now you take the {to.kind}’s chair.",
            _when(interview, reader=to, other=by),
            link,
        ),
        link=link,
    )


def reminder(interview: Interview, *, to: Chair, other: Chair, link: str, soon: bool) -> Words:
    """The day before, and the hour before."""
    near = "in about an hour" if soon else "a day away"
    ready = (
        "Have the question read once before you sit down; its page has hints and a time plan."
        if to.kind == ChairKind.INTERVIEWER
        else "Water on the table and a quiet place are all you need."
    )
    return Words(
        subject=f"Your interview with {other.name_within} is {near}",
        body=_paragraphs(
            _when(interview, reader=to, other=other),
            ready,
            "If something came up, say so now rather than then: moving it takes a minute.",
            link,
        ),
        link=link,
    )


def _what(interview: Interview) -> str:
    return f"{interview.get_kind_display()}, {interview.get_seniority_display()} level".lower()


def _hour(interview: Interview) -> str:
    return COMMITTED.format(minutes=interview.minutes)


def _when(interview: Interview, *, reader: Chair, other: Chair) -> str:
    assert interview.starts_at is not None  # noqa: S101  callers write about a booked time
    return "\n".join(f"  {line}" for line in in_both_zones(interview.starts_at, reader, other))


def _list_of(times: list[ProposedTime], *, reader: Chair, other: Chair) -> str:
    lines = [" = ".join(in_both_zones(time.starts_at, reader, other)) for time in times]
    return "\n".join(f"  · {line}" for line in lines)


def in_both_zones(moment: datetime, reader: Chair, other: Chair) -> list[str]:
    """A time in the reader's zone, and in the other side's where that differs."""
    names = [name for name in (reader.time_zone, other.time_zone) if name] or ["UTC"]
    return list(dict.fromkeys(said(moment, in_zone=zone(name)) for name in names))


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
