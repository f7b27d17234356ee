"""`afterword host`: a way back in for somebody who is locked out, and a new host."""

from argparse import Namespace

from django.urls import reverse
from django.utils import timezone

from afterword.host import actions, queries, upgrading
from afterword.host.errors import CannotGoOn, CannotHost
from afterword.journal.actions import SYSTEM
from afterword.kit import address
from afterword.study.terminal import plain


def run(options: Namespace) -> None:
    """One of its two acts."""
    upgrading.refuse_if_behind()
    if options.act == "hand-over":
        _hand_over(options.email)
    else:
        _reset(options.email)


def _reset(email: str) -> None:
    """Print a link that sets a new password, once, within a quarter of an hour."""
    link, token = actions.make_return_link(email, now=timezone.now())
    print(plain(f"{link.person.name} ({link.person.email}) can set a new password once, until"))
    print(f"{timezone.localtime(link.expires_at):%H:%M} UTC, at")
    print(f"    {address.link(reverse('host:come-back', args=[token]))}")


def _hand_over(email: str) -> None:
    person = queries.person_with(email)
    try:
        actions.hand_over(to=person, by=SYSTEM)
    except CannotHost as no:
        raise CannotGoOn(f"{email} looks after this server already, or is leaving.") from no
    print(plain(f"{person.name} ({person.email}) looks after this server from now on."))
