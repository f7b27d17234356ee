"""Notes that are read twice, for this part's tests."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from afterword.interviews.models import Chair, Interview
from afterword.notes import actions
from afterword.notes.models import HiringNotes, SecondReading
from afterword.notes.tests.making import assessed, sent
from afterword.people.enums import ReviewPolicy
from afterword.people.models import Program

NOW = timezone.now()


JUDGEMENT = (
    "The approach was sound", "Two tests before calling it done", "Write three tests before",
    "Trying an empty shelf", "lean hire", "lean towards hiring",
)  # fmt: skip


def told(program: Program, *, share: int = 100) -> None:
    """Everybody in the program was told of second readings before they agreed to a record."""
    Program.objects.filter(pk=program.pk).update(
        second_reading_share=share, second_readings_since=NOW - timedelta(days=90),
        review_policy=ReviewPolicy.NONE,
    )  # fmt: skip
    Chair.objects.update(consented_at=NOW - timedelta(hours=1))


def released_in(ended: Interview) -> HiringNotes:
    """Both halves of an hour, in a program without reviews."""
    assessed(ended)
    return sent(Interview.objects.get(pk=ended.pk))


def asked(notes: HiringNotes) -> SecondReading:
    assert actions.ask_second_readers(now=NOW) == 1
    return notes.second_readings.select_related("reader").get()


def written(reading: SecondReading, **ratings: int | None) -> SecondReading:
    actions.save_reading(
        reading, by=reading.reader, ratings=ratings or {"verification": 3, "coding": None},
        recommendation="strong_hire", because="The empty shelf came unprompted.",
        revision=reading.revision, now=NOW,
    )  # fmt: skip
    return reading


def read_by(reading: SecondReading) -> SecondReading:
    actions.send_reading(written(reading), by=reading.reader, now=NOW)
    return reading


def page_of(reading: SecondReading, name: str = "second-reading") -> str:
    return reverse(f"notes:{name}", args=[reading.pk])
