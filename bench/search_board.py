"""The board and the table with 10,000 applications, each against a bare view with one query."""

import gc
import random
from datetime import timedelta

from bench import pages

SEED, APPLICATIONS, GOAL = 20261123, 10_000, 10.0
SCALE = "10,000 applications of one person, 2.3 events each"


def run() -> None:
    pages.ready()
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from afterword.host.models import House

    settings.ALLOWED_HOSTS.append("testserver")
    person = searcher(APPLICATIONS, seed=SEED)
    House.objects.create(pk=1, finished_at=timezone.now())  # set up, as any server in use
    pages.looked_at()
    gc.freeze()  # as config/asgi.py does
    client = Client()
    client.force_login(person)
    for name in ("board", "table"):
        url = reverse(f"cycle:{name}")
        pages.measure(f"search/{name}", lambda url=url: client.get(url), goal=GOAL, seed=SEED,
                      scale=SCALE)  # fmt: skip


def searcher(count: int, *, seed: int) -> object:
    """Somebody with a long search: a third still open, answers after weeks."""
    from django.utils import timezone

    from afterword.cycle import actions
    from afterword.people.models import Person

    now = timezone.now()
    person = Person.objects.create_user(
        "long.search@example.org", None, name="Long Search", is_host=True
    )
    chance = random.Random(seed)
    drafts = [_draft(number, chance, today=now.date()) for number in range(count)]
    actions.add_many(actions.cycle_of(person, now=now), drafts, source=None, by=person, now=now)
    return person


def _draft(number: int, chance: random.Random, *, today: object) -> object:
    from afterword.cycle.drafts import Draft
    from afterword.cycle.standing import Happening

    sent = today - timedelta(days=chance.randrange(400))
    told = [Happening(sent, 0, "applied")]
    for stage in ("challenge", "phone", "onsite", "offer"):
        if chance.random() > 0.45:
            break
        told.append(Happening(told[-1].on + timedelta(days=chance.randrange(3, 30)), 0, stage))
    if chance.random() < 0.65:
        ending = chance.choice(["rejected", "rejected", "silence", "withdrawn"])
        told.append(Happening(told[-1].on + timedelta(days=chance.randrange(1, 60)), 0, ending))
    role = chance.choice(["Software Engineer", "Data Analyst", "Embedded Engineer, Intern"])
    return Draft(f"Company {number} {chance.choice(['AG', 'Ltd', 'Inc.'])}", role=role,
                 happenings=tuple(told))  # fmt: skip


if __name__ == "__main__":
    run()
