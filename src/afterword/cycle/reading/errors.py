"""What a file can be that nobody can read. Each says it in a sentence for its owner."""


class Refusal(Exception):
    """Why nothing can be understood. Its text is the sentence to show."""


class Unreadable(Refusal):
    """The file as a whole cannot be read."""


class NothingInside(Unreadable):
    """There are no rows."""


class TooLarge(Unreadable):
    """More than is read at once."""


class NotATable(Unreadable):
    """Neither a table nor anything else that is known."""


class Damaged(Unreadable):
    """Its kind is known, but its inside is broken."""


class BadMapping(Refusal):
    """A mapping that cannot be followed."""
