"""Reading back a document that was exported: whole, or not at all, with the reason."""

from typing import TypeVar

from django.core.files import File
from pydantic import BaseModel, ValidationError

Whole = TypeVar("Whole", bound=BaseModel)
MEGABYTE = 1024 * 1024


class NotThatDocument(Exception):
    """Why a file cannot be brought back; `str()` is a sentence for whoever brought it."""


def document_in(file: File[bytes] | None, kind: type[Whole], *, name: str, most: int) -> Whole:
    """The document in a file of at most so many megabytes. Raises NotThatDocument."""
    if file is None or not file.size:
        raise NotThatDocument(f"Choose the file {name} that you exported here before.")
    if file.size > most * MEGABYTE:
        raise NotThatDocument(f"That file is larger than {most} MB.")
    try:
        return kind.model_validate_json(file.read())
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        where = " › ".join(str(one) for one in first["loc"]) or "the file"
        raise NotThatDocument(
            f"Nothing was brought in: at {where}, {first['msg'].lower()}."
        ) from wrong
