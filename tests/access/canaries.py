"""Marks that are put into private fields and looked for in everything that leaves the server.

`READERS` says who may see each mark; whoever is not named may not, on any page, in any form.
"""

import base64
import gzip
import hashlib
from collections.abc import Iterator
from uuid import UUID

from afterword.interviews.links import token_of
from afterword.interviews.models import GuestLink

CANDIDATE, INTERVIEWER, REVIEWER = "candidate", "interviewer", "reviewer"
BOTH = frozenset({CANDIDATE, INTERVIEWER})

# The release is told to the candidate; the interviewer wrote it; the reviewer read it.
_NOTES_PARTS = (
    "strengths", "because", "would_have_changed", "next_step", "raised", "evidence",
)  # fmt: skip
_DEBRIEF_PARTS = (
    "asked", "went_well", "could_better", "next_time", "interviewer_was", "to_learn",
)  # fmt: skip
# The search is its person's alone.
_SEARCH = (
    "Cycle.name", "Import.file_name", "Import.mapping", "Import.unread", "Edit.changes",
    "Application.company", "Application.role", "Application.links", "Application.where",
    "Application.pay", "Application.source_words", "Application.referrer", "Application.notes",
    "Event.words", "CompanyInterview.people", "CompanyInterview.where", "CompanyInterview.notes",
    "CompanyInterview.follow_up", "Contact.name", "Contact.address", "Contact.notes",
    "Paper.name", "Paper.body", "Reason.words", "AngryLine.text", "Wish.text",
    "HindsightAnswer.words", "Offer.work", "Offer.people", "Offer.mentoring", "Offer.place",
    "Offer.pay", "Offer.to_ask", "Offer.because", "Offer.gave_up", "Offer.next_time",
    "Upload.name", "Upload.body", "Upload.mapping", "Origin.id_in_file",
    "Mailbox.name", "Mailbox.files", "Mailbox.unread", "Mailbox.remarks", "Mailbox.why",
    "Proposal.company", "Proposal.role", "Proposal.subject", "Proposal.sender", "Proposal.says",
)  # fmt: skip
READERS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_SEARCH, frozenset({CANDIDATE})),
    "PrivateNote.text": frozenset({INTERVIEWER, "guest"}),
    "GuestLink.own": frozenset({"guest"}),
    "StoodText.text": BOTH,
    "QuestionVersion.source": frozenset(),
    "question.guide": frozenset(),
    "question.part": frozenset(),
    **{f"unreleased.{part}": frozenset({INTERVIEWER, REVIEWER}) for part in _NOTES_PARTS},
    **{f"released.{part}": BOTH | {REVIEWER, "organizer"} for part in _NOTES_PARTS},
    "stand_in.strengths": frozenset({REVIEWER}),
    "unsent.strengths": frozenset({INTERVIEWER}),
    "sealed.self_assessment": frozenset({CANDIDATE}),
    "unreleased.self_assessment": BOTH,
    "released.self_assessment": BOTH,
    **{f"sealed.{kind}_to_learn": frozenset({kind}) for kind in BOTH},
    **{f"unreleased.{kind}_to_learn": BOTH for kind in BOTH},
    **{f"released.{kind}_to_learn": BOTH for kind in BOTH},
    "NextRound.why.candidate": frozenset({CANDIDATE}),
    "NextRound.why.interviewer": frozenset({INTERVIEWER}),
    "NextRound.takeaway": frozenset({INTERVIEWER}),
    "Person.former_names": frozenset({CANDIDATE}),
    "Review.words": frozenset({INTERVIEWER, REVIEWER}),
    "ReviewComment.text": frozenset({INTERVIEWER, REVIEWER}),
    "unsent.second_reading": frozenset({REVIEWER}),
    "sent.second_reading": BOTH | {REVIEWER, "organizer"},
    "withdrawn.second_reading": frozenset(),
    "read_again.judgement": BOTH,
    "read_again.strengths": BOTH | {REVIEWER},
    "unreleased.reply": BOTH,
    "released.reply": BOTH,
    "SealedScorecard.body": frozenset(),
    "Reply.will_do": BOTH,
    "Fit.found": frozenset({"organizer"}),
    "AdjustedNotes.released": frozenset({CANDIDATE}),
    "AdjustedNotes.withdrawn": frozenset(),
    "Estimate.grown": frozenset({CANDIDATE}),
    "Estimate.profile": frozenset({CANDIDATE}),
    "Estimate.habits": frozenset({INTERVIEWER}),
    "Commitment.candidate": frozenset({CANDIDATE}),
    "Commitment.interviewer": frozenset({INTERVIEWER}),
    "Letter.candidate": frozenset({CANDIDATE}),
    "Letter.interviewer": frozenset({INTERVIEWER}),
    "Report.text": frozenset({CANDIDATE, "organizer"}),
    "Practice.work": frozenset({CANDIDATE}),
    "Practice.went_well": frozenset({CANDIDATE}),
    "Practice.would_change": frozenset({CANDIDATE}),
    **{f"InterviewDebrief.{part}": frozenset({CANDIDATE}) for part in _DEBRIEF_PARTS},
    "CycleDebrief.shared": frozenset({CANDIDATE}),
    "CycleDebrief.kept": frozenset({CANDIDATE}),
    "Point.text": frozenset({CANDIDATE}),
    "Tie.words": frozenset({CANDIDATE}),
    "Retelling.title": frozenset({CANDIDATE, "organizer"}),
    "Retelling.text": frozenset({"organizer"}),
    "Retelling.here": frozenset({"host"}),
    "looked_back.name": frozenset({CANDIDATE}),
    "looked_back.company": frozenset({CANDIDATE}),
}


def canary(field: str) -> str:
    """The mark of a private field: always the same, found nowhere else."""
    if field not in READERS:
        raise KeyError(f"say in READERS who may read {field}")
    return _mark(field)


# The link that the world's guest was given when she took her chair: its mark is its address.
OWN_LINK = UUID("5f0c6ad6-5d0a-4f7b-9f9e-00000000000a")


def _mark(field: str) -> str:
    if field == "GuestLink.own":
        return token_of(GuestLink(pk=OWN_LINK))
    return "cnry" + hashlib.sha256(field.encode()).hexdigest()[:20]


def forms(mark: str) -> Iterator[bytes]:
    """The mark as it may look on its way out: plain, UTF-16, and base64 at each alignment.

    Marks are letters, digits, - and _, so HTML, JSON and URL escaping leave them as they are.
    """
    plain = mark.encode()
    yield plain
    yield plain.hex().encode()
    yield mark.encode("utf-16-le")
    yield mark.encode("utf-16-be")
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + plain)
        yield encoded[4 * bool(shift) : len(encoded) - 4]


_FORMS = {field: tuple(forms(_mark(field))) for field in READERS}
_RARE = [mark for marks in _FORMS.values() for mark in marks if not mark.startswith(b"cnry")]


def found_in(text: bytes) -> set[str]:
    """The private fields whose marks are in some bytes, compressed or not."""
    if text[:2] == b"\x1f\x8b":
        text = gzip.decompress(text)
    if b"cnry" not in text and not any(mark in text for mark in _RARE):
        return set()
    return {field for field, marks in _FORMS.items() if any(mark in text for mark in marks)}
