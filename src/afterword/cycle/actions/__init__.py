"""Every write of a search: one verb, one transaction, one journal entry, one edit to undo."""

from afterword.cycle.actions.applications import (
    add,
    add_many,
    change,
    cycle_of,
    put_away,
    take_away,
)
from afterword.cycle.actions.editing import undo
from afterword.cycle.actions.events import correct, note, note_together, take_back
from afterword.cycle.actions.importing import Brought, bring_in, take_out

__all__ = [
    "Brought",
    "add",
    "add_many",
    "bring_in",
    "change",
    "correct",
    "cycle_of",
    "note",
    "note_together",
    "put_away",
    "take_away",
    "take_back",
    "take_out",
    "undo",
]
