"""Bringing in a file: whoever sent it, and nobody else, looks at it, keeps it, undoes it."""

from tests.access.matrix import Row
from tests.access.world import SIGNED_IN, World

MINE = frozenset({"candidate"})
ROWS = "Company,Role,Status\nAcme,Baker,Rejected\n"


def rows(world: World) -> list[Row]:
    upload = {"pk": world.rows["search:upload"].pk}
    source = {"pk": world.rows["search:import"].pk}
    return [
        Row("cycle:import", get=SIGNED_IN, post=SIGNED_IN, body={"pasted": ROWS}),
        Row("cycle:import-look", upload, get=MINE, post=MINE, body={"skip": "2"}),
        Row("cycle:import-keep", upload, get=MINE, post=MINE),
        Row("cycle:import-drop", upload, post=MINE),
        Row("cycle:imported", source, get=MINE),
        Row("cycle:import-undo", source, post=MINE),
        Row("cycle:add-posting", get=SIGNED_IN, post=SIGNED_IN, body={"page": "Baker at Acme"}),
    ]
