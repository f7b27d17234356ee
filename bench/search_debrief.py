"""The debrief of a cycle with 10,000 applications: its steps and its report, against a bare view.

What is counted over the whole search is remembered until something is written in it. So each page
is also asked once when nobody has asked since: `first_seconds` says how long that takes.
"""

import gc
import random
import time
from datetime import timedelta

from bench import pages
from bench.search_board import APPLICATIONS, GOAL, SEED, searcher

INTERVIEWS, LOOKED_BACK = 300, 60
SCALE = (
    f"10,000 applications of one person, 2.3 events each, {INTERVIEWS} company interviews, "
    f"{LOOKED_BACK} of them looked back on"
)
KEYS = ("problem_solving", "coding", "verification", "communication")


def run() -> None:
    pages.ready()
    from django.conf import settings
    from django.core.cache import cache
    from django.test import Client
    from django.utils import timezone

    from afterword.host.models import House

    settings.ALLOWED_HOSTS.append("testserver")
    House.objects.create(pk=1, finished_at=timezone.now())  # set up, as any server in use
    person = searcher(APPLICATIONS, seed=SEED)
    asked = addresses(looking_back(person))
    pages.looked_at()
    gc.freeze()  # as config/asgi.py does
    client = Client()
    client.force_login(person)
    for name, url in asked.items():
        cache.clear()
        begun = time.process_time()
        client.get(url)
        first = time.process_time() - begun
        pages.measure(f"search/debrief {name}", lambda url=url: client.get(url), goal=GOAL,
                      seed=SEED, scale=SCALE, first_seconds=round(first, 3))  # fmt: skip


def addresses(debrief: object) -> dict[str, str]:
    from django.urls import reverse

    from afterword.debriefs.enums import Step

    steps = {one.value: reverse("debriefs:step", args=[debrief.pk, one.value]) for one in Step}
    report = reverse("debriefs:report", args=[debrief.pk])
    return {"overview": reverse("debriefs:overview"), **steps, "report": report}


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


if __name__ == "__main__":
    run()
