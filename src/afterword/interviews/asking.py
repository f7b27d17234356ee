"""The message to a senior engineer, from the texts that come with Afterword."""

from functools import cache
from importlib.resources import files
from urllib.parse import quote

from django.template import Context, Engine

from afterword.interviews import links
from afterword.interviews.models import Chair, GuestLink, Interview
from afterword.interviews.zones import said, zone

SUBJECT = "Would you give me a mock interview?"


def message(interview: Interview, *, mine: Chair, link: GuestLink, name: str) -> str:
    """A whole message with the times and her link in it. `name` is `ask` or `ask_short`."""
    times = interview.proposed_times.all()
    listed = "\n".join(f"- {said(one.starts_at, in_zone=zone(mine.time_zone))}" for one in times)
    words = {
        "program": interview.program.name if interview.program else "Afterword",
        "times": listed or "- any time that suits you",
        "link": links.guest_url(link),
        "candidate": mine.name,
    }
    written = Engine().from_string(text(name)).render(Context(words, autoescape=False)).strip()
    return _greeting(written, link.chair.guest_name)


def _greeting(written: str, name: str) -> str:
    hello, comma, rest = written.partition(",")
    return f"{hello} {name}{comma}{rest}" if name and hello in {"Hello", "Hi"} else written


@cache
def text(name: str) -> str:
    """One of the texts of a first week, as it was written."""
    return (files("afterword.people") / "texts" / f"{name}.md").read_text("utf-8")


def mailto(body: str) -> str:
    """A link that opens the mail program with the message in it."""
    return f"mailto:?subject={quote(SUBJECT)}&body={quote(body)}"
