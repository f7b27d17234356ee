"""Facts about questions that stop a deed."""

from afterword.kit.errors import Fact


class QuestionUnreadable(Exception):
    """A question file that cannot be read. The message says where, what, and what to write."""

    def __init__(self, what: str, *, line: int | None = None) -> None:
        self.line = line
        super().__init__(f"Line {line}: {what}" if line else what)


class VersionTaken(Exception):
    """The file differs from the stored version but carries the same number."""

    def __init__(self, slug: str, number: int) -> None:
        super().__init__(
            f"{slug} has another text as version {number} already. "
            f"Write version: {number + 1} in its head and say in its history what changed."
        )


class NothingSaid(Fact):
    def __init__(self) -> None:
        super().__init__("Choose a level for one dimension or write one line, then lay it open.")


class Answered(Fact):
    """The offer was answered, or taken back, a moment before."""

    def __init__(self) -> None:
        super().__init__("This offer was answered or taken back a moment ago.")
