"""A candidate who practises alone: one practice at work, one that has been looked back on."""

from django.utils import timezone

from afterword.questions.models import Practice
from tests.access.canaries import canary
from tests.access.world import World


def practise(world: World) -> None:
    now = timezone.now()
    for name, ended_at in (("working", None), ("ended", now)):
        world.rows[f"practice:{name}"] = Practice.objects.create(
            person=world.people["candidate"],
            version=world.rows["version"],
            rubric=world.rows["rubric"],
            begun_at=now,
            worked_until=ended_at,
            ended_at=ended_at,
            work=canary("Practice.work"),
            went_well=canary("Practice.went_well"),
            would_change=canary("Practice.would_change"),
        )
