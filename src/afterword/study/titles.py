"""What a column is, by what it is called."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from afterword.study.columns import Column, Role, WideBy

NAMES: Mapping[str, tuple[str, ...]] = {
    "candidate": (
        "candidate", "interviewee", "person", "p", "pid", "stud", "student", "subject", "applicant",
        "participant", "examinee", "ratee", "target", "essay", "bottle", "wine", "plate", "product",
        "prod", "paper", "submission", "proposal", "abstract", "manuscript", "child", "pupil",
        "learner", "athlete", "skater", "diver", "gymnast", "dancer", "contestant", "competitor",
        "couple", "performer", "team", "unit", "units",
        "id", "name",
    ),
    "interviewer": (
        "interviewer", "rater", "judge", "grader", "examiner", "reviewer", "assessor", "reader",
        "coder", "observer", "evaluator", "scorer", "marker", "annotator", "referee", "panelist",
        "ratedby", "reviewedby", "interviewedby", "submittedby", "emailaddress", "email",
    ),
    "question": (
        "question", "task", "prompt", "problem", "exercise", "topic", "item", "case", "element",
        "assignment", "q",
    ),
    "interview": ("interview", "session", "occasion", "meeting"),
    "dimension": (
        "dimension", "dim", "criterion", "criteria", "trait", "aspect", "domain", "attribute",
        "competency", "skill",
    ),
    "level": ("level", "rating", "score", "y", "grade", "mark", "marks", "points", "stars"),
    # Levels where they look like levels: else they may as well be something else.
    "answer": ("value", "resp", "response", "answer", "result", "outcome", "evaluation", "vote"),
    # Beside levels of dimensions one dimension more, alone the level itself.
    "verdict": (
        "recommendation", "overallrecommendation", "overall", "overallrating", "overallscore",
        "verdict", "decision", "finaldecision", "hire",
    ),
}  # fmt: skip
NUMBERED: Mapping[WideBy, frozenset[str]] = {
    "interviewer": frozenset({
        "rater", "judge", "interviewer", "reader", "coder", "examiner", "grader", "reviewer",
        "observer", "assessor", "evaluator", "scorer", "marker", "referee", "expert",
    }),
    "question": frozenset({
        "question", "task", "q", "prompt", "item", "problem", "exercise", "case",
    }),
    "dimension": frozenset({"dimension", "dim", "criterion", "crit", "trait", "k"}),
}  # fmt: skip
SHORT: Mapping[str, WideBy] = {
    "r": "interviewer", "j": "interviewer", "i": "question", "it": "question",
}  # fmt: skip
# What a title with one of these words in it holds is nobody's rating and names nobody.
TELLING = frozenset({
    "age", "agegroup", "sex", "gender", "female", "male", "country", "region", "city", "state",
    "location", "language", "education", "income", "school", "class", "group", "groups", "size",
    "experience", "seniority", "booklet", "form", "version", "trial", "visit", "period", "phase",
    "time", "timestamp", "date", "day", "days", "week", "month", "year", "years", "hour", "minutes",
    "duration", "start", "end", "created", "updated", "submitted", "number", "nr", "no", "index",
    "row", "confidence", "certainty", "familiarity", "expertise", "notes", "comment", "comments",
    "feedback", "evidence", "remarks", "first", "last", "surname", "link", "url",
})  # fmt: skip
COUNTING = frozenset({"freq", "frequency", "count", "counts", "weight", "weights", "n"})
CALLED = frozenset(word for role in get_args(Role) for word in NAMES[role])
SPELLED_OUT = 5  # letters: a shorter word inside a longer title says too little
ASKING = re.compile(r"\bwhom? (?:did|have) you\b", re.IGNORECASE)  # as a form asks
LETTERED = re.compile(r"^([a-z]{4,})[\W_]*[a-z]$")


def column_called(free: Sequence[Column], role: str) -> Column | None:
    """The column whose whole title is a word for this; of several the first."""
    plain = {_plain(one.name): one for one in reversed(free)}
    return next((plain[word] for word in NAMES[role] if word in plain), None)


def column_speaking_of(free: Sequence[Column], role: Role) -> Column | None:
    """The one column whose title has a word for this among others: "Name of the interviewer"."""
    able = [one for one in free if one.codes and not one.levels and not is_one_of_many(one.name)]
    found = [one for one in able if _speaks_of(one.name, role)]
    return found[0] if len(found) == 1 else None


def _speaks_of(title: str, role: Role) -> bool:
    asks = ASKING.search(title)
    if asks or role == "interview":  # an hour is spoken of in many a title
        return asks is not None and role == "candidate"
    words = {word for word in NAMES[role] if len(word) >= SPELLED_OUT}
    return bool(words & set(_words(title))) and not only_tells(title)


def tells_of(name: str) -> bool:
    """Whether a title says that the column holds nobody's levels: it tells something of people,
    hours or rows, or names them."""
    return only_tells(name) or _plain(name) in CALLED or _words(name)[-1:] == ["id"]


def counts(name: str) -> bool:
    """Whether a title says how often a row was seen."""
    return _plain(name) in COUNTING


def places(name: str) -> Iterator[tuple[str, str]]:
    """The word before each number of a title, and the title with that number left open:
    rater1_domain2 is one of rater#_domain2, and one of rater1_domain#."""
    title = name.casefold()
    for found in re.finditer(r"([^\W\d_]+)[\W_]*(\d+)", title):
        yield found[1], title[: found.start(2)] + "#" + title[found.end(2) :]
    if lettered := LETTERED.match(title):
        for words in NUMBERED.values():
            if lettered[1] in words:
                yield lettered[1], f"{lettered[1]}#"


def is_one_of_many(name: str) -> bool:
    """Whether a title has a number, as those of columns beside each other have."""
    return any(True for _ in places(name))


def is_word_for_raters(word: str) -> bool:
    """Whether it means somebody who rates, and nothing else."""
    return word in NUMBERED["interviewer"]


def only_tells(name: str) -> bool:
    """Whether a title says that the column names nobody, neither people nor things."""
    return bool(TELLING & {*_words(name), _plain(name)}) or _plain(name) in COUNTING


def numbered_by(word: str, *, rater_known: bool) -> WideBy | None:
    """What columns with this word and a number are, one each; where a column names who rated, I1
    and I2 are what was rated of somebody."""
    found = next((facet for facet, words in NUMBERED.items() if word in words), None)
    return found or (None if rater_known else SHORT.get(word))


def _plain(name: str) -> str:
    word = re.sub(r"[^a-z0-9]", "", name.casefold())
    return re.sub(r"^id(?=..)|(?<=..)(id|name|code)$", "", word)


def _words(name: str) -> list[str]:
    """hire_date and hireDate are two words each, as is IDCLASS one."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return re.findall(r"[^\W\d_]+", parted.casefold())
