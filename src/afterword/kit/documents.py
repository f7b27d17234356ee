"""Reading back a document that was exported: whole, or not at all, with the reason."""

import re
from typing import Annotated, TypeVar

from django.core.files import File
from pydantic import BaseModel, FailFast, ValidationError, create_model

from afterword.kit import confined

One = TypeVar("One")
Whole = TypeVar("Whole", bound=BaseModel)
MEGABYTE = 1024 * 1024
SMALL = MEGABYTE // 8  # whatever is in so little, it can be looked at at once
LONGEST_PLACE = 200

# A list in a document. What is wrong with a million of its parts is not gathered.
Many = Annotated[list[One], FailFast()]


EVERYTHING = re.compile(rb'\s*\{\s*"format"\s*:\s*"afterword-everything-1"')
"""How the file begins in which somebody took everything along: other documents stand in it."""


class NotThatDocument(Exception):
    """Why a file cannot be brought back; `str()` is a sentence for whoever brought it."""


def document_in(
    file: "File[bytes] | None", kind: type[Whole], *, name: str, part: str, most: int
) -> Whole:
    """The document in a file of at most so many megabytes, or in that part of everything.

    Raises NotThatDocument.
    """
    if file is None or not file.size:
        raise NotThatDocument(f"Choose the file {name} that you exported here before.")
    if file.size > most * MEGABYTE:
        raise NotThatDocument(f"That file is larger than {most} MB.")
    body = file.read()
    if len(body) > SMALL:
        _look_first(kind, body, part)
    return read_document(kind, body, part=part)


def read_document(kind: type[Whole], body: bytes, *, part: str) -> Whole:
    """The document, and nothing besides. Raises NotThatDocument."""
    try:
        if EVERYTHING.match(body):
            return _out_of_everything(kind, body, part)
        return kind.model_validate_json(body)
    except ValidationError as wrong:
        raise NotThatDocument(f"Nothing was brought in: {_what_is(wrong)}.") from wrong


def _out_of_everything(kind: type[Whole], body: bytes, part: str) -> Whole:
    # Any: create_model gives a class that no checker knows.
    around: type[BaseModel] = create_model("Everything", **{part: (kind, ...)})  # type: ignore[call-overload]  # named as it runs
    found: Whole = getattr(around.model_validate_json(body), part)
    return found


def _look_first(kind: type[Whole], body: bytes, part: str) -> None:
    """A child looks first: of four megabytes of nonsense, all that is wrong fills a server."""
    memory = 256 * MEGABYTE + 24 * len(body)
    try:
        confined.confined(
            _can_be_read,
            kind,
            body,
            part,
            memory=memory,
            cpu=20,
            wall=60.0,
            refuses=NotThatDocument,
        )
    except confined.Refused as no:
        raise NotThatDocument(no.why) from no
    except confined.Confined as no:
        raise NotThatDocument("Nothing was brought in: that file cannot be read.") from no


def _can_be_read(kind: type[BaseModel], body: bytes, part: str) -> bool:
    return bool(read_document(kind, body, part=part))


def _what_is(wrong: ValidationError) -> str:
    if wrong.error_count() > 1000:
        return f"there are {wrong.error_count():,} things in it that do not belong there"
    first = wrong.errors(include_url=False, include_input=False)[0]
    where = " › ".join(str(one) for one in first["loc"]) or "the file"
    return f"at {where[:LONGEST_PLACE]}, {first['msg'].lower()}"
