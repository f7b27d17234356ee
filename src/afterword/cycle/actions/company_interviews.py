"""Company interviews, and the event that each is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from afterword.cycle.actions import editing
from afterword.cycle.actions.folding import fold
from afterword.cycle.enums import InterviewKind, Stage
from afterword.cycle.models import Application, CompanyInterview, Edit, Event
from afterword.journal.actions import Actor, record


# Any: fields of a row, by name, as a form has cleaned them.
@transaction.atomic
def add_interview(
    application: Application, *, stage: str, fields: Mapping[str, Any], by: Actor, now: datetime
) -> CompanyInterview:
    """Keep a company interview, and the event that it is. `added_in` is the edit to undo."""
    edit = editing.begin(application.cycle, "interview_added")
    event = Event.objects.create(
        application=application, added_in=edit, stage=stage, noted_at=now,
        on=_day(fields.get("starts_at")),
    )  # fmt: skip
    interview = CompanyInterview.objects.create(
        application=application, added_in=edit, event=event, **fields
    )
    fold([application.pk])
    record(by, "company_interview.added", interview)
    return interview


@transaction.atomic
def interview_of(event: Event, *, by: Actor) -> CompanyInterview:
    """The company interview that an event was: the one that is kept, or one without its hour."""
    Event.objects.select_for_update().get(pk=event.pk)  # two tabs take turns
    kept = event.interviews.filter(taken_back_at=None).order_by("created_at", "pk").first()
    if kept is not None:
        return kept
    kind = InterviewKind.CALL if event.stage == Stage.RECRUITER else InterviewKind.OTHER
    interview = CompanyInterview.objects.create(
        application=event.application, event=event, kind=kind,
        added_in=editing.begin(event.application.cycle, "interview_added"),
    )  # fmt: skip
    record(by, "company_interview.added", interview)
    return interview


def _day(moment: datetime | None) -> Any:
    """The day it is for the person who notes it; None where no time is known."""
    # Any: a date or nothing, as the column takes it.
    return timezone.localdate(moment) if moment else None


@transaction.atomic
def change_interview(
    interview: CompanyInterview, *, fields: Mapping[str, Any], by: Actor, now: datetime
) -> Edit:
    """Write what was edited by hand. An interview on another day moves its event with it."""
    edit = editing.begin(interview.application.cycle, "interview_changed")
    event, day = interview.event, _day(fields.get("starts_at"))
    if event is not None and day is not None and event.on != day and event.taken_back_at is None:
        editing.take_back(edit, event, now=now)
        newer = Event.objects.create(
            application=interview.application, added_in=edit, replaces=event, noted_at=now,
            stage=event.stage, words=event.words, place=event.place, on=day,
        )  # fmt: skip
        fields = {**fields, "event_id": newer.pk}
    editing.change(edit, interview, **fields)
    fold([interview.application_id])
    record(by, "company_interview.changed", interview)
    return edit


@transaction.atomic
def follow_up(interview: CompanyInterview, *, by: Actor) -> Edit:
    """The follow-up has been written."""
    edit = editing.begin(interview.application.cycle, "followed_up")
    editing.change(edit, interview, followed_up=True)
    record(by, "company_interview.followed_up", interview)
    return edit


@transaction.atomic
def take_back_interview(interview: CompanyInterview, *, by: Actor, now: datetime) -> Edit:
    """It was not held, and its event goes with it. Raises NotThere."""
    edit = editing.begin(interview.application.cycle, "interview_taken_back")
    editing.take_back(edit, interview, now=now)
    if interview.event is not None and interview.event.taken_back_at is None:
        editing.take_back(edit, interview.event, now=now)
    fold([interview.application_id])
    record(by, "company_interview.taken_back", interview)
    return edit
