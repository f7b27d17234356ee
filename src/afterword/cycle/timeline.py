"""The ways that came furthest, day by day. Pure."""

from collections.abc import Sequence
from datetime import date

from afterword.cycle.enums import Outcome, Stage
from afterword.cycle.paths import Path
from afterword.kit.charts import Chart, Mark, Shape, Timeline, TimelineRow

MOST_ROWS = 30


def latest_told(paths: Sequence[Path]) -> list[int]:
    """The places of those that somebody answered with interest on a known day; the latest thirty,
    first ones first."""
    there = [place for place, path in enumerate(paths) if path.reached and _first(path)]
    return sorted(there, key=lambda place: (_first(paths[place]), place))[-MOST_ROWS:]


def told(paths: Sequence[Path]) -> int:
    """How many of them somebody answered with interest on a known day."""
    return sum(bool(path.reached and _first(path)) for path in paths)


def timeline(
    paths: Sequence[Path], names: Sequence[str], *, told: int, today: date
) -> Chart | None:
    """These ways by day, each with its name: the latest of `told` that came so far."""
    if not paths:
        return None
    rows = [_line(name, path) for name, path in zip(names, paths, strict=True)]
    days = [mark["on"] for row in rows for mark in row["marks"]]
    spec: Timeline = {
        "kind": "timeline", "from": min(days), "to": max(*days, today.isoformat()), "rows": rows,
    }  # fmt: skip
    cells = [(r["label"], ", ".join(f"{m['label']} {m['on']}" for m in r["marks"])) for r in rows]
    all_of_them = "here it is" if told == 1 else "here they are"
    shown = f"here are the latest {len(rows)}" if told > len(rows) else all_of_them
    sentence = f"{told:,} came further than silence or a first no; {shown}, day by day."
    return Chart("days", sentence, ("application", "what happened, and when"), cells, spec)


def _first(path: Path) -> str:
    days = [path.applied_on, *(on for _, on in path.reached)]
    return min((day.isoformat() for day in days if day), default="")


def _line(name: str, path: Path) -> TimelineRow:
    marks = [_mark(path.applied_on, "applied", "begin")] if path.applied_on else []
    for stage, on in path.reached:
        if on:
            marks.append(_mark(on, Stage(stage).label, "good" if stage == Stage.OFFER else "step"))
    if path.outcome != Outcome.OPEN:
        marks.append(_mark(path.until, Outcome(path.outcome).label, "end"))
    return {"label": name, "open": path.outcome == Outcome.OPEN, "marks": marks}


def _mark(on: date, label: object, shape: Shape) -> Mark:
    return {"on": on.isoformat(), "label": str(label), "shape": shape}
