"""Company and role in one cell."""

import re

_TWO = re.compile(r"\s+[-–—|@·•]\s+|\s+(?:at|bei|chez)\s+|\s*[|\n]\s*")
_ROLE_FIRST = re.compile(r"\s(?:at|bei|chez|@)\s")


def split_in_two(cell: str) -> tuple[str, str]:
    """(company, role) of a cell that holds both; the role may be missing."""
    parts = [part.strip() for part in _TWO.split(cell, maxsplit=1) if part.strip()]
    if len(parts) < 2:
        return cell, ""
    return (parts[1], parts[0]) if _ROLE_FIRST.search(cell) else (parts[0], parts[1])
