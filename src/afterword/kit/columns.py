"""Writing many rows at once, each with values of its own in a few columns."""

from collections.abc import Sequence
from typing import Any

from django.db import connections, models, router

AT_ONCE = 500


# Any: models of any kind.
def write_columns(rows: Sequence[models.Model], columns: Sequence[str]) -> None:
    """Write these columns of rows that are there already.

    `bulk_update` builds a CASE for every cell: for three thousand rows that is seconds, during
    which SQLite lets nobody else write. This is one prepared UPDATE, run for each.
    """
    if not rows:
        return
    options = rows[0]._meta
    connection = connections[router.db_for_write(type(rows[0]))]
    name = connection.ops.quote_name
    fields: list[Any] = [options.get_field(one) for one in (*columns, options.pk.name)]
    *written, key = fields
    sets = ", ".join(f"{name(one.column)} = %s" for one in written)
    statement = f"UPDATE {name(options.db_table)} SET {sets} WHERE {name(key.column)} = %s"  # noqa: S608  names from the model
    values = [
        [one.get_db_prep_save(getattr(row, one.attname), connection) for one in fields]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


# Any: as above.
def keep_dated(rows: Sequence[models.Model]) -> None:
    """Keep new rows of one kind, each made when its `created_at` says."""
    if not rows:
        return
    made = [one.created_at for one in rows]  # type: ignore[attr-defined]  # of a kind that has it
    type(rows[0])._default_manager.bulk_create(rows, batch_size=AT_ONCE)  # which dates them today
    for row, moment in zip(rows, made, strict=True):
        row.created_at = moment  # type: ignore[attr-defined]  # as above
    write_columns(rows, ["created_at"])
