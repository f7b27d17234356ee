"""Who may do what with questions."""

from afterword.people.models import Program
from afterword.people.queries import organizes
from afterword.people.viewer import Viewer
from afterword.questions.enums import Kind
from afterword.questions.models import Question


def may_read_whole(viewer: Viewer, question: Question) -> bool:
    """Statement, guide and reference: only for somebody who will not be asked it any more."""
    return viewer.person is not None and question.sightings.filter(person=viewer.person).exists()


def may_change_bank(viewer: Viewer, program: Program) -> bool:
    """Organizers bring questions in and edit the program's rubrics."""
    return organizes(viewer, program)


def may_practise(viewer: Viewer, question: Question) -> bool:
    """Anybody who finds it in the bank; what one asks a company needs a company."""
    return viewer.person is not None and question.kind != Kind.REVERSE
