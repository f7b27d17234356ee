"""Who may see what was measured.

A candidate's numbers are theirs alone; an interviewer's strictness is theirs and the organizers';
a question's difficulty is for whoever may find it in the bank. Nobody sees a number of somebody who
has left, and nobody who has left sees the program's.
"""

from django.db.models import QuerySet

from afterword.calibration.enums import Facet
from afterword.calibration.models import AdjustedNotes, Estimate, Fit
from afterword.notes.access import letters_to
from afterword.notes.enums import NotesState
from afterword.people.access import programs_joined, programs_organized
from afterword.people.enums import MembershipState
from afterword.people.models import Membership
from afterword.people.viewer import Viewer
from afterword.questions.models import Question


def fits_around(viewer: Viewer) -> QuerySet[Fit]:
    """The fits of programs that the viewer is an active member of."""
    if viewer.person is None:
        return Fit.objects.none()
    return Fit.objects.filter(program__in=programs_joined(viewer)).select_related("program")


def fits_organized(viewer: Viewer) -> QuerySet[Fit]:
    """The fits of programs that the viewer organizes, now."""
    if viewer.person is None:
        return Fit.objects.none()
    return Fit.objects.filter(program__in=programs_organized(viewer)).select_related("program")


def own_ability(viewer: Viewer) -> QuerySet[Estimate]:
    """The viewer's own ability. Nobody else ever sees it."""
    return _own(viewer, Facet.CANDIDATE)


def own_strictness(viewer: Viewer) -> QuerySet[Estimate]:
    """The viewer's own strictness."""
    return _own(viewer, Facet.INTERVIEWER)


def _own(viewer: Viewer, facet: Facet) -> QuerySet[Estimate]:
    if viewer.person is None:
        return Estimate.objects.none()
    mine = Estimate.objects.filter(facet=facet, person=viewer.person, fit__in=fits_around(viewer))
    return mine.select_related("fit__program").order_by("fit__program__name", "fit__kind")


def strictness_in(viewer: Viewer, fit: Fit) -> QuerySet[Estimate]:
    """How strict interviewers who are here now are, for an organizer, in the order of names."""
    organized = fits_organized(viewer).filter(pk=fit.pk)
    here = Membership.objects.filter(program=fit.program_id, state=MembershipState.ACTIVE)
    found = Estimate.objects.filter(facet=Facet.INTERVIEWER, fit__in=organized)
    return (
        found.filter(person__in=here.values("person"))
        .select_related("person")
        .order_by("person__name", "pk")
    )


def difficulties(viewer: Viewer, question: Question) -> QuerySet[Estimate]:
    """How hard a question turned out in the viewer's programs."""
    found = Estimate.objects.filter(
        facet=Facet.QUESTION, question=question, fit__in=fits_around(viewer)
    )
    return found.select_related("fit__program").order_by("fit__program__name")


def adjusted_for(viewer: Viewer) -> QuerySet[AdjustedNotes]:
    """What stands beside the letters that the viewer may read as their candidate."""
    readable = letters_to(viewer).filter(state=NotesState.RELEASED)
    return AdjustedNotes.objects.filter(notes__in=readable.values("pk")).select_related(
        "notes__interview__program", "notes__interview__question_version__question"
    )
