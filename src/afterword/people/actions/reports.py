"""Blocks and reports."""

from django.db import transaction

from afterword.journal.actions import record
from afterword.people import emails, post, queries
from afterword.people.enums import ReportState
from afterword.people.errors import NobodyToLook, ReportClosed
from afterword.people.models import Block, Person, Program, Report


@transaction.atomic
def block(person: Person, *, by: Person) -> Block:
    """No interview with this person from now on. They are never told."""
    blocked, is_new = Block.objects.get_or_create(blocker=by, blocked=person)
    if is_new:
        record(by, "block.made", blocked)
    return blocked


def call_off_hours_with(blocked: Block, *, by: Person) -> None:
    """Want none of the hours that are still to come with somebody blocked.

    Interviews follow the journal and call them off; the other is told that, and not why.
    """
    record(by, "block.hours_called_off", blocked)


@transaction.atomic
def lift_block(blocked: Block, *, by: Person) -> None:
    """Interviews with this person are possible again."""
    gone, _ = Block.objects.filter(pk=blocked.pk).delete()
    if gone:
        record(by, "block.lifted", blocked)


@transaction.atomic
def report(
    about: str, *, by: Person, text: str, program: Program | None, concerning: Person | None
) -> Report:
    """Ask an organizer to look; or the host, where only the one it concerns organizes.

    Raises NobodyToLook where that one is the host as well.
    """
    program = queries.report_goes_to(program, concerning=concerning, by=by)
    readers = queries.report_readers(program, concerning=concerning, by=by)
    if not readers:
        raise NobodyToLook
    opened = Report.objects.create(
        program=program, reporter=by, about=about, text=text, concerning=concerning
    )
    record(by, "report.opened", opened)
    for reader in readers:
        post.write_to(reader, emails.report_waits(opened))
    return opened


@transaction.atomic
def answer_report(opened: Report, *, by: Person, answer: str) -> None:
    """Close a report with an answer that its reporter reads. The first answer stands."""
    rows = Report.objects.filter(pk=opened.pk, state=ReportState.OPEN)
    if not rows.update(state=ReportState.CLOSED, answer=answer, closed_by=by):
        raise ReportClosed(opened)
    record(by, "report.closed", opened)
    opened.refresh_from_db()
    post.write_to(opened.reporter, emails.report_answered())
