"""How a fit, a table and a reading show themselves in a notebook: as HTML, a screen at most."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from afterword.study.page import counted
from afterword.study.words import bounds, percent

if TYPE_CHECKING:
    from afterword.study.calibrated import Calibrated
    from afterword.study.estimates import Table
    from afterword.study.reading import Reading

SHOWN = 10  # rows of a table, before a frame is asked for


def of_table(table: "Table") -> str:
    """The first rows: estimate, interval, ratings."""
    rows = [
        (
            one.name,
            f"{one.estimate:+z.2f}",
            bounds(one.low, one.high),
            f"{one.rated:,}",
        )
        for one in table[:SHOWN]
    ]
    more = len(table) - SHOWN
    note = f"<p>… and {more:,} more; to_pandas() and to_polars() give all.</p>" if more > 0 else ""
    return _table(("", "estimate", "95 % interval", "ratings"), rows) + note


def of_fit(fit: "Calibrated") -> str:
    """What summary() says."""
    head = f"<p><b>{escape(counted(fit))}</b></p>"
    said = "".join(f"<p>{escape(one.sentence)}</p>" for one in fit.conditions)
    if fit.scaled is not None:
        return f"{head}<pre>{escape(fit.summary())}</pre>"
    rows = []
    for name, share in fit.variance_shares.items():
        sigma = fit.sigmas.get(name)  # type: ignore[call-overload]  # the residual has none
        spread = (
            (f"{sigma.estimate:.2f}", f"{sigma.low:.2f} to {sigma.high:.2f}") if sigma else ("", "")
        )
        rows.append((name, *spread, f"{share.estimate:.0%}", percent(share)))
    heads = ("", "σ", "95 % interval", "share", "95 % interval")
    return head + _table(heads, rows) + said


def of_reading(reading: "Reading") -> str:
    """What was read, as what, and what is to be known of it."""
    return "".join(f"<p>{escape(one)}</p>" for one in told_of(reading))


def told_of(reading: "Reading") -> list[str]:
    """The same as lines of text."""
    taken = {**reading.columns.facets}
    named = [f"{role} is {name!r}" for role, name in taken.items()]
    levels = ", ".join(map(repr, reading.columns.levels[:6]))
    more = len(reading.columns.levels) - 6
    return [
        f"{reading.source}: {reading.ratings.n:,} ratings in {reading.rows:,} rows, levels "
        f"{reading.scale}.",
        f"Columns: {'; '.join([*named, f'level is {levels}'])}"
        + (f" and {more:,} more." if more > 0 else "."),
        *reading.notices,
    ]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join(
        "<tr>" + f"<th>{escape(first)}</th>" + "".join(f"<td>{escape(one)}</td>" for one in rest)
        + "</tr>"
        for first, *rest in rows
    )  # fmt: skip
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
