"""Lets SQLite look at how many rows there are, as PostgreSQL does by itself.

Without having looked it takes every table to be alike, and asks ten thousand applications for the
three company interviews that there are, instead of the other way round.
"""

from django.db import connections

LOOKED_AT = 400  # rows of an index: enough to tell few from many, and done in a tenth of a second
WHAT_CHANGED = 0x10002  # tables never looked at, and those that have grown or shrunk tenfold


def look_at_tables() -> None:
    """What SQLite's authors ask for when a database is opened, and once a day."""
    for connection in connections.all():
        if connection.vendor != "sqlite":
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {LOOKED_AT}")
            cursor.execute(f"PRAGMA optimize({WHAT_CHANGED})")
