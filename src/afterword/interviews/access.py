"""Who may do what with an interview. Doors ask; actions check the state of things."""

from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import chair_of
from afterword.people.viewer import Viewer


def may_enter_room(viewer: Viewer, interview: Interview) -> bool:
    """Only the two who sit in it."""
    return chair_of(viewer, interview) is not None


def may_see_guide(chair: Chair) -> bool:
    """Hints, clarifications, signals and the reference are for the interviewer's chair."""
    return chair.kind == ChairKind.INTERVIEWER
