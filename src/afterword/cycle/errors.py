"""What can be in the way of a write, each as a sentence for the person who tried."""

from afterword.kit.errors import Fact


class UndoneAlready(Fact):
    def __init__(self, what: object = "") -> None:
        super().__init__("That was undone already, perhaps in another tab.")


class Overtaken(Fact):
    def __init__(self, what: object = "") -> None:
        super().__init__("It has been changed again since. Undoing it would lose that.")


class NotThere(Fact):
    def __init__(self, what: object = "") -> None:
        super().__init__("That is gone already, perhaps in another tab.")


class PaperRefused(Fact):
    """A file that is not kept; says why."""


class MailRefused(Fact):
    """Mail that is not taken; says why."""


class NothingToAccept(Fact):
    def __init__(self, what: object = "") -> None:
        super().__init__("Those were answered already, perhaps in another tab.")
