"""Cycles: their name, their end, and what belongs to the person rather than to an application."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Min, QuerySet

from afterword.cycle.actions.seating import seat
from afterword.cycle.enums import Pooled
from afterword.cycle.models import Application, Cycle, Feed, Import, Sharing, Wish
from afterword.cycle.pooled import forget_pool
from afterword.journal.actions import record
from afterword.kit.tokens import digest, new_token
from afterword.people.models import Person, Program

NAME = "Search from {:%B %Y}"  # until its person calls it something else


def cycle_of(person: Person, *, now: datetime) -> Cycle:
    """The person's open cycle; one begins where there is none."""
    there = Cycle.objects.filter(person=person, ended_on=None)
    return there.first() or _begin(person, now=now)


def _begin(person: Person, *, now: datetime) -> Cycle:
    try:
        with transaction.atomic():
            asks = Cycle.objects.filter(person=person, asks_hindsight=True).exists()
            cycle = Cycle.objects.create(
                person=person, name=_free_name(person, now.date()), started_on=now.date(),
                asks_hindsight=asks,
            )  # fmt: skip
            record(person, "cycle.began", cycle)
            return cycle
    except IntegrityError:  # another tab was quicker
        return Cycle.objects.get(person=person, ended_on=None)


def _free_name(person: Person, began: date, *, but: Cycle | None = None) -> str:
    """What a search is called until somebody names it; no two of one person the same."""
    name = NAME.format(began)
    names = Cycle.objects.filter(person=person).values_list("pk", "name")
    taken = {one for pk, one in names if but is None or pk != but.pk}
    numbered = (f"{name} ({number})" for number in range(2, len(taken) + 3))
    return next(one for one in [name, *numbered] if one not in taken)


def begin_with_its_first(cycle: Cycle) -> None:
    """A search that nobody named began when its first application went out, not when its file came.

    What comes in never moves it to later. Part of an import, which its caller journals.
    """
    cycle.refresh_from_db(fields=["name", "started_on"])
    if (first := _first_day(cycle)) and first < cycle.started_on:
        _begin_on(cycle, first)


def begin_without(cycle: Cycle, source: Import) -> None:
    """If it began with what this file brought, it no longer does. Part of undoing it."""
    cycle.refresh_from_db(fields=["name", "started_on"])
    brought = source.applications.aggregate(Min("applied_on"))["applied_on__min"]
    if brought == cycle.started_on:
        _begin_on(cycle, min(filter(None, [_first_day(cycle), cycle.created_at.date()])))


def _first_day(cycle: Cycle) -> date | None:
    there = Application.objects.filter(cycle=cycle, taken_back_at=None)
    first: date | None = there.aggregate(Min("applied_on"))["applied_on__min"]
    return first


def _begin_on(cycle: Cycle, day: date) -> None:
    if re.fullmatch(rf"{NAME.format(cycle.started_on)}( \(\d+\))?", cycle.name):
        name = _free_name(cycle.person, day, but=cycle)
        Cycle.objects.filter(pk=cycle.pk).update(started_on=day, name=name)


@transaction.atomic
def name_cycle(cycle: Cycle, *, name: str, by: Person) -> None:
    """Call it something else."""
    Cycle.objects.filter(pk=cycle.pk).update(name=name)
    record(by, "cycle.named", cycle)


@transaction.atomic
def end_cycle(cycle: Cycle, *, on: date, by: Person) -> bool:
    """The search is over, for now. Nothing in it changes. False if it was over already."""
    if not Cycle.objects.filter(pk=cycle.pk, ended_on=None).update(ended_on=on):
        return False
    record(by, "cycle.ended", cycle)
    return True


@transaction.atomic
def reopen_cycle(cycle: Cycle, *, by: Person) -> bool:
    """Go on with it. False where another one is open."""
    there = Cycle.objects.filter(person=cycle.person, ended_on=None)
    if there.exists() or not Cycle.objects.filter(pk=cycle.pk).update(ended_on=None):
        return False
    record(by, "cycle.reopened", cycle)
    return True


@transaction.atomic
def wish(person: Person, *, texts: Mapping[str, str], now: datetime) -> None:
    """What would make it right, kind by kind."""
    for kind, text in texts.items():
        Wish.objects.update_or_create(
            person=person, kind=kind, defaults={"text": text, "saved_at": now}
        )
    record(person, "wishes.saved", person)


@transaction.atomic
def share(person: Person, program: Program) -> None:
    """Let a program pool how long answers took this person: days and outcomes, nothing else."""
    mine = Sharing.objects.filter(person=person, program=program)
    if mine.filter(stopped_at=None).exists():
        return
    sharing = _again(mine) or mine.get_or_create(
        person=person, program=program, stopped_at=None
    )[0]  # fmt: skip
    record(person, "sharing.began", sharing)
    seat(program, Pooled.DAYS)


def _again(mine: QuerySet[Sharing]) -> Sharing | None:
    """Who shared before goes back to the one seat they had, so that their circle is whole again."""
    before = mine.exclude(stopped_at=None).order_by("-stopped_at", "pk").first()
    if before is None:
        return None
    mine.filter(pk=before.pk).update(stopped_at=None, guesses=False)
    return before


@transaction.atomic
def share_guesses(person: Person, program: Program, *, too: bool) -> None:
    """Let a program that pools days also pool two counts of guesses; or no longer."""
    there = Sharing.objects.filter(person=person, program=program, stopped_at=None)
    for sharing in there.exclude(guesses=too):
        Sharing.objects.filter(pk=sharing.pk).update(guesses=too)
        record(person, "sharing.guesses" if too else "sharing.no_guesses", sharing)
        seat(program, Pooled.GUESSES)


@transaction.atomic
def stop_sharing(person: Person, program: Program, *, now: datetime) -> None:
    """From now on nothing of this person's is in the program's pool."""
    there = Sharing.objects.filter(person=person, program=program, stopped_at=None).first()
    if there is not None:
        Sharing.objects.filter(pk=there.pk).update(stopped_at=now)
        record(person, "sharing.stopped", there)
        transaction.on_commit(lambda: forget_pool(program))


@transaction.atomic
def open_feed(person: Person, *, now: datetime) -> str:
    """A new secret address for a calendar; the one before ends. Its token is told only now."""
    Feed.objects.filter(person=person, revoked_at=None).update(revoked_at=now)
    token = new_token()
    feed = Feed.objects.create(person=person, digest=digest(token))
    record(person, "feed.opened", feed)
    return token


@transaction.atomic
def close_feed(feed: Feed, *, by: Person, now: datetime) -> None:
    """The address answers no more."""
    Feed.objects.filter(pk=feed.pk).update(revoked_at=now)
    record(by, "feed.closed", feed)
