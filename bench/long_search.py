"""Somebody with a search of 10,000 applications that is looked back on, and a client signed in."""

import random
from datetime import timedelta

from bench import pages

SEED, APPLICATIONS, GOAL = 20261123, 10_000, 10.0
INTERVIEWS, LOOKED_BACK = 300, 60
ALONE = "10,000 applications of one person, 2.3 events each"
SCALE = f"{ALONE}, {INTERVIEWS} company interviews, {LOOKED_BACK} of them looked back on"
KEYS = ("problem_solving", "coding", "verification", "communication")


def board() -> tuple[object, dict[str, str]]:
    """A client of the searcher, and the addresses of the search."""
    client = _signed_in(_searcher_set_up())
    from django.urls import reverse

    return client, {name: reverse(f"cycle:{name}") for name in ("board", "table")}


def debrief() -> tuple[object, dict[str, str]]:
    """The same of somebody who looks back, and the addresses of the debrief, its board first."""
    person = _searcher_set_up()
    debrief = looking_back(person)
    client = _signed_in(person)
    from django.urls import reverse

    from afterword.debriefs.enums import Step

    steps = {one.value: reverse("debriefs:step", args=[debrief.pk, one.value]) for one in Step}
    report = reverse("debriefs:report", args=[debrief.pk])
    first = {"board": reverse("cycle:board"), "overview": reverse("debriefs:overview")}
    return client, {**first, **steps, "report": report}


def _searcher_set_up() -> object:
    pages.ready()
    from django.conf import settings
    from django.utils import timezone

    from afterword.host.models import House

    settings.ALLOWED_HOSTS.append("testserver")
    House.objects.create(pk=1, finished_at=timezone.now())  # set up, as any server in use
    return searcher(APPLICATIONS, seed=SEED)


def _signed_in(person: object) -> object:
    from django.test import Client

    pages.looked_at()
    client = Client()
    client.force_login(person)
    return client


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


def looking_back(person: object) -> object:
    """Company interviews, some of them looked back on, and a debrief of the cycle begun."""
    from django.utils import timezone

    from afterword.cycle.models import Application, Cycle
    from afterword.debriefs.actions import cycles
    from afterword.questions import bank

    now = timezone.now()
    bank.load(now=now)
    cycle = Cycle.objects.get(person=person)
    told = Application.objects.filter(cycle=cycle).exclude(answer="").order_by("pk")
    _interviews(person, told[:INTERVIEWS], now=now)
    debrief = cycles.begin(cycle, length="hour", now=now)
    Cycle.objects.filter(pk=cycle.pk).update(revision=cycle.revision + 1)
    return debrief


def _interviews(person: object, applications: object, *, now: object) -> None:
    from afterword.cycle.models import CompanyInterview
    from afterword.debriefs.models import InterviewDebrief
    from afterword.questions.models import Rubric

    chance = random.Random(SEED)
    rubric = Rubric.objects.filter(kind="coding").first()
    held = CompanyInterview.objects.bulk_create(
        CompanyInterview(
            application=one, kind=chance.choice(["call", "coding", "behavioural"]),
            starts_at=now - timedelta(days=chance.randrange(1, 300)),
        )
        for one in applications
    )  # fmt: skip
    InterviewDebrief.objects.bulk_create(
        InterviewDebrief(
            person=person, application=one.application, interview=one, rubric=rubric,
            ratings={key: chance.randrange(1, 5) for key in KEYS}, begun_at=now,
            went_well="I asked before I typed.", could_better="Say the edges aloud first.",
        )
        for one in held[:LOOKED_BACK]
    )  # fmt: skip
