"""Texts that people send round, kept beside this file with {{ holes }}."""

import re
from pathlib import Path

HERE = Path(__file__).parent


def announcement(*, program: str, link: str) -> str:
    """What an organizer sends to the club: plain words, since nobody knows what shows them."""
    return _filled("announcement.txt", program=program, link=link)


def primer() -> str:
    """What to read before one's first interview from the other side."""
    return (HERE / "primer.md").read_text()


def _filled(file: str, **words: str) -> str:
    """The text with its holes filled. Raises KeyError for a hole without a word."""
    text = (HERE / file).read_text()
    return re.sub(r"\{\{ (\w+) \}\}", lambda hole: words[hole[1]], text)
