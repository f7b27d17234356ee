"""What somebody or something is called: one line that can be read."""

import unicodedata
from collections.abc import Iterator
from typing import Annotated, Any

from django import forms
from django.core.exceptions import ValidationError
from pydantic import AfterValidator

from afterword.kit.lines import Line, one_line

LONGEST = 120
MARKS = 4
"""So many accents may stand on one letter: a tower of them lies on the lines around it."""

SPELLING = "\u200c\u200d"
"""What Persian and several scripts of India spell with, though nothing of it is drawn."""

BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Letters, marks and a sign that are drawn as nothing."""

TOO_LONG = f"Please take a shorter form: {LONGEST} letters at most."
UNREADABLE = "Nobody can read this name. Please write it in letters."


def as_kept(name: str) -> str:
    """A name with one space between its words, and without what hides in it or turns text around.

    What breaks a line stays, so that it is refused.
    """
    shown = "".join(_drawn(unicodedata.normalize("NFC", name)))
    return " ".join(filter(None, shown.split(" ")))


def _drawn(name: str) -> Iterator[str]:
    marks = 0
    for sign in name:
        kind = unicodedata.category(sign)
        marks = marks + 1 if kind.startswith("M") else 0
        if marks <= MARKS and not _is_hidden(sign, kind):
            yield " " if kind == "Zs" else sign


def _is_hidden(sign: str, kind: str) -> bool:
    return kind == "Cf" and sign not in SPELLING


def can_be_read(name: str) -> bool:
    """Whether anything of it is drawn."""
    return any(unicodedata.category(one)[0] in "LNPS" and one not in BLANK for one in name)


class NameField(forms.CharField):
    """A name in a form: kept as it is read, refused where there is nothing to read."""

    def __init__(self, **options: Any) -> None:  # Any: as Django's own
        super().__init__(validators=[one_line], **options)
        self.widget.attrs["maxlength"] = str(LONGEST)

    def to_python(self, value: Any) -> str:  # Any: as Django's own
        return as_kept(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        """Raises ValidationError."""
        super().validate(value)
        if len(value) > LONGEST:
            raise ValidationError(TOO_LONG)
        if value and not can_be_read(value):
            raise ValidationError(UNREADABLE)


def _readable(name: str) -> str:
    name = as_kept(name)
    if name and not can_be_read(name):
        raise ValueError(UNREADABLE)
    return name


Name = Annotated[Line, AfterValidator(_readable)]
"""The same where a script says it."""
