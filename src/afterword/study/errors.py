"""Why a file of ratings was refused, as facts that a person can act on."""

from afterword.study.terminal import plain


class CannotRead(ValueError):
    """This file cannot be read as ratings; the message says where, and what to do."""

    def __str__(self) -> str:
        return plain(super().__str__())  # it quotes the file


class CannotWrite(OSError):
    """The results cannot be written there; the message says why."""
