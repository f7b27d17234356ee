"""What is written in hiring notes, as one value: from a form, a file, the API or the rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from afterword.notes.models import HiringNotes, Rating

TEXTS = ("strengths", "because", "would_have_changed", "next_step")
CHOICES = ("recommendation", "confidence")
MOST_EVIDENCE = 60
"""How many pieces of evidence stand beside one rating, wherever they come from."""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """Something said or done; `moment` counts microseconds from the interview's start."""

    text: str
    moment: int | None = None


@dataclass(frozen=True, slots=True)
class RatingLine:
    """One dimension: a level from 1 to 4, or none for *not assessed*."""

    dimension: str
    level: int | None = None
    evidence: tuple[EvidenceLine, ...] = ()
    would_have_raised: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a writer of notes types or picks."""

    strengths: str = ""
    recommendation: str = ""
    because: str = ""
    would_have_changed: str = ""
    confidence: str = ""
    next_step: str = ""
    ratings: tuple[RatingLine, ...] = ()

    @classmethod
    def of(cls, notes: HiringNotes) -> Self:
        """The working copy: the rows as they are now, every dimension of the rubric in order."""
        return cls.from_rows(notes, notes.ratings.prefetch_related("evidence"))

    @classmethod
    def from_rows(cls, notes: HiringNotes, ratings: Iterable[Rating]) -> Self:
        """The same from ratings that were read with their evidence."""
        kept = {rating.dimension: rating for rating in ratings}
        words = {name: getattr(notes, name) for name in (*TEXTS, *CHOICES)}
        keys = dimension_keys(notes.interview.rubric.dimensions)
        return cls(**words, ratings=tuple(_line(key, kept.get(key)) for key in keys))

    # Any: the JSON that as_json() wrote.
    @classmethod
    def from_json(cls, words: Mapping[str, Any]) -> Self:
        """The opposite of as_json()."""
        ratings = tuple(
            RatingLine(**{**line, "evidence": tuple(EvidenceLine(**e) for e in line["evidence"])})
            for line in words["ratings"]
        )
        return cls(**{**words, "ratings": ratings})

    @classmethod
    def sent(cls, notes: HiringNotes) -> Self:
        """What was sent last; the rows, if they never were."""
        return cls.of(notes) if notes.sent_content is None else cls.from_json(notes.sent_content)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON of everything."""
        return asdict(self)

    def rating(self, dimension: str) -> RatingLine:
        """The line of one dimension; not assessed where there is none."""
        mine = (line for line in self.ratings if line.dimension == dimension)
        return next(mine, RatingLine(dimension))

    def over(self, keys: Sequence[str]) -> Self:
        """The same with exactly one rating for each dimension of a rubric, in its order."""
        return replace(self, ratings=tuple(self.rating(key) for key in keys))

    def with_evidence(self, dimension: str, line: EvidenceLine) -> Self:
        """The same with one more piece of evidence, unless it is there already."""
        if line in self.rating(dimension).evidence:
            return self
        ratings = tuple(
            replace(rating, evidence=(*rating.evidence, line))
            if rating.dimension == dimension
            else rating
            for rating in self.ratings
        )
        return replace(self, ratings=ratings)


# Any: a rubric's dimensions are JSON; see questions.models.Rubric.
def dimension_keys(dimensions: Sequence[Mapping[str, Any]]) -> list[str]:
    return [str(dimension["key"]) for dimension in dimensions]


def _line(key: str, rating: Rating | None) -> RatingLine:
    if rating is None:
        return RatingLine(key)
    evidence = tuple(EvidenceLine(one.text, one.moment) for one in rating.evidence.all())
    return RatingLine(key, rating.level, evidence, rating.would_have_raised)
