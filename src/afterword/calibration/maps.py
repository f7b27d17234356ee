"""Wright maps: everything that was measured on one scale, people only to themselves.

The whole program's is its organizers'; on one's own there is nobody else.
"""

from collections.abc import Mapping, Sequence

from afterword.calibration.amounts import SIDES, in_levels, signed
from afterword.calibration.enums import Facet
from afterword.calibration.found import Whole
from afterword.calibration.models import Estimate
from afterword.kit.charts import Chart, Strip, StripDot, Strips, axis
from afterword.kit.words import plural

Named = Sequence[tuple[str, Estimate]]


def wright_map(
    whole: Whole, interviewers: Sequence[Estimate], questions: Sequence[Estimate], *,
    own: object, name: str,
) -> Chart:  # fmt: skip
    """Interviewers and questions on one scale, with how far candidates spread.

    An interviewer is on it by name only to themselves.
    """
    named = [("you" if one.person_id == own else "", one) for one in interviewers]
    strips = {"Interviewers": (Facet.INTERVIEWER, named), "Questions": _titled(questions)}
    sentence = (
        f"{plural(len(named), 'interviewer')} and {plural(len(questions), 'question')} on one "
        f"scale. Strictness reaches over {in_levels(_reach(interviewers))}, difficulty over "
        f"{in_levels(_reach(questions))}."
    )
    return _drawn(name, sentence, whole, strips)


def own_map(whole: Whole, own: Estimate, questions: Sequence[Estimate], *, name: str) -> Chart:
    """Somebody and the questions on one scale, with how far candidates spread, and nobody else."""
    chair = "an interviewer" if own.facet == Facet.INTERVIEWER else "a candidate"
    strips: dict[str, tuple[Facet, Named]] = {
        f"You, as {chair}": (Facet(own.facet), [("you", own)])
    }
    if questions:
        strips["Questions"] = _titled(questions)
    beside = f" and {plural(len(questions), 'question')}" if questions else ""
    sentence = f"You{beside} on one scale, with how far all candidates here spread; nobody else."
    return _drawn(name, sentence, whole, strips)


def _titled(questions: Sequence[Estimate]) -> tuple[Facet, Named]:
    return Facet.QUESTION, [(one.question.title if one.question else "", one) for one in questions]


def _drawn(
    name: str, sentence: str, whole: Whole, strips: Mapping[str, tuple[Facet, Named]]
) -> Chart:
    everybody = [one for _, named in strips.values() for _, one in named]
    reach = max(1.0, 2.2 * whole.spread, *(abs(x) for one in everybody for x in _ends(one)))
    rows: list[Strip] = [
        {"label": label, "ends": [*reversed(SIDES[facet])], "dots": _dots(named)}
        for label, (facet, named) in strips.items()
    ]
    spec: Strips = {
        "kind": "strips",
        "x": axis("one scale for all; 1 is the chance spread of one rating", measure="number",
                  start=-reach, end=reach),
        "rows": rows,
        "spread": {"label": "Candidates, all together", "sd": whole.spread},
    }  # fmt: skip
    table = [
        (label or "one of them", facet.label, signed(one.value), _between(one), one.hours)
        for facet, named in strips.values()
        for label, one in sorted(named, key=lambda pair: pair[0] == "")
    ]
    columns = ("who or what", "kind", "on the scale", "what else fits", "interviews")
    return Chart(name, sentence, columns, table, spec)


def _ends(one: Estimate) -> tuple[float, float]:
    return one.low, one.high


def _between(one: Estimate) -> str:
    return " to ".join(map(signed, _ends(one)))


def _reach(estimates: Sequence[Estimate]) -> float:
    moved = [one.moved for one in estimates]
    return max(moved) - min(moved) if moved else 0.0


def _dots(named: Named) -> list[StripDot]:
    return [
        {"label": label, "value": round(one.value, 3), "low": round(one.low, 3),
         "high": round(one.high, 3)}
        for label, one in named
    ]  # fmt: skip
