"""An interview can be reported by either of its two; an organizer of its program may look at it."""

from uuid import UUID

from afterword.interviews.models import Interview
from afterword.interviews.queries import chair_of, other_chair
from afterword.kit.words import listed
from afterword.people import reportable
from afterword.people.access import organizes
from afterword.people.reportable import Subject
from afterword.people.viewer import Viewer


def found_by(viewer: Viewer, name: UUID) -> Subject | None:
    """What a report about this interview is about, for somebody who may know of it."""
    mine = chair_of(viewer, name)
    if mine is not None and viewer.person is not None:
        other = other_chair(mine)
        title = f"the interview with {other.name}"
        return Subject(title, program=mine.interview.program, concerning=other.person)
    interview = Interview.objects.select_related("program").filter(pk=name).first()
    if interview is None or not organizes(viewer, interview.program):
        return None
    chairs = interview.chairs.select_related("person").order_by("kind")
    names = listed([chair.name for chair in chairs])
    return Subject(f"the interview of {names}", program=interview.program)


def register() -> None:
    """Say so to people's part, when the program starts."""
    reportable.register("interview", "an interview", found_by)
