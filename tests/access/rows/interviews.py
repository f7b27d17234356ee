"""Booking, the pages of one interview, guest links, and the private notes' door."""

from tests.access.matrix import Row
from tests.access.world import CHAIRS, EVERYBODY, SIGNED_IN, World

CANDIDATE, INTERVIEWER = frozenset({"candidate"}), frozenset({"interviewer"})
GUEST = frozenset({"guest"})
AT_GUESTS = CANDIDATE | GUEST
LINE = {
    "line": "5f0c6ad6-5d0a-4f7b-9f9e-000000000009",
    "moment": 1_000_000,
    "text": "they asked about empty input",
}

# The two who sit there, by what the interview is called in the world.
SEATED = {"booked": CHAIRS, "running": CHAIRS, "released": CHAIRS, "guest": AT_GUESTS}


def rows(world: World) -> list[Row]:
    return [
        Row("interviews:list", get=SIGNED_IN),
        Row("interviews:list", get=SIGNED_IN, query="?when=past", of="past"),
        Row("interviews:new", get=SIGNED_IN, post=SIGNED_IN),
        Row("interviews:ask", get=SIGNED_IN, post=SIGNED_IN),
        *_pages(world),
        *_choices(world),
        *_guest_links(world),
        *_private_notes(world),
        *_api(world),
    ]


def _at(world: World, name: str) -> dict[str, object]:
    return {"interview_id": world.interviews[name].pk}


def _pages(world: World) -> list[Row]:
    """What either of the two may see of their interview in its states, and do with it."""
    found = []
    for name in ("proposed", "booked", "running", "ended", "cancelled", "released", "guest"):
        at, seated = _at(world, name), SEATED.get(name, CHAIRS)
        found += [
            Row("interviews:interview", at, of=name, get=seated),
            Row("interviews:room", at, of=name, get=seated, shows=_guide(name)),
            Row("interviews:second-half", at, of=name, get=seated),
        ]
    return found + _deeds(world)


def _deeds(world: World) -> list[Row]:
    found = []
    for name in ("booked", "guest"):
        at, seated = _at(world, name), SEATED[name]
        found += [
            Row("interviews:calendar", at, of=name, get=seated),
            Row("interviews:times", at, of=name, get=seated, post=seated),
            Row("interviews:cancel", at, of=name, get=seated, post=seated),
            Row("interviews:uncancel", at, of=name, post=seated),
            Row("interviews:missed", at, of=name, post=seated),
            Row("interviews:swap", at, of=name, post=seated),
            Row("interviews:claim", at, of=name, get=seated, post=seated),
        ]
    time = {"time": str(world.rows["proposed_time"].pk)}
    return [
        *found,
        Row("interviews:accept", _at(world, "proposed"), of="proposed", post=CHAIRS, body=time),
    ]


def _guide(name: str) -> dict[str, frozenset[str]]:
    """The guide stands on the interviewer's side of the room, and nowhere on the candidate's."""
    sees = GUEST if name == "guest" else INTERVIEWER
    return {"question.guide": sees, "question.part": sees}


def _choices(world: World) -> list[Row]:
    """The question is the interviewer's to choose; the candidate sees none of it."""
    found = []
    for name, chooses in (("booked", INTERVIEWER), ("guest", GUEST)):
        at = _at(world, name)
        body = {"question": str(world.rows["question"].pk)}
        found += [
            Row("interviews:question", at, of=name, get=chooses, post=chooses, body=body),
            Row("interviews:suggest", at, of=name, post=chooses),
        ]
    return found


def _guest_links(world: World) -> list[Row]:
    """A link leads whoever holds it somewhere, but not the one who sits across.

    Whoever holds the ask of a chair that is taken sees that it is, and is told nothing of hers.
    """
    others = EVERYBODY - CANDIDATE
    links = {"own": "guest", "ask": "ask:asked", "ask of a taken chair": "ask:guest"}
    rows = [
        Row("interviews:guest", {"token": world.tokens[key]}, of=of, get=others, post=others)
        for of, key in links.items()
    ]
    for name in ("guest", "asked"):
        at = _at(world, name)
        rows += [
            Row("interviews:message", at, of=name, get=CANDIDATE),
            Row("interviews:renew-link", at, of=name, post=CANDIDATE),
            Row("interviews:revoke-link", at, of=name, post=CANDIDATE),
        ]
    hers = _at(world, "guest")
    return [
        *rows,
        Row("interviews:interview", _at(world, "asked"), of="asked", get=CANDIDATE),
        Row("interviews:own-link", hers, get=GUEST),
        Row("interviews:other-half", hers, post=GUEST),
    ]


def _private_notes(world: World) -> list[Row]:
    route, found = "interviews:private-notes", []
    for name, writes in (("running", INTERVIEWER), ("ended", INTERVIEWER), ("guest", GUEST)):
        at = _at(world, name)
        found.append(Row(route, at, of=name, json=True, body=LINE, get=writes, post=writes))
    return found


def _api(world: World) -> list[Row]:
    wish = {"chair": "candidate"}
    at = {"pk": world.interviews["booked"].pk}
    return [
        Row("api:interviews", api=True, json=True, body=wish, get=SIGNED_IN, post=SIGNED_IN),
        Row("api:book", api=True, json=True, body=wish, get=SIGNED_IN, post=SIGNED_IN),
        Row("api:interview", at, api=True, get=CHAIRS),
        Row("api:rubric", at, api=True, get=CHAIRS),
        Row("api:calendar", at, api=True, get=CHAIRS),
    ]
