"""Which column of a file is what: as asked, else by its name, else what it holds; always said."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from afterword.study.errors import CannotRead
from afterword.study.scale import looks_like_levels, number

Role = Literal["candidate", "interviewer", "question", "interview", "dimension"]
ROLES: tuple[Role, ...] = get_args(Role)
WideBy = Literal["interviewer", "question", "dimension"]
NONE = "-"

NAMES: Mapping[str, tuple[str, ...]] = {
    "candidate": (
        "candidate", "interviewee", "person", "p", "pid", "stud", "student", "subject", "applicant",
        "participant", "examinee", "ratee", "target", "essay", "bottle", "wine", "plate", "product",
        "id", "name",
    ),
    "interviewer": (
        "interviewer", "rater", "judge", "grader", "examiner", "reviewer", "assessor", "reader",
        "coder", "observer",
    ),
    "question": ("question", "task", "prompt", "problem", "exercise", "topic", "item", "case"),
    "interview": ("interview", "session", "occasion", "meeting"),
    "dimension": ("dimension", "dim", "criterion", "criteria", "trait", "aspect", "domain"),
    "level": ("level", "rating", "score", "y", "grade", "mark", "marks", "points", "value"),
}  # fmt: skip
NUMBERED: Mapping[WideBy, tuple[str, ...]] = {
    "interviewer": ("rater", "judge", "interviewer", "reader", "coder", "examiner", "grader"),
    "question": ("question", "task", "q", "prompt", "item"),
    "dimension": ("dimension", "dim", "criterion", "trait", "k"),
}


@dataclass(frozen=True)
class Asked:
    """What the options said. `-` means that there is no such column; None leaves it to a guess."""

    facets: Mapping[Role, str] = field(default_factory=dict)
    levels: tuple[str, ...] = ()
    wide_by: WideBy | None = None
    when: str | None = None


@dataclass(frozen=True)
class Columns:
    """What each column is. `levels` are several in a wide file, one for each of `wide_by`; `when`
    says in which order interviews were."""

    facets: Mapping[Role, str]
    levels: tuple[str, ...]
    wide_by: WideBy | None = None
    guessed: frozenset[str] = frozenset()
    unused: tuple[str, ...] = ()
    when: str | None = None

    @property
    def taken(self) -> tuple[str, ...]:
        return (*self.facets.values(), *self.levels, *([self.when] if self.when else []))


@dataclass(frozen=True)
class Column:
    """A column as seen in the first rows: its name and the different entries, empty ones as ''.

    ``written`` is the name with what spaces stand around it. ``fresh`` is the share of the later
    half of these rows that holds an entry for the first time; ``pool`` how many different entries
    there are if rows come in no order, by how many of one half are met again in the other (Lincoln
    & Petersen).
    """

    name: str
    entries: tuple[str, ...]
    rows: int
    written: str = ""
    fresh: float = 0.0
    pool: float = 0.0

    def different_among(self, rows: int) -> int:
        """About how many different entries a file of so many rows holds."""
        return int(min(self.fresh * rows, self.pool))

    @property
    def numeric(self) -> bool:
        return all(number(one) is not None for one in self.entries if one)

    @property
    def levels(self) -> bool:
        return looks_like_levels(self.entries)

    @property
    def words(self) -> bool:
        return any(number(one) is None for one in self.entries if one)

    @property
    def codes(self) -> bool:
        """Whether it could name people or things: it repeats, and is no measurement."""
        whole = all("." not in one for one in self.entries) if self.numeric else True
        return whole and 2 <= len(self.entries) < max(self.rows, 3)


def columns_of(seen: Sequence[Column], asked: Asked) -> Columns:
    """Decide what each column is. Raises CannotRead if a needed one is not to be found."""
    _require_known(seen, asked)
    named = _by_name([one for one in seen if one.name != asked.when], asked)
    found = replace(named, when=asked.when)
    found = found if found.levels else _levels_by_content(seen, found, asked)
    found = _facets_by_content(seen, found, asked)
    if "candidate" not in found.facets and found.wide_by is None:
        if asked.facets.get("candidate") == NONE:
            raise CannotRead(
                "Each row here is one rating, and somebody was rated: name the column in place of "
                f"{NONE!r}. No column is needed where each row is somebody, with several columns "
                f"of levels. {_there_are(seen)}"
            )
        raise CannotRead(
            "No column names who was rated. Say which: --facets candidate,interviewer,question "
            f"with your names. {_there_are(seen)}"
        )
    unused = tuple(one.name for one in seen if one.name not in found.taken)
    return replace(found, unused=unused)


def _require_known(seen: Sequence[Column], asked: Asked) -> None:
    names = [one.name for one in seen]
    wanted = [*asked.facets.values(), *asked.levels, *([asked.when] if asked.when else [])]
    for name in wanted:
        if name != NONE and name not in names:
            raise CannotRead(f"There is no column {name!r}. {_there_are(seen)}")
    for name in wanted:
        if name != NONE and wanted.count(name) > 1:
            raise CannotRead(f"Column {name!r} is asked for twice; a column is one thing.")


def _there_are(seen: Sequence[Column]) -> str:
    shown = ", ".join(one.name for one in seen[:20])
    return f"The file has: {shown}{' and more' if len(seen) > 20 else ''}."


def _by_name(seen: Sequence[Column], asked: Asked) -> Columns:
    """What was asked for, then what is named like what it is."""
    facets = {role: name for role, name in asked.facets.items() if name != NONE}
    levels, guessed = asked.levels, set[str]()
    free = [one for one in seen if one.name not in {*facets.values(), *levels}]
    for role in ROLES:
        if role in asked.facets or (role == asked.wide_by):
            continue
        name = _named(free, role)
        if name and name not in facets.values():
            facets[role] = name
            guessed.add(role)
    if not levels:
        name = _named([one for one in free if one.name not in facets.values()], "level")
        levels = (name,) if name else ()
        guessed |= {"level"} if name else set()
    wide_by = _wide_by(levels, facets, asked) if len(levels) > 1 else None
    return Columns(facets, levels, wide_by, frozenset(guessed))


def _named(free: Sequence[Column], role: str) -> str | None:
    plain = {_plain(one.name): one.name for one in reversed(free)}
    return next((plain[word] for word in NAMES[role] if word in plain), None)


def _plain(name: str) -> str:
    word = re.sub(r"[^a-z0-9]", "", name.casefold())
    return re.sub(r"^id(?=..)|(?<=..)(id|name|code)$", "", word)


def _levels_by_content(seen: Sequence[Column], found: Columns, asked: Asked) -> Columns:
    """Several columns of levels are a wide file; one column of numbers is the level."""
    free = [one for one in seen if one.name not in found.taken]
    levels = [one.name for one in free if one.levels and not _all_different(one)]
    if len(levels) < 2:
        numeric = [one.name for one in free if one.numeric and one.entries]
        levels = levels or numeric[-1:]
    if not levels:
        raise CannotRead(
            f"No column holds levels. Say which one does: --level COLUMN. {_there_are(seen)}"
        )
    wide = _wide_by(levels, found.facets, asked) if len(levels) > 1 else None
    return replace(found, levels=tuple(levels), wide_by=wide, guessed=found.guessed | {"level"})


def _all_different(column: Column) -> bool:
    return column.rows > 20 and len(column.entries) == column.rows


def _wide_by(levels: Sequence[str], facets: Mapping[Role, str], asked: Asked) -> WideBy:
    if asked.wide_by:
        return asked.wide_by
    stems = {re.sub(r"[\d\W_]+$", "", name.casefold()) for name in levels}
    for facet, words in NUMBERED.items():
        if stems <= set(words) and facet not in facets:
            return facet
    if "interviewer" not in facets:
        return "interviewer"
    return "dimension" if "dimension" not in facets else "question"


def _facets_by_content(seen: Sequence[Column], found: Columns, asked: Asked) -> Columns:
    """Nameless files: the columns with the most different entries are who is rated and who rates.

    In a wide file only a column of words can be who is rated; without one, each row is somebody.
    """
    facets, guessed = dict(found.facets), set(found.guessed)
    wide = found.wide_by is not None
    roles: tuple[Role, ...] = ("candidate",) if wide else ("candidate", "interviewer")
    for role in roles:
        if role in facets or role in asked.facets:
            continue
        taken = {*facets.values(), *found.levels, found.when}
        free = [one for one in seen if one.name not in taken and (one.words if wide else one.codes)]
        if free:
            facets[role] = _most_different(free, first_of=2 if role == "candidate" else 1).name
            guessed.add(role)
    return replace(found, facets=facets, guessed=frozenset(guessed))


def _most_different(free: Sequence[Column], *, first_of: int) -> Column:
    """The one with the most entries; of the first two, the one that comes first in the file.

    In a file without names who is rated usually comes before who rates.
    """
    many = sorted(free, key=lambda one: -len(one.entries))[:first_of]
    return min(many, key=free.index)
