"""The findings in words, for a terminal of 80 columns."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from afterword.numerics.agreement import Agreement
from afterword.numerics.model import Interval
from afterword.numerics.ratings import Facet
from afterword.study import classic
from afterword.study.bounding import left_open
from afterword.study.candidates import growth_sentences, odds_sentence
from afterword.study.columns import ROLES, Columns
from afterword.study.estimates import Estimate
from afterword.study.findings import Findings
from afterword.study.in_short import in_short
from afterword.study.surprising import surprising
from afterword.study.words import bounds, cut, percent, plural

WIDE = 80
BAR = 24
SHOWN, FEW = 12, 5  # up to so many are all named; of more, so few
WORDS = {
    "candidate": "the candidate",
    "profile": "the candidate's strengths by dimension",
    "interview": "the hour itself",
    "interviewer": "the interviewer",
    "question": "the question",
    "residual": "everything else, chance included",
}
BARS = {
    **WORDS, "candidate": "who was rated", "profile": "strengths by dimension",
    "interviewer": "who rated", "question": "which question", "residual": "everything else",
}  # fmt: skip


def summary(findings: Findings) -> str:
    """A page: what was read, where the spread comes from, who and what differs, what is missing."""
    parts = (
        _heading(findings),
        _in_short(findings),
        _columns(findings),
        _spread(findings),
        _scale(findings),
        _hours(findings),
        _growth(findings),
        _second_opinions(findings),
        _judged(findings, "interviewer"),
        _judged(findings, "question"),
        _agreement(findings),
        _surprises(findings),
        _missing(findings),
    )
    return "\n\n".join("\n".join(lines) for lines in map(list, parts) if lines) + "\n"


def by_size(shares: Mapping[str, Interval]) -> list[tuple[str, Interval]]:
    """The largest first, what is left over last."""
    return sorted(shares.items(), key=lambda one: (one[0] == "residual", -one[1].estimate))


def source(name: str) -> str:
    """A source of spread in words."""
    return WORDS.get(name, name)


def _heading(findings: Findings) -> Iterator[str]:
    ratings, labels = findings.reading.ratings, findings.reading.labels
    counts = ", ".join(plural(len(labels[role]), role) for role in ROLES if role in labels)
    yield from _wrapped(f"{findings.reading.source}: {plural(ratings.n, 'rating')} of {counts}.")
    left = f"; {ratings.left_out:,} not assessed" if ratings.left_out else ""
    yield from _wrapped(f"Levels: {findings.reading.scale}{left}.")


def _in_short(findings: Findings) -> Iterator[str]:
    said = in_short(findings)
    if said:
        yield "In short"
    for one in said:
        yield from _wrapped(one, first="  ", rest="  ")


def _columns(findings: Findings) -> Iterator[str]:
    columns = findings.reading.columns
    yield "What the columns were taken for"
    for role in ROLES:
        if role in columns.facets:
            yield f"  {role:<13}{columns.facets[role]}{_guess(columns, role)}"
    levels = ", ".join(columns.levels)
    each = f", one for each {columns.wide_by}" if columns.wide_by else ""
    yield from _wrapped(
        f"{levels}{each}{_guess(columns, 'level')}", first="  level        ", rest=" " * 15
    )
    if columns.when:
        yield f"  {'when':<13}{columns.when}"
    if columns.unused:
        yield from _wrapped(", ".join(columns.unused), first="  not used     ", rest=" " * 15)
    if columns.guessed:
        yield "  If that is wrong: --facets CANDIDATE,INTERVIEWER,QUESTION --level COLUMN"


def _guess(columns: Columns, what: str) -> str:
    if what in columns.by_content:
        return "  (guessed from what it holds)"
    return "  (guessed)" if what in columns.guessed else ""


def scale_sentence(findings: Findings) -> str:
    """How far candidates differ, where that is the only spread there is; else nothing."""
    scaled = findings.calibrated.scaled
    if scaled is None:
        return ""
    sigma = scaled.sigma
    return (
        f"Candidates differ by a σ of {sigma.estimate:.2f} logits ({sigma.low:.2f} to "
        f"{sigma.high:.2f}); of the spread of abilities these ratings show "
        f"{scaled.reliability:.0%}. Deviance {scaled.deviance:.3f} with {scaled.parameters} "
        "parameters."
    )


def _scale(findings: Findings) -> Iterator[str]:
    told = scale_sentence(findings)
    if told:
        yield f"How far candidates differ, by the {findings.calibrated.model} model"
        yield from _wrapped(told, first="  ", rest="  ")


def _spread(findings: Findings) -> Iterator[str]:
    if not findings.shares:
        return
    yield "Where the spread of ratings comes from"
    for name, share in by_size(findings.shares):
        filled = round(share.estimate * BAR)
        bar = "█" * filled + "·" * (BAR - filled)
        sure = f"  ({percent(share)})" if findings.bounded else ""
        yield f"  {BARS[name]:<22} {bar} {share.estimate:4.0%}{sure}"
    if not findings.bounded:
        yield from _wrapped(left_open(findings.calibrated.estimates), first="  ", rest="  ")


def _hours(findings: Findings) -> Iterator[str]:
    known = findings.dependability
    if known is None:
        return
    yield "How dependable a candidate's estimate is (0 none, 1 full)"
    for n in (1, 2, 4, 8):
        one = known.by_interviews[n]
        sure = f"  ({one.low:.2f} to {one.high:.2f})" if findings.bounded else ""
        yield f"  after {plural(n, 'interview'):<13} {one.estimate:.2f}{sure}"


def _growth(findings: Findings) -> Iterator[str]:
    said = growth_sentences(findings)
    if said:
        yield "Growth"
    for one in said:
        yield from _wrapped(one, first="  ", rest="  ")


def _second_opinions(findings: Findings) -> Iterator[str]:
    said = odds_sentence(findings)
    if said:
        yield "Second opinions"
        yield from _wrapped(said, first="  ", rest="  ")


def _judged(findings: Findings, facet: Facet) -> Iterator[str]:
    table = findings.table(facet)
    if table is None or len(table) < 2:
        return
    rows = [one for one in table if one.rated and np.isfinite(one.low)]
    if not rows:
        return  # a condition says why there is no estimate
    high = [one for one in rows if one.low > 0]
    low = [one for one in rows if one.high < 0]
    more, less, what = (
        ("stricter than most", "more lenient than most", "Strictness of interviewers")
        if facet == "interviewer"
        else ("harder than most", "easier than most", "Difficulty of questions")
    )
    yield from _wrapped(f"{what} (a difference of 1 {findings.unit})", rest="  ")
    yield from _group(more, high)
    yield from _group(less, low)
    rest = len(rows) - len(high) - len(low)
    if rest:
        whom = "any" if rest == len(rows) else f"{rest:,}"
        yield from _wrapped(
            f"Nothing can be said yet of {whom} of {plural(len(rows), facet)}: their intervals "
            "hold 0, which is the average.", first="  ", rest="  ",
        )  # fmt: skip


def _group(words: str, rows: Sequence[Estimate]) -> Iterator[str]:
    """Who differs, by name; never by how much."""
    if not rows:
        return
    yield f"  {words}:"
    width = min(max(len(one.name) for one in rows[:SHOWN]), 24)
    shown = rows if len(rows) <= SHOWN else rows[:FEW]
    for one in shown:
        yield (
            f"    {cut(one.name, width):<{width}}  {one.estimate:+.2f}  "
            f"({bounds(one.low, one.high)})  {plural(one.rated, 'rating')}"
        )
    if len(rows) > SHOWN:
        yield f"    … and {len(rows) - FEW:,} more; --out writes all of them"


def _agreement(findings: Findings) -> Iterator[str]:
    if not findings.agreement:
        return
    yield "Agreement of interviewers (1 the same, 0 chance)"
    for name, one in findings.agreement.items():
        yield from _wrapped(f"{name or 'Krippendorff α'}: {_agreed(one)}", first="  ", rest="    ")
    if findings.kappa:
        yield from _wrapped(f"Weighted κ: {_agreed(findings.kappa)}", first="  ", rest="    ")
    if findings.classic:
        yield from _wrapped(
            f"Intraclass correlation of one reader: {_agreed(findings.classic.two_way)}",
            first="  ", rest="    ",
        )  # fmt: skip
    if findings.study:
        parts = "; ".join(
            f"{classic.named(one)} {one.variance:.4f}" for one in findings.study.components
        )
        yield from _wrapped(f"Classic variance components: {parts}", first="  ", rest="    ")


def _agreed(one: Agreement) -> str:
    sure = f"({one.low:z.2f} to {one.high:z.2f})" if np.isfinite(one.low) else "(no interval)"
    return (
        f"{one.estimate:z.2f} {sure}, from {one.ratings:,} ratings of {one.units:,} that "
        "several rated"
    )


def _surprises(findings: Findings) -> Iterator[str]:
    said = surprising(findings)
    if said:
        yield "Whose ratings surprise"
    for one in said:
        yield from _wrapped(one, first="  ", rest="    ")


def _missing(findings: Findings) -> Iterator[str]:
    said = [
        *findings.reading.notices,
        *findings.conditions,
        *findings.too_little,
    ]
    if not said:
        return
    yield "What to know before believing this"
    for sentence in dict.fromkeys(said):
        yield from _wrapped(sentence, first="  - ", rest="    ")


def _wrapped(text: str, *, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDE, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
