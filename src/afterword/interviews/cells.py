"""Quarter hours: what a booking takes of a person's time, and when to remind them of it."""

from datetime import datetime, timedelta

QUARTER = 15 * 60


def cells(starts_at: datetime, *, minutes: int) -> range:
    """The quarter hours since 1970 that an interview touches."""
    first = int(starts_at.timestamp()) // QUARTER
    end = int((starts_at + timedelta(minutes=minutes)).timestamp())
    return range(first, max(first + 1, -(-end // QUARTER)))


def next_quarter(moment: datetime) -> datetime:
    """The first full quarter hour that is not before `moment`."""
    over = moment.timestamp() % QUARTER
    return moment if not over else moment + timedelta(seconds=QUARTER - over)


def reminders_due(starts_at: datetime, *, now: datetime) -> int:
    """Reminders an interview should have had by now: 1 from a day before, 2 from an hour."""
    left = starts_at - now
    return 2 if left <= timedelta(hours=1) else 1 if left <= timedelta(days=1) else 0
