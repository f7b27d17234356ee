"""The columns of a file: what was asked of them, what each holds, and what each is taken for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from afterword.study.scale import looks_like_levels, number

Role = Literal["candidate", "interviewer", "question", "interview", "dimension"]
ROLES: tuple[Role, ...] = get_args(Role)
WideBy = Literal["interviewer", "question", "dimension"]
NONE = "-"
PROSE = 40  # characters: entries as long on average are sentences, and name nobody


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
    says in which order interviews were. Of what was guessed, `by_content` was guessed from what it
    holds, the rest by its name. `counts` are columns that may say how often each row was seen."""

    facets: Mapping[Role, str]
    levels: tuple[str, ...]
    wide_by: WideBy | None = None
    guessed: frozenset[str] = frozenset()
    by_content: frozenset[str] = frozenset()
    unused: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    when: str | None = None

    @property
    def taken(self) -> tuple[str, ...]:
        return (*self.facets.values(), *self.levels, *([self.when] if self.when else []))


@dataclass(frozen=True)
class Column:
    """A column as seen in the first rows: its name and the different entries, empty ones as ''.

    ``written`` is the name with what spaces stand around it, ``cells`` the entry of each row.
    ``fresh`` is the share of the later half of these rows that holds an entry for the first time;
    ``pool`` how many different entries there are if rows come in no order, by how many of one half
    are met again in the other (Lincoln & Petersen).
    """

    name: str
    entries: tuple[str, ...]
    rows: int
    written: str = ""
    fresh: float = 0.0
    pool: float = 0.0
    cells: Sequence[str] = field(default=(), repr=False, compare=False)

    def different_among(self, rows: int) -> int:
        """About how many different entries a file of so many rows holds."""
        return int(min(self.fresh * rows, self.pool))

    @property
    def numeric(self) -> bool:
        return any(self.entries) and all(number(one) is not None for one in self.entries if one)

    @property
    def levels(self) -> bool:
        return looks_like_levels(self.entries)

    @property
    def words(self) -> bool:
        return any(number(one) is None for one in self.entries if one)

    @property
    def prose(self) -> bool:
        return sum(map(len, self.entries)) > PROSE * len(self.entries)

    @property
    def codes(self) -> bool:
        """Whether it could name people or things: it repeats, and is no measurement."""
        whole = all("." not in one for one in self.entries) if self.numeric else True
        return whole and not self.prose and 2 <= len(self.entries) < max(self.rows, 3)

    @property
    def once_each(self) -> bool:
        """Whether no row of many holds what another holds: it numbers the rows."""
        return self.rows > 20 and len(self.entries) == self.rows

    def settles(self, other: "Column") -> bool:
        """Whether whoever knows this entry knows the other one: it tells of what this names."""
        pairs = set(zip(self.cells, other.cells, strict=True))
        return len(pairs) == len(self.entries) < self.rows


def there_are(seen: Sequence[Column]) -> str:
    """The columns by name, for whoever is to say which is what."""
    shown = ", ".join(one.name for one in seen[:20])
    return f"The file has: {shown}{' and more' if len(seen) > 20 else ''}."
