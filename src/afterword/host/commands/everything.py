"""`afterword everything`: all that is somebody's, for whoever asks the host for it."""

import sys
from argparse import Namespace

from afterword.host import queries, upgrading
from afterword.host.everything import everything_of, everything_of_guest
from afterword.interviews.queries import chairs_of_guest

AS_GUEST = (
    "afterword: this is what somebody without an account left under that address. Nobody proved "
    "that it was theirs: be sure who asks."
)


def run(options: Namespace) -> None:
    """Print one JSON file, as its owner would take it along; of a guest, by her address."""
    upgrading.refuse_if_behind()
    as_guest = list(chairs_of_guest(options.email))
    if as_guest and not queries.has_account(options.email):
        print(AS_GUEST, file=sys.stderr)
        whole = everything_of_guest(*as_guest)
    else:
        whole = everything_of(queries.person_with(options.email))
    sys.stdout.buffer.write(whole + b"\n")
