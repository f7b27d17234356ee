"""Somebody leaves for good: what they looked back on is nobody else's."""

from afterword.debriefs.models import DebriefImport, InterviewDebrief
from afterword.people.models import Person


def erase_debriefs(person: Person) -> None:
    """Delete them; those of a whole search go with the search. The caller's transaction."""
    for rows in (InterviewDebrief, DebriefImport):
        rows.objects.filter(person=person).delete()
