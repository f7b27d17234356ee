"""What every limited child needs, made once in the small server that forks them.

Imported by that server alone, so that starting Afterword itself stays quick.
"""

from datetime import date

from afterword.cycle.reading.errors import Refusal
from afterword.cycle.reading.whole_file import read

_ONE_OF_EACH = b"Compny,Role,Applied,Stattus,Wie\nAcme,Dev,3/4/2024,reeejected now,x\n"


def _warm() -> None:
    """Read a line, so that the lists of words are laid out."""
    try:
        read([("warm", _ONE_OF_EACH)], None, date(2026, 1, 1).isoformat())
    except Refusal:  # nothing here depends on it
        return


_warm()
