"""Programs: begun, and given their defaults."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from afterword.journal.actions import SYSTEM, forget_words, record
from afterword.people.enums import MembershipState, Role
from afterword.people.models import Membership, Person, Program

A_DAY = timedelta(days=1)
WORDS = ("name", "about")


@transaction.atomic
def create_program(*, by: Person, name: str, about: str = "", now: datetime) -> Program:
    """A program, with whoever begins it as its organizer."""
    program = Program.objects.create(name=name, about=about)
    Membership.objects.create(
        program=program,
        person=by,
        role=Role.ORGANIZER,
        state=MembershipState.ACTIVE,
        joined_at=now,
    )
    record(by, "program.created", program)
    return program


@transaction.atomic
def change_program(
    program: Program, *, by: Person, changes: Mapping[str, object], now: datetime
) -> None:
    """Change a program's name, text or policies. Interviews keep what they began with."""
    if not changes:
        return
    kept = {**changes, **_begun(program, changes, now=now)}
    for name, value in kept.items():
        setattr(program, name, value)
    program.save(update_fields=list(kept))
    record(by, "program.changed", program, _without_words(changes))


def _without_words(changes: Mapping[str, object]) -> dict[str, object]:
    """What the journal says of a change: of words only that there are others."""
    return {name: name if name in WORDS else value for name, value in changes.items()}


def erase_program(program: Program) -> None:
    """Its only member leaves for good, and nobody else was ever there. The caller's transaction."""
    forget_words(program)
    record(SYSTEM, "program.erased", program)
    program.delete()


def close_program(program: Program, *, now: datetime) -> None:
    """Its last member leaves for good: others keep their hours, and nobody comes in any more.

    The caller's transaction.
    """
    close_doors(program, now=now)
    Program.objects.filter(pk=program.pk).update(about="")
    record(SYSTEM, "program.closed", program)


def close_doors(program: Program, *, now: datetime) -> None:
    """Nobody comes in: by a link, asked back, or unasked. The caller's transaction."""
    program.invitations.filter(revoked_at=None).update(revoked_at=now)
    asked_back = program.memberships.filter(state=MembershipState.INVITED)
    asked_back.update(state=MembershipState.LEFT)
    Program.objects.filter(pk=program.pk).update(invitation_open=False)


def _begun(
    program: Program, changes: Mapping[str, object], *, now: datetime
) -> dict[str, datetime | None]:
    """From when on everybody was told of second readings, where they begin or end here.

    A day later than the room says so: a page of it that is open by now does not.
    """
    if "second_reading_share" not in changes:
        return {}
    if not changes["second_reading_share"]:
        return {"second_readings_since": None}
    had_none = Program.objects.filter(pk=program.pk, second_readings_since=None)
    return {"second_readings_since": now + A_DAY} if had_none.exists() else {}
