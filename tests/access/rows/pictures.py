"""The pictures of a search: its person's alone, like everything beneath it."""

from tests.access.matrix import Row
from tests.access.world import SIGNED_IN, World

MINE = frozenset({"candidate"})
PICTURES = ("silence", "funnel", "luck")


def rows(world: World) -> list[Row]:
    another = f"?cycle={world.rows['search:cycle'].pk}"
    return [
        *(Row(f"cycle:{name}", get=SIGNED_IN) for name in PICTURES),
        *(Row(f"cycle:{name}", query=another, of="a cycle", get=MINE) for name in PICTURES),
        *(Row("cycle:how-we-know", {"name": name}, of=name, get=SIGNED_IN)
          for name in ("silence", "luck", "hindsight")),
    ]  # fmt: skip
