"""The numbers: each person's own, a question's for who may find it, a program's for organizers."""

from tests.access.matrix import Row
from tests.access.world import NOBODY, ORGANIZERS, PRESENT, SIGNED_IN, World

CANDIDATE = frozenset({"candidate"})
EXPLAINED = (
    "agreement", "enough", "fit", "growth", "laplace", "large", "levels", "second-opinion",
    "shares",
)  # fmt: skip


def rows(world: World) -> list[Row]:
    shared, own = world.rows["question"].pk, world.rows["own_question"].pk
    return [
        Row("calibration:mine", get=SIGNED_IN),
        Row("calibration:ability", get=SIGNED_IN),
        Row("calibration:strictness", get=SIGNED_IN),
        Row("calibration:json", get=SIGNED_IN),
        Row("calibration:letter", _at(world, "released"), of="released", get=CANDIDATE),
        Row("calibration:letter", _at(world, "withdrawn"), of="shared", get=NOBODY),
        Row("calibration:letter", _at(world, "in_review"), of="shared", get=NOBODY),
        Row("calibration:question", {"pk": shared}, of="shared", get=SIGNED_IN),
        Row("calibration:question", {"pk": own}, of="own", get=PRESENT),
        Row("calibration:program", {"pk": world.program.pk}, get=ORGANIZERS),
        *(
            Row("calibration:how-we-know", {"name": name}, of=name, get=SIGNED_IN)
            for name in EXPLAINED
        ),
    ]


def _at(world: World, name: str) -> dict[str, object]:
    return {"interview_id": world.interviews[name].pk}
