"""Reading files in the limited child. Nothing of a stranger's file is parsed outside it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from afterword.cycle.reading.errors import Refusal
from afterword.cycle.reading.postings import posting
from afterword.cycle.reading.result import Reading, from_json
from afterword.cycle.reading.whole_file import read
from afterword.kit import confined


class NotRead(Exception):
    """Nothing could be read. The text is a sentence for the file's owner."""


def posting_in(page: str) -> dict[str, str]:
    """What a job's page says of it. Raises NotRead."""
    # Any of the child's JSON: a text for each field.
    said: dict[str, str] = _read(posting, page)
    return said


# Any: a mapping, as JSON.
def understood(
    files: Sequence[tuple[str, bytes]], *, mapping: dict[str, Any], today: date
) -> Reading:
    """What the files say. Raises NotRead."""
    return from_json(_read(read, list(files), mapping, today.isoformat()))


# Any: what goes in and comes out is JSON, and bytes.
def _read(work: Callable[..., Any], *given: Any) -> Any:
    confined.preload("afterword.cycle.reading.preloading")
    with in_sentences("file", otherwise="Save a part of it and try that."):
        return confined.confined(work, *given, refuses=Refusal, cpu=10, wall=30.0)


@contextmanager
def in_sentences(what: str, *, otherwise: str) -> Iterator[None]:
    """Why a child gave no answer, in a sentence for the owner of `what` it read. Raises NotRead."""
    try:
        yield
    except confined.Refused as no:
        raise NotRead(no.why) from no
    except confined.TooMuchMemory as no:
        raise NotRead(f"The {what} needs more memory than reading it is given.") from no
    except confined.TooMuchTime as no:
        raise NotRead(f"Reading the {what} took too long. {otherwise}") from no
    except confined.Confined as no:
        raise NotRead(f"The {what} could not be read: {no}.") from no
