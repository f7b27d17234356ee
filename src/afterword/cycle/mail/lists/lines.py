"""The lists beside this file: words and phrases under headings, for people to read and to mend."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path


def lines_of(name: str) -> Iterator[tuple[str, str]]:
    """(heading, line) of a list. `@name: words` is a line under the heading `@name`."""
    heading = ""
    for line in Path(__file__).with_name(name).read_text("utf-8").splitlines():
        if line.startswith("@"):
            named, _, words = line.partition(":")
            yield named, words.strip()
        elif line.endswith(":") and not line.startswith((" ", "#")):
            heading = line[:-1]
        elif line.startswith("  "):
            yield heading, line[2:].rstrip()


@lru_cache(maxsize=8)
def phrases_of(name: str) -> dict[str, tuple[str, ...]]:
    """Every phrase of a list whose lines are phrases with commas between them, by heading."""
    found: dict[str, list[str]] = {}
    for heading, line in lines_of(name):
        some = (one.strip() for one in line.split(","))
        found.setdefault(heading, []).extend(one for one in some if one)
    return {heading: tuple(some) for heading, some in found.items()}
