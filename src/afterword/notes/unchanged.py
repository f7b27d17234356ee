"""Whether letters still say what was released: the journal has the digest of each version."""

from afterword.journal.models import Entry, subject_of
from afterword.notes import document
from afterword.notes.errors import LetterChanged
from afterword.notes.models import HiringNotes, NotesVersion

PUBLISHED = ("notes.released", "notes.corrected")


def verify_letters() -> int:
    """Hold every version against the journal, and count them; others may be released meanwhile.

    Raises LetterChanged.
    """
    there = set(NotesVersion.objects.values_list("pk", flat=True))
    told = _told()  # of all that are there: it was told with each
    for one in NotesVersion.objects.order_by("pk").iterator():
        named = f"{HiringNotes._meta.model_name}:{one.notes_id}", one.number
        if told.pop(named, None) != document.digest(one.content) and one.pk in there:
            raise LetterChanged(f"version {one.number} of the notes {one.notes_id} was changed")
    missing = {subject for subject, _ in told}
    for notes in HiringNotes.objects.only("pk").iterator():
        if subject_of(notes) in missing:
            raise LetterChanged(f"a version of the notes {notes.pk} is missing")
    return len(there)


def _told() -> dict[tuple[str, int], str]:
    told = Entry.objects.filter(verb__in=PUBLISHED, payload__isnull=False)
    pairs = told.values_list("subject", "payload")
    return {(of, said["version"]): said["digest"] for of, said in pairs if said}
