"""What can be in the way of a write."""


class UndoneAlready(Exception):
    """The edit was undone before, perhaps in another tab."""


class Overtaken(Exception):
    """What the edit changed has been changed again since; undoing it would lose that."""


class NotThere(Exception):
    """What was to be taken back or corrected is gone already."""


class PaperRefused(Exception):
    """A file that is not kept, with the reason in a sentence."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
