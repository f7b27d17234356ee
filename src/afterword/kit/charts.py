"""A chart as the server says it: a sentence, a table behind it, and what the script draws.

The sentence and the table are the chart for whoever has no script, no eyes for it or no colour;
the picture is drawn from `spec` by island/src/charts, whose spec.ts holds the same names.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NotRequired, TypedDict

Measure = Literal["percent", "points", "number", "days", "date"]
Tone = Literal["stage", "open", "ended", "silent", "good"]
Shape = Literal["begin", "step", "good", "end"]

# `from` is no name that Python lets us write as a field.
Axis = TypedDict("Axis", {"label": str, "measure": Measure, "from": float, "to": float})
Timeline = TypedDict(
    "Timeline",
    {"kind": Literal["timeline"], "from": str, "to": str, "rows": "list[TimelineRow]"},
)


class Series(TypedDict):
    """A curve and its band, all lists of one length."""

    name: str
    x: list[float]
    y: list[float]
    low: list[float]
    high: list[float]


class Count(TypedDict):
    x: float
    count: int


class Counts(TypedDict):
    label: str
    at: list[Count]


class Bands(TypedDict):
    """Curves with bands; `steps` where nothing happens between two points."""

    kind: Literal["bands"]
    x: Axis
    y: Axis
    steps: bool
    series: list[Series]
    counts: Counts


class IntervalRow(TypedDict):
    label: str
    note: str
    value: float
    low: float
    high: float
    beside: NotRequired[float]


class Names(TypedDict):
    value: str
    beside: str


class Intervals(TypedDict):
    """A dot and its interval for each row, and a hollow mark for what stands beside it."""

    kind: Literal["intervals"]
    x: Axis
    rows: list[IntervalRow]
    names: Names


class SankeyNode(TypedDict):
    id: str
    label: str
    tone: Tone


class SankeyLink(TypedDict):
    source: str
    target: str
    value: int


class Sankey(TypedDict):
    kind: Literal["sankey"]
    nodes: list[SankeyNode]
    links: list[SankeyLink]


class Mark(TypedDict):
    on: str
    label: str
    shape: Shape


class TimelineRow(TypedDict):
    label: str
    open: bool
    marks: list[Mark]


class Bar(TypedDict):
    label: str
    note: str
    value: float


class Bars(TypedDict):
    kind: Literal["bars"]
    x: Axis
    rows: list[Bar]


class LevelsMark(TypedDict):
    at: int
    shape: Shape
    label: str


class LevelsRow(TypedDict):
    label: str
    marks: list[LevelsMark]


class LevelsName(TypedDict):
    shape: Shape
    label: str


class Levels(TypedDict):
    """A row for each thing, a mark in the column of each level that it was seen at."""

    kind: Literal["levels"]
    columns: list[str]
    rows: list[LevelsRow]
    names: list[LevelsName]


class StripDot(TypedDict):
    """`label` is empty for a dot without a name."""

    label: str
    value: float
    low: float
    high: float


class Strip(TypedDict):
    label: str
    ends: list[str]
    dots: list[StripDot]


class Spread(TypedDict):
    label: str
    sd: float


class Strips(TypedDict):
    """Rows of dots on one scale, below a hill that says how far something else spreads."""

    kind: Literal["strips"]
    x: Axis
    rows: list[Strip]
    spread: Spread


Spec = Bands | Intervals | Sankey | Timeline | Bars | Levels | Strips
Cell = str | int


@dataclass(frozen=True)
class Chart:
    """One chart. `sentence` says what it shows; `rows` are what is drawn, first cell the name."""

    name: str
    sentence: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    spec: Spec | None  # None where it is drawn already
    summary: str = field(default="The numbers behind it")
    drawn: str = field(default="", compare=False)  # as pages show it, where it is drawn already


def axis(label: str, *, measure: Measure, start: float = 0, end: float) -> Axis:
    """An axis from `start` to `end`, never of no length."""
    return {"label": label, "measure": measure, "from": start, "to": max(end, start + 1e-9)}
