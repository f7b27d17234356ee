"""What is wrong with a page, whichever part it belongs to."""

import re

INLINE = re.compile(
    r"""\sstyle=|\son\w+=|<style|<script(?![^>]*(?:src=|application/json))|data:image""",
    re.IGNORECASE,
)


NEVER = re.compile(
    r"\b(fail(ed|ure)?|passed|weak|poor|score|rank|flag|invalid)\b|!\s*<", re.IGNORECASE
)


def faults_of(response) -> list[str]:
    """What is wrong with a page: inline code, or words that we never use."""
    text = response.content.decode()
    words = re.sub(r"<script.*?</script>|<!doctype[^>]*>|<[^>]+>", " ", text, flags=re.DOTALL)
    return [match[0] for match in (*INLINE.finditer(text), *NEVER.finditer(words))]
