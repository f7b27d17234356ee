"""The numbers of somebody who goes: what is said of them beforehand."""

from afterword.calibration.models import Estimate
from afterword.people import departing
from afterword.people.models import Membership


def register() -> None:
    """Say it wherever somebody leaves, or is removed."""
    departing.register(numbers_that_go)


def numbers_that_go(place: Membership) -> str:
    """What was measured and is forgotten with a place; nothing where nothing was."""
    kept = Estimate.objects.filter(fit__program=place.program_id, person=place.person_id)
    if not kept.exists():
        return ""
    return "What was measured of this place is forgotten. What stands beside letters stays there."
