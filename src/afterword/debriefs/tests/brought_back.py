"""Debriefs that Ben took along and brings back."""

from django.utils import timezone

from afterword.debriefs import exporting
from afterword.debriefs.actions.restoring import restore
from afterword.debriefs.document import Document
from afterword.debriefs.models import CycleDebrief, InterviewDebrief
from afterword.people.viewer import Viewer


def exported(person) -> Document:
    document = exporting.whole(Viewer(person=person))
    return Document.model_validate_json(exporting.as_json(document))


def taken_away(person):
    """Nothing of what this person looked back on is here; the search itself is."""
    InterviewDebrief.objects.filter(person=person).delete()
    CycleDebrief.objects.filter(cycle__person=person).delete()
    for rows in (person.commitments, person.retellings, person.wishes):
        rows.all().delete()


def brought(person, document, *, leave_out=False):
    return restore(person, document, leave_out=leave_out, now=timezone.now())


EMPTY = Document(interviews=[], cycles=[], commitments=[], wishes=[], retellings=[])
