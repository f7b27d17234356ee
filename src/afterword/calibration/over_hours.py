"""How somebody moved over their hours, as they hear and see it who asked for their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from afterword.calibration.amounts import about, day, sides
from afterword.calibration.enums import Facet
from afterword.calibration.found import Grown, Sure
from afterword.calibration.models import Estimate
from afterword.calibration.queries import title_of
from afterword.calibration.sentences import level_words, span_words
from afterword.kit.charts import Chart, IntervalRow, Intervals, axis
from afterword.notes.models import HiringNotes

LOWEST, HIGHEST = 1, 4
A_LEVEL = 1.0


@dataclass(frozen=True)
class OverHours:
    """The sentence, and the picture with its table."""

    told: str
    sure: str
    chart: Chart


def over_hours(estimate: Estimate, letters: Mapping[UUID, HiringNotes]) -> OverHours | None:
    """What is kept of it; `letters` are the reader's own by the key of their notes."""
    if estimate.grown is None:
        return None
    grown = Grown.from_json(estimate.grown)
    return OverHours(
        _told(grown), _sure(grown), _chart(grown, letters, name=f"over-hours-{estimate.fit.pk}")
    )


def _told(grown: Grown) -> str:
    """In words: which way, or that these hours do not say."""
    many, change = len(grown.hours), grown.change
    over = f"From the first of these {many} hours to the last, what an average interviewer would "
    if change.low > 0:
        return f"{over}have written rose by {about(change.value)}."
    if change.high < 0:
        return f"{over}have written fell by {about(change.value)}."
    if max(-change.low, change.high) < A_LEVEL:
        return (
            f"These {many} hours do not say whether you grew: a change of a whole level would have "
            "shown, so that it is smaller, if there was one."
        )
    return f"These {many} hours say nothing yet about whether you grew. {_needed(grown)}"


def _needed(grown: Grown) -> str:
    """How many more hours would say it."""
    if grown.shows is None:
        return "It would take more hours than anybody practises here to tell."
    more = max(grown.shows - len(grown.hours), 1)
    return f"About {more} more would show a change of a whole level between the first and the last."


def _sure(grown: Grown) -> str:
    fits = sides(grown.change.low, grown.change.high, Facet.CANDIDATE)
    return f"{fits} fits, from {len(grown.hours)} hours"


def _chart(grown: Grown, letters: Mapping[UUID, HiringNotes], *, name: str) -> Chart:
    """Each hour as an average interviewer with an average question would have seen it."""
    labels = [_label(at, letters.get(UUID(key))) for at, (key, _, _) in enumerate(grown.hours)]
    rows: list[IntervalRow] = [
        {
            "label": label, "note": level_words(level.value), "value": round(level.value, 3),
            "low": round(_within(level.low), 3), "high": round(_within(level.high), 3),
            "beside": round(line, 3),
        }
        for label, (_, level, line) in zip(labels, grown.hours, strict=True)
    ]  # fmt: skip
    spec: Intervals = {
        "kind": "intervals",
        "x": axis("levels: 1 not yet, 2 mixed, 3 good, 4 excellent", measure="number",
                  start=LOWEST, end=HIGHEST),
        "rows": rows,
        "names": {"value": "that hour", "beside": "the line"},
    }  # fmt: skip
    table = [
        (label, level_words(level.value), _span(level), level_words(line))
        for label, (_, level, line) in zip(labels, grown.hours, strict=True)
    ]
    sentence = (
        "Each hour as an average interviewer with an average question would most likely have seen "
        "it, all dimensions together, the earliest first, and the line that fits all of them."
    )
    columns = ("hour", "most likely", "what else fits", "the line")
    return Chart(name, sentence, columns, table, spec)


def _label(at: int, notes: HiringNotes | None) -> str:
    """What the hour is called: its place, its question, its day."""
    if notes is None:
        return f"hour {at + 1}"
    return ", ".join(
        filter(None, (f"{at + 1}. {title_of(notes)}", day(notes.interview.started_at)))
    )


def _span(level: Sure) -> str:
    return span_words(level.low, level.high)


def _within(level: float) -> float:
    return min(max(level, LOWEST), HIGHEST)
