"""Every text that is stored: who it belongs to. A new field is added here or CI fails."""

# Private: a canary stands in it (world.py), and canaries.READERS says who may read it.
PRIVATE: dict[str, str] = {
    "PrivateNote.text": "the interviewer's own",
    "QuestionVersion.source": "holds the guide",
    "QuestionVersion.content": "holds the guide",
    "HiringNotes.strengths": "sealed until release",
    "HiringNotes.because": "sealed until release",
    "HiringNotes.would_have_changed": "sealed until release",
    "HiringNotes.next_step": "sealed until release",
    "HiringNotes.sent_content": "sealed until release",
    "Rating.would_have_raised": "sealed until release",
    "Evidence.text": "sealed until release",
    "NotesVersion.content": "the released notes",
    "SealedScorecard.body": "sealed with a word; no page shows it",
    "SelfAssessment.went_well": "sealed until both halves are in",
    "SelfAssessment.would_change": "sealed until both halves are in",
    "NextRound.to_learn": "sealed until both halves are in",
    "NextRound.why": "its author's alone",
    "NextRound.takeaway": "its author's alone",
    "Review.words": "between reviewer and writer",
    "ReviewComment.text": "between reviewer and writer",
    "Reply.thanks": "between the two",
    "Reply.question": "between the two",
    "Reply.will_do": "between the two",
    "Commitment.text": "its author's alone",
    "Letter.body": "its reader's",
    "Report.text": "reporter and organizers",
}

_DIGEST = "a digest: the token or text cannot be had from it"
_NAME = "how people know each other; blind pages are tried on their own"
_MACHINE = "written by the server, not by a person"
_BANK = "a title in the bank"

# Open: seen by more people, or not text that a person wrote; with the reason.
OPEN: dict[str, str] = {
    **dict.fromkeys(
        (
            "AccessToken.digest",
            "Batch.digest",
            "Batch.previous",
            "Entry.digest",
            "Entry.payload_digest",
            "GuestLink.digest",
            "Head.digest",
            "Invitation.digest",
            "NotesVersion.digest",
            "QuestionVersion.digest",
            "ReturnLink.digest",
            "SealedScorecard.digest",
            "Person.password",
        ),
        _DIGEST,
    ),
    **dict.fromkeys(
        (
            "Chair.guest_email",
            "Chair.guest_name",
            "Chair.guest_time_zone",
            "Invitation.email",
            "Letter.to_email",
            "Letter.to_name",
            "Person.email",
            "Person.name",
            "Person.time_zone",
        ),
        _NAME,
    ),
    **dict.fromkeys(
        (
            "AccessToken.scopes",
            "Commitment.origin",
            "Cursor.follower",
            "Entry.actor",
            "Entry.author",
            "Entry.body",
            "Entry.connection",
            "Entry.kind",
            "Entry.payload",
            "Entry.subject",
            "Entry.verb",
            "Letter.link",
            "Letter.subject",
            "Rating.dimension",
            "Report.about",
            "ReviewComment.line",
        ),
        _MACHINE,
    ),
    **dict.fromkeys(
        ("Question.slug", "Question.title", "Rubric.dimensions", "Rubric.title"), _BANK
    ),
    "AccessToken.name": "the owner's label, shown on their own page",
    "HiringNotes.checklist": "which points were ticked",
    "HiringNotes.withdrawn_because": "told to both",
    "Interview.cancelled_because": "told to both",
    "NotesVersion.why": "told to both",
    "Program.about": "its members read it",
    "Program.name": "its members read it",
    "Reply.answer": "between the two, after the release",
    "Reply.change": "between the two, after the release",
    "Report.answer": "told to the reporter",
    "Review.checklist": "which points were ticked",
    "SelfAssessment.ratings": "levels; the words beside them are marked",
    "Heartbeat.worker": "which worker, a random name",
    "Hello.nonce": "opens a page that says hello, and no more",
    "Hello.reached_by": "an address of the server, for the host",
    "House.program_name": "becomes the program's name",
    "Turn.name": "which periodic work",
}
