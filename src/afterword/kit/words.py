"""Text as the API takes it: what a database and a letter can hold."""

from typing import Annotated

from ninja import Field

Line = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f\u2028\u2029]*$")]
"""One line: a name stands in letters and headings."""

Lines = Annotated[str, Field(pattern=r"^[^\x00]*$")]
"""Any text without NUL, which PostgreSQL keeps nowhere."""
