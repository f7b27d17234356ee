"""Pages that are open to everybody."""

from tests.access.matrix import Row
from tests.access.world import EVERYBODY, World

WHOLE_PAGES = ("letter", "notes", "desk", "room", "sign-in", "charts")


def rows(world: World) -> list[Row]:
    shown = [Row("design", query=f"?show={one}", of=one, get=EVERYBODY) for one in WHOLE_PAGES]
    return [Row("design", get=EVERYBODY), *shown, Row("up", get=EVERYBODY)]
