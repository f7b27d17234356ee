"""Pages with 500 members, 5,000 interviews, 20,000 notes, each against a bare view with one query.

Both are asked in one process, in turns, in CPU seconds, with the settings that a server has.
"""

import gc
import os
import tempfile
from collections.abc import Callable

SEED, ROUNDS, GOAL, QUERIES = 20261122, 60, 8.0, 12
SCALE = "500 members, 5,000 interviews, 20,000 notes"


def ready() -> None:
    """Django with a folder of its own, migrated and with its static files gathered."""
    os.environ["AFTERWORD_DATA"] = tempfile.mkdtemp(prefix="afterword-bench-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "afterword.config.settings"
    import django
    from django.core.management import call_command

    django.setup()
    for database in ("default", "record"):
        call_command("migrate", database=database, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def looked_at() -> None:
    """As `serve` does when it starts, and the worker once a day."""
    from afterword.host import planning

    planning.look_at_tables()


def run() -> None:
    ready()
    from django.conf import settings
    from django.test import Client

    from bench import crowd

    settings.ALLOWED_HOSTS.append("testserver")
    program, person = crowd.full(seed=SEED)
    looked_at()
    gc.freeze()  # as config/asgi.py does
    client = Client()
    client.force_login(person)
    for name, url in addresses(program).items():
        measure(f"pages/{name}", lambda url=url: client.get(url), goal=GOAL, seed=SEED, scale=SCALE)


def addresses(program: object) -> dict[str, str]:
    from django.urls import reverse

    return {
        "desk": reverse("home:desk"),
        "interviews": reverse("interviews:list"),
        "notes": reverse("notes:overview"),
        "reviews": reverse("notes:reviews"),
        "questions": reverse("questions:bank"),
        "members": reverse("people:members", args=[program.pk]),
        "programs": reverse("people:programs"),
    }


def _bare() -> Callable[[], object]:
    """A request to the peer. Its handler is made once: changing settings would empty our caches."""
    from django.test import Client, override_settings

    client = Client()
    with override_settings(MIDDLEWARE=["bench.bare.alone"]):
        client.handler.load_middleware()
    return lambda: client.get("/bare/")


def measure(
    name: str, ask: Callable[[], object], *, goal: float, seed: int, scale: str, **more: object
) -> None:
    """Ask a page and the bare view in turns, count its queries, and note both."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from bench import ruler

    with CaptureQueriesContext(connection) as asked:
        answer = ask()
    assert answer.status_code == 200, (answer.status_code, answer.headers)
    queries = len(asked)  # now: the next request empties the log that this counts
    ours, peer = ruler.in_turns(ask, _bare(), rounds=ROUNDS)
    ruler.note(
        name,
        ours=ours,
        peer=peer,
        goal=f"ratio <= {goal:.0f}, queries <= {QUERIES}",
        met=ours <= goal * peer and queries <= QUERIES,
        command="make bench",
        seed=seed,
        queries=queries,
        unit="CPU seconds a page, median",
        scale=scale,
        **more,
    )


if __name__ == "__main__":
    run()
