"""The findings as one HTML page: nothing to load, light and dark, and worth printing."""

from collections.abc import Iterator
from html import escape

import numpy as np

from afterword.numerics.ratings import Facet
from afterword.study import plots
from afterword.study.bounding import left_open
from afterword.study.candidates import growth_sentences, odds_sentence
from afterword.study.cells import Columns
from afterword.study.columns import ROLES
from afterword.study.findings import JUDGED, Findings
from afterword.study.in_short import in_short, needed_sentence
from afterword.study.markup import STYLE, figure_of, heading, how, paragraph, table_of
from afterword.study.sentences import by_size, scale_sentence, source
from afterword.study.surprising import surprising
from afterword.study.tables import tables
from afterword.study.words import listed, percent, plural


def report(findings: Findings) -> str:
    """The whole page. It names interviewers and questions, and no candidate."""
    found = tables(findings)
    body = "\n".join(
        part
        for parts in (
            _top(findings),
            _in_short(findings),
            _spread(findings, found),
            _scale(findings),
            _hours(findings, found),
            _over_time(findings),
            _second_opinions(findings),
            _judged(findings, found, "interviewer"),
            _judged(findings, found, "question"),
            _surprises(findings),
            _agreement(findings, found),
            _levels(findings, found),
            _before(findings),
        )
        for part in parts
    )
    title = f"{findings.reading.source}: what its ratings tell"
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _top(findings: Findings) -> Iterator[str]:
    reading = findings.reading
    counts = ", ".join(
        plural(len(reading.labels[role]), role) for role in ROLES if role in reading.labels
    )
    yield f"<h1>What the ratings of {escape(reading.source)} tell</h1>"
    yield paragraph(
        f"{plural(reading.ratings.n, 'rating')} of {counts}. Levels: {reading.scale}.", "lead"
    )
    columns = [
        f"{role} is “{name}”{' (guessed)' if role in reading.columns.guessed else ''}"
        for role, name in reading.columns.facets.items()
    ]
    if reading.columns.when:
        columns.append(f"when is “{reading.columns.when}”")
    levels = ", ".join(reading.columns.levels)
    guess = " (guessed)" if "level" in reading.columns.guessed else ""
    yield paragraph(f"Columns: {'; '.join([*columns, f'level is “{levels}”{guess}'])}.", "aside")


def _in_short(findings: Findings) -> Iterator[str]:
    said = in_short(findings)
    if said:
        lines = "".join(f"<li>{escape(one)}</li>" for one in said)
        yield f'<ul class="lead">{lines}</ul>'
        yield (
            '<p class="aside">The rest of the page says how, and at its end '
            '<a href="#before">what to know before you believe this</a>.</p>'
        )


def _surprises(findings: Findings) -> Iterator[str]:
    said = surprising(findings)
    if said:
        yield heading("Whose ratings surprise")
        yield from map(paragraph, said)
        yield how(
            "Infit is a mean square of what the model did not foretell; of the same ratings that "
            "made the estimates it lies below 1 (docs/sums/fit.md)."
        )


def _scale(findings: Findings) -> Iterator[str]:
    told = scale_sentence(findings)
    if told:
        yield heading("How far candidates differ")
        yield paragraph(told)
        yield how(
            f"The many-facet {findings.calibrated.model} model by marginal maximum likelihood; "
            "interviewers and questions are fixed and sum to 0 (docs/sums/rating-scale.md)."
        )


def _spread(findings: Findings, found: dict[str, Columns]) -> Iterator[str]:
    if not findings.shares:
        return
    shares = by_size(findings.shares)
    yield heading("Where the spread of ratings comes from")
    told = ", ".join(
        f"{one.estimate:.0%}{f' ({percent(one)})' if findings.bounded else ''} {source(name)}"
        for name, one in shares
    )
    yield paragraph(f"Of the spread in ratings: {told}.")
    yield figure_of(
        plots.plot_variance_shares(findings.calibrated),
        f"Bars are shares of the spread{'; lines are 95 % intervals' if findings.bounded else ''}.",
    )
    if not findings.bounded:
        yield paragraph(left_open(findings.calibrated.estimates), "aside")
    yield how(
        "An ordered probit model with a normal effect for each source; shares are of the latent "
        "spread, whose residual part is 1 (docs/sums/laplace.md, docs/sums/large.md)."
    )
    yield table_of("The numbers", found["variance"])


def _hours(findings: Findings, found: dict[str, Columns]) -> Iterator[str]:
    known = findings.dependability
    if known is None:
        return
    yield heading("How many interviews make an estimate dependable")
    first = known.by_interviews[min(known.by_interviews)]
    sure = f" ({first.low:.2f} to {first.high:.2f})" if findings.bounded else ""
    needs = needed_sentence(known, bounded=findings.bounded)
    yield paragraph(f"After one interview dependability is {first.estimate:.2f}{sure}. {needs}")
    yield how("Brennan's Φ for different interviewers and questions (docs/sums/variance.md).")
    yield table_of("After each number of interviews", found["dependability"])


def _over_time(findings: Findings) -> Iterator[str]:
    said = growth_sentences(findings)
    if not said:
        return
    yield heading("Whether candidates grow")
    yield from map(paragraph, said)
    yield how(
        "A straight line through each candidate's interviews, strictness and difficulty moving "
        "along (docs/sums/growth.md). Each candidate's is in the table growth, and not here."
    )


def _second_opinions(findings: Findings) -> Iterator[str]:
    said = odds_sentence(findings)
    if not said:
        return
    yield heading("Would another have said the same")
    yield paragraph(said)
    yield how(
        "Everything unknown is summed over (docs/sums/second-opinion.md). Each candidate's odds, "
        "with their intervals, are in the table second_opinions, and not here."
    )


def _judged(findings: Findings, found: dict[str, Columns], facet: Facet) -> Iterator[str]:
    table = findings.table(facet)
    if table is None or len(table) < 2:
        return
    strict = facet == "interviewer"
    high = sum(one.low > 0 for one in table)
    low = sum(one.high < 0 for one in table)
    more, less = ("stricter", "more lenient") if strict else ("harder", "easier")
    yield heading("How strict interviewers are" if strict else "How hard questions are")
    rest = len(table) - high - low
    open_ = f"; of the other {rest:,} the ratings do not say yet" if rest > 1 else ""
    open_ = "; of one the ratings do not say yet" if rest == 1 else open_
    yield paragraph(
        f"Of {plural(len(table), facet)}, {_many(high)} {more} than most and {_many(low)} "
        f"{less}{open_}. A difference of 1 {findings.unit}."
    )
    plot = plots.plot_severities if strict else plots.plot_difficulties
    yield figure_of(
        plot(findings.calibrated),
        "Dots are estimates, lines their 95 % intervals; strong where the interval leaves 0 out."
        if len(table) <= plots.MOST_NAMED
        else "How many have each estimate.",
    )
    name = "interviewers" if strict else "questions"
    yield how(
        "Infit and outfit are mean squares of what surprises, about 1; middle and halo are habits, "
        "0 for none (docs/sums/fit.md)."
    )
    yield table_of(f"All {name}, by name", found[name])


def _levels(findings: Findings, found: dict[str, Columns]) -> Iterator[str]:
    yield heading("One scale for all")
    judged = [one for one in JUDGED if findings.table(one) is not None]
    there = f"{listed([f'{one}s' for one in judged])} on" if judged else "thresholds on"
    yield paragraph(
        f"{there.capitalize()} the scale on which candidates differ. Candidates are the hill on "
        "the left: nobody is on it by name."
    )
    yield figure_of(
        plots.plot_wright_map(findings.calibrated),
        "A Wright map: higher is abler, stricter, harder. Lines on the right are the thresholds "
        "between levels.",
    )
    yield figure_of(
        plots.plot_thresholds(findings.calibrated, levels=findings.reading.scale.names),
        "The chance of each level, by ability"
        + (f", with an average {listed(list(judged))}." if judged else "."),
    )
    yield table_of("Thresholds", found["thresholds"])


def _agreement(findings: Findings, found: dict[str, Columns]) -> Iterator[str]:
    if not findings.agreement:
        return
    yield heading("How far interviewers agree")
    one = next(iter(findings.agreement.values()))
    where = f" in {next(iter(findings.agreement))}" if len(findings.agreement) > 1 else ""
    sure = f" ({one.low:z.2f} to {one.high:z.2f})" if np.isfinite(one.low) else ""
    yield paragraph(
        f"Where several interviewers rated the same, Krippendorff's α{where} is {one.estimate:z.2f}"
        f"{sure}, from {plural(one.ratings, 'rating')} of {one.units:,}; 1 is the same, 0 chance."
    )
    yield how("Ordinal α with a bootstrap over what was rated (docs/sums/agreement.md).")
    yield table_of("Agreement", found["agreement"])
    if "classic_variance" in found:
        yield table_of("Classic variance components", found["classic_variance"])


def _before(findings: Findings) -> Iterator[str]:
    said = [
        *findings.reading.notices,
        *findings.conditions,
        *findings.too_little,
    ]
    yield '<h2 id="before">Before you believe this</h2>'
    said.append("Nobody is put in an order here: tables follow names, and intervals come first.")
    yield "<ul>" + "".join(f"<li>{escape(one)}</li>" for one in dict.fromkeys(said)) + "</ul>"


def _many(count: int) -> str:
    return f"{count or 'none':{',' if count else ''}} {'is' if count == 1 else 'are'}"
