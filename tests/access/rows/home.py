"""The desk."""

from tests.access.matrix import Row
from tests.access.world import SIGNED_IN, World


def rows(world: World) -> list[Row]:
    return [Row("home:desk", get=SIGNED_IN)]
