"""A candidate who looks back: on a company interview, and on a search that is over."""

from datetime import timedelta

from django.utils import timezone

from afterword.cycle.models import Application, CompanyInterview, Cycle
from afterword.debriefs.models import (
    CycleDebrief,
    DebriefImport,
    InterviewDebrief,
    Point,
    ShareLink,
    Tie,
)
from afterword.kit.tokens import digest
from afterword.people.models import Commitment
from afterword.questions.models import Retelling
from tests.access.canaries import canary
from tests.access.world import World


def look_back(world: World) -> None:
    now, person = timezone.now(), world.people["candidate"]
    cycle = Cycle.objects.create(
        person=person, name=canary("looked_back.name"), started_on=now.date(), ended_on=now.date()
    )
    application = Application.objects.create(
        cycle=cycle,
        company=canary("looked_back.company"),
        company_key="company",
        stage="phone",
        interested=True,
    )
    interviews = [CompanyInterview.objects.create(application=application) for _ in range(2)]
    world.rows["looked_back:cycle"] = cycle
    world.rows["looked_back:interview"] = interviews[1]
    world.rows["debrief:interview"] = InterviewDebrief.objects.create(
        person=person,
        application=application,
        interview=interviews[0],
        rubric=world.rows["rubric"],
        begun_at=now,
        **{
            name: canary(f"InterviewDebrief.{name}")
            for name in (
                "asked", "went_well", "could_better", "next_time", "interviewer_was", "to_learn",
            )
        },
    )  # fmt: skip
    _retell(world)
    debrief = CycleDebrief.objects.create(
        cycle=cycle,
        begun_at=now,
        answers={
            "well": canary("CycleDebrief.shared"), "better": canary("CycleDebrief.kept"),
            "repeat": canary("CycleDebrief.kept"),
        },
    )  # fmt: skip
    world.rows["debrief:cycle"] = debrief
    world.rows["debrief:point"] = point = Point.objects.create(
        debrief=debrief, kind="repeat", text=canary("Point.text")
    )
    Tie.objects.create(point=point, application=application)
    Tie.objects.create(point=point, on=now.date(), words=canary("Tie.words"))
    world.rows["debrief:commitment"] = Commitment.objects.create(
        person=person, text=canary("Commitment.candidate"), origin=debrief.origin
    )
    world.rows["debrief:import"] = DebriefImport.objects.create(
        person=person,
        brought={"interviews": [], "cycles": [], "commitments": [], "retellings": []},
    )
    world.tokens["debrief"] = f"debrief-token-{'d' * 30}"
    world.rows["debrief:link"] = ShareLink.objects.create(
        debrief=debrief,
        digest=digest(world.tokens["debrief"]),
        sections=["commitments"],
        expires_at=now + timedelta(days=7),
    )


def _retell(world: World) -> None:
    """A question offered to the program, a draft of one, and one offered to the host's bank."""
    person, words = world.people["candidate"], canary("Retelling.text")
    about = {"person": person, "kind": "coding", "title": canary("Retelling.title")}
    offers = {
        name: Retelling.objects.create(program=world.program, state=state, text=words, **about)
        for name, state in (("offered", "offered"), ("drafted", "drafted"))
    }
    offers["here"] = Retelling.objects.create(
        person=person, kind="coding", title="Seats", text=canary("Retelling.here")
    )
    for name, one in offers.items():
        world.rows[f"retelling:{name}"] = one
    debrief = world.rows["debrief:interview"]
    InterviewDebrief.objects.filter(pk=debrief.pk).update(retelling=offers["offered"])
