"""Who may do what with questions."""

from django.db.models import Q, QuerySet

from afterword.people.access import organizes, programs_organized
from afterword.people.models import Program
from afterword.people.viewer import Viewer
from afterword.questions.enums import Kind, RetellingState
from afterword.questions.models import Practice, Question, Retelling

IN_SIGHT = (RetellingState.OFFERED, RetellingState.DRAFTED)


def may_read_whole(viewer: Viewer, question: Question) -> bool:
    """Statement, guide and reference: only for somebody who will not be asked it any more.

    Whoever works on it alone reads the reference after their own view of how it went, not before.
    """
    if viewer.person is None or practised_now(viewer).filter(version__question=question).exists():
        return False
    return question.sightings.filter(person=viewer.person).exists()


def practised_now(viewer: Viewer) -> QuerySet[Practice]:
    """What the viewer works on alone and has not looked back on."""
    return Practice.objects.filter(person=viewer.person, ended_at=None, taken_back_at=None)


def may_change_bank(viewer: Viewer, program: Program) -> bool:
    """Organizers bring questions in and edit the program's rubrics."""
    return organizes(viewer, program)


def may_practise(viewer: Viewer, question: Question) -> bool:
    """Anybody who finds it in the bank; what one asks a company needs a company."""
    return viewer.person is not None and question.kind != Kind.REVERSE


def looks_after_server(viewer: Viewer) -> bool:
    """The host looks after the bank that is no program's."""
    return viewer.person is not None and viewer.person.is_host


def retellings_to_answer(viewer: Viewer) -> QuerySet[Retelling]:
    """What is offered to the banks that the viewer looks after, and the drafts made of it.

    Never what was declined or taken back, and never whose words they are.
    """
    mine = Q(program__in=programs_organized(viewer))
    if looks_after_server(viewer):
        mine |= Q(program=None)
    return Retelling.objects.filter(mine, state__in=IN_SIGHT, question=None).defer("person")
