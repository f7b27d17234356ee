"""Pages that are open to everybody."""

from tests.access.matrix import Row
from tests.access.world import EVERYBODY, World


def rows(world: World) -> list[Row]:
    return [Row("design", get=EVERYBODY), Row("up", get=EVERYBODY)]
