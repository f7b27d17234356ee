"""Links in a cell: web addresses, and what spreadsheets, Markdown and Notion make of them."""

import re

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'\])]+", re.IGNORECASE)
_HYPERLINK = re.compile(r'^=\s*hyperlink\(\s*"([^"]*)"\s*[;,]?\s*"?([^"]*)"?\s*\)$', re.IGNORECASE)
_MARKDOWN = re.compile(r"^\s*!?\[([^\]]*)\]\(([^)\s]*)\)\s*$")
_NOTION = re.compile(r"^(.+?) \((https://(?:www\.)?notion\.so/[^)\s]*)\)$", re.DOTALL)


def linked(cell: str) -> tuple[str, str]:
    """(text, address) of a cell that may be a link as spreadsheets, Markdown or Notion write it."""
    if (match := _HYPERLINK.match(cell)) is not None:
        return match[2], match[1]
    if (match := _MARKDOWN.match(cell)) is not None:
        return match[1], match[2]
    if (match := _NOTION.match(cell)) is not None:
        return match[1], match[2]
    return cell, ""


def addresses(cell: str) -> list[str]:
    """Every web address in a cell."""
    text, address = linked(cell)
    return [address] if address else _URL.findall(text)
