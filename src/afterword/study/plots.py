"""Pictures of a fit, as matplotlib figures: for notebooks as they are, for reports as SVG.

No candidate is on any of them by name: candidates appear as the spread of all of them.
"""

import io
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING
from warnings import catch_warnings, filterwarnings

import numpy as np

from afterword.numerics.model import Floats
from afterword.study.words import cut

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from afterword.study.calibrated import Calibrated
    from afterword.study.estimates import Estimate, Table

INK, QUIET, ACCENT = "#211f2b", "#8b8794", "#b4532a"
# In a report these follow the reader's light or dark.
THEMED = {INK: "currentColor", QUIET: "var(--quiet)", ACCENT: "var(--accent)"}
MOST_NAMED = 60
MOST_DIMENSIONS = 6
LONGEST = 24  # characters of a name
WIDE, NARROW = 7.2, 4.4  # inches


def plot_variance_shares(fit: "Calibrated") -> "Figure":
    """How much of the spread of ratings each source has, with its 95 % interval."""
    shares = dict(
        sorted(fit.variance_shares.items(), key=lambda one: (one[0] != "residual", one[1].estimate))
    )
    figure, axes = _figure(0.42 * len(shares) + 0.9)
    places = np.arange(len(shares))
    values = [one.estimate for one in shares.values()]
    axes.barh(places, values, height=0.55, color=QUIET, alpha=0.55)
    for place, one in zip(places, shares.values(), strict=True):
        if one.error is not None or one.high - one.low < 1:
            axes.plot([one.low, one.high], [place, place], color=INK, linewidth=1.4)
    axes.set_yticks(places, list(shares))
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
    axes.set_xlabel("share of the spread")
    return figure


def plot_severities(fit: "Calibrated") -> "Figure":
    """Strictness of interviewers with 95 % intervals, by name; many of them as a spread."""
    return _intervals(fit.severities, "more lenient   ←   strictness   →   stricter")


def plot_difficulties(fit: "Calibrated") -> "Figure":
    """Difficulty of questions with 95 % intervals, by name; many of them as a spread."""
    return _intervals(fit.difficulties, "easier   ←   difficulty   →   harder")


def plot_wright_map(fit: "Calibrated") -> "Figure":
    """Interviewers, questions and thresholds on one scale, beside the spread of candidates."""
    columns = [
        (title, table)
        for title, table in (
            ("interviewers", _maybe(fit, "interviewer")),
            ("questions", _maybe(fit, "question")),
        )
        if table is not None
    ]
    figure, axes = _figure(5.2)
    _candidates(axes, fit.components.sigma("candidate"))
    for place, (_, table) in enumerate(columns, start=1):
        _dots(axes, table, place=float(place))
    at = len(columns) + 1.0
    _thresholds(axes, fit.components.thresholds, place=at)
    titles = ["candidates", *(title for title, _ in columns), "thresholds"]
    axes.set_xticks(np.arange(len(titles)), titles)
    axes.tick_params(axis="x", length=0)
    axes.set_xlim(-0.55, at + 0.75)
    axes.set_ylabel("ability   ·   strictness   ·   difficulty")
    axes.grid(axis="y", color=QUIET, alpha=0.25, linewidth=0.6)
    return figure


def plot_thresholds(fit: "Calibrated", *, levels: Sequence[str] | None = None) -> "Figure":
    """The chance of each level for abilities from low to high, a panel a dimension."""
    thresholds = fit.components.thresholds
    rows = thresholds[:1] if fit.components.common else thresholds[:MOST_DIMENSIONS]
    names = fit.labels.get("dimension") or [""] * len(rows)
    across = min(len(rows), 2)
    down = -(-len(rows) // across)
    figure = _empty(2.2 * down + 0.6)
    reach = 2.5 * np.sqrt(fit.components.variance)
    ability = np.linspace(-reach, reach, 200)
    for place in range(len(rows)):
        axes = _styled(figure.add_subplot(down, across, place + 1))
        _curves(axes, ability, fit.chances(ability, dimension=place), levels)
        axes.set_title(names[place] if len(rows) > 1 else "", fontsize=9, color=INK, loc="left")
        axes.set_ylim(0, 1.08)
        axes.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])
    figure.supxlabel("ability", fontsize=9, color=INK)
    return figure


def svg(figure: "Figure", *, label: str, narrow: bool = False) -> str:
    """The figure as SVG that follows light and dark, with words for who cannot see it.

    Drawn ``narrow`` it fits a telephone with letters as large as elsewhere.
    """
    kind, wide = ("narrow", NARROW) if narrow else ("wide", WIDE)
    figure.set_size_inches(wide, figure.get_figheight())
    import matplotlib as mpl  # slow to import; only reports and notebooks pay for it

    text = io.StringIO()
    with (
        mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": f"afterword {kind}"}),
        catch_warnings(),
    ):
        # Whoever reads it draws the letters, and has those that this machine's font lacks.
        filterwarnings("ignore", message="Glyph .* missing from font")
        figure.savefig(text, format="svg", transparent=True, metadata={"Date": None})
    drawn = text.getvalue()
    drawn = drawn[drawn.index("<svg") :]
    for fixed, themed in THEMED.items():
        drawn = drawn.replace(fixed, themed)
    return drawn.replace("<svg", f'<svg class="{kind}" role="img" aria-label="{label}"', 1)


def _empty(height: float) -> "Figure":
    from matplotlib.figure import Figure  # slow to import, as above

    return Figure(figsize=(WIDE, height), layout="constrained")


def _figure(height: float) -> tuple["Figure", "Axes"]:
    figure = _empty(height)
    return figure, _styled(figure.add_subplot())


def _styled(axes: "Axes") -> "Axes":
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(QUIET)
    axes.tick_params(colors=INK, labelsize=9, color=QUIET)
    axes.xaxis.label.set_color(INK)
    axes.yaxis.label.set_color(INK)
    return axes


def _maybe(fit: "Calibrated", component: str) -> "Table | None":
    if component not in fit.estimates.effects:
        return None
    return fit.severities if component == "interviewer" else fit.difficulties


def _intervals(table: "Table", words: str) -> "Figure":
    if len(table) > MOST_NAMED:
        return _spread(table, words)
    figure, axes = _figure(0.26 * len(table) + 0.9)
    rows: list[Estimate] = list(table)[::-1]
    for place, one in enumerate(rows):
        sure = one.low > 0 or one.high < 0
        axes.plot([one.low, one.high], [place, place], color=INK if sure else QUIET, linewidth=1.4)
        axes.plot([one.estimate], [place], "o", color=INK if sure else QUIET, markersize=5)
    axes.axvline(0, color=ACCENT, linewidth=1)
    axes.set_yticks(range(len(rows)), [cut(one.name, LONGEST) for one in rows])
    axes.set_ylim(-0.7, len(rows) - 0.3)
    axes.set_xlabel(words)
    return figure


def _spread(table: "Table", words: str) -> "Figure":
    figure, axes = _figure(2.4)
    axes.hist([one.estimate for one in table], bins=40, color=QUIET, alpha=0.7)
    axes.axvline(0, color=ACCENT, linewidth=1)
    axes.set_xlabel(words)
    axes.set_ylabel("how many")
    return figure


def _candidates(axes: "Axes", sigma: float) -> None:
    """The spread of candidates as a hill that lies on its side."""
    if sigma <= 0:
        return
    height = np.linspace(-3 * sigma, 3 * sigma, 120)
    width = 0.8 * np.exp(-0.5 * (height / sigma) ** 2)
    axes.fill_betweenx(height, -0.4, -0.4 + width, color=QUIET, alpha=0.35, linewidth=0)


def _dots(axes: "Axes", table: "Table", *, place: float) -> None:
    heights = [one.estimate for one in table]
    if len(table) > MOST_NAMED:
        _hill(axes, heights, place=place)
        return
    at = [place - 0.25] * len(heights)
    axes.plot(at, heights, "o", color=INK, markersize=4, alpha=0.8)
    if len(table) > MOST_NAMED // 3:
        return
    line = {
        "arrowstyle": "-",
        "color": QUIET,
        "linewidth": 0.6,
        "shrinkA": 1,
        "shrinkB": 3,
        "relpos": (0, 0.5),
    }
    for one, height in zip(table, _apart(heights, axes), strict=True):
        axes.annotate(
            cut(one.name, 12), (place - 0.25, one.estimate), (place - 0.08, height),
            fontsize=8, color=INK, va="center", arrowprops=line,
        )  # fmt: skip


def _hill(axes: "Axes", heights: Sequence[float], *, place: float) -> None:
    """So many that their dots would be one line: how many are at each height."""
    counts, edges = np.histogram(heights, bins=40)
    width = np.repeat(0.6 * counts / counts.max(), 2)
    axes.fill_betweenx(
        np.repeat(edges, 2)[1:-1], place - 0.3, place - 0.3 + width,
        color=QUIET, alpha=0.6, linewidth=0,
    )  # fmt: skip


def _apart(heights: Sequence[float], axes: "Axes") -> Floats:
    """Where names stand so that none covers another, in the order of their dots."""
    low, high = axes.get_ylim()
    step = (high - low) / 26
    at = np.array(heights, float)
    order = np.argsort(at)
    for before, after in pairwise(order):
        at[after] = max(at[after], at[before] + step)
    return at - (at.mean() - np.mean(heights)) if len(at) else at


def _thresholds(axes: "Axes", thresholds: Floats, *, place: float) -> None:
    """Between which two levels a rating is as likely above as below, for each dimension."""
    for row in np.unique(thresholds, axis=0):
        for at in row[np.isfinite(row)]:
            axes.plot([place - 0.3, place + 0.3], [at, at], color=ACCENT, linewidth=1, alpha=0.7)


def _curves(axes: "Axes", ability: Floats, chances: Floats, levels: Sequence[str] | None) -> None:
    for level, curve in enumerate(chances.T):
        axes.plot(ability, curve, color=INK, linewidth=1.2, alpha=0.4 + 0.6 * (level % 2))
        top = int(np.argmax(curve))
        name = levels[level] if levels else str(level + 1)
        axes.annotate(
            cut(name, 14), (ability[top], curve[top]), (0, 3), textcoords="offset points",
            ha="left" if top == 0 else "right" if top == len(ability) - 1 else "center",
            fontsize=8, color=INK,
        )  # fmt: skip
