"""What somebody reports, or keeps away from, and the answer."""

from django import forms


class ReportForm(forms.Form):
    """What an organizer should look at, and why."""

    text = forms.CharField(
        max_length=4000,
        label="What happened, and what would help",
        help_text="Whoever looks at it reads this, and your name with it.",
        widget=forms.Textarea(attrs={"rows": 5, "class": "written"}),
    )


class BlockForm(forms.Form):
    """No interviews with somebody: and what is still to come with them?"""

    call_off = forms.BooleanField(
        required=False,
        initial=True,
        label="Call that off as well",
        help_text="They are told that it will not take place, and not why. If you change your "
        "mind later, you can propose it again.",
    )


class AnswerForm(forms.Form):
    """What an organizer tells the person who reported."""

    answer = forms.CharField(
        max_length=4000,
        label="Your answer",
        help_text="Say what you looked at and what follows. Whoever reported it reads this.",
        widget=forms.Textarea(attrs={"rows": 4, "class": "written"}),
    )
