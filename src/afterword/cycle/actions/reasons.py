"""Why it ended, as far as anybody knows; and a line to be angry in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from afterword.cycle.actions import editing
from afterword.cycle.models import AngryLine, Application, Reason
from afterword.journal.actions import Actor, record


# Any: fields of a reason, by name, as a form has cleaned them.
@transaction.atomic
def give_reason(
    application: Application, *, fields: Mapping[str, Any], by: Actor, now: datetime
) -> Reason:
    """Say why. What was said before and is known in the same way is replaced, and stays readable.

    What was told never replaces what is guessed, nor the other way round.
    """
    edit = editing.begin(application.cycle, "reason_given")
    before = application.reasons.filter(known=fields["known"], taken_back_at=None)
    for older in before:
        editing.take_back(edit, older, now=now)
    reason = Reason.objects.create(application=application, added_in=edit, noted_at=now, **fields)
    record(by, "reason.given", reason)
    return reason


@transaction.atomic
def be_angry(application: Application, *, text: str, by: Actor) -> AngryLine:
    """Keep a line that nothing ever reads."""
    line = AngryLine.objects.create(application=application, text=text)
    record(by, "angry_line.kept", line)
    return line


@transaction.atomic
def cool_down(line: AngryLine, *, by: Actor) -> None:
    """Let the line go, for good."""
    record(by, "angry_line.gone", line)
    line.delete()
