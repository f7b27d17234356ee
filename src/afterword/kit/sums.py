"""The pages that explain the numbers: docs/sums, which the wheel carries inside itself."""

import re
from functools import lru_cache
from pathlib import Path

# Pages lead to each other as files do, so that they can be read in the repository too.
BESIDE = re.compile(r"\]\(([\w-]+)\.md\)")
PLACES = (Path(__file__).parents[1] / "sums", Path(__file__).parents[3] / "docs" / "sums")


@lru_cache
def sums_page(name: str) -> str | None:
    """The Markdown of one page, or None where there is no such page."""
    if not name.replace("-", "").isalnum():
        return None
    files = (place / f"{name}.md" for place in PLACES)
    texts = (file.read_text(encoding="utf-8") for file in files if file.is_file())
    return next((BESIDE.sub(r"](../\1/)", text) for text in texts), None)
