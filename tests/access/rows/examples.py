"""The finished examples: open to everybody, since a guest reads them before her hour."""

from afterword.notes import example
from tests.access.matrix import Row
from tests.access.world import EVERYBODY, World


def rows(world: World) -> list[Row]:
    slug = example.slugs()[0]
    return [
        Row("notes:examples", get=EVERYBODY),
        Row("notes:example", {"slug": slug}, get=EVERYBODY),
    ]
