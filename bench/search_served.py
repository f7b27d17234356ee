"""The board and the debrief with 10,000 applications, over HTTP as they are served: see served.py.

`search_board` and `search_debrief` ask inside one process, where a bare view costs next to nothing.
"""

from bench import pages, search_debrief, served
from bench.search_board import APPLICATIONS, SEED, searcher

GOAL = 10.0


def run() -> None:
    pages.ready()
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from afterword.host.models import House

    House.objects.create(pk=1, finished_at=timezone.now())  # set up, as any server in use
    person = searcher(APPLICATIONS, seed=SEED)
    steps = search_debrief.addresses(search_debrief.looking_back(person))
    pages.looked_at()
    client = Client()
    client.force_login(person)
    session = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    with served.both(session) as (us, bare):
        for name, url in {"board": reverse("cycle:board"), **steps}.items():
            served.measure(f"search/served {name}", us, bare, url, goal=GOAL,
                           command="make bench ONLY=search_served", seed=SEED,
                           scale=search_debrief.SCALE)  # fmt: skip


if __name__ == "__main__":
    run()
