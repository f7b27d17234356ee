"""A question as a Markdown file with front matter, read into what pages and the room show.

The file itself is kept byte for byte, so export gives back exactly what was imported. Shape of
`Parsed.content` (JSON): `title`, `minutes`, `topics`, `entry {python, javascript}`,
`parts [{title, text}]`, `clarifications [text]`, `hints [{when, text}]`,
`follow_ups [{title, text}]`, `signals [{dimension, signs [text]}]`,
`time_plan [{minutes, text}]`, `reference {text, python, javascript}`,
`tests [{name, args, gives}]`, `history [{version, text}]`. Texts are Markdown.
"""

import hashlib
import json
import re
from dataclasses import dataclass

import yaml

from afterword.questions.enums import Difficulty, Kind
from afterword.questions.errors import QuestionUnreadable
from afterword.questions.sections import Section, bullets, cut, fenced

LONGEST = 200_000
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
HEAD = re.compile(r"\A---\n(?P<head>.*?)\n---\n", re.DOTALL)
MINUTES = re.compile(r"(\d+)\s*:\s*(.+)", re.DOTALL)
Content = dict[str, object]


@dataclass(frozen=True)
class Parsed:
    """A question file that could be read."""

    slug: str
    title: str
    kind: Kind
    difficulty: int
    version: int
    content: Content
    source: str

    @property
    def digest(self) -> str:
        """SHA-256 of the file."""
        return hashlib.sha256(self.source.encode()).hexdigest()


def parse(source: str) -> Parsed:
    """Read a question file. Raises QuestionUnreadable with the line and what to do."""
    if len(source) > LONGEST:
        raise QuestionUnreadable(f"A question has at most {LONGEST:,} characters.")
    text = source.replace("\r\n", "\n").removeprefix("\ufeff")
    head, first_line = _head(text)
    body = text.split("\n---\n", 1)[1]
    sections = {one.title.lower(): one for one in cut(body, height=1, first_line=first_line)}
    kind = _kind(head)
    return Parsed(
        slug=_slug(head),
        title=_words(head, "title", most=120),
        kind=kind,
        difficulty=_number(head, "difficulty", least=1, most=max(Difficulty)),
        version=_number(head, "version", least=1, most=100_000),
        content=_content(head, sections, kind),
        source=source,
    )


def _head(text: str) -> tuple[dict[str, object], int]:
    match = HEAD.match(text)
    if match is None:
        raise QuestionUnreadable("The file starts with ---, its head, and --- again.", line=1)
    try:
        head = yaml.safe_load(match["head"])
    except (yaml.YAMLError, ValueError, RecursionError) as trouble:
        mark = getattr(trouble, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise QuestionUnreadable("The head is not YAML.", line=line) from trouble
    if not isinstance(head, dict):
        raise QuestionUnreadable("The head has lines such as `title: Parcel lockers`.", line=2)
    return head, match[0].count("\n") + 1


def _kind(head: dict[str, object]) -> Kind:
    try:
        return Kind(str(head.get("kind", "")))
    except ValueError:
        known = ", ".join(Kind.values)
        raise QuestionUnreadable(f"Write one of these as kind: {known}.", line=2) from None


def _slug(head: dict[str, object]) -> str:
    slug = _words(head, "slug", most=80)
    if not SLUG.match(slug):
        raise QuestionUnreadable("A slug has small letters, digits and hyphens.", line=2)
    return slug


def _words(head: dict[str, object], key: str, *, most: int) -> str:
    value = head.get(key)
    if not isinstance(value, str) or not value.strip() or len(value) > most:
        raise QuestionUnreadable(f"The head needs a {key} of up to {most} characters.", line=2)
    return value.strip()


def _number(head: dict[str, object], key: str, *, least: int, most: int) -> int:
    value = head.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise QuestionUnreadable(f"The head needs {key}: a number from {least} to {most}.", line=2)
    return value


def _content(head: dict[str, object], sections: dict[str, Section], kind: Kind) -> Content:
    minutes = _number(head, "minutes", least=5, most=180)
    topics, entry = head.get("topics"), head.get("entry")
    reference = sections.get("reference", Section("", "", 0)).text
    return {
        "title": head["title"],
        "minutes": minutes,
        "topics": [str(topic) for topic in topics] if isinstance(topics, list) else [],
        "entry": {str(k): str(v) for k, v in entry.items()} if isinstance(entry, dict) else {},
        "parts": _named(_needed(sections, "Statement"), least=1),
        "clarifications": bullets(_needed(sections, "Clarifications").text),
        "hints": _hints(_needed(sections, "Hints")),
        "follow_ups": _named(_needed(sections, "Follow-ups"), least=2),
        "signals": _signals(_needed(sections, "Signals")),
        "time_plan": _time_plan(_needed(sections, "Time plan"), minutes),
        "reference": {
            "text": "" if kind == Kind.CODING else reference,
            "python": fenced(reference, "python"),
            "javascript": fenced(reference, "javascript"),
        },
        "tests": _tests(sections, kind),
        "history": _history(sections.get("history")),
    }


def _needed(sections: dict[str, Section], title: str) -> Section:
    section = sections.get(title.lower())
    if section is None or not section.text.strip():
        raise QuestionUnreadable(f"The section `# {title}` is missing or empty.")
    return section


def _below(section: Section) -> list[Section]:
    return cut(section.text, height=2, first_line=section.line + 1)


def _named(section: Section, *, least: int) -> list[dict[str, str]]:
    """`## Part 1: The everyday case` gives the title after the colon."""
    found = [
        {"title": one.title.partition(":")[2].strip() or one.title, "text": one.text}
        for one in _below(section)
        if one.text.strip()
    ]
    if len(found) < least:
        raise QuestionUnreadable(
            f"`# {section.title}` needs at least {least} headings `## …: title` with text below.",
            line=section.line,
        )
    return found


def _hints(section: Section) -> list[dict[str, str]]:
    hints = _named(section, least=3)
    return [{"when": one["title"], "text": one["text"]} for one in hints]


def _signals(section: Section) -> list[dict[str, object]]:
    found: list[dict[str, object]] = [
        {"dimension": one.title, "signs": bullets(one.text)} for one in _below(section)
    ]
    if not found or not all(one["signs"] for one in found):
        raise QuestionUnreadable(
            "`# Signals` needs a `## Dimension` each, with signs as `- …` below.",
            line=section.line,
        )
    return found


def _time_plan(section: Section, minutes: int) -> list[dict[str, object]]:
    plan: list[dict[str, object]] = []
    total = 0
    for item in bullets(section.text):
        match = MINUTES.match(item)
        if match is None:
            raise QuestionUnreadable(
                f"`- {item[:40]}` in the time plan is not `- minutes: what`.", line=section.line
            )
        total += int(match[1])
        plan.append({"minutes": int(match[1]), "text": match[2].strip()})
    if total != minutes:
        raise QuestionUnreadable(
            f"The time plan adds up to {total} minutes, the head says {minutes}.",
            line=section.line,
        )
    return plan


def _tests(sections: dict[str, Section], kind: Kind) -> list[object]:
    if kind != Kind.CODING:
        return []
    section = _needed(sections, "Tests")
    try:
        tests = json.loads(fenced(section.text, "json"))
    except (ValueError, RecursionError) as trouble:
        raise QuestionUnreadable("The tests are not JSON.", line=section.line) from trouble
    whole = isinstance(tests, list) and all(
        isinstance(one, dict) and isinstance(one.get("args"), list) and "gives" in one
        for one in tests
    )
    if not whole:
        raise QuestionUnreadable(
            'Each test is {"name": …, "args": […], "gives": …}.', line=section.line
        )
    return list(tests)


def _history(section: Section | None) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for item in bullets(section.text if section else ""):
        if match := MINUTES.match(item):
            found.append({"version": int(match[1]), "text": match[2].strip()})
    return found
