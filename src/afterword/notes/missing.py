"""What notes still need before they can be sent, each said where it is missing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from afterword.notes.content import Content, RatingLine
from afterword.notes.errors import Missing
from afterword.notes.models import HiringNotes

LEAST_RATINGS = 2
GOOD = 3


_EVERYBODY = {
    "strengths": "Begin with what they did well: one thing is enough.",
    "because": "Say because what: the reason is what companies keep to themselves.",
    "next_step": "Leave them one next step.",
}
_MEMBERS = {
    "recommendation": "Choose a recommendation; “no decision” is one.",
}


def missing_in(notes: HiringNotes) -> tuple[Missing, ...]:
    """What keeps the working copy of these notes from being sent."""
    return missing_from(Content.of(notes), notes)


def missing_from(content: Content, notes: HiringNotes) -> tuple[Missing, ...]:
    """The same of a working copy that was read before."""
    return what_is_missing(
        content,
        dimensions=notes.interview.rubric.dimensions,
        guest=notes.author.is_guest and not notes.from_record,
    )


# Any: a rubric's dimensions are JSON; see questions.models.Rubric.
def what_is_missing(
    content: Content, *, dimensions: Sequence[Mapping[str, Any]], guest: bool
) -> tuple[Missing, ...]:
    """Everything that keeps these notes from being sent, in the order of the page.

    A guest gives one hour: two ratings with evidence, strengths, because and the next step.
    """
    names = {str(one["key"]): str(one["name"]) for one in dimensions}
    found = [
        *_empty(content, _EVERYBODY, "strengths"),
        *_ratings(content, names, guest=guest),
        *([] if guest else _empty(content, _MEMBERS, "recommendation")),
        *_empty(content, _EVERYBODY, "because"),
        *_empty(content, _EVERYBODY, "next_step"),
    ]
    return tuple(found)


def _empty(content: Content, sentences: Mapping[str, str], name: str) -> Iterator[Missing]:
    if not getattr(content, name).strip():
        yield Missing(name, sentences[name])


def _ratings(content: Content, names: Mapping[str, str], *, guest: bool) -> Iterator[Missing]:
    rated = [line for line in content.ratings if line.level is not None]
    if len(rated) < LEAST_RATINGS:
        more = "two dimensions" if not rated else "one more dimension"
        yield Missing("ratings", f"Rate {more} from what you saw; the others may stay as they are.")
    for line in rated:
        yield from _rating(line, names.get(line.dimension, line.dimension), guest=guest)


def _rating(line: RatingLine, name: str, *, guest: bool) -> Iterator[Missing]:
    if not any(one.text.strip() for one in line.evidence):
        yield Missing(
            f"rating:{line.dimension}",
            f"{name}: add one thing they said or did. A rating without evidence is not a rating.",
        )
    below = line.level is not None and line.level < GOOD
    if below and not guest and not line.would_have_raised.strip():
        yield Missing(f"raise:{line.dimension}", f"{name}: say what would have raised it.")
