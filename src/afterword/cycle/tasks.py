"""What the search does later."""

import time
from contextlib import closing

from django.utils import timezone
from django_tasks import task

from afterword.cycle import actions
from afterword.cycle.actions import mail, uploads
from afterword.cycle.mail.confining import mail_told
from afterword.cycle.models import Mailbox
from afterword.cycle.reading.confining import NotRead
from afterword.kit import later

SAID_EVERY = 0.5  # seconds


@task()
def forget_uploads() -> None:
    """A file that nobody came back for is not kept."""
    uploads.forget_uploads(now=timezone.now())
    mail.forget_mail(now=timezone.now())


@task()
def ask_hindsight() -> None:
    """Whoever wants to be asked how it looks now, is: in one batch, once a month at most."""
    actions.ask_everybody(now=timezone.now())


@task(queue_name=later.SLOW)
def read_mailbox(mailbox_id: str) -> None:
    """Read mail that was brought, saying how far it has come, until it is read or stopped."""
    mailbox = Mailbox.objects.filter(pk=mailbox_id).select_related("person").first()
    if mailbox is None or not mail.begin(mailbox):
        return
    try:
        _read(mailbox)
    except NotRead as why:
        mail.find_unreadable(mailbox, why=str(why))
    except FileNotFoundError:
        mail.find_unreadable(mailbox, why="The mail is not there any more. Bring it in again.")


def _read(mailbox: Mailbox) -> None:
    said_at = 0.0
    told = mail_told(mail.files_of(mailbox), today=timezone.localdate())
    with closing(told) as reports:  # type: ignore[type-var]  # an iterator of a generator: it closes
        for report in reports:
            if "found" in report:
                mail.finish(mailbox, report)
            elif time.monotonic() - said_at > SAID_EVERY:
                said_at = time.monotonic()
                if not mail.come_so_far(mailbox, done=report["done"], messages=report["messages"]):
                    return
