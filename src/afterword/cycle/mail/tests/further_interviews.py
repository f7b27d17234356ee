"""Stories of one application's interviews, message by message, as mail: for telling a further one
from a reminder. `python -m afterword.cycle.mail.tests.further_interviews` prints how often that is
right."""

import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from afterword.cycle.mail.gathering import Gathered
from afterword.cycle.mail.messages.mailboxes import Raw
from afterword.cycle.mail.repeats import INTERVIEWS, without_repeats

TODAY = date(2026, 11, 26)
PARTS = ("interviews_tuned", "interviews_held_out")


@dataclass(frozen=True)
class Story:
    """Messages in the order in which they came, each with the number of its interview, or ``-``."""

    about: str
    messages: tuple[tuple[str, bytes], ...]

    @property
    def interviews(self) -> set[str]:
        return {number for number, _ in self.messages if number != "-"}


@dataclass(frozen=True)
class Counted:
    """Of the interviews of all stories: how many there are, are proposed, and are so twice."""

    there: int
    proposed: int
    twice: int

    @property
    def precision(self) -> float:
        return self.proposed / (self.proposed + self.twice)

    @property
    def recall(self) -> float:
        return self.proposed / self.there


def stories(part: str) -> list[Story]:
    """Every story of one part."""
    text = Path(__file__).with_name("corpus").joinpath(f"{part}.txt").read_text("utf-8")
    return [_story(one) for one in text.split("\n=== ")[1:]]


def counted(part: str) -> Counted:
    """How the interviews of one part come out, each story being a mailbox."""
    there = proposed = twice = 0
    for story in stories(part):
        proposals = proposals_of(story)
        there += len(story.interviews)
        proposed += len(story.interviews & proposals.keys())
        twice += proposals.total() - len(story.interviews & proposals.keys())
    return Counted(there, proposed, twice)


def proposals_of(story: Story) -> Counter[str]:
    """How many proposals each interview of a story becomes."""
    gathered = Gathered(TODAY)
    for number, (_, text) in enumerate(story.messages):
        gathered.take(Raw(str(number), text))
    label = {_key(text): number for number, text in story.messages}
    news = (one.found for one in without_repeats(gathered.together(), gathered.cancelled))
    return Counter(label[one.key] for one in news if one.kind in INTERVIEWS)


def _key(text: bytes) -> str:
    name = text.partition(b"Message-ID: <")[2].partition(b">")[0]
    return sha256(name).hexdigest()[:40]


def _story(block: str) -> Story:
    about, _, rest = block.partition("\n")
    return Story(about, tuple(_labelled(one) for one in f"\n{rest}".split("\n== ")[1:]))


def _labelled(block: str) -> tuple[str, bytes]:
    number, _, rest = block.partition("\n")
    head, _, body = rest.partition("\n\n")
    day = next(line for line in head.splitlines() if line.startswith("Day: "))
    fields = head.replace(day, f"Date: {day[5:]} Nov 2026 09:30:00 +0000\nTo: ben@okafor.example")
    words, _, calendar = body.strip().partition("\n~~~\n")
    return number.strip(), (_invitation if calendar else _plain)(fields, words, calendar).encode()


def _plain(fields: str, words: str, calendar: str) -> str:
    return f"{fields}\n\n{words}\n{calendar}"


def _invitation(fields: str, words: str, calendar: str) -> str:
    method, _, event = calendar.partition("\n")
    return (
        f'{fields}\nContent-Type: multipart/alternative; boundary="edge"\n\n'
        f"--edge\nContent-Type: text/plain; charset=utf-8\n\n{words}\n"
        f"--edge\nContent-Type: text/calendar; charset=utf-8\n\n"
        f"BEGIN:VCALENDAR\n{method}\nBEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR\n--edge--\n"
    )


if __name__ == "__main__":
    for name in PARTS:
        found = counted(name)
        sys.stdout.write(
            f"{name}: {found.there} interviews, {found.proposed} proposed, {found.twice} more than "
            f"once: precision {found.precision:.2f}, recall {found.recall:.2f}\n"
        )
