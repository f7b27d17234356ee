"""Names are kept as they are read, and refused where there is nothing to read."""

import pytest
from django import forms

from afterword.kit.names import LONGEST, NameField, as_kept


class Asked(forms.Form):
    name = NameField()


def said_of(name: str) -> str:
    return " ".join(Asked({"name": name}).errors.get("name", []))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada  Nwosu ", "Ada Nwosu"),
        ("Ada\u00a0\u3000Nwosu", "Ada Nwosu"),
        ("Ame\u0301lie", "Am\u00e9lie"),
        ("Ada\u202eavE\u202c", "AdaavE"),
        ("\ufeffA\u200bd\u00ada\u2060", "Ada"),
        ("Z" + "\u0301" * 40 + "oe", "\u0179" + "\u0301" * 4 + "oe"),
    ],
)
def test_what_hides_in_a_name_is_not_kept(typed: str, kept: str) -> None:
    assert as_kept(typed) == kept


@pytest.mark.parametrize(
    "name",
    ["نرگس\u200cسادات", "O’Brien-Łukasiewicz", "王小明", "שָׁלוֹם", "Nguyễn Thị Ánh", "क्‍ष", "👩‍💻"],
)
def test_names_of_all_scripts_stay_as_they_are(name: str) -> None:
    asked = Asked({"name": name})
    assert (asked.is_valid(), asked.cleaned_data.get("name")) == (True, name)


@pytest.mark.parametrize("name", ["\u2800\u3164", "\u115f", "\u0301", "\u200d"])
def test_a_name_that_nobody_can_read_is_refused(name: str) -> None:
    assert said_of(name) == "Nobody can read this name. Please write it in letters."


@pytest.mark.parametrize("name", ["   ", "\u202e\u200b", "\u3000"])
def test_spaces_and_what_hides_are_no_name(name: str) -> None:
    assert said_of(name) == "This field is required."


@pytest.mark.parametrize(
    "name", ["Ada\nBen", "Ada\x07", "Ada\x85Ben", "Ada\u2028Ben", "\x9b31mAda"]
)
def test_a_name_stands_on_one_line(name: str) -> None:
    assert "Please write this on one line." in said_of(name)


def test_a_long_name_is_asked_for_in_a_shorter_form() -> None:
    assert said_of("a" * LONGEST) == ""
    assert said_of("a" * 300) == "Please take a shorter form: 120 letters at most."
