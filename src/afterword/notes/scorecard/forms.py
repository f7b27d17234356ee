"""Fetching a scorecard, bringing one in, and the word that opens it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from afterword.interviews.models import Chair
from afterword.kit.errors import Fact
from afterword.notes.scorecard.access import may_fetch
from afterword.notes.scorecard.errors import NotesBegun, TooManyWords, WrongWord
from afterword.notes.scorecard.file import LARGEST
from afterword.questions.models import QuestionVersion

LONGEST_WORD = 200
TOO_LARGE = "This file is larger than a scorecard ever is. Look at which one it is."
NO_WORD = "Type the word that the file was sealed with."


class FetchForm(forms.Form):
    """Which questions go into the file."""

    questions = forms.MultipleChoiceField(
        label="Questions to choose from",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one question to ask."},
    )

    # Any: whatever Django's form takes.
    def __init__(self, *args: Any, versions: Sequence[QuestionVersion], **named: Any) -> None:
        super().__init__(*args, **named)
        self._versions = {str(one.pk): one for one in versions}
        choices = [(pk, _described(one)) for pk, one in self._versions.items()]
        self.fields["questions"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def chosen(self) -> list[QuestionVersion]:
        """The versions that were ticked, in the order they were offered."""
        ticked = set(self.cleaned_data["questions"])
        return [one for pk, one in self._versions.items() if pk in ticked]


def _described(version: QuestionVersion) -> str:
    question = version.question
    return f"{question.title} ({question.get_difficulty_display()})"


def _word(label: str, help_text: str, *, required: bool) -> forms.CharField:
    widget = forms.TextInput(
        attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
    )
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=LONGEST_WORD,
        widget=widget, error_messages={"required": NO_WORD},
    )  # fmt: skip


def _replacing() -> forms.BooleanField:
    return forms.BooleanField(label="Use the file", required=False)


class OpenForm(forms.Form):
    """The word; and, from the interviewer's chair, whether the file's words come first."""

    word = _word("The word", "Capitals and spaces at the ends make no difference.", required=True)
    replacing = _replacing()

    # Any: whatever Django's form takes.
    def __init__(self, *args: Any, mine: Chair, **named: Any) -> None:
        super().__init__(*args, **named)
        self._is_interviewers = may_fetch(mine)
        self.has_begun = False

    def clean_replacing(self) -> bool:
        """Only whoever wrote both may put one in the place of the other."""
        return bool(self.cleaned_data["replacing"]) and self._is_interviewers

    def require_valid(self) -> None:
        """Raises Fact with what is wrong with the word."""
        if not self.is_valid():
            self.errors.pop("word", None)
            raise Fact(NO_WORD)

    def add_error(self, field: str | None, error: Any) -> None:
        """Say it beside its field; words on the page can be given up only where that was asked."""
        super().add_error(field, error)
        self.has_begun = self.has_begun or str(error) == str(NotesBegun())


class BringInForm(OpenForm):
    """A saved file, and for its writer the word, if she wants it opened at once."""

    word = _word(
        "Your word, to open it now (optional)",
        "Without it the file stays sealed until somebody types it.",
        required=False,
    )
    file = forms.FileField(
        label="The saved file",
        help_text="Its name begins with “scorecard” and ends in “.json”.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={
            "required": "Choose the file that the scorecard saved.",
            "empty": "This file is empty. Save it once more from the scorecard.",
            "max_length": "The name of this file is too long. Give it a shorter one.",
        },
    )
    field_order = ("file", "word", "replacing")

    # Any: whatever Django's form takes.
    def __init__(self, *args: Any, mine: Chair, **named: Any) -> None:
        super().__init__(*args, mine=mine, **named)
        if not self._is_interviewers:
            del self.fields["word"]
            del self.fields["replacing"]

    def clean_file(self) -> Any:
        """No larger than a scorecard can be."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return file

    @staticmethod
    def field_of(stopped: Fact) -> str:
        """Where a fact about the file is said."""
        return "word" if isinstance(stopped, WrongWord | TooManyWords) else "file"
