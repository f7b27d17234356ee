"""`afterword host reset`: a way back in for somebody who is locked out."""

from argparse import Namespace

from django.urls import reverse
from django.utils import timezone

from afterword.host import actions, upgrading
from afterword.kit import address


def run(options: Namespace) -> None:
    """Print a link that sets a new password, once, within a quarter of an hour."""
    upgrading.refuse_if_behind()
    link, token = actions.make_return_link(options.email, now=timezone.now())
    print(f"{link.person.name} ({link.person.email}) can set a new password once, until")
    print(f"{timezone.localtime(link.expires_at):%H:%M} UTC, at")
    print(f"    {address.link(reverse('host:come-back', args=[token]))}")
