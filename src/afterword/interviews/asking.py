"""The message to a guest, from the texts that come with Afterword."""

from functools import cache
from importlib.resources import files
from urllib.parse import quote

from django.template import Context, Engine

from afterword.interviews import links
from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair, GuestLink, Interview
from afterword.interviews.zones import said, zone

SUBJECT = "A mock interview"


def message(interview: Interview, *, mine: Chair, link: GuestLink, name: str) -> str:
    """A whole message with the times and the guest's link in it. `name` is one of `names_for`."""
    times = interview.proposed_times.all()
    listed = "\n".join(f"- {said(one.starts_at, in_zone=zone(mine.time_zone))}" for one in times)
    words = {
        "program": interview.program.name if interview.program else "Afterword",
        "times": listed or "- any time that suits you",
        "link": links.guest_url(link),
        "candidate": mine.name,
        "minutes": interview.minutes,
    }
    written = Engine().from_string(text(name)).render(Context(words, autoescape=False)).strip()
    return _greeting(written, link.chair.guest_name)


def _greeting(written: str, name: str) -> str:
    hello, comma, rest = written.partition(",")
    return f"{hello} {name}{comma}{rest}" if name and hello in {"Hello", "Hi"} else written


def names_for(guest: Chair) -> dict[str, str]:
    """Which messages suit the chair that a guest is asked to take, each with its title."""
    if guest.kind == ChairKind.CANDIDATE:
        return {"invite": "As an e-mail"}
    return {"ask": "As an e-mail", "ask_short": "As a short message"}


@cache
def text(name: str) -> str:
    """One of the texts, as it was written."""
    if name == "invite":
        return (files("afterword.interviews") / "templates/interviews/invite.txt").read_text(
            "utf-8"
        )
    return (files("afterword.people") / "texts" / f"{name}.md").read_text("utf-8")


def mailto(body: str) -> str:
    """A link that opens the mail program with the message in it."""
    return f"mailto:?subject={quote(SUBJECT)}&body={quote(body)}"
