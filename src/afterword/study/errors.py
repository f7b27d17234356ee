"""Why a file of ratings was refused, as facts that a person can act on."""


class CannotRead(ValueError):
    """This file cannot be read as ratings; the message says where, and what to do."""


class CannotWrite(OSError):
    """The results cannot be written there; the message says why."""
