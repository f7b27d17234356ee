"""A no for one thing, and after it a yes to another: then the later sentence holds.

Only a wording counts that stands in a sentence of its own after the last no. What companies add to
a no out of kindness (feedback, a newsletter, "apply again") is no yes.
"""

import re
from collections.abc import Mapping, Sequence

from afterword.cycle.mail.kinds.sentences import Sentence
from afterword.cycle.mail.kinds.wordings import Wording

A_YES = ("offer", "onsite", "challenge", "phone")
_KINDNESS = re.compile(
    r"\bfeed ?back\b|\bsurvey\b|\btalent (?:pool|community|network)\b|\bnewsletter\b|\bagain\b|"
    r"\b(?:stay|keep|be) in (?:touch|contact)\b|\bcoffee\b|\bfuture\b|\bnot\b|\bno longer\b|"
    r"\bother (?:openings|roles|jobs|vacancies)\b|\bopen (?:day|evening|house)\b"
)


def yes_after_no(
    certain: Sequence[Sentence], possible: Mapping[str, Sequence[Wording]]
) -> tuple[str, Sentence] | None:
    """What a message that says no says yes to afterwards, and the sentence that does."""
    last = max(_places(certain, possible["rejected"]), default=len(certain))
    after = [one for one in certain[last + 1 :] if not _KINDNESS.search(one.plain)]
    for kind in A_YES:
        if places := _places(after, possible[kind]):
            return kind, after[places[0]]
    return None


def _places(some: Sequence[Sentence], wordings: Sequence[Wording]) -> list[int]:
    """Which of the sentences word it."""
    return [
        place
        for place, one in enumerate(some)
        if any(wording.pattern.search(one.plain) for wording in wordings)
    ]
