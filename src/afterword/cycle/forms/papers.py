"""Files that went out."""

from django import forms

from afterword.cycle.enums import PaperKind
from afterword.cycle.forms.fields import choices_of


class PaperForm(forms.Form):
    """A file that went out."""

    kind = forms.ChoiceField(label="What it is", choices=choices_of(PaperKind))
    file = forms.FileField(
        label="File", help_text="PDF, DOCX, ODT, TXT or MD, up to 5 MB.", allow_empty_file=True
    )
