"""Applications as these tests need them."""

from datetime import UTC, date, datetime

from django.utils import timezone

from afterword.cycle import actions
from afterword.cycle.drafts import Draft
from afterword.cycle.models import Application, Edit
from afterword.cycle.standing import Happening
from afterword.people.models import Person

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def happenings(*told: tuple[str, int | None]) -> tuple[Happening, ...]:
    """Stages with their days of November 2026."""
    return tuple(Happening(date(2026, 11, day) if day else None, 0, stage) for stage, day in told)


def applied(
    person: Person, company: str = "Acme", *told: tuple[str, int | None], **fields: str
) -> Application:
    """An application of this person, sent on the first of November unless told otherwise."""
    draft = Draft(company, happenings=happenings(*(told or (("applied", 1),))), **fields)
    return actions.add(actions.cycle_of(person, now=NOW), draft, by=person, now=NOW)


def described(
    application: Application, *, by: Person, now: datetime | None = None, **fields: object
) -> Edit:
    """What an offer says is written down, upon whatever is there."""
    kept = application.offers.filter(taken_back_at=None).first()
    return actions.describe_offer(
        application, fields=fields, revision=kept.revision if kept else 0, by=by,
        now=now or timezone.now(),
    )  # fmt: skip
