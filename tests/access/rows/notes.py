"""Both halves, the letter, reviews, replies: each state of the notes, for each kind of person."""

from tests.access.matrix import Row
from tests.access.world import CHAIRS, NOBODY, ORGANIZERS, SIGNED_IN, World

CANDIDATE = frozenset({"candidate"})
INTERVIEWER = frozenset({"interviewer"})
REVIEWER = frozenset({"reviewer"})
GUEST = frozenset({"guest"})
# Whoever writes from the record sees what the question looks for, and what was shown of it.
GUIDE = {"question.guide": REVIEWER, "question.part": REVIEWER}
SAID = {"text": "Thank you.", "because": "It was unkind.", "thanks": "Thank you."}


def rows(world: World) -> list[Row]:
    return [
        Row("notes:overview", get=SIGNED_IN),
        Row("notes:overview", query="?of=received", of="received", get=SIGNED_IN),
        Row("notes:overview", query="?of=wrote", of="wrote", get=SIGNED_IN),
        *_halves(world),
        *_writing(world),
        *_letter(world),
        *_replies(world),
        *_reviews(world),
        *_stand_ins(world),
        *_second_readings(world),
        *_organizers(world),
        *_scripts(world),
    ]


def _halves(world: World) -> list[Row]:
    ended, guests, booked = _at(world, "ended"), _at(world, "ended:guest"), _at(world, "booked")
    rows = [
        Row("notes:self-assessment", ended, of="ended", get=CANDIDATE, post=CANDIDATE),
        Row("notes:self-assessment-save", ended, of="ended", post=CANDIDATE),
        Row("notes:next-round", ended, of="ended", get=INTERVIEWER, post=INTERVIEWER),
        Row("notes:next-round-save", ended, of="ended", post=INTERVIEWER),
        Row("notes:next-round", guests, of="guest", get=GUEST, post=GUEST),
        Row("notes:next-round-save", guests, of="guest", post=GUEST),
        Row("notes:self-assessment", guests, of="guest", get=CANDIDATE, post=CANDIDATE),
    ]
    early = ("self-assessment", "next-round", "write", "letter")
    return rows + [Row(f"notes:{name}", booked, of="shared", get=NOBODY) for name in early]


def _writing(world: World) -> list[Row]:
    guests = _at(world, "ended:guest")
    rows = [
        Row("notes:write", guests, of="guest", get=GUEST, post=GUEST),
        Row("notes:write-save", guests, of="guest", post=GUEST),
    ]
    unsent = _at(world, "none_came")
    rows.append(Row("notes:write", unsent, of="unsent", get=INTERVIEWER, post=INTERVIEWER))
    for name in ("ended", "in_review", "released", "withdrawn"):
        at = _at(world, name)
        rows += [
            Row("notes:write", at, of=name, get=INTERVIEWER, post=INTERVIEWER),
            Row("notes:write-save", at, of=name, post=INTERVIEWER),
            Row("notes:written", at, of=name, get=INTERVIEWER),
        ]
    for name in ("expired_guest", "revoked_guest"):
        at = _at(world, f"ended:{name}")
        rows.append(Row("notes:write", at, of="shared", get=NOBODY, post=NOBODY))
    return rows


def _letter(world: World) -> list[Row]:
    released, withdrawn = _at(world, "released"), _at(world, "withdrawn")
    rows = [
        Row("notes:letter", _at(world, name), of=name, get=CANDIDATE)
        for name in ("ended", "in_review", "released", "withdrawn", "ended:guest")
    ]
    first = {"number": 1}
    return [
        *rows,
        Row("notes:version", {**released, **first}, of="released", get=CHAIRS),
        Row("notes:version", {**withdrawn, **first}, of="shared", get=NOBODY),
        Row("notes:code", {**released, "second": 0}, of="released", get=CHAIRS),
        Row("notes:code", {**released, "second": 1}, of="shared", get=NOBODY),
        Row("notes:code", {**withdrawn, "second": 0}, of="shared", get=NOBODY),
        Row("notes:markdown", released, of="released", get=CANDIDATE),
        Row("notes:markdown", _at(world, "in_review"), of="shared", get=NOBODY),
        Row("notes:json", released, of="released", get=CANDIDATE),
        Row("notes:json", withdrawn, of="shared", get=NOBODY),
        Row("notes:opened", released, of="released", post=CANDIDATE),
        Row("notes:ask-again", _at(world, "ended"), of="ended", post=CANDIDATE),
        Row("notes:letter", _at(world, "none_came"), of="none came", get=CANDIDATE),
        Row("notes:ask-again", _at(world, "none_came"), of="none came", post=CANDIDATE),
        Row("notes:opened", _at(world, "in_review"), of="shared", post=NOBODY),
    ]


def _replies(world: World) -> list[Row]:
    released, waiting = _at(world, "released"), _at(world, "in_review")
    rows = []
    for name in ("reply", "reply-save", "change"):
        rows += [
            Row(f"notes:{name}", released, of="released", post=CANDIDATE, body=SAID),
            Row(f"notes:{name}", waiting, of="shared", post=NOBODY, body=SAID),
        ]
    return [
        *rows,
        Row("notes:answer", released, of="released", post=INTERVIEWER, body=SAID),
        Row("notes:answer", waiting, of="shared", post=NOBODY, body=SAID),
    ]


def _reviews(world: World) -> list[Row]:
    rows = [Row("notes:reviews", get=SIGNED_IN)]
    for name in ("in_review", "released"):
        review = {"pk": world.reviews[f"{name}:reviewer"].pk}
        removed = {"pk": world.reviews[f"{name}:removed_reviewer"].pk}
        rows += [
            Row("notes:review", review, of=name, get=REVIEWER, post=REVIEWER),
            Row("notes:review", removed, of="shared", get=NOBODY, post=NOBODY),
            Row("notes:review-save", review, of=name, post=REVIEWER),
            Row("notes:review-pass-on", review, of=name, post=REVIEWER),
        ]
    waiting = {"pk": world.reviews["in_review:reviewer"].pk}
    withdrawn = {"pk": world.reviews["withdrawn:reviewer"].pk}
    return [
        *rows,
        # The member keeps apart from the candidate; the two at the table never review themselves.
        Row("notes:review-take", waiting, of="in_review", post=ORGANIZERS),
        Row("notes:review", withdrawn, of="shared", get=NOBODY, post=NOBODY),
    ]


def _second_readings(world: World) -> list[Row]:
    asked = {"pk": world.rows["reading:read_again"].pk}
    sent = {"pk": world.rows["reading:read_again:sent"].pk}
    removed = {"pk": world.rows["reading:read_again:removed"].pk}
    withdrawn = {"pk": world.rows["reading:withdrawn"].pk}
    return [
        # The released hour was read twice, too: its rows show what the two see of that.
        Row("notes:letter", _at(world, "read_again"), of="being read", get=CANDIDATE),
        Row("notes:written", _at(world, "read_again"), of="being read", get=INTERVIEWER),
        # What the interviewer said is beside it only once it is sent.
        Row("notes:second-reading", sent, of="sent", get=REVIEWER, post=REVIEWER,
            shows={"read_again.judgement": REVIEWER}),
        Row("notes:second-reading", asked, of="asked", get=REVIEWER, post=REVIEWER),
        Row("notes:second-reading", removed, of="shared", get=NOBODY, post=NOBODY),
        Row("notes:second-reading", withdrawn, of="shared", get=NOBODY, post=NOBODY),
        Row("notes:second-reading-save", asked, of="asked", post=REVIEWER),
        Row("notes:second-reading-save", sent, of="sent", post=REVIEWER),
        Row("notes:second-reading-back", asked, of="shared", post=NOBODY),
        Row("notes:second-reading-back", {"pk": world.rows["reading:passed_on"].pk},
            of="passed on", post=REVIEWER),
        Row("notes:second-reading-next", post=SIGNED_IN),
        Row("api:notes-second-readings", api=True, get=SIGNED_IN,
            shows={"read_again.judgement": NOBODY}),
    ]  # fmt: skip


def _stand_ins(world: World) -> list[Row]:
    late = {"pk": world.notes["late:reviewer"].pk}
    removed = {"pk": world.notes["late:removed_reviewer"].pk}
    own = {"pk": world.notes["ended"].pk}
    return [
        Row("notes:stand-in", late, of="late", get=REVIEWER, post=REVIEWER, shows=GUIDE),
        Row("notes:stand-in", removed, of="shared", get=NOBODY, post=NOBODY),
        Row("notes:stand-in", own, of="shared", get=NOBODY, post=NOBODY),
        Row("notes:stand-in-save", late, of="late", post=REVIEWER),
        Row("notes:stand-in-pass-on", late, of="late", post=REVIEWER),
    ]


def _organizers(world: World) -> list[Row]:
    released, others = world.notes["released"].pk, world.notes["in_review"].pk
    at = _at(world, "released")
    return [
        Row(
            "notes:reported", {"pk": released}, of="released",
            get=ORGANIZERS, post=ORGANIZERS, body=SAID,
        ),
        Row("notes:reported", {"pk": others}, of="shared", get=NOBODY, post=NOBODY, body=SAID),
        Row("notes:withdraw", at, of="released", get=INTERVIEWER, post=INTERVIEWER, body=SAID),
        Row("notes:withdraw", _at(world, "in_review"), of="shared", get=NOBODY, post=NOBODY),
    ]  # fmt: skip


def _scripts(world: World) -> list[Row]:
    ended, released = _at(world, "ended"), _at(world, "released")
    draft = {"json": True, "body": {"because": "So.", "revision": 0}}
    return [
        Row("api:notes-letters", api=True, get=SIGNED_IN),
        Row("api:notes-letter", released, of="released", api=True, get=CANDIDATE),
        Row("api:notes-letter", _at(world, "in_review"), of="shared", api=True, get=NOBODY),
        Row("api:notes-halves", api=True, get=SIGNED_IN),
        Row("api:notes-written", api=True, get=SIGNED_IN),
        Row(
            "api:notes-written-one", ended, of="ended", api=True,
            get=INTERVIEWER, put=INTERVIEWER, **draft,
        ),
        Row("api:notes-send", ended, of="ended", api=True, post=INTERVIEWER, json=True),
    ]  # fmt: skip


def _at(world: World, name: str) -> dict[str, object]:
    return {"interview_id": world.interviews[name].pk}
