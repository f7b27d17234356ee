"""Quarter hours: what a booking takes of a person's time."""

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
