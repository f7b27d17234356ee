"""What was understood, as frozen rows and as plain JSON: what leaves the limited child."""

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, NamedTuple

from afterword.cycle.reading.cells.people import Person

# How a line of the file was taken. Only the first two make applications.
APPLICATION, PART = "application", "part"
HEADING, TOTALS, HEAD_AGAIN, EMPTY, SKIPPED = "heading", "totals", "head again", "empty", "skipped"
NOT_UNDERSTOOD = "not understood"


class Told(NamedTuple):
    """One thing the file says happened; `words` as it said it, where that says more; of an
    interview the hour at which it began, where the file knows it, and for how long it was."""

    on: date | None
    stage: str
    words: str = ""
    column: str = ""
    at: str = ""
    minutes: int = 0


class Unread(NamedTuple):
    """A cell that was not understood, and why. It is kept in the notes."""

    column: str
    value: str
    why: str


@dataclass(eq=False)  # not frozen: a file has many lines, and freezing each takes its time
class Row:
    """One line of the file. Nothing changes it once it is read."""

    sheet: str
    line: int
    taken_as: str
    why: str = ""
    cells: dict[str, str] = field(default_factory=dict)  # of a line that is no application
    id: str = ""
    company: str = ""
    role: str = ""
    place: str = ""
    links: str = ""
    source: str = ""
    source_words: str = ""
    referrer: str = ""
    pay: str = ""
    people: tuple[Person, ...] = ()
    notes: str = ""
    events: tuple[Told, ...] = ()
    unread: tuple[Unread, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether this line is, or belongs to, an application."""
        return self.taken_as in (APPLICATION, PART)


@dataclass(frozen=True)
class Column:
    """A column, what it was taken for, and a few of its cells."""

    sheet: str
    label: str
    means: str
    examples: tuple[str, ...]
    order: str = ""  # which of two numbers is the month, for dates
    why: str = ""  # how that is known
    doubtful: bool = False


@dataclass(frozen=True)
class Wording:
    """A status as the file words it: how often, and what it was read as."""

    column: str
    words: str
    count: int
    stages: tuple[str, ...]
    near: str = ""
    known: bool = True


@dataclass(frozen=True)
class Reading:
    """A whole file, understood as far as it could be."""

    file_name: str
    kind: str  # the format, where it is one that is known
    sheets: tuple[str, ...]
    left_out: tuple[str, ...]  # sheets that are no lists of applications, and why
    columns: tuple[Column, ...]
    wordings: tuple[Wording, ...]
    rows: tuple[Row, ...]
    applications: tuple[tuple[int, ...], ...]  # places in `rows`, together one application
    remarks: tuple[str, ...]
    head_line: int | None = None


ALWAYS = frozenset({"sheet", "line"})


def as_json(reading: Reading) -> dict[str, Any]:  # Any: JSON
    """Plain values: lists, texts, numbers. `from_json` gives the same reading back."""
    return {
        **{name: getattr(reading, name) for name in ("file_name", "kind", "sheets", "left_out",
                                                    "applications", "remarks", "head_line")},
        "columns": [_flat(one) for one in reading.columns],
        "wordings": [_flat(one) for one in reading.wordings],
        "rows": [_row_json(one) for one in reading.rows],
    }  # fmt: skip


def _flat(one: object) -> dict[str, Any]:  # Any: JSON
    return dict(vars(one))


def _row_json(row: Row) -> dict[str, Any]:  # Any: JSON
    """A row without what is empty; but where it stands, which may be line 0 of no name."""
    plain = {name: value for name, value in vars(row).items() if value or name in ALWAYS}
    if row.events:
        plain["events"] = [(one.on and one.on.isoformat(), *one[1:]) for one in row.events]
    if row.unread:
        plain["unread"] = [(one.column, one.value, one.why) for one in row.unread]
    return plain


def from_json(plain: dict[str, Any]) -> Reading:  # Any: JSON
    """The reading that `as_json` wrote."""
    return Reading(
        file_name=plain["file_name"],
        kind=plain["kind"],
        head_line=plain["head_line"],
        sheets=tuple(plain["sheets"]),
        left_out=tuple(plain["left_out"]),
        remarks=tuple(plain["remarks"]),
        columns=tuple(_of(Column, one) for one in plain["columns"]),
        wordings=tuple(_of(Wording, one) for one in plain["wordings"]),
        rows=tuple(_row(one) for one in plain["rows"]),
        applications=tuple(tuple(one) for one in plain["applications"]),
    )


def _of(kind: type[Any], plain: dict[str, Any]) -> Any:  # Any: one of our frozen rows
    return kind(**{
        one.name: tuple(plain[one.name]) if isinstance(plain[one.name], list) else plain[one.name]
        for one in fields(kind)
    })  # fmt: skip


def _row(plain: dict[str, Any]) -> Row:  # Any: JSON
    events = tuple(
        Told(date.fromisoformat(on) if on else None, *rest) for on, *rest in plain.get("events", ())
    )
    unread = tuple(Unread(*one) for one in plain.get("unread", ()))
    told = {
        "events": events,
        "unread": unread,
        "remarks": tuple(plain.get("remarks", ())),
        "people": tuple(Person(*one) for one in plain.get("people", ())),
    }
    return Row(**{**plain, **told})
