"""A reading in words for a terminal, and as the JSON that docs/use/import.md describes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from afterword.cycle.enums import Outcome, Stage
from afterword.cycle.reading.result import NOT_UNDERSTOOD, Reading, Row
from afterword.cycle.reading.totals import One, Totals
from afterword.kit.words import plural

# The answers one got come before those one did not get.
STAGES_FIRST = (
    Stage.OFFER,
    Stage.ONSITE,
    Stage.PHONE,
    Stage.OTHER,
    Stage.CHALLENGE,
    Stage.RECRUITER,
)
STAGES_AFTER = (Stage.APPLIED, Stage.NOTED)
OUTCOMES = (
    (Outcome.ACCEPTED, "accepted"),
    (Outcome.DECLINED, "an offer you declined"),
    (Outcome.OPEN, "open"),
    (Outcome.WITHDRAWN, "withdrawn by you"),
    (Outcome.REJECTED, "rejected"),
    (Outcome.SILENCE, "let go after silence"),
)
MOST_LINES = 20


def in_words(reading: Reading, ones: Sequence[One], totals: Totals, *, all_rows: bool) -> str:
    """The whole report; `all_rows` names every row that was not understood whole."""
    parts = [
        _head(reading, totals),
        _stages(totals),
        _outcomes(ones, totals),
        _columns(reading),
        _statuses(reading),
        _not_understood(reading, limit=None if all_rows else MOST_LINES),
        _remarks(reading),
    ]
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part)


def _head(reading: Reading, totals: Totals) -> Iterator[str]:
    kind = f" ({reading.kind})" if reading.kind else ""
    yield f"{reading.file_name}{kind}"
    others = [f"{n} {_more(kind, n)}" for kind, n in totals.taken_as.items() if kind in _OTHERS]
    lost = totals.taken_as.get(NOT_UNDERSTOOD, 0)
    beside = f" Besides: {', '.join(others)}." if others else ""
    understood = "all of them understood" if not lost else f"{totals.understood} understood"
    if totals.lines != totals.understood + lost and not lost:
        understood = f"{totals.understood} of them tell of applications"
    applications = plural(totals.applications, "application")
    yield f"{plural(totals.lines, 'line')}, {understood}: {applications}.{beside}"
    if lost:
        not_understood = plural(lost, "line")
        yield f"{not_understood} not understood; each is named below and nothing of it is lost."
    for one in reading.left_out:
        yield f"Left out: {one}."


_OTHERS = {
    "heading": ("heading", "headings"),
    "totals": ("line of totals", "lines of totals"),
    "head again": ("line with the names again", "lines with the names again"),
    "empty": ("empty line", "empty lines"),
    "skipped": ("line you left out", "lines you left out"),
}


def _more(kind: str, n: int) -> str:
    return _OTHERS[kind][n != 1]


def _stages(totals: Totals) -> Iterator[str]:
    yield "How far they came"
    for stage in (*STAGES_FIRST, *STAGES_AFTER):
        if totals.reached[stage]:
            yield _counted(totals.reached[stage], str(Stage(stage).label))


def _counted(number: int, words: str) -> str:
    return f"  {number:>6,}  {words}"


def _outcomes(ones: Sequence[One], totals: Totals) -> Iterator[str]:
    yield "How they stand"
    closed = _closed(ones)
    for outcome, words in OUTCOMES:
        number = totals.outcomes[outcome]
        if outcome == Outcome.REJECTED and closed:
            yield _counted(number - closed, words)
            yield _counted(closed, "closed: the position went away")
        elif number:
            yield _counted(number, words)


def _closed(ones: Sequence[One]) -> int:
    return sum(one.closed for one in ones)


def _columns(reading: Reading) -> Iterator[str]:
    yield "What the columns were taken for"
    width = min(max((len(one.label) for one in reading.columns), default=0), 32)
    for one in reading.columns:
        order = f", {one.order}: {one.why}" if one.order else ""
        yield f"  {one.label[:32]:<{width}}  {one.means}{order}"


def _statuses(reading: Reading) -> Iterator[str]:
    if not reading.wordings:
        return
    yield "What the statuses were taken for"
    for one in reading.wordings[:40]:
        yield f"  {one.count:>6,}  {one.words[:40]:<40}  {_taken(one.stages, known=one.known)}"
    if len(reading.wordings) > 40:
        yield f"          and {len(reading.wordings) - 40} more wordings; --json names them all"


def _taken(stages: Iterable[str], *, known: bool) -> str:
    if not known:
        return "not known; kept in the notes"
    labels = [str(Stage(one).label) if one in Stage.values else one for one in stages]
    return ", then ".join(labels) or "nothing new"


def _not_understood(reading: Reading, *, limit: int | None) -> Iterator[str]:
    lines = list(_troubles(reading.rows))
    if not lines:
        return
    yield "Not understood, word for word in the notes"
    yield from lines[:limit]
    if limit is not None and len(lines) > limit:
        yield f"  and {len(lines) - limit} more; --all names them"


def _troubles(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        if row.taken_as == NOT_UNDERSTOOD:
            said = " | ".join(row.cells.values())
            yield f"  line {row.line}: {said[:80]!r}: {row.why}"
        for one in row.unread:
            yield f"  line {row.line}, {one.column}: {one.value[:60]!r}: {one.why}"


def _remarks(reading: Reading) -> Iterator[str]:
    said = Counter(remark for row in reading.rows for remark in row.remarks)
    if not (reading.remarks or said):
        return
    yield "Worth a look"
    for remark in reading.remarks:
        yield f"  {remark}"
    for remark, count in said.most_common(10):
        yield f"  {remark}" + (f" ({count} times)" if count > 1 else "")


# --- JSON


def in_json(reading: Reading, ones: Sequence[One], totals: Totals) -> dict[str, Any]:  # Any: JSON
    """Everything, row by row."""
    return {
        "file": reading.file_name,
        "format": reading.kind,
        "sheets": list(reading.sheets),
        "left_out": list(reading.left_out),
        "remarks": list(reading.remarks),
        "totals": {
            **asdict(totals),
            "closed": _closed(ones),
            "as_worded": [asdict(one) for one in reading.wordings],
        },
        "columns": [asdict(one) for one in reading.columns],
        "rows": [_row(one) for one in reading.rows],
        "applications": [_application(one) for one in ones],
    }


def _row(row: Row) -> dict[str, Any]:  # Any: JSON
    plain = {name: value for name, value in vars(row).items() if value not in ("", (), {})}
    plain["understood"] = row.counts and not row.unread
    plain["events"] = [_event(one) for one in row.events]
    plain["unread"] = [one._asdict() for one in row.unread]
    return plain


def _event(one: Any) -> dict[str, Any]:  # Any: a Told, as JSON
    plain = {**one._asdict(), "on": one.on.isoformat() if one.on else None}
    return plain if one.at else {name: plain[name] for name in ("on", "stage", "words", "column")}


def _application(one: One) -> dict[str, Any]:  # Any: JSON
    stands = one.standing
    return {
        "lines": [row.line for row in one.rows],
        "company": one.named.company,
        "role": one.named.role,
        "stage": stands.stage,
        "outcome": stands.outcome,
        "applied_on": stands.applied_on.isoformat() if stands.applied_on else None,
        "answered_on": stands.answered_on.isoformat() if stands.answered_on else None,
        "events": [_event(told) for told in one.events],
    }
