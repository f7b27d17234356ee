"""A term of interviews of the fictional club: who met whom, and what a simulation made of it.

Levels are drawn from the model behind the numbers (docs/sums/laplace.md) with a fixed seed; then
each hour is held through the parts' own actions. What pages say of strictness and difficulty is
found by the fit in these letters, and nowhere written down: STRICT and HARD are what it has to
find. Of some hours somebody reads the record again: she sees the same performance by her own
measure, with a chance of her own.
"""

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from afterword.host.club.hour import ExampleHour
from afterword.notes.example import Words
from afterword.people.models import Person, Program

SEED = 20_26
DAYS_BETWEEN = 2
# How strict each is, and how hard each question, in units of the chance spread of one rating.
STRICT = {"ada": 1.6, "tomas": -1.4, "cleo": 0.2, "jun": -0.2}
HARD = {
    "practice-room": -0.5,
    "seed-library": -0.3,
    "footbridge-counters": 0.0,
    "kiln-bookings": 0.1,
    "tidal-path": 0.9,
}
ABLE = 0.9
DAY = 0.35
THRESHOLDS = (-1.9, -0.5, 0.9)
UNRATED = 0.12
READ_AGAIN = 0.5
READS = 0.6
DIMENSIONS = ("problem_solving", "coding", "verification", "communication", "collaboration")
CHOICES = ("strong_no_hire", "lean_no_hire", "lean_hire", "strong_hire")


# Any: words from a file.
@cache
def _words() -> dict[str, Any]:
    text = Path(__file__).with_name("term.yaml").read_text(encoding="utf-8")
    said: dict[str, Any] = yaml.safe_load(text)
    return said


@dataclass(frozen=True)
class Meeting:
    """Who was asked what by whom."""

    candidate: str
    interviewer: str
    reviewer: str
    reader: str
    question: str


def meetings(names: Sequence[str]) -> list[Meeting]:
    """Each is asked each question once, by five different people, reviewed by a third, and perhaps
    read again by a fourth."""
    count = len(names)
    return [
        Meeting(
            candidate=names[who],
            interviewer=names[(who + 1 + at) % count],
            reviewer=names[(who + 2 + at) % count],
            reader=names[(who + 3 + at) % count],
            question=question,
        )
        for at, question in enumerate(HARD)
        for who in range(count)
    ]


def hours(program: Program, cast: dict[str, Person], *, ends: datetime) -> Iterator[ExampleHour]:
    """The term's hours, the last one two days before `ends`."""
    chance = random.Random(SEED)  # noqa: S311  a made-up club, the same each time
    again = random.Random(SEED + 1)  # noqa: S311  likewise
    able = {name: chance.gauss(0, ABLE) for name in cast}
    met = meetings(list(cast))
    for place, one in enumerate(met):
        yield ExampleHour(
            words=_hour(one, able[one.candidate], chance, again),
            program=program,
            candidate=cast[one.candidate],
            interviewer=cast[one.interviewer],
            reviewer=cast[one.reviewer],
            reader=cast[one.reader],
            began=ends - timedelta(days=DAYS_BETWEEN * (len(met) - place)),
        )


def _hour(met: Meeting, able: float, chance: random.Random, again: random.Random) -> Words:
    """One hour in the form of an example file."""
    that_day = able + chance.gauss(0, DAY) - STRICT.get(met.interviewer, 0.0) - HARD[met.question]
    shown = [that_day + chance.gauss(0, 1) for _ in DIMENSIONS]
    levels = [_level(one) for one in shown]
    unrated = chance.randrange(len(levels)) if chance.random() < UNRATED * len(levels) else None
    rated = [None if at == unrated else level for at, level in enumerate(levels)]
    hired = that_day + chance.gauss(0, 1)
    milder = STRICT.get(met.interviewer, 0.0) - STRICT.get(met.reader, 0.0)
    return {
        "kind": "coding", "question": met.question, "seniority": "intern",
        "private_notes": [{"minute": 4.0, "text": "Part 1 shown"},
                          {"minute": 19.0, "text": "Part 2 shown"}],
        "hints_given": [],
        **_letter(dict(zip(DIMENSIONS, rated, strict=True)), _level(hired), chance),
        **_beside(levels, chance),
        **_read_again([one + milder for one in (*shown, hired)], again),
    }  # fmt: skip


def _level(shown: float) -> int:
    return 1 + bisect(THRESHOLDS, shown)


def _read_again(shown: Sequence[float], again: random.Random) -> Words:
    """What somebody who was not there makes of the same performance, in about half of the hours."""
    levels = [_level(one + again.gauss(0, READS)) for one in shown]
    if again.random() >= READ_AGAIN:
        return {}
    choice = CHOICES[levels[-1] - 1]
    because = again.choice(_words()["read_again"][choice])
    ratings = dict(zip(DIMENSIONS, levels[:-1], strict=True))
    return {"second_reading": {"ratings": ratings, "recommendation": choice, "because": because}}


def _letter(levels: dict[str, int | None], recommended: int, chance: random.Random) -> Words:
    words, choice = _words(), CHOICES[recommended - 1]
    return {
        "strengths": "\n".join(chance.sample(words["strengths"], 2)),
        "ratings": {key: _rating(key, level, chance) for key, level in levels.items()},
        "recommendation": choice,
        "because": words["because"][choice],
        "would_have_changed": words["changed"][choice],
        "confidence": chance.choice(("low", "medium", "high")),
        "next_step": chance.choice(words["next_step"]),
    }


def _rating(key: str, level: int | None, chance: random.Random) -> Words:
    if level is None:
        return {"level": None, "evidence": [], "would_have_raised": ""}
    said = _words()[key][level]
    seen = {"minute": float(chance.randrange(6, 38)), "text": chance.choice(said["seen"])}
    return {"level": level, "evidence": [seen], "would_have_raised": said["raised"]}


def _beside(levels: Sequence[int], chance: random.Random) -> Words:
    """The candidate's half, what both learn, a review without comments, thanks."""
    words = _words()
    own = {key: min(4, max(1, level + chance.choice((-1, 0, 0, 1))))
           for key, level in zip(DIMENSIONS, levels, strict=True)}  # fmt: skip
    return {
        "self_assessment": {
            "ratings": own,
            "went_well": chance.choice(words["went_well"]),
            "would_change": chance.choice(words["would_change"]),
        },
        "next_round": {
            side: {"wants": True, "to_learn": chance.choice(words["to_learn"])}
            for side in ("candidate", "interviewer")
        },
        "review": {"comments": []},
    }
