"""Words for levels whose order is known, and words that say their place themselves."""

import re
from collections.abc import Collection, Iterable, Mapping

# From lowest to highest; words of several are taken for those of the shortest that holds them all.
KNOWN = (
    ("no", "yes"),
    ("n", "y"),
    ("false", "true"),
    ("f", "t"),
    ("fail", "pass"),
    ("reject", "accept"),
    ("no hire", "hire"),
    ("poor", "good"),
    ("👎", "👍"),
    ("👎", "🤷", "👍"),
    ("low", "medium", "high"),
    ("no", "perhaps", "yes"),
    ("no", "maybe", "yes"),
    ("no", "unsure", "yes"),
    ("bad", "ok", "good"),
    ("mild", "moderate", "severe"),
    ("disagree", "neutral", "agree"),
    ("below average", "average", "above average"),
    ("below expectations", "meets expectations", "exceeds expectations"),
    ("not yet", "mixed", "good", "excellent"),
    ("strong no hire", "lean no hire", "lean hire", "strong hire"),
    ("strong no hire", "no hire", "hire", "strong hire"),
    ("strong no", "no", "yes", "strong yes"),
    ("strong no", "lean no", "lean yes", "strong yes"),
    ("no hire", "lean no hire", "lean hire", "hire"),
    ("poor", "fair", "good", "excellent"),
    ("poor", "average", "good", "excellent"),
    ("fail", "pass", "merit", "distinction"),
    ("beginner", "intermediate", "advanced", "expert"),
    ("not at all", "a little", "somewhat", "very much"),
    ("reject", "major revision", "minor revision", "accept"),
    ("very poor", "poor", "fair", "good", "very good"),
    ("very bad", "bad", "ok", "good", "very good"),
    ("poor", "fair", "good", "very good", "excellent"),
    ("very low", "low", "medium", "high", "very high"),
    ("definitely not", "no", "mixed", "yes", "strong yes"),
    ("strong no", "no", "mixed", "yes", "strong yes"),
    ("strong no", "no", "neutral", "yes", "strong yes"),
    ("strong no", "no", "maybe", "yes", "strong yes"),
    ("strong no hire", "no hire", "neutral", "hire", "strong hire"),
    ("strongly disagree", "disagree", "neutral", "agree", "strongly agree"),
    ("strongly disagree", "disagree", "undecided", "agree", "strongly agree"),
    ("strongly disagree", "disagree", "neither agree nor disagree", "agree", "strongly agree"),
    ("very dissatisfied", "dissatisfied", "neutral", "satisfied", "very satisfied"),
    ("never", "rarely", "sometimes", "often", "always"),
    ("never", "seldom", "sometimes", "often", "always"),
    ("not at all", "slightly", "moderately", "very", "extremely"),
    ("novice", "advanced beginner", "competent", "proficient", "expert"),
    ("unsatisfactory", "needs improvement", "meets expectations", "exceeds expectations",
     "outstanding"),
    ("strong no hire", "no hire", "lean no hire", "lean hire", "hire", "strong hire"),
    ("strong reject", "reject", "weak reject", "weak accept", "accept", "strong accept"),
    ("strong reject", "reject", "weak reject", "borderline", "weak accept", "accept",
     "strong accept"),
    ("strongly disagree", "disagree", "somewhat disagree", "neutral", "somewhat agree", "agree",
     "strongly agree"),
)  # fmt: skip
GRADES = ("f", "e", "d-", "d", "d+", "c-", "c", "c+", "b-", "b", "b+", "a-", "a", "a+")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"  # 4-mar is a day
PLACED = (
    re.compile(  # 4 - strong
        r"^\(?(?P<place>[+-]?\d{1,2})\)?\s*[-–—:=.)]\s*"
        rf"(?!(?:{MONTHS.replace(' ', '|')})\b)[^\W\d].*$"
    ),
    re.compile(r"^[^\W\d].*\((?P<place>[+-]?\d{1,2})\)$"),  # strong (4)
    re.compile(r"^(?P<place>\d{1,2})\s*(?:/|of|out of)\s*(?P<most>\d{1,2})$"),  # 4/5
    re.compile(r"^(?:level|lvl|l)\s*(?P<place>\d{1,2})$"),
    re.compile(r"^(?P<place>\d{1,2})\s*stars?$"),
)
STARS = re.compile(r"^([★⭐*]+)[☆ ]*$")


def in_order(words: Collection[str]) -> tuple[str, ...]:
    """A scale that holds all these words (in lower case), from lowest to highest; or nothing."""
    if _are_grades(set(words)):
        return tuple(one for one in GRADES if one in words)
    able = [known for known in KNOWN if set(words) <= set(known)]
    return min(able, key=len, default=())


def _are_grades(words: set[str]) -> bool:
    """A letter may be a name for a kind of thing: a+ is none, and schools that give f skip e."""
    surely = any(len(one) > 1 for one in words) or ("f" in words and "e" not in words)
    return len(words) > 1 and words <= set(GRADES) and surely


def places(words: Iterable[str]) -> Mapping[str, int]:
    """The number that each word says of itself (4 - strong, strong (4), 4/5, ****), if all do in
    one way; numbers alone may stand between. Else nothing."""
    given = list(words)
    for form in PLACED:
        found = {word: _place(word, form) for word in given}
        most = {one["most"] for word in given if (one := form.match(word)) and form.groups > 1}
        said = {word: place for word, place in found.items() if place is not None}
        if len(said) == len(given) and len(most) < 2 and any(map(form.match, given)):
            return said
    stars = {word: len(one[1]) for word in given if (one := STARS.match(word))}
    return stars if len(stars) == len(given) else {}


def _place(word: str, form: re.Pattern[str]) -> int | None:
    found = form.match(word)
    if found:
        return int(found["place"])
    return int(word) if re.fullmatch(r"[+-]?\d{1,2}", word) else None
