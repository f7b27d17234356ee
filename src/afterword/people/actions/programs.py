"""Programs: begun, and given their defaults."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from afterword.journal.actions import record
from afterword.people.enums import MembershipState, Role
from afterword.people.models import Membership, Person, Program


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
    record(by, "program.created", program, {"name": name})
    return program


@transaction.atomic
def change_program(program: Program, *, by: Person, changes: Mapping[str, object]) -> None:
    """Change a program's name, text or policies. Interviews keep what they began with."""
    if not changes:
        return
    for name, value in changes.items():
        setattr(program, name, value)
    program.save(update_fields=list(changes))
    record(by, "program.changed", program, dict(changes))
