"""The document of released notes as Markdown, to keep outside Afterword."""

from collections.abc import Iterator, Mapping
from typing import Any

from afterword.notes.document import Document, at, recommended
from afterword.notes.hour import Stop, stretches
from afterword.questions.enums import Level


def markdown(document: Document, *, title: str, signed: str) -> str:
    """The document as Markdown, to keep outside Afterword."""
    return "\n".join(_lines(document, title=title, signed=signed)) + "\n"


def _lines(document: Document, *, title: str, signed: str) -> Iterator[str]:
    yield from (f"# {title}", "", "## What you did well", "")
    yield from (f"- {at(one['moment'])}{_one_line(one['text'])}" for one in document["strengths"])
    for dimension in document["dimensions"]:
        yield from _dimension_lines(dimension)
    yield from _recommendation_lines(document)
    yield from ("", "## One next step", "", document["next_step"])
    if document["comments"]:
        yield from ("", "## From the reviewer", "")
        yield from (f"- {_one_line(comment['text'])}" for comment in document["comments"])
    yield from ("", f"*{signed}*")
    yield from _hour_lines(document)


# Any: a dimension as the document of the notes has it.
def _dimension_lines(dimension: Mapping[str, Any]) -> Iterator[str]:
    level = dimension["level"]
    word = Level(level).label if level is not None else "not assessed"
    yield from ("", f"## {dimension['name']}: {word}")
    if dimension["anchor"]:
        yield from ("", f"*{dimension['anchor']}*")
    if dimension["evidence"]:
        yield ""
    yield from (f"- {at(one['moment'])}{_one_line(one['text'])}" for one in dimension["evidence"])
    if dimension["would_have_raised"]:
        yield from ("", f"What would have raised it: {dimension['would_have_raised']}")


def _recommendation_lines(document: Document) -> Iterator[str]:
    words, parts = recommended(document), document["recommendation"]
    yield from ("", "## Recommendation", "")
    if words["sentence"]:
        yield from (f"{words['sentence']} ({words['term']})", "")
    yield f"Because: {parts['because']}"
    if parts["would_have_changed"]:
        yield from ("", f"What would have changed it: {parts['would_have_changed']}")


def _hour_lines(document: Document) -> Iterator[str]:
    hour = stretches(document)
    if hour:
        yield from ("", "## The hour")
    for stretch in hour:
        yield from ("", f"### {at(stretch.moment)}{stretch.title}", "")
        for stop in stretch.stops:
            yield from _stop_lines(stop)


def _stop_lines(stop: Stop) -> Iterator[str]:
    for shown in stop.shown:
        yield f"- {at(stop.moment)}{shown['title']}"
        yield from (f"  > {line}".rstrip() for line in shown["text"].splitlines())
    for said in stop.said:
        yield f"- {at(stop.moment)}{said.where}: {_one_line(said.text)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
