"""What a file can be that nobody can read. Each says it in a sentence for its owner."""


class Unreadable(ValueError):
    """The file as a whole cannot be read. Its text is the sentence to show."""


class NothingInside(Unreadable):
    """There are no rows."""


class TooLarge(Unreadable):
    """More than is read at once."""


class NotATable(Unreadable):
    """Neither a table nor anything else that is known."""


class Damaged(Unreadable):
    """Its kind is known, but its inside is broken."""


class BadMapping(ValueError):
    """A mapping that cannot be followed. Its text is the sentence to show."""
