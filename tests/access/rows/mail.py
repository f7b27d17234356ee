"""Bringing in mail: whoever sent it, and nobody else, sees what it tells and says yes or no."""

from tests.access.matrix import Row
from tests.access.world import SIGNED_IN, World

MINE = frozenset({"candidate"})


def rows(world: World) -> list[Row]:
    named = {"one": world.rows["search:proposal"].pk}
    boxes = [("read", MINE), ("reading", MINE), ("unreadable", MINE)]
    return [
        Row("cycle:mail", get=SIGNED_IN, post=SIGNED_IN),
        *(
            Row(
                "cycle:mailbox", {"pk": world.rows[f"search:mailbox:{state}"].pk}, of=state, get=who
            )
            for state, who in boxes
        ),
        Row("cycle:mailbox-stop", {"pk": world.rows["search:mailbox:reading"].pk}, post=MINE),
        Row("cycle:proposals", get=SIGNED_IN),
        Row("cycle:proposals-accept", post=SIGNED_IN, body=named),
        Row("cycle:proposals-dismiss", post=SIGNED_IN, body=named),
        Row("cycle:proposal-back", {"pk": world.rows["search:dismissed"].pk}, post=MINE),
    ]
