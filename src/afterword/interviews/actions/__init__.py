"""What can be done with an interview: one verb, one transaction, one journal entry each."""

from afterword.interviews.actions.changing import (
    UNDO_WITHIN,
    WAITED,
    cancel,
    mark_missed,
    may_uncancel,
    reschedule,
    uncancel,
)
from afterword.interviews.actions.choosing import choose_question, suggest_question, take_question
from afterword.interviews.actions.departing import call_off_hours, call_off_hours_between
from afterword.interviews.actions.erasing import (
    ask_to_go,
    begin_to_erase_guest,
    erase_guest,
    erase_hours,
    is_guest_in_an_hour,
    is_in_an_hour,
    let_guest_stay_on,
    records_without,
    records_without_chairs,
    stay_after_all,
)
from afterword.interviews.actions.flattening import foretold, keep_flattened
from afterword.interviews.actions.guests import (
    Introduction,
    claim_chair,
    leave_address,
    open_link,
    renew_link,
    retire_expired,
    revoke_links,
    send_own_link,
    take_chair,
)
from afterword.interviews.actions.halves import may_swap, swap_chairs
from afterword.interviews.actions.holding import (
    end_interview,
    give_consent,
    note_question_seen,
    start_interview,
)
from afterword.interviews.actions.noting import delete_private_note, write_private_note
from afterword.interviews.actions.proposing import accept_time, counter, propose, start_now
from afterword.interviews.actions.reminding import close_forgotten, remind, remind_all
from afterword.interviews.actions.sealing import read_last_text, seal_forgotten, seal_record

__all__ = [
    "UNDO_WITHIN",
    "WAITED",
    "Introduction",
    "accept_time",
    "ask_to_go",
    "begin_to_erase_guest",
    "call_off_hours",
    "call_off_hours_between",
    "cancel",
    "choose_question",
    "claim_chair",
    "close_forgotten",
    "counter",
    "delete_private_note",
    "end_interview",
    "erase_guest",
    "erase_hours",
    "foretold",
    "give_consent",
    "is_guest_in_an_hour",
    "is_in_an_hour",
    "keep_flattened",
    "leave_address",
    "let_guest_stay_on",
    "mark_missed",
    "may_swap",
    "may_uncancel",
    "note_question_seen",
    "open_link",
    "propose",
    "read_last_text",
    "records_without",
    "records_without_chairs",
    "remind",
    "remind_all",
    "renew_link",
    "reschedule",
    "retire_expired",
    "revoke_links",
    "seal_forgotten",
    "seal_record",
    "send_own_link",
    "start_interview",
    "start_now",
    "stay_after_all",
    "suggest_question",
    "swap_chairs",
    "take_chair",
    "take_question",
    "uncancel",
    "write_private_note",
]
