"""The findings as one HTML page: nothing to load, light and dark, and worth printing."""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from afterword.numerics.ratings import Facet
from afterword.study import plots
from afterword.study.candidates import growth_sentences, odds_sentence
from afterword.study.columns import ROLES
from afterword.study.findings import Findings
from afterword.study.sentences import by_size, named, scale_sentence
from afterword.study.tables import Cell, Columns, tables
from afterword.study.words import plural, unit

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_ROWS = 400

STYLE = """
:root { color-scheme: light dark; --quiet: light-dark(#8b8794, #8f8b9c);
  --accent: light-dark(#b4532a, #f0a37c); --ink: light-dark(#211f2b, #e9e4d8);
  --paper: light-dark(#fbf8f1, #17161d); --line: light-dark(#ddd6c8, #37343f); }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.05rem/1.6 Literata, Charter, Georgia, serif }
main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.25rem 5rem }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; overflow-wrap: anywhere }
h2 { font-size: 1.35rem; margin: 3rem 0 .25rem; border-top: 1px solid var(--line);
  padding-top: 1.5rem }
p { margin: .6rem 0 }
.lead { font-size: 1.15rem }
.aside, figcaption, summary, table, .how { font-family: Figtree, system-ui, sans-serif;
  font-size: .9rem; line-height: 1.45 }
.how { color: var(--quiet) }
figure { margin: 1.25rem 0 }
figure { overflow-x: auto }
figure svg { display: block; width: 100%; min-width: 34rem; height: auto; color: var(--ink) }
figure svg text { font-family: Figtree, system-ui, sans-serif !important }
.scroll { overflow-x: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100% }
th, td { text-align: right; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
  white-space: nowrap }
th:first-child, td:first-child { text-align: left; padding-left: 0 }
thead th { font-weight: 600 }
details { margin: .75rem 0 }
summary { cursor: pointer; color: var(--accent) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px }
ul { padding-left: 1.2rem }
@media print { :root { color-scheme: light } main { max-width: none; padding: 0 }
  h2, figure { break-inside: avoid } details { display: block }
  details > *:not(summary) { display: block } }
"""


def report(findings: Findings) -> str:
    """The whole page. It names interviewers and questions, and no candidate."""
    found = tables(findings)
    body = "\n".join(
        part
        for parts in (
            _top(findings),
            _spread(findings, found),
            _scale(findings),
            _hours(findings, found),
            _over_time(findings),
            _second_opinions(findings),
            _judged(findings, found, "interviewer"),
            _judged(findings, found, "question"),
            _levels(findings, found),
            _agreement(findings, found),
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
    yield _p(f"{plural(reading.ratings.n, 'rating')} of {counts}. Levels: {reading.scale}.", "lead")
    columns = [
        f"{role} is “{name}”{' (guessed)' if role in reading.columns.guessed else ''}"
        for role, name in reading.columns.facets.items()
    ]
    if reading.columns.when:
        columns.append(f"when is “{reading.columns.when}”")
    levels = ", ".join(reading.columns.levels)
    guess = " (guessed)" if "level" in reading.columns.guessed else ""
    yield _p(f"Columns: {'; '.join([*columns, f'level is “{levels}”{guess}'])}.", "aside")


def _scale(findings: Findings) -> Iterator[str]:
    told = scale_sentence(findings)
    if told:
        yield _h("How far candidates differ")
        yield _p(told)
        yield _how(
            f"The many-facet {findings.calibrated.model} model by marginal maximum likelihood; "
            "interviewers and questions are fixed and sum to 0 (docs/sums/rating-scale.md)."
        )


def _spread(findings: Findings, found: dict[str, Columns]) -> Iterator[str]:
    if not findings.shares:
        return
    shares = by_size(findings.shares)
    yield _h("Where the spread of ratings comes from")
    told = ", ".join(f"{one.estimate:.0%} {named(name)}" for name, one in shares)
    yield _p(f"Of the spread in ratings: {told}.")
    yield _figure(
        plots.plot_variance_shares(findings.calibrated),
        f"Bars are shares of the spread{'; lines are 95 % intervals' if findings.bounded else ''}.",
    )
    if not findings.bounded:
        yield _p("Intervals take many fits of so much data; --bootstrap 50 makes them.", "aside")
    yield _how(
        "An ordered probit model with a normal effect for each source; shares are of the latent "
        "spread, whose residual part is 1 (docs/sums/laplace.md, docs/sums/large.md)."
    )
    yield _table("The numbers", found["variance"])


def _hours(findings: Findings, found: dict[str, Columns]) -> Iterator[str]:
    known = findings.dependability
    if known is None:
        return
    yield _h("How many interviews make an estimate dependable")
    first = known.by_interviews[min(known.by_interviews)]
    sure = f" ({first.low:.2f} to {first.high:.2f})" if findings.bounded else ""
    needs = (
        f"{known.goal:g} takes about {plural(known.needed, 'interview')}."
        if known.needed
        else f"No number up to {known.most} brings it to {known.goal:g}."
    )
    yield _p(f"After one interview dependability is {first.estimate:.2f}{sure}. {needs}")
    yield _how("Brennan's Φ for different interviewers and questions (docs/sums/variance.md).")
    yield _table("After each number of interviews", found["dependability"])


def _over_time(findings: Findings) -> Iterator[str]:
    said = growth_sentences(findings)
    if not said:
        return
    yield _h("Whether candidates grow")
    yield from map(_p, said)
    yield _how(
        "A straight line through each candidate's interviews, strictness and difficulty moving "
        "along (docs/sums/growth.md). Each candidate's is in the table growth, and not here."
    )


def _second_opinions(findings: Findings) -> Iterator[str]:
    said = odds_sentence(findings)
    if not said:
        return
    yield _h("Would another have said the same")
    yield _p(said)
    yield _how(
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
    yield _h("How strict interviewers are" if strict else "How hard questions are")
    yield _p(
        f"Of {plural(len(table), facet)}, {high:,} {_is(high)} {more} than most and {low:,} "
        f"{_is(low)} {less}; of the other {len(table) - high - low:,} the ratings do not say yet. "
        f"A difference of 1 {unit(findings)}."
    )
    plot = plots.plot_severities if strict else plots.plot_difficulties
    yield _figure(
        plot(findings.calibrated),
        "Dots are estimates, lines their 95 % intervals; strong where the interval leaves 0 out."
        if len(table) <= plots.MOST_NAMED
        else "How many have each estimate.",
    )
    name = "interviewers" if strict else "questions"
    yield _how(
        "Infit and outfit are mean squares of what surprises, about 1; middle and halo are habits, "
        "0 for none (docs/sums/fit.md)."
    )
    yield _table(f"All {name}, by name", found[name])


def _levels(findings: Findings, found: dict[str, Columns]) -> Iterator[str]:
    yield _h("One scale for all")
    yield _p(
        "Interviewers and questions on the scale on which candidates differ. Candidates are the "
        "hill on the left: nobody is on it by name."
    )
    yield _figure(
        plots.plot_wright_map(findings.calibrated),
        "A Wright map: higher is abler, stricter, harder. Lines on the right are the thresholds "
        "between levels.",
    )
    yield _figure(
        plots.plot_thresholds(findings.calibrated, levels=findings.reading.scale.names),
        "The chance of each level, by ability, with an average interviewer and question.",
    )
    yield _table("Thresholds", found["thresholds"])


def _agreement(findings: Findings, found: dict[str, Columns]) -> Iterator[str]:
    if not findings.agreement:
        return
    yield _h("How far interviewers agree")
    one = next(iter(findings.agreement.values()))
    where = f" in {next(iter(findings.agreement))}" if len(findings.agreement) > 1 else ""
    sure = f" ({one.low:.2f} to {one.high:.2f})" if np.isfinite(one.low) else ""
    yield _p(
        f"Where several interviewers rated the same, Krippendorff's α{where} is {one.estimate:.2f}"
        f"{sure}, from {plural(one.ratings, 'rating')} of {one.units:,}; 1 is the same, 0 chance."
    )
    yield _how("Ordinal α with a bootstrap over what was rated (docs/sums/agreement.md).")
    yield _table("Agreement", found["agreement"])


def _before(findings: Findings) -> Iterator[str]:
    said = [
        *findings.reading.notices,
        *findings.conditions,
        *findings.too_little,
    ]
    yield _h("Before you believe this")
    said.append("Nobody is put in an order here: tables follow names, and intervals come first.")
    yield "<ul>" + "".join(f"<li>{escape(one)}</li>" for one in dict.fromkeys(said)) + "</ul>"


def _h(words: str) -> str:
    return f"<h2>{escape(words)}</h2>"


def _p(words: str, kind: str = "") -> str:
    return f"<p{f' class={chr(34)}{kind}{chr(34)}' if kind else ''}>{escape(words)}</p>"


def _how(words: str) -> str:
    return f'<p class="how">How do we know? {escape(words)}</p>'


def _figure(figure: "Figure", words: str) -> str:
    drawn = plots.svg(figure, label=escape(words, quote=True))
    return f'<figure tabindex="0">{drawn}<figcaption>{escape(words)}</figcaption></figure>'


def _table(words: str, columns: Columns) -> str:
    rows = list(zip(*columns.values(), strict=True))
    head = "".join(f'<th scope="col">{escape(name.replace("_", " "))}</th>' for name in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{_shown(cell)}</td>" for cell in row) + "</tr>"
        for row in rows[:MOST_ROWS]
    )
    more = (
        f'<p class="aside">And {len(rows) - MOST_ROWS:,} more in the tables beside this page.</p>'
        if len(rows) > MOST_ROWS
        else ""
    )
    return (
        f"<details><summary>{escape(words)}</summary>"
        f'<div class="scroll" tabindex="0"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>{more}</details>"
    )


def _shown(cell: Cell) -> str:
    if cell is None or (isinstance(cell, float) and not np.isfinite(cell)):
        return "–"
    return f"{cell:.3f}" if isinstance(cell, float) else escape(f"{cell}")


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
