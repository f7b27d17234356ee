"""Looking back: its author's alone, but for what a link shows to whoever has it."""

from tests.access.matrix import Row
from tests.access.world import EVERYBODY, NOBODY, SIGNED_IN, World

MINE = frozenset({"candidate"})
# Whoever has the link reads the sections that were chosen.
LINKED = {"Commitment.candidate": EVERYBODY}

# Whoever offered a question takes their own words along.
OFFERED = {"Retelling.text": MINE, "Retelling.here": MINE}


def rows(world: World) -> list[Row]:
    of = {name: {"pk": world.rows[f"debrief:{name}"].pk} for name in (
        "interview", "cycle", "point", "commitment", "link", "import",
    )}  # fmt: skip
    cycle, interview = (world.rows[f"looked_back:{one}"].pk for one in ("cycle", "interview"))
    words = {**of["cycle"], "step": "well"}
    adding = {**of["cycle"], "step": "repeat"}
    token = {"token": world.tokens["debrief"]}
    return [
        Row("debriefs:overview", get=SIGNED_IN),
        Row("debriefs:opening", get=SIGNED_IN),
        Row("debriefs:export-json", get=SIGNED_IN, shows=OFFERED),
        Row("debriefs:import", get=SIGNED_IN, post=SIGNED_IN),
        Row("debriefs:import-undo", of["import"], post=MINE),
        Row("debriefs:interview-begin", {"pk": interview}, post=MINE),
        Row("debriefs:event-begin", {"pk": world.rows["search:event"].pk}, post=MINE),
        Row("debriefs:interview", of["interview"], get=MINE, post=MINE),
        Row("debriefs:interview-save", of["interview"], post=MINE),
        Row("debriefs:offer", of["interview"], get=MINE, post=MINE),
        Row("debriefs:offer-withdraw", of["interview"], post=MINE),
        Row("debriefs:begin", {"pk": cycle}, post=MINE),
        Row("debriefs:report", of["cycle"], get=MINE),
        Row("debriefs:end", of["cycle"], post=MINE),
        Row("debriefs:reopen", of["cycle"], post=MINE),
        Row("debriefs:take-back", of["cycle"], post=MINE),
        Row("debriefs:bring-back", of["cycle"], post=MINE),
        Row("debriefs:next-cycle", of["cycle"], post=MINE),
        Row("debriefs:share", of["cycle"], get=MINE, post=MINE),
        Row("debriefs:revoke", of["link"], post=MINE),
        Row("debriefs:point", of["point"], get=MINE, post=MINE),
        Row("debriefs:commitment", of["commitment"], post=MINE),
        Row("debriefs:step", words, get=MINE, post=MINE),
        Row("debriefs:step-save", words, post=MINE),
        Row("debriefs:gather", adding, post=MINE, body={"text": "One more."}),
        Row("debriefs:arrive", token, get=EVERYBODY, shows=LINKED),
        # Without having come by a link it shows nothing, to its author neither.
        Row("debriefs:shared", of="without a link", get=NOBODY),
    ]
