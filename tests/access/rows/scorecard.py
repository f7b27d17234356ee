"""The scorecard file: out to the interviewer's chair, back from either chair."""

from tests.access.matrix import Row
from tests.access.world import CHAIRS, World

INTERVIEWER = frozenset({"interviewer"})
GUEST = frozenset({"guest"})
GUESTS_HOUR = frozenset({"guest", "candidate"})
# The file holds the questions with their guides: that is what it is for.
OUT = {"question.part": INTERVIEWER | GUEST, "question.guide": INTERVIEWER | GUEST}


def rows(world: World) -> list[Row]:
    booked, ended = _at(world, "booked"), _at(world, "ended")
    guests, proposed = _at(world, "guest"), _at(world, "proposed")
    asked = {"questions": [str(world.rows["version"].pk)]}
    own, hers = world.rows["sealed:candidate"], world.rows["sealed:interviewer"]
    return [
        Row("notes:scorecard", booked, of="booked", get=CHAIRS),
        Row("notes:scorecard", ended, of="ended", get=CHAIRS),
        Row("notes:scorecard", guests, of="guest", get=GUESTS_HOUR),
        Row("notes:scorecard", proposed, of="shared", get=frozenset()),
        Row("notes:scorecard-fetch", booked, of="booked", post=INTERVIEWER, body=asked, shows=OUT),
        Row("notes:scorecard-fetch", guests, of="guest", post=GUEST, body=asked, shows=OUT),
        Row("notes:scorecard-bring-in", booked, of="booked", post=CHAIRS),
        Row("notes:scorecard-bring-in", guests, of="guest", post=GUESTS_HOUR),
        Row("notes:scorecard-open", {**ended, "pk": own.pk}, of="candidate's", post=CHAIRS),
        Row("notes:scorecard-open", {**ended, "pk": hers.pk}, of="hers", post=INTERVIEWER),
    ]


def _at(world: World, name: str) -> dict[str, object]:
    return {"interview_id": world.interviews[name].pk}
