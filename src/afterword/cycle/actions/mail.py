"""Mail on its way in: kept in files until it is read, and no longer. What it tells is proposed."""

import logging
import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from afterword.cycle.actions.proposals import UNANSWERED
from afterword.cycle.enums import GOES_ON, MailState, Stage
from afterword.cycle.errors import MailRefused
from afterword.cycle.grouping_proposals import put_in_groups
from afterword.cycle.models import Mailbox, Proposal
from afterword.cycle.names import LONGEST, name_key
from afterword.journal.actions import Actor, record
from afterword.kit import later
from afterword.people.models import Person

logger = logging.getLogger(__name__)

KEPT = timedelta(days=1)
COPIED = timedelta(hours=1)  # the longest that mail is on its way into its folder
AT_ONCE = 500

# A name, and the chunks of what is in it, or a file on the disk that may be moved away.
Sent = tuple[str, Iterable[bytes] | Path]


def place_of(mailbox: Mailbox) -> Path:
    """The folder that holds the mail until it is read."""
    return Path(settings.DATA) / "mail" / str(mailbox.pk)


def files_of(mailbox: Mailbox) -> list[tuple[str, Path]]:
    """Each file by the name it was sent under; on the disk they have numbers."""
    place = place_of(mailbox)
    return [(str(name), place / str(number)) for number, name in enumerate(mailbox.files)]


def receive(person: Person, sent: Sequence[Sent], *, size: int) -> Mailbox:
    """Keep the mail until it is read, which happens later. One at a time. Raises MailRefused.

    It is in its place before anything is written down: while a gigabyte comes, nobody waits for
    it.
    """
    _refuse_while_another_is_read(person)
    mailbox = Mailbox(
        person=person, files=[name[:255] for name, _ in sent], total=size,
        name=", ".join(name for name, _ in sent)[:255],
    )  # fmt: skip
    try:
        _put_in_place(mailbox, sent)
        _wait_to_be_read(mailbox)
    except BaseException:  # also where the server stops: what has no row would lie there unread
        forget_files(mailbox)
        raise
    return mailbox


def _refuse_while_another_is_read(person: Person) -> None:
    if Mailbox.objects.filter(person=person, state__in=GOES_ON).exists():
        raise MailRefused("Other mail of yours is being read. Wait for it, or stop it.")


def _put_in_place(mailbox: Mailbox, sent: Sequence[Sent]) -> None:
    place_of(mailbox).mkdir(parents=True, mode=0o700)
    try:
        for (_, path), (_, what) in zip(files_of(mailbox), sent, strict=True):
            if isinstance(what, Path):
                shutil.move(what, path)
                continue
            with path.open("xb") as file:
                file.writelines(what)
    except OSError as full:
        logger.exception("mail could not be kept until it is read")
        raise MailRefused("There is no room for this mail now. Try again later.") from full


def _wait_to_be_read(mailbox: Mailbox) -> None:
    """Of two that came at once the database refuses the second."""
    try:
        with transaction.atomic():
            mailbox.save(force_insert=True)
            record(mailbox.person, "mailbox.received", mailbox)
            later.enqueue("cycle.read_mailbox", mailbox_id=str(mailbox.pk))
    except IntegrityError:
        _refuse_while_another_is_read(mailbox.person)
        raise


def begin(mailbox: Mailbox) -> bool:
    """The reading begins, or begins again where a worker was ended. False if it is over."""
    going_on = Mailbox.objects.filter(pk=mailbox.pk, state__in=GOES_ON)
    return bool(going_on.update(state=MailState.READING, done=0, messages=0))


def come_so_far(mailbox: Mailbox, *, done: int, messages: int) -> bool:
    """Say how far the reading has come. False if somebody stopped it."""
    going_on = Mailbox.objects.filter(pk=mailbox.pk, state=MailState.READING)
    return bool(going_on.update(done=done, messages=messages))


def stop(mailbox: Mailbox, *, by: Actor) -> bool:
    """Read no further and keep nothing of it. False if it was over already."""
    with transaction.atomic():
        going_on = Mailbox.objects.filter(pk=mailbox.pk, state__in=GOES_ON)
        if not going_on.update(state=MailState.STOPPED):
            return False
        mailbox.proposals.filter(UNANSWERED).delete()
        record(by, "mailbox.stopped", mailbox)
    forget_files(mailbox)
    return True


def find_unreadable(mailbox: Mailbox, *, why: str) -> None:
    """It is no mail, or none that can be read; `why` is a sentence for its owner."""
    going_on = Mailbox.objects.filter(pk=mailbox.pk, state=MailState.READING)
    going_on.update(state=MailState.UNREADABLE, why=why[:500])
    forget_files(mailbox)


# Any: what the child reported, as JSON.
def finish(mailbox: Mailbox, report: dict[str, Any]) -> None:
    """Propose what was found, unless somebody stops it. Nothing twice.

    Thousands are kept a few at a time, so that nobody else waits long to write.
    """
    for some in _slices(_new(mailbox, report["found"])):
        with transaction.atomic():
            if not come_so_far(mailbox, done=report["total"], messages=report["messages"]):
                break
            Proposal.objects.bulk_create(some, ignore_conflicts=True)
    with transaction.atomic():
        if come_so_far(mailbox, done=report["total"], messages=report["messages"]):
            _say_what_was_found(mailbox, report)
    forget_files(mailbox)


# Any: JSON, as above.
@transaction.atomic
def propose(person: Person, report: dict[str, Any], *, name: str) -> Mailbox:
    """Propose what mail was found to tell that was read elsewhere: from a terminal."""
    mailbox = Mailbox.objects.create(
        person=person, name=name[:255], files=[], state=MailState.READ, total=report["total"],
        done=report["total"], messages=report["messages"],
    )  # fmt: skip
    for some in _slices(_new(mailbox, report["found"])):
        Proposal.objects.bulk_create(some, ignore_conflicts=True)
    _say_what_was_found(mailbox, report)
    mailbox.refresh_from_db()
    return mailbox


WHAT_IS_TOLD = ("repeats", "nothing", "unread", "unread_count", "remarks")


# Any: JSON, as above.
def _say_what_was_found(mailbox: Mailbox, report: dict[str, Any]) -> None:
    new = mailbox.proposals.count()
    Mailbox.objects.filter(pk=mailbox.pk).update(
        state=MailState.READ, proposed=new, known=len(report["found"]) - new,
        **{name: report[name] for name in WHAT_IS_TOLD},
    )  # fmt: skip
    record(mailbox.person, "mailbox.read", mailbox, {"proposed": new})


# Any: JSON, as `mail.whole` writes it.
def _new(mailbox: Mailbox, found: Sequence[dict[str, Any]]) -> list[Proposal]:
    """What was never proposed to this person, each in the group of its application."""
    there = set(Proposal.objects.filter(person=mailbox.person).values_list("key", flat=True))
    new = {one["key"]: one for one in found if one["key"] not in there}
    rows = [_proposal(mailbox, one) for one in new.values()]
    put_in_groups(mailbox.person, rows)
    return rows


def _proposal(mailbox: Mailbox, one: dict[str, Any]) -> Proposal:  # Any: JSON, as above
    return Proposal(
        person=mailbox.person, mailbox=mailbox, key=one["key"], stage=Stage(one["kind"]),
        on=date.fromisoformat(one["on"]) if one["on"] else None, sure=one["sure"],
        company=one["company"][:LONGEST], company_key=name_key(one["company"]),
        role=one["role"][:LONGEST], role_key=name_key(one["role"]),
        subject=one["subject"][:LONGEST], sender=one["sender"][:LONGEST], says=one["says"][:300],
    )  # fmt: skip


def _slices(rows: Sequence[Proposal]) -> Iterator[Sequence[Proposal]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def forget_files(mailbox: Mailbox) -> None:
    """The mail itself is kept no longer."""
    shutil.rmtree(place_of(mailbox), ignore_errors=True)


def forget_mail(*, now: datetime) -> None:
    """Delete mail that was not read within a day, and what is left of people who are gone."""
    late = Mailbox.objects.filter(state__in=GOES_ON, created_at__lt=now - KEPT)
    late.update(state=MailState.STOPPED)
    going_on = {
        str(pk) for pk in Mailbox.objects.filter(state__in=GOES_ON).values_list("pk", flat=True)
    }
    place = Path(settings.DATA) / "mail"
    for folder in place.iterdir() if place.is_dir() else ():
        if folder.name not in going_on and _is_left(folder, now=now):
            shutil.rmtree(folder, ignore_errors=True)
    for file in Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir():
        if _is_left(file, now=now):
            file.unlink(missing_ok=True)


def _is_left(place: Path, *, now: datetime) -> bool:
    """Whether nothing is on its way into it: what is on its way has no row yet."""
    try:
        touched = datetime.fromtimestamp(place.stat().st_mtime, tz=UTC)
    except FileNotFoundError:
        return False
    return touched < now - COPIED
