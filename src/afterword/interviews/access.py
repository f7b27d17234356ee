"""Who may do what with an interview. Doors ask; actions check the state of things once more.

Everything here is asked about a chair, and a chair is found only for whoever sits in it
(`queries.chair_of`): for everybody else there is no interview at all.
"""

from afterword.interviews.enums import ChairKind, InterviewState
from afterword.interviews.models import Chair, Interview, ProposedTime

ROOM_STATES = (InterviewState.BOOKED, InterviewState.RUNNING, InterviewState.ENDED)


def may_enter_room(chair: Chair, interview: Interview) -> bool:
    """The two who sit in it, once there is a time."""
    return chair.interview_id == interview.pk and interview.state in ROOM_STATES


def may_see_guide(chair: Chair) -> bool:
    """Hints, clarifications, signals and the reference are for the interviewer's chair."""
    return chair.kind == ChairKind.INTERVIEWER


def may_choose_question(chair: Chair) -> bool:
    """The interviewer chooses; the candidate does not even see which one it is."""
    return chair.kind == ChairKind.INTERVIEWER


def may_write_private_notes(chair: Chair) -> bool:
    """Private notes are the interviewer's."""
    return chair.kind == ChairKind.INTERVIEWER


def may_take_time(chair: Chair, time: ProposedTime) -> bool:
    """The side that did not propose a time may take it."""
    return time.interview_id == chair.interview_id and time.proposed_by_id != chair.pk


def may_give_links(chair: Chair, guest: Chair) -> bool:
    """A member who asked a guest hands out her link, and may take it back."""
    return (
        chair.person_id is not None
        and guest.person_id is None
        and chair.interview_id == guest.interview_id
        and chair.kind != guest.kind
    )
