"""An hour in which Ben and Ada type over each other, as its record has it."""

from afterword.interviews import actions, protocol, record
from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Entry, Interview
from afterword.interviews.tests.booked import seat
from afterword.interviews.tests.updates import NO_UPDATE, typed, typed_beside, typed_on

MINUTE = 60_000_000
BEN, ADA = 8, 7
"""How the shared text knows their browsers."""
BOTH = (
    (ChairKind.CANDIDATE, "edit", typed("äbc𝄞", client=BEN)),
    (ChairKind.INTERVIEWER, "edit", typed_beside("Why?", beside=(BEN, 1), client=ADA)),
    (ChairKind.CANDIDATE, "edit", NO_UPDATE),
    (ChairKind.CANDIDATE, "edit", typed_on(" def", clock=5, client=BEN)),
    (ChairKind.INTERVIEWER, "text_snapshot", "äbWhy?c𝄞 def".encode()),
    (ChairKind.INTERVIEWER, "hint", b'{"number": 1}'),
    (ChairKind.INTERVIEWER, "edit", typed_on(" Sure", clock=4, client=ADA)),
)


def said(interview: Interview, *lines: tuple[ChairKind, str, bytes]) -> None:
    """A minute for each, the first after a minute."""
    begun = record.micros(interview.started_at)
    entries = [
        Entry(
            room=interview.pk, seq=seq, at_us=begun + seq * MINUTE, connection="0" * 16,
            author=record.author(seat(interview, chair).pk), kind=kind,
            body=body if kind == "hint" else protocol.count(seq) + body,
        )
        for seq, (chair, kind, body) in enumerate(lines, 1)
    ]  # fmt: skip
    record.append(entries, after={})
    actions.seal_record(interview.pk)
