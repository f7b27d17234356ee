"""What people call their columns, and the meaning each name has."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from afterword.cycle.reading.plain_text import plain_name
from afterword.cycle.reading.vocabulary.lists import listed


@dataclass(frozen=True)
class Meaning:
    """What a column holds. ``of`` narrows it: the stage of a stage column, the number of a status.

    Written as in a mapping: `company`, `stage: phone`, `status on: 2`.
    """

    kind: str
    of: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.of}" if self.of else self.kind


KEEP = Meaning("keep")
# Every kind, with the sentence that the wizard shows.
KINDS: dict[str, str] = {
    "company": "the company",
    "role": "the role",
    "company and role": "the company and the role in one cell",
    "place": "the place",
    "link": "the link to the posting",
    "source": "where you found it",
    "referral": "who referred you, or whether somebody did",
    "salary": "the pay",
    "contact": "a person there",
    "contact email": "their email",
    "contact phone": "their phone number",
    "contact page": "their own page, as on LinkedIn",
    "notes": "your notes",
    "id": "the row's own id, which joins tables",
    "number": "the row's number in the list",
    "applied on": "the day you applied",
    "applied": "whether you applied",
    "noted on": "the day you noted it",
    "status": "how it stands",
    "status on": "the day of that status",
    "stage": "a stage: its day, or whether it happened",
    "hour": "at which hour a stage was",
    "answered": "whether they answered",
    "answered on": "the day of their first answer",
    "days to": "how many days after you applied",
    "history": "all stages in one cell",
    "order": "the order of the rows of one application",
    "keep": "kept in the notes",
    "skip": "left out",
}


@lru_cache(maxsize=1)
def named() -> dict[str, Meaning]:
    """Every known name of a column. The first line that has a name keeps it."""
    found: dict[str, Meaning] = {}
    for kind, name in listed("columns.txt"):
        found.setdefault(name, Meaning(kind))
    for name in [name for name, meaning in found.items() if meaning.kind == "days to"]:
        found[name] = Meaning("days to", "rejected" if "reject" in name else "answered")
    return found


@lru_cache(maxsize=4096)
def by_name(header: str) -> Meaning | None:
    """The meaning of a column's name, in any of its spellings, or None."""
    name = _bare(header)
    return named().get(name) or named().get(name.replace(" ", "")) or _numbered(name) or _near(name)


def kind_of(header: str) -> str:
    """What kind of thing a column's name says is in it; a name that nobody knows says nothing."""
    return (by_name(header) or KEEP).kind


def _bare(header: str) -> str:
    """The name without what people add in brackets, and without a leading `the` or `my`."""
    whole = plain_name(header)
    if whole in named():
        return whole
    short = plain_name(header.split("(")[0]) or whole
    words = short.split()
    while words and words[0] in {"the", "my", "your", "please", "enter"}:
        words = words[1:]
    return " ".join(words)


def _numbered(name: str) -> Meaning | None:
    """`Status 2`, `Status 2 Date`, `2nd Status`, `Date Status 2`."""
    words = name.split()
    digits = [word for word in words if word.strip("stndrh").isdigit()]
    rest = [word for word in words if word not in digits]
    if len(digits) != 1:
        return None
    number = digits[0].strip("stndrh")
    dated = {"date", "on", "datum", "fecha", "data"} & set(rest)
    kind = " ".join(
        word for word in rest if word not in {"date", "on", "datum", "fecha", "data", "of"}
    )
    if kind in {"status", "stage", "update", "outcome", "result", "response", "step", "event"}:
        return Meaning("status on" if dated else "status", number)
    return None


NOT_NEAR = frozenset({"interview", "interviews"})  # and no `interviewer` is meant


def _near(name: str) -> Meaning | None:
    """A misspelt name."""
    if len(name) < 5 or name in NOT_NEAR:
        return None
    best = process.extractOne(name, _long_names(), scorer=fuzz.ratio, score_cutoff=88)
    return named()[best[0]] if best else None


@lru_cache(maxsize=1)
def _long_names() -> list[str]:
    return [name for name in named() if len(name) >= 5]
