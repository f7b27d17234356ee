"""A typed cell as the text that a person would have typed."""

from datetime import date, datetime, time, timedelta

from afterword.cycle.reading.plain_text import visible


def as_typed(value: object) -> str:
    """A typed cell as the text that a person would have typed."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        midnight = value.time() == time.min
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, time | timedelta):
        return str(value)
    return "" if value is None else visible(str(value))
