"""What the candidate says back, and what the hour changed a month later."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Chair
from afterword.interviews.queries import chair
from afterword.journal import actions as journal
from afterword.journal.actions import SYSTEM, Actor
from afterword.journal.models import subject_of
from afterword.kit.saving import keep
from afterword.notes import emails
from afterword.notes.enums import NotesState
from afterword.notes.errors import AlreadySent, NothingSaid, NotReleased
from afterword.notes.models import HiringNotes, Reply
from afterword.people import actions as people
from afterword.people import post

A_MONTH = timedelta(days=30)
STILL_ASKED = timedelta(days=14)


def begin_reply(notes: HiringNotes) -> Reply:
    """The candidate's reply to released notes."""
    reply, _ = Reply.objects.get_or_create(notes=notes)
    return reply


def save_reply(
    reply: Reply, *, by: Actor, thanks: str, question: str, will_do: str, revision: int,
    now: datetime,
) -> None:  # fmt: skip
    """Keep what the candidate types. Raises Overtaken or NotEditable."""
    with transaction.atomic():
        keep(
            Reply.objects.all(), reply, editable=Q(sent_at=None), revision=revision, now=now,
            thanks=thanks, question=question, will_do=will_do,
        )  # fmt: skip
        journal.record(by, "reply.saved", reply, {"revision": reply.revision})


def send_reply(reply: Reply, *, by: Actor, now: datetime) -> None:
    """Hand the reply to the interviewer, once. What they will do becomes a commitment of theirs."""
    if not any(text.strip() for text in (reply.thanks, reply.question, reply.will_do)):
        raise NothingSaid("Write in one of the three, and it can be sent.")
    with transaction.atomic():
        _require_released(reply.notes)
        if not Reply.objects.filter(pk=reply.pk, sent_at=None).update(sent_at=now):
            raise AlreadySent
        journal.record(by, "reply.sent", reply)
        _commit(reply)
        _tell_writer(reply)
    reply.refresh_from_db()


def _commit(reply: Reply) -> None:
    candidate = chair(reply.notes.interview, ChairKind.CANDIDATE)
    if candidate.person is not None and reply.will_do.strip():
        origin = subject_of(reply.notes)
        people.commit(candidate.person, text=reply.will_do.strip(), origin=origin)


def _tell_writer(reply: Reply) -> None:
    writer = writer_of(reply.notes)
    if writer is not None:
        emails.tell(writer, emails.replied(reply, writer))
    elif reply.notes.written_by is not None:
        post.write_to(reply.notes.written_by, emails.replied_to_stand_in(reply))


def writer_of(notes: HiringNotes) -> Chair | None:
    """The chair whose words these are; None where they were written from the record."""
    return None if notes.from_record else notes.author


def answer(reply: Reply, *, text: str, by: Actor, now: datetime) -> None:
    """Answer the candidate's question, once."""
    if not text.strip():
        raise NothingSaid("Write the answer first.")
    with transaction.atomic():
        _require_released(reply.notes)
        asked = Reply.objects.filter(pk=reply.pk, answered_at=None, sent_at__isnull=False)
        if not asked.exclude(question="").update(answer=text.strip(), answered_at=now):
            raise AlreadySent
        journal.record(by, "reply.answered", reply)
        candidate = chair(reply.notes.interview, ChairKind.CANDIDATE)
        emails.tell(candidate, emails.answered(reply, candidate))
    reply.refresh_from_db()


def tell_change(reply: Reply, *, text: str, by: Actor, now: datetime) -> None:
    """Tell the interviewer what the hour changed, once, after it was asked."""
    if not text.strip():
        raise NothingSaid("Write what changed first. One sentence is plenty.")
    with transaction.atomic():
        _require_released(reply.notes)
        asked = Reply.objects.filter(
            pk=reply.pk, change_told_at=None, change_asked_at__isnull=False
        )
        if not asked.update(change=text.strip(), change_told_at=now):
            raise AlreadySent
        journal.record(by, "reply.change_told", reply)
        reply.refresh_from_db()
        emails.tell(reply.notes.author, emails.what_it_changed(reply, reply.notes.author))


def ask_what_changed(*, now: datetime) -> int:
    """A month after a release, ask the candidate once whether the hour changed anything.

    A server that slept through that time asks nobody: a heap of such letters helps no one.
    """
    asked = Reply.objects.filter(notes=OuterRef("pk"), change_asked_at__isnull=False)
    due = HiringNotes.objects.filter(
        ~Exists(asked),
        state=NotesState.RELEASED,
        released_at__range=(now - A_MONTH - STILL_ASKED, now - A_MONTH),
        interview__example=False,
    )
    return sum(_asked(notes, now=now) for notes in due)


def _asked(notes: HiringNotes, *, now: datetime) -> bool:
    with transaction.atomic():
        reply = begin_reply(notes)
        unasked = Reply.objects.filter(pk=reply.pk, change_asked_at=None)
        if not unasked.update(change_asked_at=now):
            return False
        journal.record(SYSTEM, "reply.change_asked", reply)
        candidate = chair(notes.interview, ChairKind.CANDIDATE)
        emails.tell(candidate, emails.a_month_later(candidate))
    return True


def _require_released(notes: HiringNotes) -> None:
    if not HiringNotes.objects.filter(pk=notes.pk, state=NotesState.RELEASED).exists():
        raise NotReleased
