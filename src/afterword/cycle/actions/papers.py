"""CVs and letters as they were sent."""

import hashlib

from django.db import transaction
from django.db.models import Sum

from afterword.cycle.actions import editing
from afterword.cycle.errors import PaperRefused
from afterword.cycle.models import Application, Enclosure, Paper
from afterword.cycle.names import LONGEST
from afterword.journal.actions import Actor, record

MEGABYTE = 1024 * 1024
MOST, MOST_TOGETHER = 5 * MEGABYTE, 200 * MEGABYTE
BEGINNINGS = {
    "pdf": (b"%PDF-",),
    "docx": (b"PK\x03\x04",),
    "odt": (b"PK\x03\x04",),
    "txt": (b"",),
    "md": (b"",),
}
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8",
}


def ending(name: str) -> str:
    """What comes after the last dot of a file's name, in small letters."""
    return name.rpartition(".")[2].lower()


@transaction.atomic
def enclose(application: Application, *, kind: str, name: str, body: bytes, by: Actor) -> Enclosure:
    """Keep a file that went out with an application. The same file is kept once.

    Raises PaperRefused.
    """
    person = application.cycle.person
    _check(name, body)
    digest = hashlib.sha256(body).hexdigest()
    paper = Paper.objects.filter(person=person, kind=kind, digest=digest).defer("body").first()
    if paper is None:
        kept = Paper.objects.filter(person=person).aggregate(sum=Sum("size"))
        _check_room(kept["sum"] or 0, body)
        paper = Paper.objects.create(
            person=person, kind=kind, name=name[-LONGEST:], digest=digest, size=len(body), body=body
        )
    return enclose_again(application, paper, by=by)


@transaction.atomic
def enclose_again(application: Application, paper: Paper, *, by: Actor) -> Enclosure:
    """A paper that is kept already went out with this application too."""
    edit = editing.begin(application.cycle, "paper_enclosed")
    enclosure = Enclosure.objects.create(application=application, paper=paper, added_in=edit)
    record(by, "paper.enclosed", enclosure)
    return enclosure


def _check(name: str, body: bytes) -> None:
    if not body:
        raise PaperRefused("That file is empty.")
    if len(body) > MOST:
        raise PaperRefused("That file is larger than 5 MB. Save it smaller, or link to it.")
    if ending(name) not in BEGINNINGS:
        raise PaperRefused("A PDF, DOCX, ODT, TXT or MD file can be kept here.")
    if not body.startswith(BEGINNINGS[ending(name)]):
        raise PaperRefused("Its name says one kind of file and its content another.")


def _check_room(kept: int, body: bytes) -> None:
    if kept + len(body) > MOST_TOGETHER:
        raise PaperRefused("200 MB of papers are kept already. Take some away first.")
