"""Erasing an account, or what a guest left: every part deletes its own, in one transaction, and the
name goes last."""

import logging
from contextlib import suppress
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import Error, connections, transaction
from django_tasks_db.models import DBTaskResult

from afterword.calibration.actions import erase_beside_letters, erase_numbers
from afterword.cycle.actions.erasing import erase_search
from afterword.debriefs.actions.erasing import erase_debriefs
from afterword.host import upgrading
from afterword.host.errors import StillHere
from afterword.host.models import House, ReturnLink
from afterword.interviews import actions as interviews
from afterword.interviews.models import Chair, Interview
from afterword.interviews.queries import guests_leaving
from afterword.interviews.record import DATABASE
from afterword.kit.errors import Fact
from afterword.notes import actions as notes
from afterword.people import actions as people
from afterword.people.errors import LastOrganizer
from afterword.people.models import Membership, Person, Program
from afterword.people.queries import is_empty, people_leaving, programs_in_need_of
from afterword.questions.actions import erase_practice

log = logging.getLogger(__name__)

IN_AN_HOUR = "an hour of theirs runs, or has only just ended"

_BEGUN = {"is_active": False, "is_host": False, "leaves_at__isnull": False}


def erase_due(*, now: datetime) -> int:
    """Erase whoever asked for it a week ago. How many it were.

    Whoever has become the last to organize something meanwhile waits until they named another, and
    who sits in an interview until it is over. Nobody waits for one with whom something goes wrong.
    """
    gone, trouble = 0, []
    leaving = [
        *(partial(_is_erased, person) for person in people_leaving(now=now)),
        *(partial(erase_guest, guest) for guest in guests_leaving(now=now)),
    ]
    for is_erased in leaving:
        try:
            gone += is_erased(now=now)
        except Exception as wrong:  # whatever it was, it is raised when the others have gone
            trouble.append(wrong)
    if trouble:
        raise ExceptionGroup("not everybody could be erased who is to be", trouble)
    return gone


def _is_erased(person: Person, *, now: datetime) -> bool:
    try:
        erase_now(person, now=now)
    except StillHere:  # in an hour, again
        return False
    log.info("an account was erased, as was asked for")
    return True


def erase_now(person: Person, *, now: datetime) -> None:
    """Erase an account without waiting. Raises StillHere with what holds it."""
    if why := what_holds(person, now=now):
        raise StillHere(why)
    try:
        erase(person, now=now)
    except (LastOrganizer, Fact) as quicker:
        raise StillHere("somebody was quicker with something; try again") from quicker


def what_holds(person: Person, *, now: datetime) -> str:
    """Why an account cannot go just now; empty where nothing holds it."""
    if person.is_host:
        return "it looks after this server, so hand that over first (afterword host hand-over)"
    if alone := [one.name for one in programs_in_need_of(person).order_by("name")]:
        return f"nobody else organizes {', '.join(alone)}, so an organizer is named there first"
    if interviews.is_in_an_hour(person, now=now):
        return IN_AN_HOUR
    return ""


def erase(person: Person, *, now: datetime) -> None:
    """Take somebody out of both databases. Raises LastOrganizer, StillHere or a Fact, and has then
    done nothing.

    Begun, it cannot be taken back: the record is a database of its own, and changes before the
    names go. Whoever is cut off between the two finds nobody who could stay, and does it all again.
    """
    before = Person.objects.filter(pk=person.pk).values_list("leaves_at", flat=True).first()
    if not people.begin_to_erase(person, now=now):
        return
    try:
        _take_out(person, now=now)
    except (LastOrganizer, StillHere, Fact):
        people.let_stay_on(person, leaves_at=before)
        raise
    _sweep_files()
    upgrading.forget_copies(settings.DATA)


def _take_out(person: Person, *, now: datetime) -> None:
    """What is left of the record is read before: nobody waits for that."""
    records = interviews.records_without(person)
    with interviews.foretold(records), transaction.atomic():
        if not Person.objects.select_for_update().filter(pk=person.pk, **_BEGUN).exists():
            return
        if interviews.is_in_an_hour(person, now=now):
            raise StillHere(IN_AN_HOUR)
        interviews.erase_hours(person, now=now)
        notes.erase_words(person, now=now)
        erase_numbers(person)
        erase_debriefs(person)
        erase_search(person)
        erase_practice(person)
        ReturnLink.objects.filter(person=person).delete()
        DBTaskResult.objects.filter(traceback__icontains=person.email).delete()
        _erase_account(person, now=now)
        interviews.keep_flattened(records)


def _erase_account(person: Person, *, now: datetime) -> None:
    """The name, and programs that nobody is in after that: whole where nobody else ever was."""
    theirs = list(Program.objects.filter(memberships__person=person))
    people.erase_person(person)
    for program in (one for one in theirs if is_empty(one)):
        others = Membership.objects.filter(program=program)
        if others.exists() or Interview.objects.filter(program=program).exists():
            people.close_program(program, now=now)
        else:
            House.objects.filter(program=program).update(program_name="")
            people.erase_program(program)


def erase_guest(guest: Chair, *, now: datetime) -> bool:
    """Take a guest's things out of both databases; False if she sits in her hour, or has stayed."""
    if interviews.is_guest_in_an_hour(guest, now=now):
        return False
    if not interviews.begin_to_erase_guest(guest, now=now):
        return False
    try:
        _take_guest_out(guest, now=now)
    except Fact:  # somebody was quicker with something: in an hour, again
        interviews.let_guest_stay_on(guest)
        return False
    _sweep_files()
    upgrading.forget_copies(settings.DATA)
    return True


def erase_guest_now(guest: Chair, *, now: datetime) -> None:
    """The same without waiting. Raises StillHere where her hour runs."""
    if interviews.is_guest_in_an_hour(guest, now=now):
        raise StillHere(IN_AN_HOUR)
    Chair.objects.filter(pk=guest.pk, person=None, left_at=None).update(leaves_at=now)
    erase_guest(guest, now=now)


def _take_guest_out(guest: Chair, *, now: datetime) -> None:
    mine = Chair.objects.filter(pk=guest.pk)
    records = interviews.records_without_chairs(mine)
    with interviews.foretold(records), transaction.atomic():
        if not interviews.erase_guest(guest, now=now):
            return
        notes.erase_words_from(mine)
        erase_beside_letters(mine)
        interviews.keep_flattened(records)


def _sweep_files() -> None:
    """SQLite writes zeros over what it deletes (see config/environment.py), but did not always: the
    words are written anew, without what is between them, and the logs are cut.

    Not the record, which may be large and whose rooms would wait. Where somebody reads just now,
    a log is cut later.
    """
    for connection in connections.all():
        if connection.vendor == "sqlite":
            with suppress(Error), connection.cursor() as cursor:
                if connection.alias != DATABASE:
                    cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
