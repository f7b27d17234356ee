"""Cuts a Markdown text into sections by its headings, leaving fenced code alone."""

from dataclasses import dataclass

FENCE = "```"


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it, up to the next of the same height."""

    title: str
    text: str
    line: int


def cut(text: str, *, height: int, first_line: int = 1) -> list[Section]:
    """The sections under headings of `height` (1 for `#`); what comes before them is dropped."""
    mark = "#" * height + " "
    found: list[tuple[str, int, list[str]]] = []
    fenced = False
    for number, line in enumerate(text.splitlines(), start=first_line):
        fenced ^= line.startswith(FENCE)
        if line.startswith(mark) and not fenced:
            found.append((line[len(mark) :].strip(), number, []))
        elif found:
            found[-1][2].append(line)
    return [Section(title, "\n".join(body).strip("\n"), line) for title, line, body in found]


def fenced(text: str, language: str) -> str:
    """The body of the first code block in `language`, or nothing."""
    body: list[str] | None = None
    for line in text.splitlines():
        if body is not None and line.startswith(FENCE):
            return "\n".join(body) + "\n"
        if body is not None:
            body.append(line)
        elif line.strip() == FENCE + language:
            body = []
    return ""


def bullets(text: str) -> list[str]:
    """The items of a list written with `- `; a continued line belongs to its item."""
    items: list[str] = []
    for line in text.splitlines():
        if line.startswith("- "):
            items.append(line[2:].strip())
        elif items and line.strip():
            items[-1] += " " + line.strip()
    return items
