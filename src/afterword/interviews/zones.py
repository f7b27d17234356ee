"""Times as people type and read them: in a zone that is always named."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones


class NoSuchLocalTime(ValueError):
    """The clocks jump over that time."""


class TwiceThatDay(ValueError):
    """The clocks go back, and that time comes twice."""


def zone(name: str) -> ZoneInfo:
    """The time zone of that name; UTC where the name means nothing here."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def is_zone(name: str) -> bool:
    return name in available_timezones()


def from_local(typed: datetime, *, in_zone: ZoneInfo) -> datetime:
    """The moment that a typed time means. Raises NoSuchLocalTime or TwiceThatDay."""
    first, second = (typed.replace(tzinfo=in_zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    if first.astimezone(UTC).astimezone(in_zone).replace(tzinfo=None) != typed:
        raise NoSuchLocalTime(typed)
    raise TwiceThatDay(typed)


def said(moment: datetime, *, in_zone: ZoneInfo) -> str:
    """`Fri 20 Nov 2026, 13:00 (Europe/Berlin, UTC+1)`: never a time without its zone."""
    there = moment.astimezone(in_zone)
    return f"{there:%a} {there.day} {there:%b %Y, %H:%M} ({zone_words(there)})"


def zone_words(there: datetime) -> str:
    """A zone and how far it is from UTC on that day."""
    name = getattr(there.tzinfo, "key", "UTC")
    return name.replace("_", " ") if name == "UTC" else f"{name.replace('_', ' ')}, {offset(there)}"


def offset(there: datetime) -> str:
    """`UTC+5:30`."""
    ahead = there.utcoffset() or timedelta()
    minutes = int(ahead.total_seconds()) // 60
    sign = "+" if minutes >= 0 else "-"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
