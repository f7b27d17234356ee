"""What can be done with notes. One verb, one transaction, one journal entry."""

from afterword.notes.actions.erasing import erase_words, erase_words_from
from afterword.notes.actions.halves import (
    begin_next_round,
    begin_self_assessment,
    save_next_round,
    save_self_assessment,
    send_next_round,
    send_self_assessment,
)
from afterword.notes.actions.reading_again import (
    ask_second_readers,
    let_late_readings_go,
    pass_on_reading,
    save_reading,
    send_reading,
    take_reading_back,
    take_up_reading,
)
from afterword.notes.actions.releasing import (
    correct,
    mark_opened,
    release,
    release_overdue,
    release_when_ready,
    withdraw,
)
from afterword.notes.actions.replying import (
    answer,
    ask_what_changed,
    begin_reply,
    save_reply,
    send_reply,
    tell_change,
)
from afterword.notes.actions.reviewing import (
    approve,
    ask_reviewer,
    comment_for_candidate,
    pass_on,
    pick_up,
    return_to_writer,
    save_review,
)
from afterword.notes.actions.standing_in import (
    ask_again,
    ask_stand_ins,
    pass_on_stand_in,
    tell_candidates,
)
from afterword.notes.actions.writing import EDITABLE, begin, save, send, tick

__all__ = [
    "EDITABLE",
    "answer",
    "approve",
    "ask_again",
    "ask_reviewer",
    "ask_second_readers",
    "ask_stand_ins",
    "ask_what_changed",
    "begin",
    "begin_next_round",
    "begin_reply",
    "begin_self_assessment",
    "comment_for_candidate",
    "correct",
    "erase_words",
    "erase_words_from",
    "let_late_readings_go",
    "mark_opened",
    "pass_on",
    "pass_on_reading",
    "pass_on_stand_in",
    "pick_up",
    "release",
    "release_overdue",
    "release_when_ready",
    "return_to_writer",
    "save",
    "save_next_round",
    "save_reading",
    "save_reply",
    "save_review",
    "save_self_assessment",
    "send",
    "send_next_round",
    "send_reading",
    "send_reply",
    "send_self_assessment",
    "take_reading_back",
    "take_up_reading",
    "tell_candidates",
    "tell_change",
    "tick",
    "withdraw",
]
