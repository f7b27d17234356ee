"""Every write of a search: one verb, one transaction, one journal entry, one edit to undo."""

from afterword.cycle.actions.applications import add, add_many, change, put_away, take_away
from afterword.cycle.actions.company_interviews import (
    add_interview,
    change_interview,
    follow_up,
    interview_of,
    take_back_interview,
)
from afterword.cycle.actions.contacts import add_contact, change_contact
from afterword.cycle.actions.cycles import (
    close_feed,
    cycle_of,
    end_cycle,
    name_cycle,
    open_feed,
    reopen_cycle,
    share,
    share_guesses,
    stop_sharing,
    wish,
)
from afterword.cycle.actions.editing import take_back_row, undo
from afterword.cycle.actions.events import correct, note, note_together, take_back
from afterword.cycle.actions.hindsight import (
    answer,
    answer_together,
    ask_everybody,
    ask_me_later,
    stop_asking,
)
from afterword.cycle.actions.importing import Brought, bring_in, take_out
from afterword.cycle.actions.offers import describe_offer
from afterword.cycle.actions.papers import enclose, enclose_again
from afterword.cycle.actions.reasons import be_angry, cool_down, give_reason

__all__ = [
    "Brought", "add", "add_contact", "add_interview", "add_many", "answer", "answer_together",
    "ask_everybody", "ask_me_later", "be_angry", "bring_in", "change", "change_contact",
    "change_interview", "close_feed", "cool_down", "correct", "cycle_of", "describe_offer",
    "enclose", "enclose_again", "end_cycle", "follow_up", "give_reason", "interview_of",
    "name_cycle", "note", "note_together", "open_feed", "put_away", "reopen_cycle", "share",
    "share_guesses", "stop_asking", "stop_sharing", "take_away", "take_back",
    "take_back_interview", "take_back_row", "take_out", "undo", "wish",
]  # fmt: skip
