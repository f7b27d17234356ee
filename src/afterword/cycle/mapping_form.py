"""A mapping as a form: what was understood, laid out to be corrected; and the form as a mapping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from afterword.cycle.enums import HELD, Stage
from afterword.cycle.reading.plain_text import plain
from afterword.cycle.reading.result import Column, Reading, Wording
from afterword.cycle.reading.vocabulary.column_names import KINDS
from afterword.cycle.reading.vocabulary.status_words import CLOSED, NOTHING, SHELVED, WAITING

MOST_WORDINGS = 60
_SPECIAL = (
    (WAITING, "applied, and nothing since"),
    (CLOSED, "the position went away"),
    (SHELVED, "put away, as good as let go"),
    (NOTHING, "nothing"),
)


@dataclass(frozen=True)
class Choice:
    """One thing to choose among."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True)
class ColumnRule:
    """A column and what it can be taken for."""

    field: str
    column: Column
    choices: Sequence[Choice]


@dataclass(frozen=True)
class WordingRule:
    """A wording of a status and the stages it can be taken for."""

    field: str
    wording: Wording
    read_as: str
    choices: Sequence[Choice]


def column_rules(reading: Reading) -> list[ColumnRule]:
    """Every column, with what it was taken for chosen."""
    numbers = _numbers(reading)
    return [
        ColumnRule(f"column-{place}", one, _meanings(one.means, numbers))
        for place, one in enumerate(reading.columns)
    ]


def _numbers(reading: Reading) -> list[str]:
    told = {
        one.means.partition(": ")[2] for one in reading.columns if one.means.startswith("status")
    }
    return sorted({one for one in told if one.isdigit()} | {"1", "2"}, key=int)


def _meanings(chosen: str, numbers: Sequence[str]) -> list[Choice]:
    pairs: list[tuple[str, str]] = []
    for kind, label in KINDS.items():
        if kind == "stage":
            pairs += [(f"stage: {value}", f"stage: {text}") for value, text in Stage.choices]
        elif kind == "hour":
            pairs += [(f"hour: {one.value}", f"the hour of: {one.label}") for one in HELD]
        elif kind == "days to":
            pairs += [("days to: answered", "days until an answer"),
                      ("days to: rejected", "days until a rejection")]  # fmt: skip
        else:
            pairs.append((kind, label))
            if kind in ("status", "status on"):
                pairs += [(f"{kind}: {number}", f"{label}, number {number}") for number in numbers]
    return [Choice(value, label, value == chosen) for value, label in pairs]


def wording_rules(reading: Reading) -> list[WordingRule]:
    """Every wording of a status, those that are not known first."""
    ordered = sorted(_unique(reading), key=lambda one: (one.known, -one.count))
    return [
        WordingRule(f"status-{plain(one.words)}", one, read_as(one), _stages())
        for one in ordered[:MOST_WORDINGS]
    ]


def _unique(reading: Reading) -> list[Wording]:
    """One line for each wording, in whatever column it stands."""
    found: dict[str, Wording] = {}
    for one in reading.wordings:
        key = plain(one.words)
        there = found.get(key)
        if there is None:
            found[key] = one
        else:
            found[key] = Wording(
                there.column, there.words, there.count + one.count, there.stages, there.near,
                there.known and one.known,
            )  # fmt: skip
    return [one for key, one in found.items() if key]


def read_as(one: Wording) -> str:
    """What a wording was taken for, in words."""
    if not one.known:
        return "not known"
    special = dict(_SPECIAL)
    labels = [
        str(Stage(stage).label) if stage in Stage.values else special.get(stage, stage)
        for stage in one.stages
    ]
    return ", then ".join(labels) or "nothing new"


def _stages() -> list[Choice]:
    return [Choice(value, text) for value, text in (*Stage.choices, *_SPECIAL)]


# Any: a mapping, as JSON.
def mapping_posted(
    posted: Mapping[str, str], reading: Reading, *, year: int | None, before: Mapping[str, Any]
) -> dict[str, Any]:
    """The mapping after this form: what was said before, and what differs from what was shown."""
    columns = dict(before.get("columns", {}))
    for rule in column_rules(reading):
        said = posted.get(rule.field, "")
        if said and said != rule.column.means:
            columns[rule.column.label] = said
    statuses = dict(before.get("statuses", {}))
    for one in wording_rules(reading):
        if said := posted.get(one.field, ""):
            statuses[one.wording.words] = said
    mapping: dict[str, Any] = {**before, "columns": columns, "statuses": statuses}
    for name in ("dates", "month_and_number"):
        if name in posted:
            mapping[name] = posted[name] or None
    mapping["year"] = year
    mapping["skip_lines"] = _skipped(posted, before)
    return {name: value for name, value in mapping.items() if value}


def _skipped(posted: Mapping[str, str], before: Mapping[str, Any]) -> list[int]:
    """Lines left out, after the one whose button was pressed."""
    lines = set(before.get("skip_lines", []))
    pressed = posted.get("skip", "")
    if pressed.isdecimal():
        lines ^= {int(pressed)}
    return sorted(lines)
