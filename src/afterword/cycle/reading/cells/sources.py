"""Where somebody found a position, as they word it."""

import re
from functools import lru_cache

from afterword.cycle.enums import Source
from afterword.cycle.reading.plain_text import plain


@lru_cache(maxsize=4096)
def source_of(words: str) -> str:
    """Which kind of beginning a source's words speak of. Most say where one applied."""
    text = f" {plain(words)} "
    if (
        re.search(r" (?:referr|refer|recommend|empfehl|cooptation|indicac|内推)", text)
        or " friend" in text
    ):
        return Source.REFERRAL.value
    if re.search(
        r" (?:career|job|campus|hiring|uni\w*|karriere) ?(?:fair|messe|expo|event)|jobmesse| fair ",
        text,
    ):
        return Source.FAIR.value
    if re.search(
        r"inbound|reached out|(?:they|recruiter|hr) (?:e ?mailed|messaged|wrote|called|found)|"
        r"headhunt|recruiter contacted|contacted me|found me|they wrote"
        r"| sourced | poached ",
        text,
    ) or text.strip() in {"recruiter", "recruiter linkedin", "recruiting agency"}:
        return Source.INBOUND.value
    return Source.OUTBOUND.value
