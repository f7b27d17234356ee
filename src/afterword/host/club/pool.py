"""Small job searches that members of the fictional club share, drawn by a simulation.

Most applications are answered late or never, some soon; how long is drawn from a skewed
distribution with a fixed seed. Nothing but days and outcomes of them is pooled, and little else is
in them.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from afterword.cycle import actions as cycle
from afterword.cycle.drafts import Draft
from afterword.cycle.enums import Stage
from afterword.cycle.standing import Happening
from afterword.people.models import Person

SEED = 7
# How many applications, over how many days; and how often they hear something, next to others.
SHARE = {
    "ada": (24, 120, 1.2),
    "cleo": (17, 95, 1.0),
    "ines": (31, 150, 0.8),
    "tomas": (14, 80, 1.1),
    "jun": (22, 110, 0.7),
}
ANSWERED = 0.55
INTERESTED = 0.4
TYPICAL_WAIT, SPREAD = 2.5, 0.75  # of the logarithm of days: twelve, and a quarter beyond twenty
ON_THE_WAY = (Stage.CHALLENGE, Stage.PHONE, Stage.ONSITE, Stage.OFFER)
GOES_ON = 0.45
BEGIN = ("Amber", "Barley", "Cobalt", "Driftwood", "Elder", "Flint", "Gossamer", "Hazel")
END = ("Ferries", "Almanac", "Lamps", "Post", "Looms", "Gardens")
ROLES = ("Graduate engineer", "Junior backend engineer", "Software engineer, new grad")


def search(name: str, person: Person, *, now: datetime) -> None:
    """One member's search, the same each time."""
    sent, over, heard = SHARE[name]
    chance = random.Random(f"{SEED} {name}")  # noqa: S311  a made-up club
    today = now.date()
    began = cycle.cycle_of(person, now=now - timedelta(days=over))
    names = chance.sample([f"{first} {last}" for first in BEGIN for last in END], sent)
    drafts = []
    for company in names:
        on = today - timedelta(days=chance.randrange(over))
        told = tuple(_happenings(chance, on, today, heard))
        drafts.append(Draft(company, chance.choice(ROLES), happenings=told))
    cycle.add_many(began, drafts, source=None, by=person, now=now)


def _happenings(
    chance: random.Random, sent: date, today: date, heard: float
) -> Iterator[Happening]:
    """What one application came to, as far as it has come by today."""
    yield Happening(sent, 0, Stage.APPLIED)
    if chance.random() >= ANSWERED * heard:
        return
    on, left = _wait(chance, sent), list(ON_THE_WAY)
    if chance.random() < INTERESTED:
        while left and on <= today:
            yield Happening(on, 0, left.pop(0))
            on = _wait(chance, on)
            if chance.random() >= GOES_ON:
                break
    if left and on <= today:
        yield Happening(on, 0, Stage.REJECTED)


def _wait(chance: random.Random, since: date) -> date:
    return since + timedelta(days=max(1, round(chance.lognormvariate(TYPICAL_WAIT, SPREAD))))
