"""Text as forms and the API take it: what may stand on one line, and what the database can keep."""

from typing import Annotated

from django.core.validators import RegexValidator
from ninja import Field

LINE = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*\Z"

one_line = RegexValidator(LINE, "Please write this on one line.")
"""For a form's name of somebody: it stands in letters and headings."""

Line = Annotated[str, Field(pattern=LINE.replace("\\Z", "$"))]
"""One line: a name stands in letters and headings."""

Lines = Annotated[str, Field(pattern=r"^[^\x00]*$")]
"""Any text without NUL, which PostgreSQL keeps nowhere."""
