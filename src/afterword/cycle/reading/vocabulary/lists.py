"""The lists beside this file: phrases under headings, for people to read and to mend."""

from collections.abc import Iterator
from pathlib import Path

from afterword.cycle.reading.plain_text import plain


def listed(name: str) -> Iterator[tuple[str, str]]:
    """(heading, phrase) for every phrase of one of the lists beside this file."""
    heading = ""
    for line in Path(__file__).with_name(name).read_text("utf-8").splitlines():
        if line.endswith(":") and not line.startswith(" "):
            heading = line[:-1]
        elif line.startswith(" "):
            yield from ((heading, phrase) for phrase in map(plain, line.split(",")) if phrase)
