"""The search: its person's alone. Nobody else finds a row of it, the host and organizers least."""

from tests.access.matrix import Row
from tests.access.world import EVERYBODY, NOBODY, PRESENT, SIGNED_IN, World

MINE = frozenset({"candidate"})
# What the secret address of a calendar tells whoever has it.
IN_A_CALENDAR = dict.fromkeys(
    (
        "Application.company", "Application.role", "CompanyInterview.people",
        "CompanyInterview.where", "CompanyInterview.follow_up",
    ),
    EVERYBODY,
)  # fmt: skip


def rows(world: World) -> list[Row]:
    return [*_own(world), *_application(world), *_beneath(world), *_along(world)]


def _at(world: World, name: str) -> dict[str, object]:
    return {"pk": world.rows[f"search:{name}"].pk}


def _own(world: World) -> list[Row]:
    """Pages that everybody has for themselves."""
    # A beginning is enough to find it, and is not yet the mark that answers are searched for.
    company = world.rows["search:application"].company[:14]
    another = f"?cycle={world.rows['search:cycle'].pk}"
    return [
        *(Row(f"cycle:{name}", get=SIGNED_IN) for name in ("board", "table", "calendar")),
        *(Row(f"cycle:{name}", query=another, of="a cycle", get=MINE)
          for name in ("board", "table")),
        Row("cycle:add", get=SIGNED_IN, post=SIGNED_IN, body={"company": "Acme",
            "stage": "applied", "source": "outbound"}),
        Row("cycle:add-line", post=SIGNED_IN, body={"line": "Acme, Baker"}),
        Row("cycle:known", query=f"?company={company}", get=SIGNED_IN),
        Row("cycle:wishes", get=SIGNED_IN, post=SIGNED_IN, body={"work": "Bread"}),
        Row("cycle:cycles", get=SIGNED_IN),
        Row("cycle:cycle", _at(world, "cycle"), get=MINE, post=MINE, body={"name": "A name"}),
        Row("cycle:cycle-end", _at(world, "cycle"), post=MINE),
        Row("cycle:cycle-reopen", _at(world, "cycle"), post=MINE),
        Row("cycle:sharing", get=SIGNED_IN),
        Row("cycle:share", {"pk": world.program.pk}, post=PRESENT),
        Row("cycle:share-guesses", {"pk": world.program.pk}, post=PRESENT),
        Row("cycle:offers", get=SIGNED_IN),
        Row("cycle:offers", query=another, of="a cycle", get=MINE),
        Row("cycle:hindsight", get=SIGNED_IN, post=SIGNED_IN, body={"asked": "nothing"}),
        Row("cycle:ask-me", post=SIGNED_IN),
        Row("cycle:ask-me", of="no more", post=SIGNED_IN, body={"stop": "yes"}),
    ]  # fmt: skip


def _application(world: World) -> list[Row]:
    here = _at(world, "application")
    together = {"cycle": world.rows["search:cycle"].pk, "one": here["pk"], "deed": "take-away"}
    about = {"company": "Acme", "source": "outbound"}
    reason = {"known": "told", "kind": "pile", "control": "outside", "sureness": "low"}
    interview = {"stage": "phone", "kind": "call", "minutes": "30"}
    return [
        Row("cycle:application", here, get=MINE),
        Row("cycle:change", here, get=MINE, post=MINE, body=about),
        Row("cycle:note", here, post=MINE, body={"stage": "phone", "on": "2026-11-01"}),
        Row("cycle:note", here, of="a stage without its name", post=MINE, body={"stage": "other"}),
        Row("cycle:interview-new", here, get=MINE, post=MINE, body=interview),
        Row("cycle:contact-new", here, get=MINE, post=MINE, body={"name": "I", "part": "other"}),
        Row("cycle:paper-add", here, post=MINE),
        Row("cycle:reasons", here, get=MINE, post=MINE, body=reason),
        Row("cycle:angry", here, post=MINE, body={"text": "Grr"}),
        Row("cycle:letters", here, get=MINE),
        *(
            Row(f"cycle:{name}", here, get=MINE, post=MINE, body={name: "Bread"})
            for name in ("offer", "offer-decided", "look-back")
        ),
        *(
            Row(f"cycle:{name}-save", here, post=MINE, body={"revision": 1})
            for name in ("offer", "offer-decided")
        ),
        Row("cycle:offer-decline", here, get=MINE),
        Row("cycle:together", post=MINE, body=together),
        Row("cycle:together", of="every", post=MINE, body={**together, "every": "yes"}),
        Row("cycle:undo", _at(world, "edit"), post=MINE),
    ]


def _beneath(world: World) -> list[Row]:
    event, interview = _at(world, "event"), _at(world, "interview")
    contact = _at(world, "contact")
    return [
        Row("cycle:event", event, get=MINE, post=MINE, body={"stage": "phone"}),
        Row("cycle:event-take-back", event, post=MINE),
        Row("cycle:interview", interview, get=MINE, post=MINE,
            body={"kind": "call", "minutes": "30"}),
        Row("cycle:interview-take-back", interview, post=MINE),
        Row("cycle:followed-up", interview, post=MINE),
        Row("cycle:contact", contact, get=MINE, post=MINE, body={"name": "I", "part": "other"}),
        Row("cycle:contact-take-back", contact, post=MINE),
        Row("cycle:paper", _at(world, "paper"), get=MINE),
        Row("cycle:paper-take-back", _at(world, "enclosure"), post=MINE),
        Row("cycle:reason-take-back", _at(world, "reason"), post=MINE),
        Row("cycle:cool-down", _at(world, "angry"), post=MINE),
        Row("cycle:feed-open", post=SIGNED_IN),
        Row("cycle:feed-close", _at(world, "feed:open"), post=MINE),
        Row("cycle:feed", {"token": world.tokens["feed:open"]}, get=EVERYBODY,
            shows=IN_A_CALENDAR),
        Row("cycle:feed", {"token": world.tokens["feed:ended"]}, of="nothing", get=NOBODY),
    ]  # fmt: skip


def _along(world: World) -> list[Row]:
    """Everybody takes their own along, and nothing of another's."""
    return [
        Row("cycle:export", get=SIGNED_IN, post=SIGNED_IN),
        *(Row(f"cycle:export-{name}", get=SIGNED_IN)
          for name in ("csv", "json", "resume", "sankey")),
        Row("cycle:export-json", query="?angry=yes", get=SIGNED_IN),
        Row("cycle:export-csv", query=f"?cycle={world.rows['search:cycle'].pk}", of="a cycle",
            get=MINE),
    ]  # fmt: skip
