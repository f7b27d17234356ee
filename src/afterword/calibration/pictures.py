"""What the charts of these pages show."""

from collections.abc import Sequence
from dataclasses import dataclass

from afterword.calibration.amounts import SIDES, percents, sided, sides
from afterword.calibration.enums import Facet
from afterword.calibration.found import Sure, Whole
from afterword.calibration.models import Estimate
from afterword.calibration.sentences import (
    SOURCES,
    dependable_sentence,
    shares_in_order,
    spread_sentence,
)
from afterword.kit.charts import (
    Chart,
    IntervalRow,
    Intervals,
    axis,
)
from afterword.kit.numbers import in_100
from afterword.kit.words import plural


@dataclass(frozen=True)
class Opinion:
    """One recommendation that its reader has opened, and the chance of the other side."""

    title: str
    held: str
    said: str
    other_side: float
    between: tuple[float, float] | None

    @property
    def in_100(self) -> str:
        return in_100(self.other_side)

    @property
    def fits(self) -> str:
        """Between how many of a hundred; nothing of a fit from before bounds were kept."""
        return " to ".join(map(in_100, self.between or ()))


def shares_chart(whole: Whole, *, name: str) -> Chart:
    """How much of the spread each source has."""
    shares = [(SOURCES.get(key, key), one) for key, one in shares_in_order(whole)]
    rows = [(said, percents(one)) for said, one in shares]
    spec = _of_shares(
        [(said.partition(" (")[0], one) for said, one in shares], "share of the spread in ratings"
    )
    return Chart(name, spread_sentence(whole), ("where it comes from", "share"), rows, spec)


def dependable_chart(whole: Whole, *, name: str) -> Chart:
    """How much of the mean over so many interviews is the candidate."""
    after = [(plural(int(many), "interview"), one) for many, one in whole.dependable.items()]
    spec = _of_shares(after, "of how means over so many interviews come out, the candidate")
    rows = [(many, percents(one)) for many, one in after]
    columns = ("means over", "is the candidate, with what else fits")
    return Chart(name, dependable_sentence(whole), columns, rows, spec)


def _of_shares(shares: Sequence[tuple[str, Sure]], words: str) -> Intervals:
    """Shares below each other, from none to all."""
    return {
        "kind": "intervals",
        "x": axis(words, measure="percent", end=1),
        "rows": [
            {"label": said, "note": percents(one), "value": one.value, "low": one.low,
             "high": one.high}
            for said, one in shares
        ],
        "names": {"value": "share, with what else fits", "beside": ""},
    }  # fmt: skip


def opinions_chart(opinions: Sequence[Opinion]) -> Chart:
    """How often another interviewer would land on the other side, for each recommendation."""
    spec: Intervals = {
        "kind": "intervals",
        "x": axis("of 100 second opinions, on the other side of the hire line", measure="number",
                  end=100),
        "rows": [
            {"label": f"{one.title}, {one.held}", "note": f"{one.said}: {one.in_100} of 100",
             "value": round(one.other_side * 100, 1),
             "low": round((one.between or (one.other_side,))[0] * 100, 1),
             "high": round((one.between or (one.other_side,))[-1] * 100, 1)}
            for one in opinions
        ],
        "names": {"value": "the odds, with what else fits", "beside": ""},
    }  # fmt: skip
    many = plural(len(opinions), "recommendation")
    nearly = sum(one.other_side >= 0.25 for one in opinions)
    whole = f"each of {many}" if nearly == len(opinions) > 1 else f"{nearly} of {many}"
    sentence = (
        f"For {whole}, at least one in four other interviewers with another question "
        "would have landed on the other side."
        if nearly
        else f"For none of {many} would as many as one in four other interviewers, with another "
        "question, have landed on the other side."
    )
    columns = ("interview", "it said", "of 100 others, on the other side", "what else fits")
    rows = [(f"{one.title}, {one.held}", one.said, one.in_100, one.fits) for one in opinions]
    return Chart("second-opinions", sentence, columns, rows, spec)


def strictness_chart(estimate: Estimate, *, name: str) -> Chart:
    """One interviewer against the mean of all."""
    return _one(name, estimate, "you", f"You against the average here: {_fits(estimate)}.")


def difficulty_chart(
    estimate: Estimate, *, name: str, alike: float | None, intended: str, among: int
) -> Chart:
    """One question against the mean of all, beside those that were meant to be as hard."""
    sentence = f"Measured against the average here: {_fits(estimate)}."
    if alike is not None:
        sentence += (
            f" The {among} questions meant to be {intended} are on average "
            f"{sided(alike, estimate.facet)}."
        )
    beside = f"those meant to be {intended}, on average" if alike is not None else ""
    return _one(name, estimate, "this question", sentence, alike=alike, beside=beside)


def _one(
    name: str, estimate: Estimate, label: str, sentence: str, *,
    alike: float | None = None, beside: str = "",
) -> Chart:  # fmt: skip
    reach = max(1.0, *(abs(one) for one in (estimate.moved_low, estimate.moved_high, alike or 0)))
    row: IntervalRow = {
        "label": label,
        "note": plural(estimate.hours, "interview"),
        "value": round(estimate.moved, 3),
        "low": round(estimate.moved_low, 3),
        "high": round(estimate.moved_high, 3),
    }
    if alike is not None:
        row["beside"] = round(alike, 3)
    more, less = SIDES[Facet(estimate.facet)]
    spec: Intervals = {
        "kind": "intervals",
        "x": axis(f"← {less} · levels · {more} →", measure="number", start=-reach, end=reach),
        "rows": [row],
        "names": {"value": "measured, with what else fits", "beside": beside},
    }
    fits = sides(estimate.moved_low, estimate.moved_high, estimate.facet)
    rows = [(label, sided(estimate.moved, estimate.facet), fits, estimate.hours)]
    return Chart(name, sentence, ("", "measured", "what else fits", "interviews"), rows, spec)


def _fits(estimate: Estimate) -> str:
    """The whole interval: a headline that named its middle alone would say more than is known."""
    return f"{sides(estimate.moved_low, estimate.moved_high, estimate.facet)} fits"
