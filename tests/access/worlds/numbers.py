"""What was fitted from the program's letters, with an estimate of everybody it could be of."""

from uuid import UUID

from django.utils import timezone

from afterword.calibration.found import Sure, Whole
from afterword.calibration.models import AdjustedNotes, Estimate, Fit
from tests.access.canaries import canary
from tests.access.world import World

SURE = Sure(0.4, 0.1, 0.7)
OF_PEOPLE = (
    ("candidate", "candidate"),
    ("candidate", "left"),
    ("interviewer", "interviewer"),
    ("interviewer", "removed_reviewer"),
)


def measure(world: World) -> None:
    """A kept fit; what stands in it for everybody is the organizers'."""
    fit = Fit.objects.create(
        program=world.program, kind="coding", state="kept", model="probit 1", digest="0" * 64,
        made_at=timezone.now(), hours=20, candidates=5, interviewers=4, questions=5, ratings=120,
        found=_whole().as_json(),
    )  # fmt: skip
    for facet, name in OF_PEOPLE:
        _estimate(fit, facet, person=world.people[name], **_alone(facet, name))
    _estimate(fit, "question", question=world.rows["question"])
    for name in ("released", "withdrawn"):
        mark = canary(f"AdjustedNotes.{name}")
        AdjustedNotes.objects.create(
            fit=fit, notes=world.notes[name], other_side=0.3,
            levels={mark: [2.4, 1.9, 2.9], "problem_solving": [2.4, 1.9, 2.9]},
        )  # fmt: skip
    world.rows["fit"] = fit


def _whole() -> Whole:
    return Whole(
        shares={"candidate": SURE, "residual": SURE}, dependable={"1": SURE},
        needed=6, goal=0.8, settles={"interviewer": 9, "question": None},
        conditions=[canary("Fit.found")], spread=0.8,
    )  # fmt: skip


def _alone(facet: str, name: str) -> dict[str, object]:
    """What its owner alone reads; with marks, which whoever takes their numbers along takes too."""
    if facet == "interviewer":
        known = {name: list(SURE) for name in ("surprise", "middle", "halo")}
        mark = canary("Estimate.habits") if name == "interviewer" else ""
        return {"habits": {**known, "ratings": 30, "hours": 6, "mark": mark}}
    hours = [[str(UUID(int=at)), list(SURE), 0.4] for at in range(3)]
    grown = {"change": list(SURE), "hours": hours, "shows": 9, "mark": canary("Estimate.grown")}
    return {"grown": grown, "profile": [[canary("Estimate.profile"), list(SURE), 6]]}


def _estimate(fit: Fit, facet: str, **of: object) -> None:
    Estimate.objects.create(
        fit=fit, facet=facet, value=0.5, sd=0.2, low=0.1, high=0.9, moved=0.4, moved_low=0.1,
        moved_high=0.7, hours=6, others=5, information=0.9, **of,
    )  # fmt: skip
