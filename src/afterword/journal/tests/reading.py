"""What the journal says of a row: nothing but tests asks."""

from django.db.models import Model, QuerySet

from afterword.journal.models import Entry, subject_of


def entries_about(row: Model) -> QuerySet[Entry]:
    """What was done to a row, oldest first."""
    return Entry.objects.filter(subject=subject_of(row)).order_by("number")
