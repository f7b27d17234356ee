"""What a message is about, by the lists of topics.txt, before what it says is believed."""

import re
from functools import lru_cache

from afterword.cycle.mail.lists.lines import phrases_of

# It speaks of an application of the reader's own.
MINE = re.compile(
    r"\byour (?:\w+ )?(?:application|candidacy|interest in|cv|resume)\b|\b(?:you|have) applied\b|"
    r"\bapplying (?:for|to)\b|\b(?:ihre|deine|ihrer|deiner) (?:bewerbung|unterlagen)\b|"
    r"\bthanks? (?:you )?for (?:applying|your application)"
)


@lru_cache(maxsize=1)
def topics() -> dict[str, re.Pattern[str]]:
    """What a message can be about, each as one pattern of whole words."""
    return {
        heading: re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
        for heading, words in phrases_of("topics.txt").items()
    }


def something_else(everything: str, by: str, *, official: bool) -> str:
    """Why this is no matter of a job of one's own, or nothing."""
    about = topics()
    if elsewhere := about["else strong"].search(everything):
        return f"it is about something else: “{elsewhere[0]}”"
    # A company may be named for what it deals in: Fern Parcel, Tidal Insurance.
    other = {one[0] for one in about["else"].finditer(everything) if one[0] not in by}
    strong = {one[0] for one in about["job strong"].finditer(everything)}
    little = {one[0] for one in about["job"].finditer(everything)}
    if other and not official and len(other) > 2 * len(strong) + (len(little) + 1) // 2:
        return f"it is about something else: “{sorted(other)[0]}”"
    return ""


def is_anybodys(everything: str) -> bool:
    """Whether somebody writes to whoever may answer."""
    return bool(topics()["spam"].search(everything)) and not MINE.search(everything)


def says_little_of_a_job(everything: str, *, least: int) -> bool:
    """Whether it has neither a word of hiring alone nor so many that may be of it."""
    about = topics()
    if about["job strong"].search(everything):
        return False
    return len({one[0] for one in about["job"].finditer(everything)}) < least


def is_faint(everything: str, *, agreed: bool) -> bool:
    """Whether it needs other messages to show that it is about a job.

    Where wordings and signs agree on what it says, one plain word of hiring is enough.
    """
    if not topics()["job plainly"].search(everything):
        return True
    return not agreed and says_little_of_a_job(everything, least=2)
