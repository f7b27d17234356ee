"""What people's part can do: one verb, one transaction, one journal entry."""

from afterword.people.actions.accounts import (
    change_address,
    change_name_and_zone,
    make_token,
    note_use,
    revoke_token,
    welcome,
)
from afterword.people.actions.commitments import (
    Committed,
    commit,
    keep_commitment,
    let_go_of,
    reopen_commitment,
    restore_commitments,
    take_out_commitments,
)
from afterword.people.actions.erasing import (
    ask_to_leave,
    begin_to_erase,
    erase_person,
    let_stay_on,
    stay,
)
from afterword.people.actions.invitations import (
    accept_invitation,
    invite_address,
    invite_many,
    is_for,
    revoke_invitation,
)
from afterword.people.actions.letters import (
    put_all_away,
    put_away,
    take_names_out,
)
from afterword.people.actions.memberships import (
    accept_place,
    change_role,
    come_back,
    decline_place,
    invite_back,
    join_open_program,
    leave,
    pause,
    remove,
)
from afterword.people.actions.programs import (
    change_program,
    close_program,
    create_program,
    erase_program,
)
from afterword.people.actions.reports import (
    answer_report,
    block,
    call_off_hours_with,
    lift_block,
    report,
)

__all__ = [
    "Committed",
    "accept_invitation",
    "accept_place",
    "answer_report",
    "ask_to_leave",
    "begin_to_erase",
    "block",
    "call_off_hours_with",
    "change_address",
    "change_name_and_zone",
    "change_program",
    "change_role",
    "close_program",
    "come_back",
    "commit",
    "create_program",
    "decline_place",
    "erase_person",
    "erase_program",
    "invite_address",
    "invite_back",
    "invite_many",
    "is_for",
    "join_open_program",
    "keep_commitment",
    "leave",
    "let_go_of",
    "let_stay_on",
    "lift_block",
    "make_token",
    "note_use",
    "pause",
    "put_all_away",
    "put_away",
    "remove",
    "reopen_commitment",
    "report",
    "restore_commitments",
    "revoke_invitation",
    "revoke_token",
    "stay",
    "take_names_out",
    "take_out_commitments",
    "welcome",
]
