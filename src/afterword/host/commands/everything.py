"""`afterword everything`: all that is somebody's, for whoever asks the host for it."""

import sys
from argparse import Namespace

from afterword.host import queries, upgrading
from afterword.host.everything import everything_of


def run(options: Namespace) -> None:
    """Print one JSON file, as its owner would take it along."""
    upgrading.refuse_if_behind()
    person = queries.person_with(options.email)
    sys.stdout.buffer.write(everything_of(person) + b"\n")
