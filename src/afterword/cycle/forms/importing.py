"""What can be said about a file that is read, besides its columns and its wordings."""

from django import forms

from afterword.cycle.reading.mapping import YEARS

SAY_THE_YEAR = (
    f"Write the year in four digits, from {YEARS[0]} to {YEARS[-1]}, or leave it empty. "
    "The file is read as before."
)


class RulesForm(forms.Form):
    """The year of a file whose days have none."""

    year = forms.IntegerField(
        label="Year of the first row",
        required=False,
        min_value=YEARS[0],
        max_value=YEARS[-1],
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), SAY_THE_YEAR),
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric", "size": 6, "placeholder": "if it is not written",
                "autocomplete": "off",
            }
        ),
    )  # fmt: skip
