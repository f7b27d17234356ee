"""Facts about the scorecard file. Each is a sentence for whoever brought it in."""

from afterword.kit.errors import Fact


class FileRefused(Fact):
    """The file cannot be taken in. `field` names the place in it, where there is one."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class OtherInterview(FileRefused):
    def __init__(self) -> None:
        super().__init__(
            "This file does not belong to this interview. Look whether you chose the right one."
        )


class NotFromHere(FileRefused):
    def __init__(self) -> None:
        super().__init__(
            "This file was changed after it was saved, or not saved by the scorecard of this "
            "interview. Ask your interviewer to send it once more, or to bring it in."
        )


class NotSealed(FileRefused):
    def __init__(self) -> None:
        super().__init__(
            "This file is not sealed, so only whoever wrote it can bring it in. "
            "Ask your interviewer to do that, through the link they have."
        )


class TooManyFiles(Fact):
    def __init__(self) -> None:
        super().__init__("Several sealed files lie here already. Open one of them first.")


class NotHeld(Fact):
    def __init__(self) -> None:
        super().__init__(
            "This interview has not been held yet. Bring the file in when the hour is over."
        )


class WrongWord(Fact):
    def __init__(self) -> None:
        super().__init__(
            "That word does not open the file. Ask how it is spelt; capitals and spaces at the "
            "ends make no difference."
        )


class TooManyWords(Fact):
    def __init__(self) -> None:
        super().__init__("That was the tenth word in an hour. Ask for it, and try again later.")


class AlreadyOpened(Fact):
    def __init__(self) -> None:
        super().__init__("Somebody was quicker: this file is open, and its notes are on their way.")


class NotesBegun(Fact):
    """Words were written on the page already; they are not overwritten unasked."""

    def __init__(self) -> None:
        super().__init__(
            "You have begun these notes on the page as well. Tick “use the file” to put what "
            "the file says in the place of those words."
        )
