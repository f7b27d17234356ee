"""What facts have in common. A part names its own in its `errors.py`."""


class Fact(Exception):
    """Why something could not be done; `str()` is a sentence for the person who tried."""
