"""Applications as these tests need them."""

from datetime import UTC, date, datetime

from afterword.cycle import actions
from afterword.cycle.drafts import Draft
from afterword.cycle.models import Application
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
