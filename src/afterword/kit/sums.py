"""The pages that explain the numbers: docs/sums, which the wheel carries inside itself."""

from functools import lru_cache
from pathlib import Path

PLACES = (Path(__file__).parents[1] / "sums", Path(__file__).parents[3] / "docs" / "sums")


@lru_cache
def sums_page(name: str) -> str | None:
    """The Markdown of one page, or None where there is no such page."""
    if not name.replace("-", "").isalnum():
        return None
    files = (place / f"{name}.md" for place in PLACES)
    return next((file.read_text(encoding="utf-8") for file in files if file.is_file()), None)
