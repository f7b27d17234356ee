"""A column's name promises something: it is held against what is in the column."""

from collections.abc import Callable

from afterword.cycle.reading.columns.contents import Contents
from afterword.cycle.reading.vocabulary.column_names import KEEP, Meaning


def checked(named: Meaning, label: str, seen: Contents) -> Meaning:
    """What a column means whose name is known: as named, unless it holds something else."""
    check = CHECKS.get(named.kind)
    found = check(named, label, seen) if check and seen.filled else None
    return found or named


def _date(named: Meaning, label: str, seen: Contents) -> Meaning | None:
    if seen.diaries >= 0.3:
        return Meaning("history")
    if seen.dates >= 0.3:
        return None
    if seen.marks > 0.5:
        return Meaning("applied") if named.kind == "applied on" else Meaning("answered")
    if seen.statuses > 0.5:
        return Meaning("status")
    return None if seen.dates > 0 else KEEP


def _applied(named: Meaning, label: str, seen: Contents) -> Meaning | None:
    if seen.dates > max(seen.marks, seen.statuses):
        return Meaning("applied on")
    return Meaning("status") if seen.marks <= 0.3 and seen.statuses > 0.5 else None


def _status(named: Meaning, label: str, seen: Contents) -> Meaning | None:
    if seen.dates <= 0.8 or seen.statuses >= 0.2:
        return None
    return (
        Meaning("answered on") if "respon" in label.casefold() else Meaning("status on", named.of)
    )


def _answered(named: Meaning, label: str, seen: Contents) -> Meaning | None:
    return Meaning("answered on") if seen.dates > 0.5 else _contact(named, label, seen)


def _contact(named: Meaning, label: str, seen: Contents) -> Meaning | None:
    return Meaning("status") if seen.statuses > 0.6 and seen.marks < 0.5 else None


def _contact_page(named: Meaning, label: str, seen: Contents) -> Meaning | None:
    return KEEP if seen.links < 0.3 else None


def _link(named: Meaning, label: str, seen: Contents) -> Meaning | None:
    few = seen.links < 0.3 and seen.distinct < 0.5
    return Meaning("source") if few and 5 < seen.length < 30 else None


def _source(named: Meaning, label: str, seen: Contents) -> Meaning | None:
    return Meaning("link") if seen.links > 0.6 else None


def _id(named: Meaning, label: str, seen: Contents) -> Meaning | None:
    return KEEP if seen.distinct < 0.2 and seen.filled > 20 else _role(named, label, seen)


def _role(named: Meaning, label: str, seen: Contents) -> Meaning | None:
    return Meaning("link") if seen.links > 0.5 else None


def _keep(named: Meaning, label: str, seen: Contents) -> Meaning | None:
    return Meaning("history") if seen.histories > 0.3 else None


def _history(named: Meaning, label: str, seen: Contents) -> Meaning | None:
    if seen.histories >= 0.3:
        return None
    return Meaning("history") if seen.statuses > 0.5 else Meaning("notes")


def _place(named: Meaning, label: str, seen: Contents) -> Meaning | None:
    return Meaning("status") if seen.statuses > 0.5 else None


def _number(named: Meaning, label: str, seen: Contents) -> Meaning | None:
    if seen.numbers >= 0.5:
        return None
    return Meaning("id") if seen.distinct > 0.9 and seen.length < 30 else KEEP


# What is there instead of what a name of this kind promises; nothing where it is what it says.
CHECKS: dict[str, Callable[[Meaning, str, Contents], Meaning | None]] = {
    **dict.fromkeys(("applied on", "noted on", "status on", "answered on"), _date),
    "applied": _applied,
    "status": _status,
    "answered": _answered,
    "contact": _contact,
    "contact page": _contact_page,
    "link": _link,
    "source": _source,
    "id": _id,
    "role": _role,
    "keep": _keep,
    "history": _history,
    "place": _place,
    "number": _number,
}
