"""What cannot be of a journal that only grows."""


class ChainBroken(Exception):
    """The journal was changed behind our back; the message names the first entry that differs."""
