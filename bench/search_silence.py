"""search/silence: curves for 100,000 pooled applications, against lifelines in the same run.

The page is asked whole, twice: when nobody has asked today (rows of 100 people read and counted),
and again later (what the program shares is remembered for the day). Beside it stand the curves
alone, as lifelines draws them: Aalen and Johansen's of both answers with intervals, from arrays.
lifelines is given the same days; where days are equal it moves them apart at random.
"""

import gc
import time
import warnings
from collections.abc import Callable, Iterator

from bench import pages

SEED, ROUNDS, GOAL_SECONDS = 20261123, 5, 2.0
PEOPLE, EACH, OWN = 100, 1000, 200
COMMAND = "python -m bench search_silence"


def run() -> None:
    pages.ready()
    from django.conf import settings
    from django.core.cache import cache
    from django.test import Client
    from django.urls import reverse

    settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    client.force_login(_crowd())
    pages.looked_at()
    page = reverse("cycle:silence")
    gc.freeze()  # as config/asgi.py does
    assert client.get(page).status_code == 200
    first = _median_seconds(lambda: client.get(page), before=cache.clear)
    again = _median_seconds(lambda: client.get(page))
    _note("search/silence", first, again_seconds=round(again, 3))
    _curves()


def _note(name: str, seconds: float, **more: object) -> None:
    from bench import ruler

    ruler.note(
        name, ours=seconds, peer=None, goal="under 2 s, 100,000 pooled applications",
        met=seconds < GOAL_SECONDS, command=COMMAND, seed=SEED, people=PEOPLE,
        applications=PEOPLE * EACH, unit="wall seconds, asked first today", **more,
    )  # fmt: skip


def _curves() -> None:
    import numpy as np
    from lifelines import AalenJohansenFitter

    from afterword.numerics.incidence import cumulative_incidence, waits
    from bench import ruler

    told = list(_waits(PEOPLE * EACH, seed=SEED))
    days, causes = np.array([one[0] for one in told]), np.array([one[1] for one in told])

    def theirs() -> None:
        for cause in (1, 2):
            AalenJohansenFitter(seed=SEED).fit(days, causes, event_of_interest=cause)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it moves equal days apart
        ours, peer = ruler.in_turns(
            lambda: cumulative_incidence(waits(days, causes)), theirs, rounds=ROUNDS
        )
    ruler.note(
        "search/silence, curves alone", ours=ours, peer=peer, goal="no slower than lifelines",
        met=ours <= peer, command=COMMAND, seed=SEED, applications=PEOPLE * EACH,
        unit="CPU seconds",
    )  # fmt: skip


def _waits(count: int, *, seed: int) -> Iterator[tuple[int, int]]:
    """Days and cause: six of ten are answered ever, a quarter of those with interest."""
    import numpy as np

    rng = np.random.default_rng(seed)
    answer, watched = rng.geometric(1 / 40, count), rng.integers(1, 89, count)
    heard = (answer <= watched) & (rng.random(count) < 0.6)
    cause = np.where(heard, np.where(rng.random(count) < 0.25, 1, 2), 0)
    yield from zip(np.where(heard, answer, watched).tolist(), cause.tolist(), strict=True)


def _crowd() -> object:
    """A program of 101 who search; all share but the one who reads."""
    from datetime import UTC, datetime

    from afterword.cycle.actions.seating import seat
    from afterword.cycle.enums import Pooled
    from afterword.cycle.models import Cycle, Sharing
    from afterword.host.models import House
    from afterword.people.models import Membership, Person, Program

    House.objects.create(pk=1, finished_at=datetime.now(UTC))
    program = Program.objects.create(name="A large program")
    people = Person.objects.bulk_create(
        [Person(email=f"p{at}@example.org", name=f"P {at}") for at in range(PEOPLE + 1)]
    )
    Membership.objects.bulk_create([Membership(program=program, person=one) for one in people])
    Sharing.objects.bulk_create([Sharing(program=program, person=one) for one in people[1:]])
    seat(program, Pooled.DAYS)
    today = datetime.now(UTC).date()
    cycles = Cycle.objects.bulk_create(
        [Cycle(person=one, name="A search", started_on=today) for one in people]
    )
    _applications(cycles, today)
    return people[0]


def _applications(cycles: list, today) -> None:
    from datetime import timedelta

    from afterword.cycle.models import Application, Event

    told = _waits(PEOPLE * EACH + OWN, seed=SEED)
    for at, cycle in enumerate(cycles):
        rows, events = [], []
        for _ in range(EACH if at else OWN):
            days, cause = next(told)
            sent = today - timedelta(days=days if not cause else 89)
            heard = sent + timedelta(days=days) if cause else None
            answer = ("", "recruiter", "rejected")[cause]
            one = Application(
                cycle=cycle, company="Acme", company_key="acme", applied_on=sent,
                answered_on=heard, answer=answer, last_on=heard or sent,
                stage="recruiter" if cause == 1 else "applied",
                outcome="rejected" if cause == 2 else "open", interested=cause == 1,
                ended_on=heard if cause == 2 else None,
            )  # fmt: skip
            rows.append(one)
            if cause == 1:
                events.append(_event(Event, one, answer, heard))
        Application.objects.bulk_create(rows, batch_size=500)
        Event.objects.bulk_create(events, batch_size=500)


def _event(event, application, stage, on):
    from datetime import UTC, datetime

    return event(application=application, stage=stage, on=on, noted_at=datetime.now(UTC))


def _median_seconds(
    ask: Callable[[], object], *, before: Callable[[], object] = lambda: None
) -> float:
    times = []
    for _ in range(ROUNDS):
        before()
        begun = time.perf_counter()
        ask()
        times.append(time.perf_counter() - begun)
    return sorted(times)[ROUNDS // 2]


if __name__ == "__main__":
    run()
