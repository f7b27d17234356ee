"""What somebody means to do."""

from django import forms


class CommitmentForm(forms.Form):
    """A sentence about next time."""

    text = forms.CharField(
        max_length=500,
        label="Next time I will",
        help_text="One sentence that you can check afterwards. Only you read it.",
        widget=forms.Textarea(attrs={"rows": 2, "class": "written"}),
    )
