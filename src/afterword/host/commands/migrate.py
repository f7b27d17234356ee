"""`afterword migrate`."""

from argparse import Namespace

from django.conf import settings

from afterword.host import starting, upgrading


def run(options: Namespace) -> None:
    """Bring the databases up to date, with a copy kept until that has worked."""
    with starting.only_server(settings.DATA):
        changed = upgrading.upgrade(settings.DATA)
        starting.load_bank(settings.DATA)
    print("The databases are up to date." if changed else "The databases were up to date.")
