"""Where a search went: who came from where to where, as streams that always add up. Pure.

What enters a stage leaves it, to a further one or to how it stands.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from afterword.cycle.enums import PROGRESS, Outcome, Source, Stage
from afterword.cycle.paths import Path
from afterword.kit.charts import Chart, Sankey, Tone
from afterword.kit.words import plural

SENT, THEY_WROTE = "sent", "they_wrote"
WAITING, GOING_ON = "waiting", "going_on"


def flows(paths: Sequence[Path]) -> Counter[tuple[str, str]]:
    """How many went from where to where; every way from its beginning to how it stands."""
    counted: Counter[tuple[str, str]] = Counter()
    for path in paths:
        counted.update(pairwise(_nodes(path)))
    return counted


def _nodes(path: Path) -> list[str]:
    begin = THEY_WROTE if path.source == Source.INBOUND else SENT
    end: str = path.outcome
    if end == Outcome.OPEN:
        end = GOING_ON if path.reached else WAITING
    return [begin, *(stage for stage, _ in path.reached), f"end:{end}"]


def sankey(paths: Sequence[Path]) -> Chart | None:
    """The streams as a chart; None before anything was sent."""
    streams = flows(paths)
    if not streams:
        return None
    order = _order()
    links = sorted(
        streams.items(), key=lambda one: (order.index(one[0][0]), order.index(one[0][1]))
    )
    there = [name for name in order if any(name in pair for pair in streams)]
    spec: Sankey = {
        "kind": "sankey",
        "nodes": [{"id": one, "label": label_of(one), "tone": _tone(one)} for one in there],
        "links": [{"source": s, "target": t, "value": count} for (s, t), count in links],
    }
    rows = [(label_of(s), label_of(t), count) for (s, t), count in links]
    return Chart("streams", _sentence(paths), ("from", "to", "applications"), rows, spec)


def label_of(node: str) -> str:
    """A node of the streams in words."""
    if node in {SENT, THEY_WROTE}:
        return {SENT: "sent", THEY_WROTE: "they wrote to me"}[node]
    if not node.startswith("end:"):
        return str(Stage(node).label)
    end = node.removeprefix("end:")
    if end in {WAITING, GOING_ON}:
        return {WAITING: "no answer yet", GOING_ON: "still going on"}[end]
    return {Outcome.SILENCE.value: "let go"}.get(end, str(Outcome(end).label))


def _order() -> list[str]:
    stages = sorted(PROGRESS, key=lambda one: (PROGRESS[one], one))
    ends = (Outcome.ACCEPTED, Outcome.DECLINED, Outcome.WITHDRAWN, GOING_ON, Outcome.REJECTED,
            Outcome.SILENCE, WAITING)  # fmt: skip
    return [SENT, THEY_WROTE, *(str(one) for one in stages), *(f"end:{one}" for one in ends)]


def _tone(node: str) -> Tone:
    ends: dict[str, Tone] = {
        "end:accepted": "good", "end:declined": "good", "end:going_on": "open",
        "end:rejected": "ended", "end:withdrawn": "ended", "end:silence": "silent",
        "end:waiting": "silent", "offer": "good",
    }  # fmt: skip
    return ends.get(node, "stage")


class CameTo(NamedTuple):
    """How many came how far, those among them to whom a company wrote first."""

    heard: int
    talks: int
    offers: int


def came_to(paths: Sequence[Path]) -> CameTo:
    """What a search came to, the same for every sentence that says it."""
    return CameTo(
        sum(bool(one.reached) for one in paths),
        sum(one.furthest >= PROGRESS[Stage.PHONE] for one in paths),
        sum(one.furthest >= PROGRESS[Stage.OFFER] for one in paths),
    )


def _sentence(paths: Sequence[Path]) -> str:
    heard, talks, offers = came_to(paths)
    return (
        f"Of {plural(len(paths), 'application')}, {none_or(heard)} "
        f"{was_were(heard)} answered with interest, {none_or(talks)} came to a "
        f"conversation or further, and {none_or(offers)} to an offer."
    )


def none_or(count: int) -> str:
    """A count in a sentence."""
    return f"{count:,}" if count else "none"


def was_were(count: int) -> str:
    """The verb that goes with it."""
    return "was" if count == 1 else "were"
