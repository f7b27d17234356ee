"""Two readings of one hour, side by side: for the reader, the interviewer and the candidate."""

from dataclasses import dataclass
from typing import Any

from afterword.notes.document import Document
from afterword.notes.enums import RECOMMENDED, ReadingState, Recommendation
from afterword.notes.models import HiringNotes, SecondReading
from afterword.questions.enums import Level


@dataclass(frozen=True)
class TwoLevels:
    """One dimension as two people rated it; None where it was not assessed."""

    key: str
    name: str
    first: int | None
    second: int | None


@dataclass(frozen=True)
class SideBySide:
    """Two readings of one hour."""

    reading: SecondReading

    @property
    def document(self) -> Document:
        return dict(self.reading.version.content)

    @property
    def number(self) -> int:
        """Which version of the letter was read: a later one may say something else."""
        return int(self.reading.version.number)

    @property
    def levels(self) -> list[TwoLevels]:
        """The dimensions that either of them rated."""
        told = (
            TwoLevels(
                str(one["key"]), str(one["name"]), one["level"],
                self.reading.ratings.get(one["key"]),
            )
            for one in self.document["dimensions"]
        )  # fmt: skip
        return [one for one in told if one.first is not None or one.second is not None]

    @property
    def first_choice(self) -> str:
        """The interviewer's recommendation in a committee's words."""
        return _term(self.document["recommendation"]["choice"])

    @property
    def second_choice(self) -> str:
        return _term(self.reading.recommendation)

    @property
    def second_sentence(self) -> str:
        """The reader's, as one person says it to another."""
        return RECOMMENDED.get(self.reading.recommendation, "")

    @property
    def first_because(self) -> str:
        return str(self.document["recommendation"]["because"])

    def as_json(self) -> dict[str, Any]:
        """The second reading, to take along. Any: levels are numbers, the others words."""
        return {
            "sent_at": self.reading.sent_at,
            "of_version": self.number,
            "levels": {one.key: one.second for one in self.levels},
            "recommendation": self.reading.recommendation,
            "because": self.reading.because,
        }

    def as_markdown(self) -> str:
        """The same as a part of the letter's Markdown."""
        said = [f"Of version {self.number}.", ""]
        said += [f"- {one.name}: {_level(one.second)}" for one in self.levels]
        if self.second_sentence:
            said += ["", f"{self.second_sentence} ({self.second_choice})"]
        if self.reading.because:
            said += ["", f"Because: {self.reading.because}"]
        return "\n".join(["## A second reading", "", *said]) + "\n"


def _term(choice: str) -> str:
    return str(Recommendation(choice).label) if choice else ""


def _level(level: int | None) -> str:
    return "not assessed" if level is None else str(Level(level).label)


def second_reading_of(notes: HiringNotes) -> SideBySide | None:
    """The reading that was sent, beside the notes it is of."""
    sent = notes.second_readings.filter(state=ReadingState.SENT)
    one = sent.select_related("version").first()
    return SideBySide(one) if one is not None else None
